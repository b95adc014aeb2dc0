"""The map of a region: a numbered mark for each place, and the list of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import hypot
from typing import Any

from django.http import HttpRequest

from heritage.peoples.models import Place
from heritage.site import rows
from heritage.site.atlas.addresses import region_address
from heritage.site.atlas.frames import FRAMES, PROVINCES
from heritage.site.atlas.marks import APART, Mark, Point, marks_of
from heritage.site.atlas.page import AtlasPage, Located
from heritage.site.atlas.regions import Region
from search.analysis.slugs import slugify

SHOWN = 40
"""Places of a province on its page; the list of places has the rest."""
AREAS = frozenset({Place.Kind.RIVER, Place.Kind.DISTRICT, Place.Kind.COMMUNE})
"""Kinds that are wider than a point: their marks are open."""
ASIDE = (0, -16, 16, -32, 32, -48, 48)
"""Units by which the name of a province may move aside for marks."""
STRAYED = 8.0
"""Units from which a thread leads from a mark to where it belongs."""


@dataclass(frozen=True)
class DrawnMark:
    """A mark as it is drawn: where, its numbers, where it leads and what it is called."""

    x: float
    y: float
    home: tuple[float, float] | None
    numbers: str
    address: str
    name: str
    is_area: bool
    is_group: bool


@dataclass(frozen=True)
class ListedProvince:
    """A province: its name on the map, and its places in the order of their numbers."""

    name: str
    anchor: str
    x: float
    y: float
    lines: list[tuple[int | None, Any]]
    count: int
    more: str


class RegionMap(AtlasPage):
    """One of the six regions."""

    def __init__(self, request: HttpRequest, region: Region) -> None:
        super().__init__(request)
        self.region = region
        self.frame = FRAMES[region.slug]

    @property
    def title(self) -> str:  # type: ignore[override]
        """The name of the region."""
        return str(self.region.name)

    def bare_address_in(self, language: str) -> str:
        """The map of this region."""
        return region_address(language, self.region.slug)

    @cached_property
    def _here(self) -> list[Located]:
        return [place for place in self.located() if place.code in self.region.provinces]

    @cached_property
    def _marks(self) -> list[Mark]:
        points = []
        for one in self._here:
            if one.latitude is None or one.longitude is None or one.kind == Place.Kind.PROVINCE:
                continue
            points.append(Point(one.key, one.code, *self.frame.place(one.latitude, one.longitude)))
        marks = marks_of(points, self.frame.scale * self.frame.width, self.frame.down, SHOWN)
        order = list(self.region.provinces)
        return sorted(marks, key=lambda m: (order.index(m.points[0].group), m.home[1], m.home[0]))

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The number of each place that is on the map, by its primary key."""
        alphabetical = {one.key: position for position, one in enumerate(self._here)}
        keys = [
            key
            for mark in self._marks
            for key in sorted((p.key for p in mark.points), key=alphabetical.__getitem__)
        ]
        return {key: number for number, key in enumerate(keys, start=1)}

    @cached_property
    def _kept(self) -> dict[str, list[int]]:
        """The places to tell of, by province: those with a number first."""
        kept: dict[str, list[int]] = {code: [] for code in self.region.provinces}
        for one in sorted(self._here, key=lambda p: self._numbers.get(p.key, len(self._here) + 1)):
            kept[one.code].append(one.key)
        return kept

    @cached_property
    def _told(self) -> dict[int, Any]:
        wanted = [key for keys in self._kept.values() for key in keys[:SHOWN]]
        found: list[Any] = self.reader.told(
            self.reader.shown(Place.objects.filter(pk__in=wanted)).defer("summary")
        )
        rows.add_peoples(found, self.reader)
        return {place.pk: place for place in found}

    @cached_property
    def provinces(self) -> list[ListedProvince]:
        """The provinces of the region that have places, in the order of the map."""
        names = {one.code: one.name for one in reversed(self._here)}
        addresses, language = self.reader.addresses, self.reader.language
        found = []
        for code, keys in self._kept.items():
            if not keys:
                continue
            lines = [(self._numbers.get(key), self._told[key]) for key in keys[:SHOWN]]
            asked = self.chosen | {"tinh": slugify(names[code])}
            more = addresses.of_section("place", language, **asked) if keys[SHOWN:] else ""
            where = self._room_for_name(code)
            anchor = slugify(names[code])
            found.append(ListedProvince(names[code], anchor, *where, lines, len(keys), more))
        return found

    @cached_property
    def marks(self) -> list[DrawnMark]:
        """The marks with what they say."""
        return [self._drawn(mark) for mark in self._marks]

    def _drawn(self, mark: Mark) -> DrawnMark:
        keys = sorted((p.key for p in mark.points), key=self._numbers.__getitem__)
        first, last = self._numbers[keys[0]], self._numbers[keys[-1]]
        told = [self._told[key] for key in keys if key in self._told]
        names = ", ".join(place.told.title for place in told[:6])
        if len(keys) > 6:
            names += "…"
        alone = told[0] if len(keys) == 1 else None
        x, y = mark.home
        strayed = abs(x - mark.x) + abs(y - mark.y) > STRAYED
        return DrawnMark(
            x=mark.x,
            y=mark.y,
            home=(x, y) if strayed else None,
            numbers=str(first) if alone else f"{first}–{last}",
            address=self.reader.address(alone) if alone else f"#so-{first}",
            name=names,
            is_area=alone is not None and alone.place_kind in AREAS,
            is_group=alone is None,
        )

    def _room_for_name(self, code: str) -> tuple[float, float]:
        """Where in a province its name is furthest from the marks, else near its middle."""
        province = PROVINCES[code]
        heart = self.frame.put(province.x, province.y)
        west, north = self.frame.put(province.west, province.north)
        east, south = self.frame.put(province.east, province.south)
        spots = [
            (x, y)
            for down, aside in product(ASIDE, ASIDE)
            if west < (x := heart[0] + aside) < east and north < (y := heart[1] + down) < south
        ]

        def air(spot: tuple[float, float]) -> float:
            # A name is wide and low: what lies beside it is nearer than what lies above.
            free = min((hypot((m.x - spot[0]) / 2, m.y - spot[1]) for m in self._marks), default=99)
            return min(free, APART / 2) - hypot(spot[0] - heart[0], spot[1] - heart[1]) / 8

        return max(spots or [heart], key=air)
