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
    """Put pages and records that have no workflow under the leader's approval.

    Can be run again: what an administrator has chosen or changed since stays.
    """
    _retire_wagtail_workflow()
    root = Page.objects.get(depth=1)
    models = [apps.get_model(label) for label in RECORDS.values()]
    kinds = ContentType.objects.get_for_models(*models).values()
    governed = set(WorkflowContentType.objects.values_list("content_type", flat=True))
    left = [kind for kind in kinds if kind.pk not in governed]
    has_pages = WorkflowPage.objects.filter(page=root).exists()
    if not left and has_pages:
        return
    workflow = _leaders_approval()
    if not has_pages:
        WorkflowPage.objects.create(page=root, workflow=workflow)
    for kind in left:
        WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


def _leaders_approval() -> Workflow:
    """The workflow of that name that is in use, or a new one with one step."""
    workflow = Workflow.objects.filter(name=NAME, active=True).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=NAME)
        task = LeaderApproval.objects.filter(name=TASK, active=True).first()
        if task is None:
            task = LeaderApproval.objects.create(name=TASK)
            task.groups.set(group_of(role) for role in APPROVERS)
        WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def _retire_wagtail_workflow() -> None:
    """Remove Wagtail's own example, which its migrations create, as long as nobody used it."""
    for old in Workflow.objects.filter(name=WAGTAIL_WORKFLOW, workflow_states=None):
        tasks = list(old.tasks)
        old.delete()
        for task in tasks:
            if not task.workflow_tasks.exists() and not task.task_states.exists():
                task.delete()
