"""The start page, “Bàn làm việc”: what waits for me, what came back and why, my drafts, what lacks.

A fixed number of queries, however much the archive holds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets import viewsets
from wagtail.models import ModelLogEntry, Page, PageLogEntry, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from heritage.accounts.roles import KINDS, RECORDS
from heritage.archive.models import Item
from heritage.media.approval import WAITS, written_by
from heritage.protocols.audiences import visible_to
from heritage.records.things import original_locale
from heritage.site.admin.approval import LeaderApproval
from heritage.site.admin.closed import closed_objects, open_entries, without_closed
from heritage.site.admin.consents import MISSING, missing
from heritage.site.admin.feedback import WaitingRemarks
from heritage.site.admin.filters import lacking
from heritage.site.admin.media.lists import files_open_to
from heritage.site.admin.viewsets import PageKind, RecordKind

SHOWN = 8
"""Lines of each part."""
GAPS = {
    "sources": ("festival", "custom", "word", "people"),
    "rights": ("item",),
    "peoples": ("festival", "custom", "item"),
    "en": ("people", "festival", "custom", "story", "product"),
    "km": ("people", "festival", "custom", "story", "product"),
}
"""What is counted as missing, and for which kinds."""
GAP_WORDS = {
    "sources": _("thiếu nguồn"),
    "rights": _("thiếu tuyên bố quyền"),
    "peoples": _("chưa gắn dân tộc"),
    "en": _("chưa có tiếng Anh"),
    "km": _("chưa có tiếng Khmer"),
}


@dataclass(frozen=True)
class Line:
    """One thing on the desk."""

    title: str
    kind: str
    url: str | None
    when: datetime.datetime | None = None
    person: str = ""
    comment: str = ""
    compare_url: str | None = None


@dataclass(frozen=True)
class Gap:
    """How many things of a kind lack something, and the list of them."""

    words: Any
    kind: str
    count: int
    url: str


def edit_url(content_type_id: int, pk: str) -> str | None:
    """Where a page or record is edited, from what Wagtail's own rows know of it. No query."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return AdminURLFinder().get_edit_url(model(pk=pk)) if model else None


def list_url(model: type[Any]) -> str:
    """Where the list of a kind is."""
    lists = (PageKind, RecordKind)
    url: str = next(
        viewset.menu_url
        for viewset in viewsets.viewsets
        if isinstance(viewset, lists) and viewset.model is model
    )
    return url


def compare_url(revision: Any) -> str | None:
    """Where a submitted version is compared with what the public sees."""
    model = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    args = [revision.object_id, "live", revision.pk]
    if model is not None and issubclass(model, Page):
        return reverse("wagtailadmin_pages:revisions_compare", args=args)
    viewset = getattr(model, "snippet_viewset", None)
    return reverse(viewset.get_url_name("revisions_compare"), args=args) if viewset else None


