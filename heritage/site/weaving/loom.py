"""Woven bands as SVG, from small weave drafts held as data.

A draft is what a weaver would write down: which thread goes through which shaft, which shafts a
treadle lifts, in what order the treadles are pressed; or, for pick-up and ikat work, a small grid
of picks. From it this module computes the cloth (a grid of coloured crossings) and writes it as
one tiny SVG tile that repeats without a seam along a border.

The geometry is our own invention. It borrows a way of building (ikat, pick-up, point draw,
plaiting) and never copies a cloth, a named motif or a ritual pattern of any community. A community
that wishes its own band gives a draft; the draft then belongs to it and names it in `credit`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

PICKS = 24
"""Every band is 24 picks high, so that all bands can share one CSS height."""

INKS: Mapping[str, str] = {
    "c": "#f3ebda",  # undyed cotton
    "i": "#212c5e",  # indigo
    "m": "#a63226",  # madder
    "t": "#dda032",  # turmeric
    "k": "#1c1a24",  # iron black
    "b": "#c9b48a",  # split bamboo, hemp
}

Mirror = Literal["", "x", "y", "xy", "turn"]


class Pattern(Protocol):
    """Anything that can say which ink lies on top at each crossing; "." is the ground."""

    def rows(self) -> list[str]:
        """The picks, one letter a crossing."""
        ...


@dataclass(frozen=True)
class Shafts:
    """A shaft loom's draft; a lifted end shows `ink`, a sunken one the ground.

    `threading` names the shaft of each warp end, `tie_up` the shafts each treadle lifts
    (treadles are numbered from 1), `treadling` the order in which they are pressed.
    """

    threading: tuple[int, ...]
    tie_up: tuple[frozenset[int], ...]
    treadling: tuple[int, ...]
    ink: str

    def rows(self) -> list[str]:
        """The picks, one letter a crossing."""
        lifts = (self.tie_up[treadle - 1] for treadle in self.treadling)
        return [
            "".join(self.ink if shaft in lift else "." for shaft in self.threading)
            for lift in lifts
        ]


@dataclass(frozen=True)
class PickUp:
    """A grid picked up by hand. `mirror` unfolds it: sideways, downwards, both, by half a turn."""

    grid: tuple[str, ...]
    mirror: Mirror = ""

    def rows(self) -> list[str]:
        """The picks, one letter a crossing."""
        rows = list(self.grid)
        if self.mirror in ("x", "xy"):
            rows = [row + row[::-1] for row in rows]
        if self.mirror in ("y", "xy"):
            rows += rows[::-1]
        if self.mirror == "turn":
            rows += [row[::-1] for row in reversed(rows)]
        return rows


@dataclass(frozen=True)
class Ikat:
    """Yarn tied and dyed before weaving: `ties` gives the ink by distance from the heart.

    `feather` shifts successive picks by that many ends: the soft, stepped edge that tied yarn has.
    """

    ties: str
    width: int
    picks: int
    feather: tuple[int, ...] = (0,)

    def rows(self) -> list[str]:
        """The picks, one letter a crossing."""
        return ["".join(self._ink(x, y) for x in range(self.width)) for y in range(self.picks)]

    def _ink(self, x: int, y: int) -> str:
        across = abs(2 * x + 1 - self.width) // 2
        along = abs(2 * y + 1 - self.picks) // 2
        distance = across + along + self.feather[y % len(self.feather)]
        return self.ties[min(distance, len(self.ties) - 1)]


@dataclass(frozen=True)
class Stripe:
    """Picks on one ground colour: a pattern, or `picks` plain picks if there is none."""

    ground: str
    pattern: Pattern | None = None
    picks: int = 1

    def rows(self) -> list[str]:
        """The picks, one letter a crossing."""
        if self.pattern is None:
            return [self.ground] * self.picks
        return [row.replace(".", self.ground) for row in self.pattern.rows()]


@dataclass(frozen=True)
class Draft:
    """One people's band: its stripes from edge to edge."""

    key: str
    name: str
    stripes: tuple[Stripe, ...]
    technique: str
    credit: str = "Hình học tự đặt của kho tư liệu"
    ground: str = field(default="i")


def cloth(draft: Draft) -> list[str]:
    """All picks of one repeat. Narrow stripes are repeated to the widest; widths must divide it."""
    rows = [row for stripe in draft.stripes for row in stripe.rows()]
    if len(rows) != PICKS:
        raise ValueError(f"{draft.key}: {len(rows)} picks, a band has {PICKS}")
    width = max(len(row) for row in rows)
    if uneven := {len(row) for row in rows if width % len(row)}:
        raise ValueError(f"{draft.key}: stripes of {sorted(uneven)} ends do not repeat in {width}")
    return [row * (width // len(row)) for row in rows]


def tile(draft: Draft, *, upright: bool = False, gap: float = 0.14) -> str:
    """One seamless repeat as SVG. `gap` lets the ground show between the picks."""
    rows = cloth(draft)
    if upright:
        rows = ["".join(column) for column in zip(*rows, strict=True)]
    return _svg(rows, draft.ground, gap)


def _svg(rows: list[str], ground: str, gap: float) -> str:
    width, height = len(rows[0]), len(rows)
    paths: dict[str, list[str]] = {}
    for y, row in enumerate(rows):
        for x, length, ink in _floats(row):
            if ink != ground:
                thread = f"M{x} {y}h{length}v{1 - gap:g}h-{length}z".replace("0.", ".")
                paths.setdefault(ink, []).append(thread)
    body = "".join(
        f'<path fill="{INKS[ink]}" d="{"".join(runs)}"/>' for ink, runs in sorted(paths.items())
    )
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<path fill="{INKS[ground]}" d="M0 0h{width}v{height}h-{width}z"/>{body}</svg>'
    )


def _floats(row: str) -> Iterator[tuple[int, int, str]]:
    """Runs of one ink in a pick: (first end, length, ink)."""
    start = 0
    for x in range(1, len(row) + 1):
        if x == len(row) or row[x] != row[start]:
            yield start, x - start, row[start]
            start = x
