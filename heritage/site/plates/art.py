"""Drawings: outlines, the parts they are printed in, and drawings set into drawings.

Units are those of the plate (1200 x 900) at scale 1; y grows downwards; angles are in degrees,
0 to the right, 90 down. Inks are roles, never colours: one drawing serves every people's palette.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

Pt = tuple[float, ...]
"""A point: `(x, y)` is a smooth knot of the outline, `(x, y, 1)` a corner."""

INKS = ("paper", "third", "second", "over", "key")
"""Ink roles. `over` is where second and third ink overlap."""


@dataclass(frozen=True, slots=True)
class Sub:
    """One closed outline. `gouge` holds start, control, end, control."""

    pts: tuple[Pt, ...]
    gouge: bool = False


@dataclass(slots=True)
class Part:
    """Outlines printed in one ink, in one pass."""

    ink: str
    subs: list[Sub]


Map = tuple[float, float, float, float, float, float]
"""An affine map `(a, b, c, d, e, f)` as SVG writes it."""


@dataclass(slots=True)
class Use:
    """A whole drawing set in place, to be printed once and repeated by reference."""

    art: Art
    at: Map
    inks: dict[str, str]


@dataclass(slots=True)
class Art:
    """A drawing: parts in painting order, local units, anchor at (0, 0)."""

    parts: list[Part | Use] = field(default_factory=list)

    def add(self, ink: str, *subs: Sub | Iterable[Sub]) -> Art:
        """Paint outlines in an ink on top of what is there."""
        if ink not in INKS:
            raise ValueError(f"unknown ink role: {ink}")
        flat: list[Sub] = []
        for s in subs:
            flat.extend([s] if isinstance(s, Sub) else s)
        if flat:
            last = self.parts[-1] if self.parts else None
            if isinstance(last, Part) and last.ink == ink:
                last.subs.extend(flat)
            else:
                self.parts.append(Part(ink, flat))
        return self

    def put(
        self,
        other: Art,
        x: float = 0,
        y: float = 0,
        s: float = 1,
        *,
        flip: bool = False,
        rot: float = 0,
        sy: float | None = None,
        inks: dict[str, str] | None = None,
    ) -> Art:
        """Place another drawing: scale, mirror, turn, move, and change inks."""
        return self.put_at(other, _map(x, y, s, flip, rot, sy), inks or {})

    def use(
        self,
        other: Art,
        x: float = 0,
        y: float = 0,
        s: float = 1,
        *,
        flip: bool = False,
        rot: float = 0,
        inks: dict[str, str] | None = None,
    ) -> Art:
        """As `put`, for a drawing that stands more than once on the plate: the
        press then cuts it once and refers to it."""
        self.parts.append(Use(other, _map(x, y, s, flip, rot, None), inks or {}))
        return self

    def put_at(self, other: Art, m: Map, inks: dict[str, str]) -> Art:
        """Place another drawing by an affine map."""

        def at(p: Pt) -> Pt:
            return (m[0] * p[0] + m[2] * p[1] + m[4], m[1] * p[0] + m[3] * p[1] + m[5], *p[2:])

        for part in other.parts:
            if isinstance(part, Use):
                both = {k: inks.get(v, v) for k, v in {**{i: i for i in INKS}, **part.inks}.items()}
                self.parts.append(
                    Use(part.art, times(m, part.at), {k: v for k, v in both.items() if k != v})
                )
                continue
            ink = inks.get(part.ink, part.ink)
            if ink != "none":
                self.add(ink, [Sub(tuple(at(p) for p in q.pts), q.gouge) for q in part.subs])
        return self


def _map(x: float, y: float, s: float, flip: bool, rot: float, sy: float | None) -> Map:
    c, d = math.cos(math.radians(rot)), math.sin(math.radians(rot))
    kx, ky = (-s if flip else s), (s if sy is None else sy)
    return kx * c, kx * d, -ky * d, ky * c, x, y


def times(m: Map, n: Map) -> Map:
    """The map that does `n` first, then `m`."""
    return (
        m[0] * n[0] + m[2] * n[1],
        m[1] * n[0] + m[3] * n[1],
        m[0] * n[2] + m[2] * n[3],
        m[1] * n[2] + m[3] * n[3],
        m[0] * n[4] + m[2] * n[5] + m[4],
        m[1] * n[4] + m[3] * n[5] + m[5],
    )