def kind_name(content_type_id: int) -> str:
    """The name of a kind, as an officer says it."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return capfirst(str(model._meta.verbose_name)) if model else ""


class Desk(Component):
    """The whole start page of one person."""

    template_name = "admin/desk.html"
    order = 100

    def __init__(self, user: Any) -> None:
        super().__init__()
        self.user = user

    @cached_property
    def may_approve(self) -> bool:
        """Whether things wait for this person's approval at all."""
        if self.user.is_superuser:
            return True
        groups = self.user.groups.values("pk")
        return LeaderApproval.objects.filter(active=True, groups__in=groups).exists()

    @property
    def _waiting_states(self) -> Any:
        """Tasks in progress that somebody else submitted."""
        return (
            TaskState.objects.filter(
                status=TaskState.STATUS_IN_PROGRESS,
                workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            )
            .exclude(workflow_state__requested_by=self.user)
            .exclude(revision__user=self.user)
            .exclude(
                closed_objects(
                    self.user, "workflow_state__content_type", "workflow_state__object_id"
                )
            )
        )

    @cached_property
    def waiting(self) -> list[Line]:
        """What waits for my approval, the longest first."""
        if not self.may_approve:
            return []
        states = self._waiting_states.select_related(
            "revision", "workflow_state__requested_by"
        ).defer("revision__content")
        return [
            Line(
                title=state.revision.object_str,
                kind=kind_name(state.revision.content_type_id),
                url=edit_url(state.revision.content_type_id, state.revision.object_id),
                when=state.started_at,
                person=_name(state.workflow_state.requested_by),
                compare_url=compare_url(state.revision),
            )
            for state in states.order_by("started_at")[:SHOWN]
        ]

    @cached_property
    def waiting_count(self) -> int:
        """How many wait for my approval."""
        return self._waiting_states.count() if self.may_approve else 0

    @cached_property
    def _own_states(self) -> list[WorkflowState]:
        """Open approvals of what I submitted."""
        states = (
            WorkflowState.objects.active()
            .filter(requested_by=self.user)
            .exclude(closed_objects(self.user))
            .select_related("current_task_state__revision", "current_task_state__finished_by")
            .defer("current_task_state__revision__content")
            .order_by("-current_task_state__finished_at", "-created_at")
        )
        return list(states[: SHOWN * 4])

    @cached_property
    def returned(self) -> list[Line]:
        """What came back to me, with the reason in full."""
        return [
            Line(
                title=state.current_task_state.revision.object_str,
                kind=kind_name(state.content_type_id),
                url=edit_url(state.content_type_id, state.object_id),
                when=state.current_task_state.finished_at,
                person=_name(state.current_task_state.finished_by) or str(_("Máy")),
                comment=state.current_task_state.comment,
            )
            for state in self._own_states
            if state.status == WorkflowState.STATUS_NEEDS_CHANGES and state.current_task_state
        ]

    @cached_property
    def submitted(self) -> list[Line]:
        """What I submitted and nobody has decided on."""
        return [
            Line(
                title=state.current_task_state.revision.object_str,
                kind=kind_name(state.content_type_id),
                url=edit_url(state.content_type_id, state.object_id),
                when=state.current_task_state.started_at,
            )
            for state in self._own_states
            if state.status == WorkflowState.STATUS_IN_PROGRESS and state.current_task_state
        ][:SHOWN]

    @cached_property
    def drafts(self) -> list[Line]:
        """What I wrote last and is neither public nor submitted, newest first."""
        busy = {(state.content_type_id, state.object_id) for state in self._own_states}
        found: list[Line] = []
        for model in self._draft_models():
            rows = model._base_manager.filter(
                latest_revision__user=self.user, has_unpublished_changes=True
            ).order_by("-latest_revision")
            if model is Page:
                rows = without_closed(rows, self.user)
            else:
                rows = rows.filter(visible_to(self.user))
            columns = ["pk", "latest_revision__object_str", "latest_revision__created_at"]
            for pk, title, when, content_type in rows.values_list(
                *columns, "latest_revision__content_type"
            )[: SHOWN + len(busy)]:
                if (content_type, str(pk)) not in busy:
                    url = edit_url(content_type, str(pk))
                    found.append(Line(title, kind_name(content_type), url, when))
        found.sort(key=lambda line: line.when or datetime.datetime.min, reverse=True)
        return found[:SHOWN]

    @staticmethod
    def _draft_models() -> Iterable[Any]:
        return [Page, *(apps.get_model(label) for label in RECORDS.values())]

    @cached_property
    def published(self) -> list[Line]:
        """What became public lately, whoever did it."""
        entries: list[Any] = []
        for log in (PageLogEntry, ModelLogEntry):
            rows = open_entries(log.objects.filter(action="wagtail.publish"), self.user)
            rows = rows.select_related("user")
            entries += rows.order_by("-timestamp")[:SHOWN]
        entries.sort(key=lambda entry: entry.timestamp, reverse=True)
        return [
            Line(
                title=entry.label,
                kind=kind_name(entry.content_type_id),
                url=edit_url(entry.content_type_id, str(entry.object_id)),
                when=entry.timestamp,
                person=_name(entry.user),
            )
            for entry in entries[:SHOWN]
            if entry.content_type_id
        ]

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the archive lacks, with the list of it."""
        found = []
        for what, kinds in GAPS.items():
            for kind in kinds:
                model = apps.get_model(KINDS[kind])
                rows = model._default_manager.filter(locale=original_locale()).open_to(self.user)
                if count := lacking(rows, what).count():
                    name = capfirst(str(model._meta.verbose_name))
                    url = f"{list_url(model)}?lacks={what}"
                    found.append(Gap(GAP_WORDS[what], name, count, url))
        if count := missing(self.user).values("owner").distinct().count():
            name = capfirst(str(Item._meta.verbose_name))
            url = f"{reverse('consents')}?loai={MISSING}"
            found.append(Gap(_("công bố mà thiếu sự đồng ý"), name, count, url))
        return found

    @cached_property
    def feedback(self) -> WaitingRemarks:
        """What visitors wrote and nobody has answered."""
        return WaitingRemarks(self.user)

    @cached_property
    def files(self) -> int:
        """How many files of others wait: to be completed, or to be read by a second person."""
        mine = files_open_to(self.user).filter(written_by(self.user))
        return files_open_to(self.user).filter(WAITS).exclude(pk__in=mine.values("pk")).count()

    @cached_property
    def may_write(self) -> dict[str, str]:
        """Kinds the person may add from here, with the way to the empty form."""
        offered = {
            "festival": ("le-hoi:choose_parent", _("Thêm lễ hội")),
            "item": ("kind_item:add", _("Thêm tư liệu")),
            "word": ("kind_word:add", _("Thêm từ")),
        }
        return {
            str(label): reverse(name)
            for kind, (name, label) in offered.items()
            if self._may_add(kind)
        }

    def _may_add(self, kind: str) -> bool:
        policy = policy_registry.get_by_type(apps.get_model(KINDS[kind]))
        return bool(policy.user_has_permission(self.user, "add"))

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The desk itself."""
        return {"desk": self, "request": parent_context["request"]}


def _name(user: Any) -> str:
    return user.get_full_name() if user is not None else ""
