"""Filters of the officers' lists, built for each kind from what its model has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Page, WorkflowState

from heritage.protocols.audiences import visible_to
from heritage.records.things import HeritageObject
from heritage.site.admin.forms import peoples

LANGUAGES = [("en", _("Tiếng Anh")), ("km", _("Tiếng Khmer"))]

TYPES: dict[str, str] = {
    "festival": "calendar",
    "custom": "theme",
    "notice": "topic",
    "product": "category",
    "producer": "producer_kind",
    "item": "item_kind",
    "library": "document_kind",
    "word": "language",
    "place": "place_kind",
    "person": "living",
}
"""The field that says what sort of thing it is, by kind."""

STATES = [
    ("draft", _("Bản nháp")),
    ("waiting", _("Chờ duyệt")),
    ("returned", _("Bị trả lại")),
    ("published", _("Đã xuất bản")),
    ("changed", _("Đã xuất bản, có sửa chưa duyệt")),
    ("scheduled", _("Hẹn giờ")),
]


def workflow_ids(model: type[HeritageObject], *statuses: str) -> list[str]:
    """Primary keys, as text, of the things of a kind whose approval stands at one of `statuses`."""
    base = Page if issubclass(model, Page) else model
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(base), status__in=statuses
    )
    return list(states.values_list("object_id", flat=True))


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of `rows` that stand at `state`, one of STATES."""
    model = rows.model
    if state == "waiting":
        return rows.filter(pk__in=workflow_ids(model, WorkflowState.STATUS_IN_PROGRESS))
    if state == "returned":
        return rows.filter(pk__in=workflow_ids(model, WorkflowState.STATUS_NEEDS_CHANGES))
    conditions = {
        "draft": Q(live=False),
        "published": Q(live=True),
        "changed": Q(live=True, has_unpublished_changes=True),
        "scheduled": Q(latest_revision__approved_go_live_at__isnull=False),
    }
    return rows.filter(conditions[state])


def lacks(model: type[HeritageObject]) -> list[tuple[str, Any]]:
    """What things of this kind can lack: (word, label)."""
    names = {field.name for field in model._meta.get_fields()}
    offered: list[tuple[str, Any]] = [("sources", _("Thiếu nguồn"))]
    if "rights" in names:
        offered.append(("rights", _("Thiếu tuyên bố quyền")))
    if "people_links" in names:
        offered.append(("peoples", _("Chưa gắn dân tộc")))
    return [*offered, ("en", _("Chưa có tiếng Anh")), ("km", _("Chưa có tiếng Khmer"))]


def lacking(rows: QuerySet[Any], what: str) -> QuerySet[Any]:
    """Those of `rows` (originals) that lack `what`."""
    model = rows.model
    if what == "sources":
        return rows.filter(sources="")
    if what == "rights":
        return rows.filter(rights=None)
    if what == "peoples":
        links = model.people_links.rel.related_model._default_manager
        return rows.filter(~Exists(links.filter(owner=OuterRef("pk"))))
    told = model._base_manager.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=what
    )
    return rows.filter(~Exists(told))


def _of_peoples(rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
    if not value:
        return rows
    links = rows.model.people_links.rel.related_model._default_manager
    # Primary keys and not the query itself, which SQLite would run again for each row.
    owners = links.filter(people__in=[people.pk for people in value]).values("owner")
    return rows.filter(pk__in=owners)


def _checked(rows: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
    return rows.exclude(needs_check="") if value else rows.filter(needs_check="")


def _language(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    return rows.filter(locale__language_code=value)


class ThingFilterSet(WagtailFilterSet):
    """What every kind can be filtered by."""

    state = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=STATES,
        method=lambda rows, name, value: in_state(rows, value),
        empty_label=_("Tất cả"),
        widget=forms.RadioSelect,
    )
    audience = django_filters.ChoiceFilter(
        label=_("Ai được xem"),
        choices=[("public", _("Mọi người")), ("restricted", _("Không phải mọi người"))],
        method=lambda rows, name, value: rows.restricted(value == "restricted"),
        empty_label=_("Tất cả"),
        widget=forms.RadioSelect,
    )
    needs_check = django_filters.ChoiceFilter(
        label=_("Cần kiểm tra"),
        choices=[("1", _("Có ghi chú cần kiểm tra")), ("0", _("Không có"))],
        method=lambda rows, name, value: _checked(rows, name, value == "1"),
        empty_label=_("Tất cả"),
        widget=forms.RadioSelect,
    )
    locale = django_filters.ChoiceFilter(
        label=_("Ngôn ngữ"),
        choices=LANGUAGES,
        method=_language,
        empty_label=_("Tiếng Việt (bản gốc)"),
        widget=forms.RadioSelect,
    )


def filterset_for(model: type[HeritageObject]) -> type[ThingFilterSet]:
    """The filters of one kind."""
    filters: dict[str, Any] = {}
    if hasattr(model, "people_links"):
        filters["peoples"] = django_filters.ModelMultipleChoiceFilter(
            label=_("Dân tộc"),
            queryset=lambda request: peoples(request.user),
            method=_of_peoples,
            widget=forms.CheckboxSelectMultiple,
        )
    if name := TYPES.get(model.kind):
        filters[name] = _type_filter(model, name)
    filters["lacks"] = django_filters.ChoiceFilter(
        label=_("Còn thiếu"),
        choices=lacks(model),
        method=lambda rows, name, value: lacking(rows, value),
        empty_label=_("Tất cả"),
        widget=forms.RadioSelect,
    )
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}FilterSet", (ThingFilterSet,), {**filters, "Meta": meta})


class OpenValuesFilter(django_filters.AllValuesFilter):
    """Offers the values that there are among what the officer may see."""

    @property
    def field(self) -> forms.Field:
        """The choices, asked for anew in each form."""
        rows = self.model._default_manager.filter(visible_to(self.parent.request.user))
        found = rows.order_by(self.field_name).values_list(self.field_name, flat=True).distinct()
        self.extra["choices"] = [(value, value) for value in found]
        # Not its own: that would offer everything again.
        return super(django_filters.AllValuesFilter, self).field


def _type_filter(model: type[HeritageObject], name: str) -> django_filters.Filter:
    field = model._meta.get_field(name)
    label = str(field.verbose_name).capitalize()  # type: ignore[union-attr]
    options: dict[str, Any] = {
        "field_name": name,
        "label": label,
        "empty_label": _("Tất cả"),
        "widget": forms.RadioSelect,
    }
    if field.is_relation:
        terms: Callable[[Any], QuerySet[Any]] = lambda request: (  # noqa: E731
            field.related_model._default_manager.filter(**field.remote_field.limit_choices_to)  # type: ignore[union-attr,arg-type]
        )
        return django_filters.ModelChoiceFilter(queryset=terms, **options)
    if getattr(field, "choices", None):
        return django_filters.ChoiceFilter(choices=field.choices, **options)  # type: ignore[union-attr]
    return OpenValuesFilter(**options)
