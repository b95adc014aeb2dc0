"""Fields for a code, which offer the codes the archive knows, with their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from heritage.languages.models import Entry
from heritage.languages.names import LANGUAGE_NAMES, SCRIPT_NAMES
from heritage.protocols.audiences import visible_to


class CodeInput(forms.TextInput):
    """A line for a code, with a list to choose from; another code can be typed as well."""

    def codes(self) -> Mapping[str, Any]:
        """The codes with their names."""
        raise NotImplementedError

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The line and its list."""
        offered = f"{(attrs or {}).get('id', name)}-codes"
        line = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join("", '<option value="{}">{}</option>', self.codes().items())
        return format_html('{}<datalist id="{}">{}</datalist>', line, offered, options)


class LanguageInput(CodeInput):
    """Languages with a name of ours, and those of the words that everybody may see."""

    def codes(self) -> Mapping[str, Any]:
        """The codes with their names."""
        words = Entry.objects.filter(visible_to(None)).exclude(language="").order_by("language")
        present = words.values_list("language", flat=True).distinct()
        return dict.fromkeys(present, "") | LANGUAGE_NAMES


class ScriptInput(CodeInput):
    """Scripts of the peoples."""

    def codes(self) -> Mapping[str, Any]:
        """The codes with their names."""
        return SCRIPT_NAMES
