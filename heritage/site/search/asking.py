"""What somebody asks for, as his address says it, in the words of the engine.

    ?q=…            words, in the language of `search.analysis.query`
    &dan-toc=khmer  choices, each as often as one likes (`facets.FACETS`)
    &thu-tu=moi     an order
    &xem=anh        as pictures
    &sau=…          the page after the one that gave this

The same address always asks for the same. What it says that nobody here knows is as if it had not
been said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heritage.protocols.audiences import searched_by
from heritage.site.indexing.book import BOOK
from heritage.site.reader import Reader
from heritage.site.search import fields
from heritage.site.search.facets import FACETS, Facet
from heritage.site.search.glosses import with_meanings
from heritage.site.search.names import synonyms
from search.analysis.query import Query, Term, parse
from search.analysis.rewriting import asks_for_words, rewritten
from search.analysis.synonyms import expand
from search.engine import Request
from search.indexing import hidden

LEADING = tuple(Term((), "type", kind) for kind, one in BOOK.items() if one.leads)
WORDS = (Term((), "type", "word"),)
PER_PAGE = 20
QUERY, ORDER, VIEW, AFTER = "q", "thu-tu", "xem", "sau"
PICTURES = "anh"
MOST_VALUES = 12
"""Of one facet, so many values are read."""
MOST_VALUE = 120
"""Characters of one of them."""
MOST_TEXT = 300
"""Characters of what is typed. It stands in each address of the page that answers."""
MOST_AFTER = 600
"""Characters of what says where a page begins."""

# Controls, and what turns the direction of all that follows: nobody types them, and they would
# reach out of where the page says what was asked. Joiners and blanks without width stay: Khmer.
_UNTYPED = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]+"
)

ORDERS: dict[str, tuple[str | Promise, Callable[[str], str]]] = {
    "": (_("Phù hợp nhất"), lambda language: ""),
    "moi": (_("Mới nhất"), lambda language: "-newest"),
    "nien-dai": (_("Niên đại"), lambda language: "date"),
    "ten": (_("Tên"), lambda language: f"title-{language}"),
    "gia": (_("Giá"), lambda language: "price"),
}
"""Orders by their words in addresses: what they are called, and what the engine is asked for."""

PARAMETERS = frozenset({QUERY, ORDER, VIEW, AFTER, *(facet.parameter for facet in FACETS)})


@dataclass(frozen=True)
class Asked:
    """One question, as far as its address could be understood."""

    text: str
    chosen: Mapping[str, tuple[str, ...]]
    """By parameter, values as in addresses, in the order in which they were given."""
    order: str = ""
    pictures: bool = False
    after: str = ""
    shortened: bool = False
    """Whether more was typed than is read."""

    @classmethod
    def of(cls, given: QueryDict, reader: Reader) -> Asked:
        """What an address asks for."""
        chosen = {}
        for facet in FACETS:
            values = dict.fromkeys(given.getlist(facet.parameter)[:MOST_VALUES])
            known = [one for one in values if _possible(one) and facet.value_of(one, reader)]
            if known:
                chosen[facet.parameter] = tuple(known)
        order = given.get(ORDER, "")
        typed = _UNTYPED.sub(" ", given.get(QUERY, "")).strip()
        after = given.get(AFTER, "")
        return cls(
            text=typed[:MOST_TEXT].strip(),
            chosen=chosen,
            order=order if order in ORDERS else "",
            pictures=given.get(VIEW) == PICTURES,
            after=after if len(after) <= MOST_AFTER and after.isascii() else "",
            shortened=len(typed) > MOST_TEXT,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.text or any(self.chosen.values()))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Parameters of its address in their one order, without the page."""
        pairs = [(QUERY, self.text)] if self.text else []
        for facet in FACETS:
            pairs += [
                (facet.parameter, one) for one in sorted(self.chosen.get(facet.parameter, ()))
            ]
        if self.order:
            pairs.append((ORDER, self.order))
        if self.pictures:
            pairs.append((VIEW, PICTURES))
        return pairs

    @property
    def address(self) -> str:
        """The part of its address after the path; `.` where nothing is asked for."""
        pairs = [*self.pairs, *([(AFTER, self.after)] if self.after else [])]
        return f"?{urlencode(pairs)}" if pairs else "."

    def choosing(self, facet: Facet, value: str) -> Asked:
        """The same with one value more, or without it if it was chosen. From the first page.

        Any of the values will do, so a part and the whole it is of do not stand beside each other.
        """
        values = self.chosen.get(facet.parameter, ())
        if value in values:
            kept = tuple(one for one in values if one != value)
        else:
            kept = (*(one for one in values if not facet.is_about(one, value)), value)
        return self.but(chosen={**self.chosen, facet.parameter: kept})

    def without(self, facet: Facet) -> Asked:
        """The same without any choice of this facet."""
        return self.but(chosen={**self.chosen, facet.parameter: ()})

    def but(self, **changed: object) -> Asked:
        """The same from its first page, with something else in it."""
        return replace(self, **{"after": "", **changed})  # type: ignore[arg-type]


def _possible(value: str) -> bool:
    return 0 < len(value) <= MOST_VALUE and not _UNTYPED.search(value)


def query_of(text: str, reader: Reader) -> Query:
    """The words somebody typed, with fields and other names understood."""
    typed = parse(text, fields.FIELDS)
    known = synonyms(reader)
    expanded = expand(fields.understood(rewritten(typed, known.proper), reader), known)
    read = with_meanings(expanded, reader)
    if asks_for_words(typed):
        read = replace(read, first=WORDS)
    # Of a language its words are meant, and not who speaks it.
    is_language = any(all(term.field == "language" for term in one) for one in read.named)
    return read if is_language else replace(read, leading=LEADING)


def request_of(
    asked: Asked, reader: Reader, *, size: int = PER_PAGE, counted: Iterable[str] = ()
) -> Request:
    """The question for the engine: nothing that the reader may not see is in its answer."""
    chosen = {}
    for facet in FACETS:
        values = (facet.value_of(one, reader) for one in asked.chosen.get(facet.parameter, ()))
        chosen[facet.name] = frozenset(value for value in values if value is not None)
    _label, sort = ORDERS[asked.order]
    return Request(
        query=query_of(asked.text, reader),
        audiences=searched_by(reader.user),
        without=hidden(),
        chosen=chosen,
        counted=frozenset(counted),
        sort=sort(reader.language),
        size=size,
        after=asked.after or None,
    )
