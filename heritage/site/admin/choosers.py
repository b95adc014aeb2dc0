"""Choosing a record in a form: originals only, found with or without diacritics."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from heritage.site.admin.choices import OpenChooser
from heritage.site.admin.finding import found_by


class TitleFilterForm(BaseFilterForm):
    """A few letters of the title, or an identifier."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Gõ vài chữ, có dấu hay không")}),
    )

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Those that are meant."""
        if words := self.cleaned_data.get("q"):
            self.is_searching = True
            self.search_query = words
            return found_by(objects, words)
        return objects


class Originals:
    """The records offered."""

    filter_form_class = TitleFilterForm
    ordering = "sort_key"

    def get_object_list(self) -> QuerySet[Any]:
        """The Vietnamese rows."""
        rows: Any = super().get_object_list()  # type: ignore[misc]
        return rows.originals().open_to(self.request.user)  # type: ignore[attr-defined]


class ChooseOriginalView(Originals, ChooseView):
    """The chooser."""


class ChooseOriginalResultsView(Originals, ChooseResultsView):
    """Its list."""


class OriginalChooser(SnippetChooserViewSet):
    """Choosing a record."""

    choose_view_class = ChooseOriginalView
    choose_results_view_class = ChooseOriginalResultsView
    base_widget_class = OpenChooser
    creation_form_class = None
    form_fields: list[str] = []
