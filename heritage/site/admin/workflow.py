"""The one way to the public: an officer submits, a leader approves or returns."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from heritage.accounts.roles import APPROVERS, RECORDS, group_of
from heritage.site.admin.approval import LeaderApproval

NAME = "Trình lãnh đạo duyệt"
TASK = "Lãnh đạo duyệt"
WAGTAIL_WORKFLOW = "Moderators approval"
"""The workflow that Wagtail's own migrations create."""


@transaction.atomic
def sync_workflow() -> None:
    """Put every page and record under the leader's approval. Can be run again."""
    task, _ = LeaderApproval.objects.get_or_create(name=TASK)
    task.groups.add(*(group_of(role) for role in APPROVERS))
    workflow, _ = Workflow.objects.get_or_create(name=NAME)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    root = Page.objects.get(depth=1)
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for label in RECORDS.values():
        content_type = ContentType.objects.get_for_model(apps.get_model(label))
        WorkflowContentType.objects.update_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )
    _retire_wagtail_workflow()


def _retire_wagtail_workflow() -> None:
    """Remove Wagtail's own example, which its migrations create, as long as nobody used it."""
    for old in Workflow.objects.filter(name=WAGTAIL_WORKFLOW, workflow_states=None):
        tasks = list(old.tasks)
        old.delete()
        for task in tasks:
            if not task.workflow_tasks.exists() and not task.task_states.exists():
                task.delete()
