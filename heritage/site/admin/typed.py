"""What officers type the way they say it: a number in groups of three, a thing by its address."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override

from heritage.records.models import Identifier

GROUPED = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")


class WholeNumberInput(forms.TextInput):
    """A whole number: 250000, 250.000 or 250 000.

    A browser's own field for numbers takes 250.000 for a quarter of a thousand.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric"} | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The digits alone, where they stand in groups."""
        text = super().value_from_datadict(data, files, name)
        if isinstance(text, str) and GROUPED.fullmatch(text.strip()):
            return re.sub(r"\D", "", text)
        return text


class IdentifierField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A thing by its permanent identifier, or by the address that ends with it."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid_choice": _(
            "Kho không có nội dung nào mang mã “%(value)s”. Hãy chép mã bảy ký tự ghi dưới tên nội"
            " dung trong danh sách."
        )
    }

    def to_python(self, value: Any) -> Any:
        """The identifier as it is stored."""
        if isinstance(value, str):
            value = value.strip().rstrip("/").rpartition("/")[2].lower()
        return super().to_python(value)


def register_fields() -> None:
    """Let every form use them. Called once, when the apps are ready."""
    register_form_field_override(
        ForeignKey, to=Identifier, override={"form_class": IdentifierField}
    )
