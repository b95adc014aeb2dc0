"""What was found, as far as the reader may see it, with the words that were asked for marked.

The engine says what is found and in which order; the things themselves are read from the database,
which has the last word on who may see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from heritage.records.things import kinds
from heritage.site import rows
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.search import fallback
from heritage.site.search.asking import Asked, query_of, request_of
from heritage.site.search.correcting import corrections
from heritage.site.search.excerpts import Excerpt, Marked, excerpts, marked, other_name
from heritage.site.search.facets import FACETS, Facet, Value
from heritage.site.weaves import weave
from search.analysis.query import Query
from search.engine import Answer, EngineError, Hit, Request
from search.engines import engine


@dataclass(frozen=True)
class Option:
    """A value that may be chosen, or taken back."""

    value: Value
    count: int
    chosen: bool
    url: str

    @property
    def label(self) -> str:
        """What it is called."""
        return self.value.label

    @property
    def lang(self) -> str:
        """The language of its name, where it is not the reader's."""
        return self.value.lang

    @property
    def depth(self) -> int:
        """1 for a part of the one before it."""
        return self.value.depth


@dataclass(frozen=True)
class Offered:
    """A facet with what may be chosen of it."""

    facet: Facet
    options: Sequence[Option]
    """What is offered at once: the most frequent, in their order, and whatever is chosen."""
    rest: Sequence[Option] = ()
    """What is folded away."""
    several = True
    """Whether more than one may be chosen."""

    @property
    def chosen(self) -> list[Option]:
        """What is in effect."""
        return [option for option in self.options if option.chosen]

    @property
    def is_choice(self) -> bool:
        """Whether it leaves a choice, or one can be taken back."""
        return len(self.options) + len(self.rest) > 1 or bool(self.chosen)


@dataclass(frozen=True)
class ShownHit:
    """A thing that was found."""

    thing: Any
    """Told, with what rows of its kind show (`rows.pictured`)."""
    title: Marked
    name: Marked | None
    """Another of its names, where that is what was asked for."""
    gloss: Marked | None
    """What a word means: whoever finds one wants to know."""
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
    """Those that hold some of the words; they follow and are not counted."""
    facets: Sequence[Offered] = field(default_factory=tuple)
    following: str = ""
    """The address of the page after this one, if there is one."""
    cursor: str = ""
    """`Answer.next` by itself."""
    is_fallback: bool = False
    """Whether the engine is out of reach, and titles alone were searched."""
    meant: Sequence[str] = ()
    """Other words in the place of those that nothing holds, the nearest first. Whoever goes on to
    further pages has not been waiting for them."""
    instead: str = ""
    """Those of `meant` that what follows was found by, if any."""

    @property
    def chosen(self) -> list[Option]:
        """All that is in effect."""
        return [option for offered in self.facets for option in offered.chosen]

    @property
    def things(self) -> list[Any]:
        """All that is shown."""
        return [hit.thing for hit in (*self.hits, *self.partial)]


MOST_OFFERED = 40
"""Values of a long facet, the most frequent: whoever looks for another one types it."""
FEW_CHOICES = 6
"""So many choices are tried without."""


def find(
    asked: Asked,
    reader: Reader,
    *,
    size: int = 20,
    with_facets: bool = True,
    falls_back: bool = True,
    corrects: bool = True,
) -> Found:
    """One page of what the reader may see of what was asked for.

    Without `corrects` nobody looks for what else may have been meant: what is asked for is that.

    Raises EngineError where the engine is out of reach and titles alone will not do.
    """
    counted = [facet.name for facet in FACETS] if with_facets else []
    try:
        request = request_of(asked, reader, size=size, counted=counted)
        answer = engine().search(request)
    except EngineError:
        if not falls_back:
            raise
        return _found_in_titles(asked, reader, size)
    shown, partial, meant, instead = request.query, answer.partial, list[str](), ""
    following, ends = asked, answer.next
    if corrects and asked.text and not (answer.total or asked.after):
        meant = corrections(asked.text, reader)
    if meant:
        other = asked.but(text=meant[0])
        wanted = request_of(other, reader, size=size)
        if (near := _nearby(wanted)) is not None:
            shown, instead = wanted.query, meant[0]
            partial = tuple(hit._replace(is_partial=True) for hit in (*near.hits, *near.partial))
            # Whoever goes on reads pages of those words: no hit is on two of them, or on none.
            following, ends = other, near.next
    things = things_of(((hit.kind, hit.id) for hit in (*answer.hits, *partial)), reader)
    return Found(
        asked=asked,
        query=shown,
        total=answer.total,
        hits=_shown(answer.hits, things, shown, reader),
        partial=_shown(partial, things, shown, reader),
        facets=_offered(asked, answer, reader),
        following=following.but(after=ends).address if ends else "",
        cursor=ends or "",
        meant=meant,
        instead=instead,
    )


