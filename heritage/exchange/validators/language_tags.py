"""Cells with language tags (BCP 47): `km`, `cjm-Cham`, `hre-x-1960`."""

import re

from heritage.exchange.validators.problems import Fault
from heritage.records.language_tags import TagError, language_tag, language_tags

_SUBTAG = re.compile("[a-z]{2,3}", re.IGNORECASE)


def parse_language_tag(text: str) -> str | Fault | None:
    """Return a well-formed tag in its usual capitals (`jra-Khmr`, `vi-VN`)."""
    if not text.strip():
        return None
    try:
        return language_tag(text)
    except TagError as error:
        return Fault(error.code, error.params)


def parse_language(text: str) -> str | Fault | None:
    """Return a language subtag alone: two or three letters, `km`, `bdq` (ISO 639)."""
    tag = parse_language_tag(text)
    if isinstance(tag, str) and not _SUBTAG.fullmatch(tag):
        return Fault("language_not_alone", {"part": tag[:40]})
    return tag


def parse_languages(text: str) -> tuple[str, ...] | Fault:
    """Return the tags of a cell that holds several, divided by `;`: `bdq;ren;vi`."""
    try:
        return language_tags(text)
    except TagError as error:
        return Fault(error.code, error.params)
