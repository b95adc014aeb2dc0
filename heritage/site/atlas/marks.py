"""Marks on a map that a finger can tell apart: neighbours are drawn together, the rest move aside.

Pure: points in, marks out, always the same for the same points. Source of the size: WCAG 2.2, 2.5.5
(44 by 44 pixels), on a phone of 360.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import cos, hypot, sin

APART = 55.0
"""Units between the middles of two marks: 44 pixels on a phone."""
ROUNDS = 80
"""Times that marks move aside before more of them are drawn together."""


@dataclass(frozen=True)
class Point:
    """Something on the map: its key, its group (only one is drawn together), where it is."""

    key: int
    group: str
    x: float
    y: float


@dataclass
class Mark:
    """One or more points of a group: where they are, and where their mark has room."""

    points: list[Point]
    x: float
    y: float

    @property
    def home(self) -> tuple[float, float]:
        """The middle of the points."""
        count = len(self.points)
        return sum(p.x for p in self.points) / count, sum(p.y for p in self.points) / count


def marks_of(points: Sequence[Point], width: float, height: float, most: int = 40) -> list[Mark]:
    """Marks for all points, no two nearer to one another than `APART`.

    More than `most` points of a group become one mark: the list tells them better. Where even one
    mark to a group has no room, marks may touch.
    """
    groups: dict[str, list[Point]] = {}
    for point in sorted(points, key=lambda p: (p.group, p.y, p.x, p.key)):
        groups.setdefault(point.group, []).append(point)
    reach = APART * 0.6
    while True:
        marks = [
            mark
            for group in groups.values()
            for mark in _together(group, reach if len(group) <= most else width + height)
        ]
        if _apart(marks, width, height) or len(marks) <= len(groups):
            return marks
        reach *= 1.3


def _together(points: list[Point], reach: float) -> list[Mark]:
    """Points of one group, each with the first mark that lies within `reach`."""
    marks: list[Mark] = []
    for point in points:
        near = (m for m in marks if hypot(m.x - point.x, m.y - point.y) <= reach)
        mark = next(near, None)
        if mark is None:
            marks.append(Mark([point], point.x, point.y))
        else:
            mark.points.append(point)
            mark.x, mark.y = mark.home
    return marks


def _apart(marks: list[Mark], width: float, height: float) -> bool:
    """Move marks aside, but not off the map, until none touches another; False without room."""
    for _round in range(ROUNDS):
        _inside(marks, width, height)
        still = True
        for number, (one, other) in enumerate(combinations(marks, 2)):
            away = hypot(other.x - one.x, other.y - one.y)
            if away >= APART - 0.5:
                continue
            still = False
            if away < 0.01:
                # In the same spot: each pair of them leaves in another direction.
                dx, dy = cos(number * 2.4), sin(number * 2.4)
            else:
                dx, dy = (other.x - one.x) / away, (other.y - one.y) / away
            step = (APART - away) / 2
            one.x, one.y = one.x - dx * step, one.y - dy * step
            other.x, other.y = other.x + dx * step, other.y + dy * step
        if still:
            return True
    _inside(marks, width, height)
    return False


def _inside(marks: list[Mark], width: float, height: float) -> None:
    edge = APART / 2
    for mark in marks:
        mark.x = min(max(mark.x, edge), width - edge)
        mark.y = min(max(mark.y, edge), height - edge)
