"""What was planned for now becomes public or is taken down: one thing at a time.

Wagtail's own command stops at the first thing that fails, and would stop there again each minute.
Here such a text goes back to its author with the reason, as from a leader; the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision, TaskState, WorkflowState

from heritage.site.admin.wholeness import sentences

logger = logging.getLogger(__name__)


def publish_due() -> None:
    """Take down what has expired and publish what is due.

    Raises OperationalError when the database does not answer: that is the fault of no text.
    """
    now = timezone.now()
    records = [m for m in apps.get_models() if issubclass(m, DraftStateMixin)]
    kinds: list[Any] = [Page, *(model for model in records if not issubclass(model, Page))]
    for model in kinds:
        for thing in model._default_manager.filter(live=True, expire_at__lt=now):
            _attempt(partial(thing.unpublish, set_expired=True), "wagtail.unpublish.scheduled")
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        error = _attempt(revision.publish, "wagtail.publish.scheduled")
        if error is not None:
            # Before anything else can fail: it must not be tried again each minute.
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            _give_back(revision, error)


def _attempt(action: Callable[..., Any], log_action: str) -> Exception | None:
    """Do it whole or not at all; the error, if there was one."""
    try:
        with transaction.atomic():
            action(log_action=log_action)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("Not done as planned: %r", action)
        return error
    return None


@transaction.atomic
def _give_back(revision: Any, error: Exception) -> None:
    """Return the text to its author, who reads on his desk why.

    Written row by row: Wagtail's own way to return a text begins by reading the draft, and that may
    be what failed.
    """
    thing = revision.content_object
    if thing is None:
        return
    planned = {
        "id": revision.pk,
        "created": revision.created_at,
        "go_live_at": revision.approved_go_live_at,
        "has_live_version": thing.live,
    }
    log(thing, "wagtail.schedule.cancel", data={"revision": planned}, revision=revision)
    workflow = thing.get_workflow()
    task = workflow and workflow.tasks.first()
    if task is None or thing.current_workflow_state is not None:
        return
    state = WorkflowState.objects.create(
        content_type=revision.content_type,
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        workflow=workflow,
        requested_by=revision.user or thing.owner,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    why = " ".join(sentences(thing, error)) if isinstance(error, ValidationError) else str(error)
    state.current_task_state = TaskState.objects.create(
        workflow_state=state,
        revision=revision,
        task=task,
        status=TaskState.STATUS_REJECTED,
        finished_at=timezone.now(),
        comment=_("Đến giờ hẹn mà không xuất bản được, nên đã bỏ hẹn giờ. %(why)s") % {"why": why},
    )
    state.save()