def _nearby(request: Request) -> Answer | None:
    """What other words find; None for nothing, as where the engine has gone meanwhile."""
    try:
        answer = engine().search(request)
    except EngineError:
        return None
    return answer if answer.hits or answer.partial else None


def things_of(wanted: Iterable[tuple[str, str]], reader: Reader) -> dict[str, Any]:
    """The things of these kinds and identifiers that the reader may see, ready for their rows."""
    pairs = list(wanted)
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, identifier in pairs:
        by_kind[kind].append(identifier)
    found: dict[str, Any] = {}
    for kind in sorted(by_kind.keys() & PUBLIC_KINDS):
        every: Any = kinds()[kind]._default_manager
        shown = reader.shown(every.filter(identifier__in=by_kind[kind]))
        things = rows.prepared(kind, shown, reader)
        if kind == "library":
            rows.add_peoples(things, reader)
        found |= {thing.identifier_id: thing for thing in things}
    # The pictures of all kinds at once, for a print hangs with the first it stands for; of a
    # people, its own cloth.
    every_thing = [found[identifier] for _kind, identifier in pairs if identifier in found]
    rows.add_pictures(every_thing, reader, always=True)
    for thing in every_thing:
        if thing.kind == "people":
            thing.weave = weave(thing)
    return found


def counts_without_one(found: Found, reader: Reader) -> list[Option]:
    """What stands in the way: each choice without which something is found, and how much.

    One search for each of the first few, none of which gives any hits.
    """
    chosen = [(offered.facet, one) for offered in found.facets for one in offered.chosen]
    counted = []
    for facet, option in chosen[:FEW_CHOICES]:
        asked = found.asked.choosing(facet, option.value.given)
        try:
            total = engine().search(request_of(asked, reader, size=0)).total
        except EngineError:
            return []
        if total:
            counted.append(replace(option, count=total))
    return counted


def _shown(
    hits: Iterable[Hit], things: Mapping[str, Any], query: Query, reader: Reader
) -> list[ShownHit]:
    shown = []
    for hit in hits:
        if (thing := things.get(hit.id)) is not None:
            title = marked(thing.told.title, query)
            name = None if title.is_marked else other_name(hit.titles, thing.told.title, query)
            gloss = marked(thing.told.gloss, query) if thing.kind == "word" else None
            body = [one for one in hit.body if gloss is None or one.text != thing.told.gloss]
            texts = excerpts(body, thing, query, reader, is_explained=title.is_marked)
            shown.append(ShownHit(thing, title, name, gloss, texts, hit.is_partial))
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
                asked.choosing(facet, value.given).address,
            )
            for value in _opened(facet, facet.known({*counts, *chosen}, reader), chosen)
        ]
        if options:
            offered.append(Offered(facet, *_folded(facet, options)))
    return offered


def _opened(facet: Facet, values: list[Value], chosen: set[str]) -> list[Value]:
    """Parts are offered of what is chosen, and where there is but one whole."""
    if not facet.is_nested or len({one.value.partition("/")[0] for one in values}) == 1:
        return values
    opened = {one.partition("/")[0] for one in chosen}
    return [x for x in values if not x.depth or x.value.partition("/")[0] in opened]


def _folded(facet: Facet, options: list[Option]) -> tuple[list[Option], list[Option]]:
    """What is offered at once, and what is folded away. One or two are not worth it."""
    if not facet.most or len(options) <= facet.most + 2:
        return options, []
    often = sorted(range(len(options)), key=lambda number: -options[number].count)
    first = {*often[: facet.most]} | {n for n, one in enumerate(options) if one.chosen or one.depth}
    rest = {*often[:MOST_OFFERED]} - first
    return [options[n] for n in sorted(first)], [options[n] for n in sorted(rest)]


def _found_in_titles(asked: Asked, reader: Reader, size: int) -> Found:
    """Choices are of the engine: none is made."""
    found = list(fallback.in_titles(asked.text, reader, size))
    things = things_of(found, reader)
    named = [Hit(key, kind, 0, {}, (), ()) for kind, key in found]
    query = query_of(asked.text, reader)
    hits = _shown(named, things, query, reader)
    return Found(asked, query, len(hits), hits, (), is_fallback=True)
