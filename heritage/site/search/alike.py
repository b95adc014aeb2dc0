"""Records like one that is read: what has topics, tags, peoples, places or rare words in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import prefetch_related_objects

from heritage.protocols.audiences import searched_by
from heritage.records.things import HeritageObject
from heritage.site.indexing.book import BOOK
from heritage.site.indexing.links import place_values
from heritage.site.indexing.making import people_keys, place_keys
from heritage.site.reader import Reader
from heritage.site.rows import places_by_key
from search import beginnings
from search.analysis.query import Query, Term, words_of
from search.engine import EngineError, Request
from search.engines import engine
from search.indexing import hidden
from search.ranking import TITLE_FIELD

RARE = 60
"""A word that so many titles have, in all languages, says something about each of them."""
FEWEST = 2
"""One thing alone is no row."""


def similar(
    thing: HeritageObject, reader: Reader, size: int = 4, *, without: Collection[str] = ()
) -> list[HeritageObject]:
    """Other things the reader may see that have most in common with `thing`, told.

    `without`: identifiers of what stands beside it already. Notices are news: they stand beside
    notices only. Nothing where the engine is out of reach: a page is whole without.
    """
    if thing.kind not in BOOK:
        return []
    try:
        aside = hidden() | {thing.identifier_id, *without}
    except EngineError:
        return []
    kinds = frozenset(BOOK) if thing.kind == "notice" else frozenset(BOOK) - {"notice"}
    found: dict[str, str] = {}
    for query in _queries(list(dict.fromkeys(_in_common(thing, reader)))):
        if len(found) >= size:
            break
        request = Request(
            query,
            searched_by(reader.user),
            without=aside | found.keys(),
            chosen={"type": kinds},
            size=size + 2,
        )
        try:
            answer = engine().search(request)
        except EngineError:
            return []
        found |= {hit.id: hit.kind for hit in answer.hits}
    shown = reader.by_identifier((kind, identifier) for identifier, kind in found.items())
    return shown[:size] if len(shown) >= FEWEST else []


def _queries(common: list[Term]) -> Iterator[Query]:
    """From who has most of it to who has one thing that tells something.

    A word that is rare in titles is not enough by itself: `gia` is in Gia Lai and in `gia đình`,
    family.
    """

    def of(*fields: str) -> tuple[Term, ...]:
        return tuple(one for one in common if one.field in fields)

    about, peoples, words = of("tag", "topic"), of("people"), of(TITLE_FIELD)
    for required in (
        (about, peoples, words),
        (about, peoples),
        ((*about, *peoples), words),
        (about,),
        (peoples, of("place")),
        (peoples, of("type")),
    ):
        if all(required):
            yield Query("", required=required)


def _in_common(thing: Any, reader: Reader) -> Iterator[Term]:
    """What others may share, the more telling first."""
    projection = BOOK[thing.kind]
    prefetch_related_objects([thing], "tags")  # its page names them, too
    for tag in thing.tags.all():
        yield Term((), "tag", tag.name)
    yield from _rare_words(thing, reader)
    for name in projection.topics:
        if (term := getattr(thing, name)) is not None:
            yield Term((), "topic", f"{term.scheme}:{term.code}")
    peoples = (reader.peoples.get(key) for key in people_keys(thing))
    for people in [one for one in peoples if one is not None][:2]:
        yield Term((), "people", people.identifier_id)
    places = places_by_key(set(place_keys(projection, thing)), reader)
    values = [value for place in places.values() for value in place_values(place.unit_links.all())]
    # A commune tells more than its province.
    for value in sorted(dict.fromkeys(values), key=lambda one: (-one.count("/"), one))[:2]:
        yield Term((), "place", value)
    yield Term((), "type", thing.kind)


def _rare_words(thing: Any, reader: Reader) -> list[Term]:
    audiences = searched_by(reader.user)
    words = beginnings.rare_words(thing.title, thing.identifier_id, audiences, RARE)
    return [Term(words_of(word), TITLE_FIELD, word) for word in words[:3]]
