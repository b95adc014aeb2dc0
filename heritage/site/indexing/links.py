"""The peoples and places of things: their names, which find what is linked with them, and values
of facets.

What is linked counts where everybody may see it: a document is one and the same for all who may
find it, and no one of them may learn from it of what is closed to him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from heritage.languages.speakers import speakers
from heritage.peoples.models import AdministrativeUnit, People, Place, PlaceUnit
from search.analysis.slugs import slugify
from search.documents import Passage

BEFORE = "truoc"
"""In the value of a place: the part of today's province that was this one before the mergers."""


@dataclass(frozen=True)
class Names:
    """What something linked is called, in all languages and of old."""

    passages: tuple[Passage, ...]
    values: tuple[str, ...]
    """Of the facet."""


def people_names(keys: Collection[int]) -> dict[int, Names]:
    """Peoples everybody may see, by primary key. The value is the permanent identifier."""
    found = {}
    rows = _public(People.objects.filter(pk__in=keys)).prefetch_related("names")
    told = _told(People, rows)
    for people in rows:
        names = [(row.title, row.locale.language_code) for row in told[people.translation_key]]
        names += [(name, settings.LANGUAGE_CODE) for name in people.alternative_names]
        found[people.pk] = Names(tuple(Passage(*name) for name in names), (people.identifier_id,))
    return found


def speaking(languages: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Values of the facet for what is said in these languages: peoples everybody may see."""
    wanted = set(languages) - {""}
    peoples = list(_public(People.objects.originals())) if wanted else []
    return {one: tuple(people.identifier_id for people in speakers(one, peoples)) for one in wanted}


def place_names(keys: Collection[int]) -> dict[int, Names]:
    """Places everybody may see, by primary key, with the units they lie in and lay in."""
    found = {}
    units = Prefetch("unit_links", PlaceUnit.objects.select_related("unit"))
    rows = _public(Place.objects.filter(pk__in=keys)).prefetch_related(units)
    told = _told(Place, rows)
    for place in rows:
        names = [(row.title, row.locale.language_code) for row in told[place.translation_key]]
        links = list(place.unit_links.all())
        names += [(name, settings.LANGUAGE_CODE) for link in links for name in _called(link)]
        found[place.pk] = Names(
            tuple(Passage(*name) for name in dict.fromkeys(names)), place_values(links)
        )
    return found


def unit_name(link: PlaceUnit) -> str:
    """The name of a unit as lists call it: of today's its own, of one before as recorded."""
    if link.unit and link.era == PlaceUnit.Era.TODAY:
        return link.unit.name
    return link.name_as_recorded


def place_values(links: Iterable[PlaceUnit]) -> tuple[str, ...]:
    """Today's province, and within it today's commune and the province of before."""
    named = {(link.era, link.level): unit_name(link) for link in links}
    province = named.get((PlaceUnit.Era.TODAY, "province"))
    if province is None:
        return ()
    values = [slugify(province)]
    if commune := named.get((PlaceUnit.Era.TODAY, "commune")):
        values.append(f"{values[0]}/{slugify(commune)}")
    before = named.get((PlaceUnit.Era.BEFORE, "province"))
    if before and slugify(before) != values[0]:
        values.append(f"{values[0]}/{BEFORE}/{slugify(before)}")
    return tuple(values)


def public_values() -> Iterator[tuple[str, PlaceUnit]]:
    """Each value of the facet with the units it is called after, of the places everybody may
    see; a unit once, however many places lie in it."""
    seen: set[tuple[str, str, int | None]] = set()
    places = _public(Place.objects).values("pk")
    rows = PlaceUnit.objects.filter(place__in=places).select_related("unit")
    for _place, some in groupby(rows.order_by("place", "pk"), attrgetter("place_id")):
        links = list(some)
        named = {(one.era == PlaceUnit.Era.BEFORE, slugify(unit_name(one))): one for one in links}
        for value in place_values(links):
            link = named[f"/{BEFORE}/" in value, value.rpartition("/")[2]]
            key = (value, link.name_as_recorded, link.unit_id)
            if key not in seen:
                seen.add(key)
                yield value, link


def names_of_values(values: Iterable[tuple[str, PlaceUnit]]) -> dict[str, list[str]]:
    """All that each of these values is called."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for value, link in values:
        found[value] |= dict.fromkeys(_called(link))
    return {value: list(names) for value, names in found.items()}


def _called(link: PlaceUnit) -> list[str]:
    names = [link.name_as_recorded]
    if link.unit:
        names += [link.unit.full_name, link.unit.name, link.unit.name_en]
    elif link.level == AdministrativeUnit.Level.PROVINCE:
        names.append(f"Tỉnh {link.name_as_recorded}")
    return [name for name in dict.fromkeys(names) if name]


def _public(rows: Any) -> Any:
    return rows.filter(live=True).restricted(False)


def _told(model: Any, originals: Iterable[Any]) -> dict[Any, list[Any]]:
    """All published rows of these things, by what their languages have in common."""
    keys = [row.translation_key for row in originals]
    rows = model._base_manager.filter(translation_key__in=keys, live=True)
    found: dict[Any, list[Any]] = {key: [] for key in keys}
    for row in rows.select_related("locale").order_by("locale_id"):
        found[row.translation_key].append(row)
    return found
