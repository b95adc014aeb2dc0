"""What was found, as far as the reader may see it, with the words that were asked for marked.

The engine says what is found and in which order; the things themselves are read from the database,
which has the last word on who may see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from heritage.records.things import kinds
from heritage.site import rows
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.search import fallback
from heritage.site.search.asking import Asked, request_of
from heritage.site.search.excerpts import Excerpt, Marked, excerpts, marked, other_name
from heritage.site.search.facets import FACETS, Facet, Value
from search.analysis.query import Query
from search.engine import Answer, EngineError, Hit, Request
from search.engines import engine


@dataclass(frozen=True)
class Option:
    """A value that may be chosen, or taken back."""

    value: Value
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Offered:
    """A facet with what may be chosen of it."""

    facet: Facet
    options: Sequence[Option]

    @property
    def chosen(self) -> list[Option]:
        """What is in effect."""
        return [option for option in self.options if option.chosen]


@dataclass(frozen=True)
class ShownHit:
    """A thing that was found."""

    thing: Any
    """Told, with what rows of its kind show (`rows.pictured`)."""
    title: Marked
    name: Marked | None
    """Another of its names, where that is what was asked for."""
    excerpts: Sequence[Excerpt]
    is_partial: bool


@dataclass(frozen=True)
class Found:
    """The answer to what was asked."""

    asked: Asked
    query: Query
    total: int
    """Things that hold all words, on all pages."""
    hits: Sequence[ShownHit]
    partial: Sequence[ShownHit]
    """Those that hold most of the words; they follow and are not counted."""
    facets: Sequence[Offered] = field(default_factory=tuple)
    following: str = ""
    """The address of the page after this one, if there is one."""
    cursor: str = ""
    """`Answer.next` by itself."""
    is_fallback: bool = False
    """Whether the engine is out of reach, and titles alone were searched."""

    @property
    def chosen(self) -> list[Option]:
        """All that is in effect."""
        return [option for offered in self.facets for option in offered.chosen]


def find(
    asked: Asked,
    reader: Reader,
    *,
    size: int = 20,
    with_facets: bool = True,
    falls_back: bool = True,
) -> Found:
    """One page of what the reader may see of what was asked for.

    Raises EngineError where the engine is out of reach and titles alone will not do.
    """
    counted = [facet.name for facet in FACETS] if with_facets else []
    request = request_of(asked, reader, size=size, counted=counted)
    try:
        answer = engine().search(request)
    except EngineError:
        if not falls_back:
            raise
        return _found_in_titles(asked, request, reader, size)
    found = [*answer.hits, *answer.partial]
    things = things_of(((hit.kind, hit.id) for hit in found), reader)
    return Found(
        asked=asked,
        query=request.query,
        total=answer.total,
        hits=_shown(answer.hits, things, request.query, reader),
        partial=_shown(answer.partial, things, request.query, reader),
        facets=_offered(asked, answer, reader),
        following=asked.but(after=answer.next).address if answer.next else "",
        cursor=answer.next or "",
    )


def things_of(wanted: Iterable[tuple[str, str]], reader: Reader) -> dict[str, Any]:
    """The things of these kinds and identifiers that the reader may see, ready for their rows."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, identifier in wanted:
        by_kind[kind].append(identifier)
    found: dict[str, Any] = {}
    for kind in by_kind.keys() & PUBLIC_KINDS:
        every: Any = kinds()[kind]._default_manager
        shown = reader.shown(every.filter(identifier__in=by_kind[kind]))
        found |= {thing.identifier_id: thing for thing in rows.pictured(kind, shown, reader)}
    return found


def _shown(
    hits: Iterable[Hit], things: Mapping[str, Any], query: Query, reader: Reader
) -> list[ShownHit]:
    shown = []
    for hit in hits:
        if (thing := things.get(hit.id)) is not None:
            title = marked(thing.told.title, query)
            name = None if title.is_marked else other_name(hit.titles, thing.told.title, query)
            texts = excerpts(hit.body, thing, query, reader)
            shown.append(ShownHit(thing, title, name, texts, hit.is_partial))
    return shown


def _offered(asked: Asked, answer: Answer, reader: Reader) -> list[Offered]:
    offered = []
    for facet in FACETS:
        counts = answer.facets.get(facet.name, {})
        given = asked.chosen.get(facet.parameter, ())
        chosen = {value for one in given if (value := facet.value_of(one, reader)) is not None}
        options = [
            Option(
                value,
                counts.get(value.value, 0),
                value.value in chosen,
                asked.choosing(facet.parameter, value.given).address,
            )
            for value in facet.known([*counts, *(chosen - counts.keys())], reader)
        ]
        if options:
            offered.append(Offered(facet, options))
    return offered


def _found_in_titles(asked: Asked, request: Request, reader: Reader, size: int) -> Found:
    things = things_of(fallback.in_titles(asked.text, reader, size), reader)
    hits = [
        ShownHit(thing, marked(thing.told.title, request.query), None, (), is_partial=False)
        for thing in things.values()
    ]
    return Found(asked, request.query, len(hits), hits, (), is_fallback=True)
