"""Wagtail's reports, without what is closed to the reader."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField, QuerySet, Value
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.models import PageLogEntry

from heritage.site.admin.closed import closed_objects, open_entries, without_closed
from heritage.site.admin.history import HistoryView


class OpenLogEntriesView(HistoryView):
    """The history of the site."""

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filtered as asked, without entries about what is closed."""
        if queryset.model is PageLogEntry:
            queryset |= self._removed_pages()
        return open_entries(super().filter_queryset(queryset), self.request.user)

    def _removed_pages(self) -> QuerySet[Any]:
        """Who removed which page: Wagtail tells those only who may write at the tree's root."""
        number = Value(self.log_models.index(PageLogEntry), output_field=IntegerField())
        entries = PageLogEntry.objects.filter(deleted=True)
        return entries.values("pk", "timestamp").annotate(log_model_index=number)


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


class OpenLockedPagesView(LockedPagesView):
    """Locked pages. Wagtail shows everybody what he locked himself, whatever he may see since."""

    def get_queryset(self) -> QuerySet[Any]:
        """Without what is closed."""
        return without_closed(super().get_queryset(), self.request.user)
