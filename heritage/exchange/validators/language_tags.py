"""Language tags (BCP 47): `km`, `cjm-Cham`, `hre-x-1960`."""

import re

from heritage.exchange.validators.problems import Fault

# RFC 5646, section 2.1: langtag and privateuse. The irregular grandfathered tags are left out:
# all of them have a modern replacement. A first part of four to eight letters is reserved.
_TAG = re.compile(
    r"""
    (?P<language>[a-z]{2,3}(?P<extlang>(?:-[a-z]{3}){0,3}))
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)
    (?P<private>-x(?:-[a-z0-9]{1,8})+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+", re.IGNORECASE)
_SUBTAG = re.compile("[a-z]{2,3}", re.IGNORECASE)

# Codes of countries that people write for a language; none of them is a language code in use.
_COUNTRIES = {"vn": "vi", "kh": "km", "cn": "zh", "jp": "ja", "us": "en", "gb": "en"}


def parse_language_tag(text: str) -> str | Fault | None:
    """Return a well-formed tag in its usual capitals (`jra-Khmr`, `vi-VN`), RFC 5646 section 2.1.1.

    Well-formed, not registered: whether the archive knows the language is for the caller to say.
    Named mistakes: an underscore, the code of a country.
    """
    tag = text.strip()
    if not tag:
        return None
    if "_" in tag:
        return Fault("language_underscore", {"meant": tag.replace("_", "-")[:40]})
    if _PRIVATE.fullmatch(tag):
        return tag.lower()
    match = _TAG.fullmatch(tag)
    if match is None:
        return Fault("language_malformed", {"part": tag[:40]})
    language = match["language"].lower()
    if language in _COUNTRIES:
        return Fault("language_country", {"part": tag[:40], "meant": _COUNTRIES[language]})
    variants = match["variants"].lower()
    singletons = re.findall("-([0-9a-wy-z])(?=-)", match["extensions"].lower())
    if _repeats(variants.split("-")[1:]) or _repeats(singletons):
        return Fault("language_malformed", {"part": tag[:40]})
    return "".join(
        (
            language,
            f"-{match['script'].title()}" if match["script"] else "",
            f"-{match['region'].upper()}" if match["region"] else "",
            variants,
            match["extensions"].lower(),
            (match["private"] or "").lower(),
        )
    )


def parse_language(text: str) -> str | Fault | None:
    """Return a language subtag alone: two or three letters, `km`, `bdq` (ISO 639)."""
    tag = parse_language_tag(text)
    if isinstance(tag, str) and not _SUBTAG.fullmatch(tag):
        return Fault("language_not_alone", {"part": tag[:40]})
    return tag


def parse_languages(text: str) -> tuple[str, ...] | Fault:
    """Return the tags of a cell that holds several, divided by `;`: `bdq;ren;vi`."""
    tags: list[str] = []
    for part in text.split(";"):
        tag = parse_language_tag(part)
        if isinstance(tag, Fault):
            return tag
        if tag is not None and tag in tags:
            return Fault("language_repeated", {"part": tag})
        if tag is not None:
            tags.append(tag)
    return tuple(tags)


def _repeats(parts: list[str]) -> bool:
    return len(set(parts)) != len(parts)
