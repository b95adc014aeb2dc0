"""Told fields with their language: what a translation lacks is shown in Vietnamese, and marked."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from heritage.languages.names import language_tag
from heritage.site.indexing.book import BOOK

_WORD = re.compile(r"[^\W\d_]{2,}")
_UNITS = frozenset({"mm", "cm", "kg", "ml"})
"""Units with as many letters as words have."""


class Text(str):
    """A text and, in `lang`, the attribute that says its language where that is not the page's."""

    lang: SafeString | str = ""


def said(thing: Any, told: Any, name: str, language: str) -> Text:
    """The field `name` as the row `told` tells it to a reader of `language`, or the original does.

    `lang` is set whenever the original's words stand on a page in another language. Numbers and
    units, `18 × 150 cm`, are in none.
    """
    own = getattr(told, name) or ""
    text = Text(own or getattr(thing, name) or "")
    if _UNITS.issuperset(_WORD.findall(text)):
        return text
    if told is thing or not own:
        if language != settings.LANGUAGE_CODE:
            text.lang = format_html(' lang="{}"', settings.LANGUAGE_CODE)
    elif told.locale.language_code != language:
        text.lang = format_html(' lang="{}"', told.locale.language_code)
    return text


def told_language(thing: Any, language: str) -> str:
    """The language in which a thing is told to a reader of `language`."""
    return settings.LANGUAGE_CODE if thing.told is thing else language


def title_language(thing: Any, language: str) -> str:
    """The language of its title: of a word its own, with the script, whoever reads it."""
    own = BOOK[thing.kind].language
    if own:
        return language_tag(thing.title, getattr(thing, own))
    return told_language(thing, language)


def language_of(thing: Any, name: str, language: str) -> str:
    """The language in which `said` tells a field of it."""
    return told_language(thing, language) if getattr(thing.told, name) else settings.LANGUAGE_CODE
