"""`people:hre`, `nam:1975-1980`: fields of the query language, in Vietnamese and English.

Values of most facets are no names, so what was typed is understood here: a people by any of its
names, a place by the names of today and of before, a kind by the name of its section, a language by
its code or name, a year or two with a hyphen between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from heritage.languages.names import LANGUAGE_NAMES
from heritage.site.reader import Reader
from heritage.site.search.facets import kind_labels, place_labels
from heritage.site.search.names import names_of_peoples, synonyms
from search.analysis.folding import fold
from search.analysis.query import Query, Term, words_of
from search.analysis.synonyms import called
from search.ranking import TITLE_FIELD

_CALLED = {
    TITLE_FIELD: ("title", "ten", "tieu-de", "tieude"),
    "people": ("people", "dan-toc", "dantoc"),
    "place": ("place", "noi", "tinh"),
    "type": ("type", "loai"),
    "tag": ("tag", "the"),
    "year": ("year", "nam"),
    # Not `lang`: a làng is a village.
    "language": ("language", "tieng"),
}
NAMES: Mapping[str, str] = {fold(name): facet for facet, names in _CALLED.items() for name in names}
"""What may be typed before a colon, folded, and the facet it means."""
FIELDS = frozenset(NAMES)

_YEARS = re.compile(r"(\d{4})(?:\s*(?:-|–|\.\.|/)\s*(\d{4}))?")
MOST_VALUES = 40
"""Of one term: `noi:a*` begins hundreds of communes."""
MOST_FIELDS = 8
"""Terms of fields in one query that are understood; what more there are find nothing."""
MOST_YEARS = 60
"""A longer span is asked for by decades, its ends rounded to them."""


def understood(query: Query, reader: Reader) -> Query:
    """The query with the values of documents in the place of what was typed."""

    left = MOST_FIELDS

    def terms(group: Iterable[Term]) -> tuple[Term, ...]:
        nonlocal left
        found: list[Term] = []
        for term in group:
            left -= bool(term.field)
            found += _understood(term, reader) if left >= 0 else _nothing(term)
        return tuple(found)

    return replace(
        query,
        required=tuple(terms(group) for group in query.required),
        excluded=terms(query.excluded),
    )


def _nothing(term: Term) -> list[Term]:
    """What finds nothing, if it is of a field."""
    if not term.field:
        return [term]
    return [replace(term, field=NAMES[term.field], text="\0", prefix=False)]


def _understood(term: Term, reader: Reader) -> list[Term]:
    if not term.field:
        return [term]
    facet = NAMES[term.field]
    if facet not in _VALUES:
        return [replace(term, field=facet)]
    typed = term.text.rstrip("*")
    values = _VALUES[facet](typed, term.prefix, reader)
    # Of what has no value nothing is found.
    found = [replace(term, field=name, text=value, prefix=False) for name, value in values]
    return found or _nothing(term)


Found = list[tuple[str, str]]
"""Facets with values: any of them will do."""


def _matching(typed: str, prefix: bool, labels: Iterable[tuple[str, str]], facet: str) -> Found:
    wanted = fold(typed)
    found = dict.fromkeys(
        value
        for value, label in labels
        if (name := fold(label)) == wanted or (prefix and name.startswith(wanted))
    )
    return [(facet, value) for value in list(found)[:MOST_VALUES]]


def _named(typed: str, reader: Reader, facet: str) -> Found:
    """What is called so in any language, or by another of its names."""
    names = synonyms(reader)
    found = (term for one in {typed, f"tiếng {typed}"} for term in called(words_of(one), names))
    return [(facet, term.text) for term in dict.fromkeys(found) if term.field == facet]


def _peoples(typed: str, prefix: bool, reader: Reader) -> Found:
    return _matching(typed, prefix, names_of_peoples(reader), "people")


def _places(typed: str, prefix: bool, reader: Reader) -> Found:
    labels = place_labels(reader)
    pairs = [*labels.items(), *((value, value.rpartition("/")[2]) for value in labels)]
    # Of before the mergers by its plain name, too: `soc-trang` is the end of its value.
    plain = [(value, label.replace("-", " ")) for value, label in pairs]
    found = _matching(typed, prefix, [*pairs, *plain], "place")
    return found or _named(typed, reader, "place")


def _kinds(typed: str, prefix: bool, reader: Reader) -> Found:
    labels = kind_labels(reader)
    found = _matching(typed, prefix, [*labels.items(), *((x, x) for x in labels)], "type")
    return found or _named(typed, reader, "type")


def _languages(typed: str, prefix: bool, reader: Reader) -> Found:
    """By BCP 47 tag, whatever its script, by ISO 639-3, or by name with or without “tiếng”."""
    labels = []
    for code, name in LANGUAGE_NAMES.items():
        said = {code, str(name), str(name).removeprefix("tiếng ")}
        labels += [(code, one) for one in said | {ISO_639_3.get(code, code)}]
    tag = typed.partition("-")[0] if BCP_47.fullmatch(typed) else typed
    found = _matching(tag, prefix, labels, "language")
    return found or _named(typed, reader, "language")


ISO_639_3 = {
    "ar": "ara",
    "en": "eng",
    "fr": "fra",
    "km": "khm",
    "pi": "pli",
    "sa": "san",
    "vi": "vie",
}
"""Of those whose code has two letters."""
BCP_47 = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})+")


def _years(typed: str, prefix: bool, reader: Reader) -> Found:
    match = _YEARS.fullmatch(typed.strip())
    if match is None:
        return []
    first, last = sorted((int(match[1]), int(match[2] or match[1])))
    if last - first < MOST_YEARS:
        return [("year", f"{year:04}") for year in range(first, last + 1)]
    decades = range(first // 10, last // 10 + 1)
    return [("period", f"{decade // 10:02}/{decade:03}") for decade in decades]


_VALUES: Mapping[str, Callable[[str, bool, Reader], Found]] = {
    "people": _peoples,
    "place": _places,
    "type": _kinds,
    "year": _years,
    "language": _languages,
}
