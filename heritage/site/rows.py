"""What the rows of each list show besides the thing itself, read for all rows at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.db.models.options import Options

from catalogue.models import Producer
from heritage.archive.models import Edition
from heritage.peoples.models import People, Place, PlaceUnit, Term
from heritage.site.coming import not_over
from heritage.site.media.hung import covers
from heritage.site.pictures import may_be_pictured, picture
from heritage.site.reader import Reader
from heritage.site.weaves import people_of, weave
from search.analysis.folding import fold


def prepared(kind: str, rows: Iterable[Any], reader: Reader) -> list[Any]:
    """The rows told, each with what its template needs as attributes; a few queries for all."""
    things = reader.told(rows)
    for thing in things:
        # One template shows all kinds: to look in vain costs it more than to find nothing.
        thing.picture, thing.weave, thing.native_name = None, "", getattr(thing, "native_name", "")
        thing.photo = None
    for step in STEPS.get(kind, ()):
        step(things, reader)
    return things


def pictured(kind: str, rows: Iterable[Any], reader: Reader) -> list[Any]:
    """The same, each with its picture, where rows of this kind have room for one."""
    things = prepared(kind, rows, reader)
    if kind in PICTURED:
        add_pictures(things, reader, always=kind in ALWAYS_PICTURED)
    return things


def add_peoples(things: list[Any], reader: Reader) -> None:
    """`peoples`: those linked that the reader may see, in the order of the record."""
    prefetch_related_objects(things, "people_links")
    for thing in things:
        links = thing.people_links.all()
        thing.peoples = [
            reader.peoples[x.people_id] for x in links if x.people_id in reader.peoples
        ]


def add_pictures(things: list[Any], reader: Reader, *, always: bool) -> None:
    """`photo`, the first of each thing's own; or `picture`, its plate, each once in a list; or
    `weave`, the band to stand there instead: its people's, or the archive's own.

    `always`: plates are for this list, whatever there is; what names no people has no band among
    them. In other lists there is no picture at all where nothing has a photograph; else each row
    has something, so that all begin at one edge. After `add_peoples`.
    """
    seen = [thing.identifier_id for thing in things if may_be_pictured(thing)]
    photos = covers(seen, reader.language)
    if not always and not photos:
        return
    hung = set()
    for thing in things:
        peoples = getattr(thing, "peoples", [])
        thing.photo = photos.get(thing.identifier_id)
        found = None if thing.photo else picture(thing, peoples, reader.language)
        thing.picture = found if found not in hung else None
        hung.add(found)
        thing.weave = weave(people_of(thing, peoples))
        if not thing.weave and (peoples or not always):
            thing.weave = OWN_WEAVE


def add_places(things: list[Any], reader: Reader) -> None:
    """`places`: linked places the reader may see, told, with the units they lie in."""
    prefetch_related_objects(things, "place_links")
    found = places_by_key({x.place_id for thing in things for x in thing.place_links.all()}, reader)
    for thing in things:
        thing.places = [found[x.place_id] for x in thing.place_links.all() if x.place_id in found]


def add_own_place(things: list[Any], reader: Reader) -> None:
    """`lies_at`: the one place of a maker, if the reader may see it."""
    found = places_by_key({thing.place_id for thing in things if thing.place_id}, reader)
    for thing in things:
        thing.lies_at = found.get(thing.place_id)


def places_by_key(wanted: set[int], reader: Reader) -> dict[int, Place]:
    """Places the reader may see, told, with their units, by primary key."""
    if unread := wanted - reader.places.keys():
        rows = reader.told(reader.shown(Place.objects.filter(pk__in=unread)))
        add_units(rows, reader)
        reader.places |= dict.fromkeys(unread) | {place.pk: place for place in rows}
    return {key: place for key in wanted if (place := reader.places[key]) is not None}


def add_units(places: list[Any], reader: Reader) -> None:
    """`today` and `before`: names of the units a place lies in, the smallest first.

    `before` is empty where it says no more than `today`, which ends in the same province.
    """
    units = Prefetch("unit_links", PlaceUnit.objects.select_related("unit"))
    prefetch_related_objects(places, units)
    for place in places:
        links = sorted(place.unit_links.all(), key=lambda x: LEVELS.index(x.level))
        today = [x for x in links if x.era == PlaceUnit.Era.TODAY]
        before = [x for x in links if x.era == PlaceUnit.Era.BEFORE]
        place.today = _each_once(x.unit.label if x.unit else x.name_as_recorded for x in today)
        place.before = _each_once(x.name_as_recorded for x in before)
        known = [fold(name) for name in _each_once(x.name_as_recorded for x in today)]
        if known[-len(place.before) :] == [fold(name) for name in place.before]:
            place.before = []


LEVELS = ("commune", "district", "province")


def _each_once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def add_coming(things: list[Any], reader: Reader) -> None:
    """`coming`: the next edition of a festival, or None."""
    editions: QuerySet[Edition] = Edition.objects.exclude(start_date=None).order_by("start_date")
    prefetch_related_objects(things, Prefetch("editions", editions))
    for thing in things:
        thing.coming = next(iter(not_over(thing.editions.all())), None)


def add_producers(things: list[Any], reader: Reader) -> None:
    """`made_by`: the producer, told, if the reader may see it."""
    wanted = {thing.maker_id for thing in things if thing.maker_id}
    found = {p.pk: p for p in reader.told(reader.shown(Producer.objects.filter(pk__in=wanted)))}
    for thing in things:
        thing.made_by = found.get(thing.maker_id)


def add_populations(things: list[Any], reader: Reader) -> None:
    """`population`: the newest count of a people, or None."""
    prefetch_related_objects(things, "populations")
    for people in things:
        counts: list[Any] = list(people.populations.all())
        people.population = max(counts, key=lambda c: c.year) if counts else None


def add_terms(things: Iterable[Any], reader: Reader) -> None:
    """The vocabulary terms that these things name."""
    for thing in things:
        for name in _term_fields(thing._meta):
            setattr(thing, name, reader.terms.get(getattr(thing, f"{name}_id")))


@cache
def _term_fields(model: Options[Any]) -> list[str]:
    return [field.name for field in model.fields if field.related_model is Term]


Step = Callable[[list[Any], Reader], None]

STEPS: dict[str, tuple[Step, ...]] = {
    "people": (add_populations,),
    "festival": (add_peoples, add_places, add_coming),
    "custom": (add_peoples, add_terms),
    "item": (add_peoples, add_terms),
    "story": (add_peoples,),
    "library": (),
    "word": (add_terms,),
    "product": (add_peoples, add_producers, add_terms),
    "producer": (add_peoples, add_own_place),
    "notice": (add_peoples, add_terms),
    "place": (add_peoples, add_units),
}
"""What each kind's rows need."""
ALWAYS_PICTURED = frozenset({"custom", "product"})
"""Kinds whose rows have a picture whatever there is: a plate, or the people's cloth."""
PICTURED = ALWAYS_PICTURED | {"item", "story", "library", "producer", "notice", "place"}
"""Kinds whose rows have room for one: a people's row is its band, a festival's its day."""
OWN_WEAVE = "archive"
"""The archive's own band: for what has a picture's place and no one people's band."""


def people_rows(reader: Reader) -> list[People]:
    """The peoples for the front page with their newest counts, without groups of counted ones."""
    things = list(reader.peoples.values())
    add_populations(things, reader)
    counted = {people.gso_code for people in things if people.population}
    return [p for p in things if p.population or p.gso_code not in counted]
