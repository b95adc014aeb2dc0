"""What a request asks for. Whatever cannot be read is refused with its name and what to do: a
program that is answered something else than it asked for does not notice."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, QueryDict

from heritage.site.api.problems import bad
from heritage.site.reader import Reader
from heritage.site.search.asking import MOST_VALUES, ORDERS, Asked, request_of
from heritage.site.search.facets import FACETS, Facet
from search import cursors
from search.analysis.query import MOST_CHARACTERS
from search.engines import engine

SIZE, MOST_SIZE = 20, 100
MOST_PAGES = 50
MOST_BY_PAGE = 1_000
"""Results that can be reached by the number of a page; from there on one goes on from one page to
the next, which costs the same however far it is."""
LONGEST_CURSOR = 2_000
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SORTS: Mapping[str, str] = {
    "relevance": "",
    "newest": "moi",
    "date": "nien-dai",
    "title": "ten",
    "price": "gia",
}
"""Names of orders, and what the public page calls them in addresses."""
FACET_NAMES = tuple(facet.name for facet in FACETS)
SEARCH = frozenset({"q", "lang", "page", "size", "sort", "after", *FACET_NAMES})
SUGGEST = frozenset({"q", "lang", "size"})


@dataclass(frozen=True)
class Page:
    """A question, and which part of its answer."""

    asked: Asked
    number: int
    """From 1; 0: what comes after a cursor."""
    size: int
    of_meant: bool = False
    """Whether the cursor says where a page of what was meant ends (`Found.instead`)."""


def language_of(given: QueryDict) -> str:
    """The language of titles, labels and addresses."""
    return _one_of(given, "lang", LANGUAGES, settings.LANGUAGE_CODE)


def page_of(request: HttpRequest, reader: Reader) -> Page:
    """What a search asks for. Raises Problem, and EngineError."""
    given = request.GET
    _known(given, SEARCH)
    size = _number(given, "size", SIZE, MOST_SIZE)
    order = SORTS[_one_of(given, "sort", SORTS, "relevance")]
    after, of_meant = _cursor(given, order, reader)
    if after and "page" in given:
        raise bad("page", "`page` and `after` exclude each other.", "Leave one of them out.")
    number = 0 if after else _number(given, "page", 1, MOST_PAGES)
    if number * size > MOST_BY_PAGE:
        raise bad(
            "page",
            f"Pages end after {MOST_BY_PAGE} results.",
            "Follow `next` from page to page instead: it leads to the last result.",
        )
    chosen = {}
    for facet in FACETS:
        values = tuple(dict.fromkeys(given.getlist(facet.name)))
        if len(values) > MOST_VALUES:
            raise bad(facet.name, f"More than {MOST_VALUES} values.", "Ask several times.")
        for value in values:
            _legible(facet.name, value)
        if values:
            _values_known(facet, values, reader)
            chosen[facet.parameter] = values
    asked = Asked(text=text_of(given), chosen=chosen, order=order, after=after)
    return Page(asked, number, size, of_meant)


MEANT = "meant"


def cursor_given(after: str, order: str, reader: Reader, *, of_meant: bool) -> str:
    """A cursor as `next` has it: with the order in which it says where a page ends, and whether
    that is a page of what was meant. Of any other page nobody looks for that again."""
    return ".".join([after, _name_of(order, reader), *([MEANT] if of_meant else [])])


def _cursor(given: QueryDict, order: str, reader: Reader) -> tuple[str, bool]:
    after = _single(given, "after")
    if "after" not in given:
        return "", False
    cursor, *said = after.split(".")
    if len(after) > LONGEST_CURSOR or not cursors.is_one(cursor):
        raise bad("after", "This is no cursor.", "Give `after` exactly as `next` had it.")
    name = _name_of(order, reader)
    if said not in ([name], [name, MEANT]):
        raise bad(
            "after",
            "This is a cursor of another order.",
            "Give `sort` and `lang` as on the page that had it in `next`.",
        )
    return cursor, MEANT in said


def _name_of(order: str, reader: Reader) -> str:
    """The word for an order; titles stand in another one in each language."""
    _label, sort = ORDERS[order]
    return sort(reader.language).removeprefix("-") or "relevance"


def _values_known(facet: Facet, values: Collection[str], reader: Reader) -> None:
    """Raises Problem for a value that nothing has that the reader may see, where any word may be
    one, and for one that is on no list, where there is a list; and EngineError."""
    known = {value for value in values if facet.value_of(value, reader) is not None}
    if facet.is_open and known:
        asked = Asked("", {facet.parameter: tuple(known)})
        request = request_of(asked, reader, size=0, counted=[facet.name])
        known &= engine().search(request).facets[facet.name].keys()
    if known != set(values):
        raise bad(
            facet.name,
            "There is no such value.",
            f"Take one of the values in `facets.{facet.name}` of a search without it.",
        )


def text_of(given: QueryDict, *, required: bool = False) -> str:
    """The words. Raises Problem."""
    text = _single(given, "q")
    if len(text) > MOST_CHARACTERS:
        raise bad(
            "q",
            f"{len(text)} characters; {MOST_CHARACTERS} are read.",
            "Ask for the words that matter most.",
        )
    _legible("q", text)
    if required and not text.strip():
        raise bad("q", "Nothing is asked for.", "Give the beginning of a title: q=lễ h")
    return text.strip()


def suggestion_of(request: HttpRequest) -> tuple[str, int]:
    """What is begun, and how many titles are wanted. Raises Problem."""
    _known(request.GET, SUGGEST)
    return text_of(request.GET, required=True), _number(request.GET, "size", 8, 20)


def _known(given: QueryDict, names: Collection[str]) -> None:
    for name in given:
        if name not in names:
            raise bad(
                name if len(name) <= 40 and name.isprintable() else "",
                "There is no parameter of this name.",
                f"Known are: {', '.join(sorted(names))}.",
            )


def _single(given: QueryDict, name: str) -> str:
    values = given.getlist(name)
    if len(values) > 1:
        raise bad(name, "It is given more than once.", "Give it once.")
    return values[0] if values else ""


def _number(given: QueryDict, name: str, default: int, most: int) -> int:
    text = _single(given, name)
    if name not in given:
        return default
    plain = text.isascii() and text.isdecimal() and len(text) < 10
    if not plain or not 1 <= int(text) <= most:
        raise bad(name, f"It is no whole number from 1 to {most}.", f"Give {name}={default}, say.")
    return int(text)


def _one_of(given: QueryDict, name: str, choices: Collection[str], default: str) -> str:
    text = _single(given, name)
    if name not in given:
        return default
    if text not in choices:
        raise bad(name, "There is no such choice.", f"Give one of: {', '.join(choices)}.")
    return text


def _legible(name: str, text: str) -> None:
    """Marks of direction and other characters nobody sees mean nothing, and are read over; control
    characters come by mistake."""
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in "\t\r\n" for one in text):
        raise bad(name, "There is a control character in it.", "Leave it out.")
