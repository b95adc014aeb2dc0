"""Readable addresses: `Lễ hội Katê` becomes `le-hoi-kate`, also from Khmer and Cham titles."""

import re

from anyascii import anyascii

from search.analysis.folding import fold

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_APOSTROPHE = re.compile(r"'")

MAX_LENGTH = 80
"""Characters. Long enough for a festival's full title, short enough to read in a printed link."""


def slugify(text: str, *, fallback: str = "muc", max_length: int = MAX_LENGTH) -> str:
    """Return an ASCII slug of `text`: lower case letters, digits and single inner hyphens.

    Vietnamese loses its marks (`đ` becomes `d`), Khmer, Cham and other scripts are romanised by
    anyascii, apostrophes vanish (`H'rê` gives `hre`). A slug longer than `max_length` characters
    ends at a word border, or inside the first word if that alone is too long.

    The slug is never empty: a text without letters or digits gives `fallback` (romanised by the
    same rules). Raises ValueError if the fallback holds nothing either, or `max_length` < 1.
    """
    if max_length < 1:
        raise ValueError("max_length must be at least 1")
    slug = _shorten(_ascii(text), max_length) or _shorten(_ascii(fallback), max_length)
    if not slug:
        raise ValueError("fallback must hold a letter or a digit")
    return slug


def _ascii(text: str) -> str:
    romanised = _APOSTROPHE.sub("", anyascii(fold(text))).lower()
    return _NOT_IN_SLUG.sub("-", romanised).strip("-")


def _shorten(slug: str, max_length: int) -> str:
    if len(slug) <= max_length:
        return slug
    head = slug[: max_length + 1]
    border = head.rfind("-")
    return head[:border] if border > 0 else slug[:max_length]
