"""Wagtail's reports, without what is closed to the reader."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import Page, PageLogEntry

from heritage.site.admin.closed import closed_objects, without_closed
from heritage.site.admin.history import HistoryView


class OpenLogEntriesView(HistoryView):
    """The history of the site."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filtered as asked, without entries about what is closed."""
        found = super().filter_queryset(queryset)
        user = self.request.user
        if found.model is PageLogEntry:
            # A removed page has no audience any more; its title stays with those who may see all.
            return found.filter(page__in=without_closed(Page.objects.all(), user))
        return found.exclude(closed_objects(user))


class OpenWorkflowView(WorkflowView):
    """What is or was in approval."""

    def get_queryset(self) -> QuerySet[Any]:
        """Without what is closed."""
        rows: QuerySet[Any] = super().get_queryset()
        return rows.exclude(closed_objects(self.request.user))


class OpenWorkflowTasksView(WorkflowTasksView):
    """Single steps of approvals."""

    def get_queryset(self) -> QuerySet[Any]:
        """Without what is closed."""
        rows: QuerySet[Any] = super().get_queryset()
        return rows.exclude(
            closed_objects(
                self.request.user, "workflow_state__content_type", "workflow_state__object_id"
            )
        )
