"""A small map of the country with the places of one page on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from heritage.peoples.models import Place
from heritage.site.atlas.projection import project

WIDE = frozenset({Place.Kind.PROVINCE, Place.Kind.DISTRICT, Place.Kind.COMMUNE, Place.Kind.RIVER})
"""Kinds that are wider than a point: their dots are open."""


@dataclass(frozen=True)
class Dot:
    """A place on the sheet, in whole units: about a kilometre."""

    name: str
    x: int
    y: int
    is_area: bool


def dots_of(places: Iterable[Any]) -> list[Dot]:
    """The places that have coordinates, each with `told`."""
    found = []
    for place in places:
        if (where := coordinates_of(place)) is not None:
            x, y = project(*where)
            told = getattr(place, "told", place)
            found.append(Dot(told.title, round(x), round(y), place.place_kind in WIDE))
    return found


def coordinates_of(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude, no more exact than they were recorded."""
    if place.latitude is None or place.longitude is None:
        return None
    exact = place.coordinate_decimals
    digits = 6 if exact is None else min(exact, 6)
    return round(float(place.latitude), digits), round(float(place.longitude), digits)
