"""Two versions side by side: values as a person writes them, and nothing for what is empty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    FieldComparison,
    ForeignObjectComparison,
    TextDiff,
    register_comparison_class,
)

from heritage.records.access import rows_of
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import name_for


def in_words(value: Any) -> str:
    """The value as it is typed in the form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


class PlainComparison(FieldComparison):
    """A date, a number, a yes or no in two versions."""

    def htmldiff(self) -> SafeString:
        """The old words and the new."""
        if not self.has_changed():
            return escape(in_words(self.val_a))
        sides = (("deletion", self.val_a), ("addition", self.val_b))
        changes = [(side, in_words(value)) for side, value in sides if value is not None]
        diff: SafeString = TextDiff(changes).to_html()
        return diff


class NamedComparison(ForeignObjectComparison):
    """What is named in two versions. Wagtail does not say who compares: what is not for everybody
    has only its identifier."""

    def get_objects(self) -> tuple[str | None, str | None]:
        """The names before and after; None: nothing was named."""
        before, after = super().get_objects()
        return _name(before), _name(after)


def _name(named: Any) -> str | None:
    if isinstance(named, Identifier):
        named = rows_of(named).first() or named.pk
    if isinstance(named, HeritageObject):
        return name_for(named.original, None)
    return None if named is None else str(named)


register_comparison_class(models.ForeignKey, comparison_class=NamedComparison)
for field_class in (
    models.DateField,
    models.IntegerField,
    models.DecimalField,
    models.BooleanField,
):
    register_comparison_class(field_class, comparison_class=PlainComparison)
