"""Panels of the edit forms that know originals from translations, and say why a text came back."""

from __future__ import annotations

import functools
from typing import Any

from django.db import models
from django.forms import Media
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin import compare
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultipleChooserPanel, Panel
from wagtail.models import WorkflowState

from heritage.records.things import HeritageObject
from heritage.site.admin.choices import OpenChoices
from heritage.site.admin.closed import is_closed, name_for
from heritage.site.admin.comparing import NamedComparison


class AtOriginal(InlinePanel.BoundPanel):
    """A bound inline panel that a translation does not show: child rows stand at the original."""

    def __init__(self, **kwargs: Any) -> None:
        form = kwargs["form"]
        relation = kwargs["panel"].relation_name
        self.absent = form is not None and relation not in form.formsets
        super().__init__(**(kwargs | {"form": None} if self.absent else kwargs))

    def is_shown(self) -> bool:
        """Whether this is an original."""
        return not self.absent


class Rows(BaseChildFormSet):
    """Child rows; one that was added and left empty is as good as never added."""

    def _should_delete_form(self, form: Any) -> bool:
        untouched = form.instance.pk is None and set(form.changed_data) <= {ORDERING_FIELD_NAME}
        return untouched or super()._should_delete_form(form)


class OpenRows:
    """Mixin of inline panels: each row's form knows for whom it is, and offers what is open.

    Rows that were added and left empty are as good as never added.
    """

    relation_name: str

    def get_form_options(self) -> dict[str, Any]:
        """Wagtail's options, with our form for a row, and our set of rows."""
        options: dict[str, Any] = super().get_form_options()  # type: ignore[misc]
        rows = options["formsets"][self.relation_name]
        rows["form"] = type(
            "OpenRowForm", (OpenChoices, rows.get("form", WagtailAdminModelForm)), {}
        )
        rows["inherit_kwargs"] = ["for_user"]
        rows["formset"] = Rows
        return options


class FactInline(OpenRows, InlinePanel):
    """Child rows, edited at the original."""

    class BoundPanel(AtOriginal):
        """The rows of one original."""


class FactChooser(OpenRows, MultipleChooserPanel):
    """Child rows that choose something, several at once, edited at the original."""

    class BoundPanel(AtOriginal, MultipleChooserPanel.BoundPanel):
        """The rows of one original."""

        @property
        def media(self) -> Media:
            """Scripts of the chooser, where there is one."""
            return Media() if self.absent else super().media


class PeoplesPanel(FieldPanel):
    """The boxes of the peoples; two versions are compared by their links."""

    def __init__(self, field_name: str = "peoples", **kwargs: Any) -> None:
        super().__init__(field_name, **({"disable_comments": True} | kwargs))

    class BoundPanel(FieldPanel.BoundPanel):
        """The boxes of one thing."""

        icon = "group"

        def get_comparison(self) -> list[Any]:
            """How two versions differ in their peoples."""
            relation = type(self.instance).people_links.rel if self.instance else None
            relation = relation or self.panel.model.people_links.rel
            field = relation.related_model._meta.get_field("people")
            return [
                functools.partial(
                    compare.ChildRelationComparison,
                    relation,
                    [functools.partial(NamedComparison, field)],
                    label=_("Dân tộc"),
                )
            ]


class ReasonPanel(Panel):
    """Why the leader returned the text, above everything else, until it is submitted again."""

    class BoundPanel(Panel.BoundPanel):
        """The reason for one thing."""

        template_name = "admin/panels/reason.html"

        @functools.cached_property
        def state(self) -> Any:
            """The task that was returned, if the newest word about the thing is a return."""
            instance = self.instance
            if instance is None or not instance.pk:
                return None
            workflow = instance.current_workflow_state
            if workflow is None or workflow.status != WorkflowState.STATUS_NEEDS_CHANGES:
                return None
            return workflow.current_task_state

        def is_shown(self) -> bool:
            """Whether it was returned."""
            return self.state is not None

        def show_panel_furniture(self) -> bool:
            """It brings its own frame."""
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The task with its comment."""
            return {**super().get_context_data(parent_context), "task": self.state}


class FactsPanel(Panel):
    """On a translation: the facts, to read, and the way to the original, where they are edited."""

    class BoundPanel(Panel.BoundPanel):
        """The facts of one translation."""

        template_name = "admin/panels/facts.html"

        def is_shown(self) -> bool:
            """Whether this is a translation."""
            return self.instance is not None and not self.instance.is_original

        def show_panel_furniture(self) -> bool:
            """It brings its own frame."""
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Labels and values, and where the original is edited."""
            original = self.instance.original
            finder = AdminURLFinder(self.request.user) if self.request else None
            return {
                **super().get_context_data(parent_context),
                "original": original,
                "original_url": finder.get_edit_url(original) if finder else None,
                "facts": facts_in_words(original, self.request.user if self.request else None),
            }


def facts_in_words(original: HeritageObject, user: Any) -> list[tuple[str, str]]:
    """What is one for all languages, as (label, text), without what is empty.

    Things that are closed to `user` have no name.
    """
    told = []
    for field in original.fact_fields():
        if not field.editable or field.name == "identifier":
            continue
        if words := _in_words(original, field, user):
            told.append((capfirst(str(field.verbose_name)), words))
    for name in original.fact_relations():
        if words := _related_in_words(original, name, user):
            relation = original._meta.get_field(name)
            model = relation.related_model
            label = _("thẻ") if name == "tagged_items" else model._meta.verbose_name_plural  # type: ignore[union-attr]
            told.append((capfirst(str(label)), words))
    return told


def _in_words(original: HeritageObject, field: models.Field[Any, Any], user: Any) -> str:
    display = getattr(original, f"get_{field.name}_display", None)
    value = display() if display else getattr(original, field.name)
    if isinstance(value, HeritageObject):
        return name_for(value, user)
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    return "" if value is None else str(value)


def _related_in_words(original: HeritageObject, name: str, user: Any) -> str:
    if name == "tagged_items":
        return ", ".join(original.tags.names())
    return "; ".join(_row_in_words(row, user) for row in getattr(original, name).all())


def _row_in_words(row: models.Model, user: Any) -> str:
    links = [
        field
        for field in row._meta.concrete_fields
        if field.many_to_one and not isinstance(field, ParentalKey)
    ]
    named = [getattr(row, field.name) for field in links]
    closed = [thing for thing in named if is_closed(user, thing)]
    return name_for(closed[0], user) if closed else str(row)
