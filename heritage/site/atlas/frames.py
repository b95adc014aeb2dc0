"""The cut of the sheet that a page shows, laid out on a width of 400."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from heritage.site.atlas.projection import HEIGHT, WIDTH, project
from heritage.site.atlas.regions import REGIONS, Region

ACROSS = 400.0
"""Units across every map. On a phone of 360 pixels one is 0.82 pixels."""
MARGIN = 14.0
"""Units of the sheet that stay free around a region."""
SLIMMEST, WIDEST = 0.72, 1.1
"""Bounds of width to height."""


@dataclass(frozen=True)
class Province:
    """Where a province lies on the sheet: its bounds, and a point well inside."""

    west: float
    north: float
    east: float
    south: float
    x: float
    y: float


PROVINCES = {
    code: Province(*numbers)
    for code, numbers in json.loads(
        (Path(__file__).parent / "base" / "provinces.json").read_text()
    ).items()
}
"""By the codes of the General Statistics Office."""


@dataclass(frozen=True)
class Frame:
    """A cut of the sheet: its corner, and its size there."""

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> str:
        """By how much the sheet is moved, as SVG writes it: with a point in every language."""
        return f"{-self.x:.0f}"

    @property
    def up(self) -> str:
        """The same, upwards."""
        return f"{-self.y:.0f}"

    @property
    def regions(self) -> tuple[str, ...]:
        """Names of the shapes of land on the sheet."""
        return tuple(region.slug for region in REGIONS)

    @property
    def scale(self) -> float:
        """How much larger than on the sheet everything is drawn."""
        return ACROSS / self.width

    @property
    def down(self) -> float:
        """The height of the map where its width is `ACROSS`."""
        return self.height * self.scale

    def put(self, x: float, y: float) -> tuple[float, float]:
        """From the sheet onto the map."""
        return (x - self.x) * self.scale, (y - self.y) * self.scale

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """From degrees onto the map."""
        return self.put(*project(latitude, longitude))


COUNTRY = Frame(0, 0, WIDTH, HEIGHT)
"""All of Viet Nam."""


def frame_of(region: Region) -> Frame:
    """A region with some air around it; what it lacks in width the sea gives, to the east."""
    held = [PROVINCES[code] for code in region.provinces]
    west, north = min(p.west for p in held) - MARGIN, min(p.north for p in held) - MARGIN
    width = max(p.east for p in held) + MARGIN - west
    height = max(p.south for p in held) + MARGIN - north
    if width < height * SLIMMEST:
        width = height * SLIMMEST
    elif width > height * WIDEST:
        north -= (width / WIDEST - height) / 2
        height = width / WIDEST
    return Frame(west, north, width, height)


FRAMES = {region.slug: frame_of(region) for region in REGIONS}
"""The frame of each region."""
