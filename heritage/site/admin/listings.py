"""The officers' lists: one for each kind, pages and records alike.

A list shows originals, newest work first. It stays quick at 50,000 records: it orders by indexed
columns only, and reads what stands beside the titles with a fixed number of queries.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView as PageIndexView
from wagtail.models import Locale, Page, Revision, WorkflowState
from wagtail.snippets.views.snippets import IndexView as RecordIndexView

from heritage.site.admin.closed import name_for
from heritage.site.admin.finding import found_by
from heritage.site.models import SectionPage

PER_PAGE = 50
NEWEST = "latest_revision"
STATUS = {
    "waiting": (gettext_lazy("Chờ duyệt"), "waiting"),
    "returned": (gettext_lazy("Bị trả lại"), "returned"),
    "scheduled": (gettext_lazy("Hẹn giờ"), "waiting"),
    "changed": (gettext_lazy("Đã xuất bản, có sửa"), "changed"),
    "published": (gettext_lazy("Đã xuất bản"), "published"),
    "draft": (gettext_lazy("Bản nháp"), "draft"),
}


class ThingTitleColumn(Column):
    """The title with its way to the form, and what else names the thing."""

    cell_template_name = "admin/listing/title.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The link, where the user may follow it."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"edit_url": instance.edit_url, "obj_id": instance.pk}


class StatusColumn(BaseColumn):
    """Where the thing stands, in words."""

    cell_template_name = "admin/listing/status.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """The words and their mark."""
        words, mark = STATUS[instance.listing_state]
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"words": words, "mark": mark}


class PeoplesColumn(Column):
    """The peoples, in their order."""

    user: Any

    def get_value(self, instance: Any) -> str:
        """Their names."""
        return ", ".join(name_for(link.people, self.user) for link in instance.people_links.all())


class ThingListMixin:
    """Shared by the lists of pages and of records."""

    template_name = "admin/listing/list.html"
    paginate_by = PER_PAGE
    default_ordering = f"-{NEWEST}"
    is_searchable = True
    show_export_buttons = False
    bulk_object_type = "snippet"

    model: Any
    request: Any

    @cached_property
    def add_item_label(self) -> str:
        """The words on the button."""
        return _("Thêm %(kind)s") % {"kind": self.model._meta.verbose_name}

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Title, peoples, state, updated, by whom."""
        columns: list[BaseColumn] = [
            BulkActionsCheckboxColumn("bulk_actions", obj_type=self.bulk_object_type),
            ThingTitleColumn("title", label=_("Tên"), sort_key="sort_key", classname="title"),
        ]
        if hasattr(self.model, "people_links"):
            peoples = PeoplesColumn("peoples", label=_("Dân tộc"), width="18%", classname="on-wide")
            peoples.user = self.request.user
            columns.append(peoples)
        return [
            *columns,
            StatusColumn("status", label=_("Tình trạng"), sort_key="live", width="15%"),
            DateColumn(
                "updated_at",
                label=_("Sửa lúc"),
                sort_key=NEWEST,
                width="12%",
                classname="on-wide",
            ),
            Column("updated_by", label=_("Người sửa"), width="14%", classname="on-wide"),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Originals, or the translations asked for, that the user may work on."""
        rows = self.visible_rows()
        if not self.request.GET.get("locale"):
            rows = rows.filter(locale=Locale.get_default())
        if hasattr(self.model, "people_links"):
            rows = rows.prefetch_related("people_links__people")
        return rows.select_related("locale")

    def visible_rows(self) -> QuerySet[Any]:
        """Rows of the kind that are open to the user."""
        rows: QuerySet[Any] = self.model._default_manager.open_to(self.request.user)
        return rows

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By an indexed column, and by primary key where that is the same."""
        # What is searched has no ordering of its own in Wagtail's lists of pages.
        ordering = self.ordering or self.default_ordering  # type: ignore[attr-defined]
        name = ordering.lstrip("-")
        if ordering.startswith("-"):
            return queryset.order_by(F(name).desc(nulls_last=True), "-pk")
        return queryset.order_by(F(name).asc(nulls_first=True), "pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What an officer means by the words."""
        query = self.search_query  # type: ignore[attr-defined]
        return found_by(queryset, query) if query else queryset

    def get_table(self, object_list: Any) -> Any:
        """The table, with what stands beside the titles read at once."""
        rows = list(object_list)
        self._add_states(rows)
        self._add_revisions(rows)
        for row in rows:
            row.edit_url = self._edit_url(row)
        return super().get_table(rows)  # type: ignore[misc]

    def _add_states(self, rows: list[Any]) -> None:
        base = Page if issubclass(self.model, Page) else self.model
        states = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(base),
            object_id__in=[str(row.pk) for row in rows],
        )
        found = dict(states.values_list("object_id", "status"))
        for row in rows:
            row.listing_state = _state(row, found.get(str(row.pk)))

    def _add_revisions(self, rows: list[Any]) -> None:
        revisions = Revision.objects.filter(pk__in=[row.latest_revision_id for row in rows])
        found = {
            pk: (when, user, planned)
            for pk, when, user, planned in revisions.values_list(
                "pk", "created_at", "user_id", "approved_go_live_at"
            )
        }
        ids = {user for _, user, _ in found.values()} | {row.owner_id for row in rows}
        users = get_user_model()._default_manager.in_bulk([pk for pk in ids if pk is not None])
        for row in rows:
            when, user, planned = found.get(row.latest_revision_id, (None, row.owner_id, None))
            person = users.get(user)
            row.updated_at = when
            row.updated_by = person.get_full_name() if person else ""
            if planned is not None and planned > timezone.now():
                row.listing_state = "scheduled"

    def _edit_url(self, row: Any) -> str | None:
        """Where it is edited, for those who may."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The list, with the model that bulk actions work on."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        base = Page if issubclass(self.model, Page) else self.model
        return context | {"bulk_model": base._meta}


def _state(row: Any, approval: str | None) -> str:
    if approval == WorkflowState.STATUS_IN_PROGRESS:
        return "waiting"
    if approval == WorkflowState.STATUS_NEEDS_CHANGES:
        return "returned"
    if not row.live:
        return "draft"
    return "changed" if row.has_unpublished_changes else "published"


class PageList(ThingListMixin, PageIndexView):
    """A kind of page, wherever in the tree."""

    bulk_object_type = "page"
    # As of records: an empty list invites to write the first one.
    results_template_name = "wagtailadmin/generic/index_results.html"

    def visible_rows(self) -> QuerySet[Any]:
        """Pages below a front page on which the user has some permission."""
        user = self.request.user
        rows: QuerySet[Any] = self.model._default_manager.open_to(user).defer_streamfields()
        if user.is_superuser:
            return rows
        granted = self.permission_policy.get_cached_permissions_for_user(user)
        below = [Q(path__startswith=path) for path in sorted({row.page.path for row in granted})]
        return rows.filter(reduce(or_, below)) if below else rows.none()

    @cached_property
    def may_change_all(self) -> bool:
        """Whether the user may edit what others wrote."""
        user = self.request.user
        if user.is_superuser:
            return True
        granted = self.permission_policy.get_cached_permissions_for_user(user)
        return any(row.permission.codename == "change_page" for row in granted)

    def _edit_url(self, row: Any) -> str | None:
        if self.may_change_all or row.owner_id == self.request.user.pk:
            return reverse("wagtailadmin_pages:edit", args=[row.pk])
        return None

    def get_add_url(self) -> str | None:
        """The empty form, for those who may add."""
        if self.permission_policy.user_has_permission(self.request.user, "add"):
            return reverse(self.add_url_name)
        return None


class RecordList(ThingListMixin, RecordIndexView):
    """A kind of record."""

    @cached_property
    def may_change_all(self) -> bool:
        """Whether the user may edit what others wrote."""
        options = self.model._meta
        return bool(self.request.user.has_perm(f"{options.app_label}.change_{options.model_name}"))

    def _edit_url(self, row: Any) -> str | None:
        if self.may_change_all or row.owner_id == self.request.user.pk:
            return reverse(self.edit_url_name, args=[row.pk])
        return None


class SectionOfKindView(ChooseParentView):
    """“Thêm lễ hội” goes straight to the form: the section of a kind is known."""

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Page]:
        """The Vietnamese section of the kind, if the user may add there."""
        section = SectionPage.objects.filter(
            section_kind=self.model.kind, locale=Locale.get_default()
        )
        return super().get_valid_parent_pages(user).filter(pk__in=section.values("pk"))
