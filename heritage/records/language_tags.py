"""Language tags (BCP 47), `km`, `cjm-Cham`, `hre-x-1960`, and codes of scripts (ISO 15924)."""

import re
from collections.abc import Mapping

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
_SCRIPT = re.compile("[a-z]{4}", re.IGNORECASE)

# Codes of countries that people write for a language; none of them is a language code in use.
_COUNTRIES = {"vn": "vi", "kh": "km", "cn": "zh", "jp": "ja", "us": "en", "gb": "en"}


class TagError(ValueError):
    """A text that is no tag; `code` says in which way, `params` what of it and what was meant."""

    def __init__(self, code: str, params: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code, self.params = code, dict(params or {})


def language_tag(text: str) -> str:
    """The well-formed tag in its usual capitals (`jra-Khmr`, `vi-VN`), RFC 5646 section 2.1.1.

    Well-formed, not registered: whether the archive knows the language is for the caller to say.
    Raises TagError; it names two mistakes: an underscore, the code of a country.
    """
    tag = text.strip()
    if "_" in tag:
        raise TagError("language_underscore", {"meant": tag.replace("_", "-")[:40]})
    if _PRIVATE.fullmatch(tag):
        return tag.lower()
    match = _TAG.fullmatch(tag)
    if match is None:
        raise TagError("language_malformed", {"part": tag[:40]})
    language = match["language"].lower()
    if language in _COUNTRIES:
        raise TagError("language_country", {"part": tag[:40], "meant": _COUNTRIES[language]})
    variants = match["variants"].lower()
    singletons = re.findall("-([0-9a-wy-z])(?=-)", match["extensions"].lower())
    if _repeats(variants.split("-")[1:]) or _repeats(singletons):
        raise TagError("language_malformed", {"part": tag[:40]})
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


def language_tags(text: str) -> tuple[str, ...]:
    """The tags of a text that holds several, divided by `;`: `bdq;ren;vi`. Raises TagError."""
    tags = tuple(language_tag(part) for part in text.split(";") if part.strip())
    for tag in tags:
        if tags.count(tag) > 1:
            raise TagError("language_repeated", {"part": tag})
    return tags


def script_code(text: str) -> str:
    """The four letters of a script as they are usually written: `Khmr`. Raises TagError."""
    if not _SCRIPT.fullmatch(text.strip()):
        raise TagError("script_malformed", {"part": text.strip()[:40]})
    return text.strip().title()


def _repeats(parts: list[str]) -> bool:
    return len(set(parts)) != len(parts)
