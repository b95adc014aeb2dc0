"""Two versions side by side: values as a person writes them, and nothing for what is empty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class


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


for field_class in (
    models.DateField,
    models.IntegerField,
    models.DecimalField,
    models.BooleanField,
):
    register_comparison_class(field_class, comparison_class=PlainComparison)
