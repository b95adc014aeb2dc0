"""Parts of the human figure: a limb, a head without features."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import area, blob, brush, spline


def limb(*knots: Pt, w: tuple[float, ...] = (8, 7, 5)) -> Sub:
    """An arm or a leg through its joints, `w` wide at them."""
    return brush(spline(list(knots), 3), list(w))


def head(a: Art, rng: Random, x: float, y: float, r: float, turn: int = 0,
    light: str = "paper") -> None:
    """A head without features: dark hair, the face left as paper, in profile only its lit edge.

    `turn` is -1 or 1 in profile, 0 towards us.
    """
    if turn:
        out: list[Pt] = [(0, -1.18), (0.62, -0.98), (0.9, -0.5), (0.92, -0.2), (1.16, 0.14, 1),
            (0.94, 0.24), (0.98, 0.5), (0.8, 0.94), (0.42, 1.1),
                         (-0.4, 1.0), (-0.94, 0.3), (-0.92, -0.5), (-0.5, -1.04)]
        lit: list[Pt] = [(0.5, -0.62), (0.78, -0.4), (0.8, -0.18), (1.0, 0.11, 1), (0.8, 0.26),
            (0.82, 0.5), (0.66, 0.84), (0.34, 0.92), (0.12, 0.5), (0.3, 0.1), (0.3, -0.3)]
        a.add("key", area([(x + turn * r * p[0], y + r * p[1], *p[2:]) for p in out]))
        a.add(light, area([(x + turn * r * p[0], y + r * p[1], *p[2:]) for p in lit]))
    else:
        a.add("key", blob(x, y, r, r * 1.17, rng, 0.02, 10))
        a.add(light, blob(x, y + r * 0.14, r * 0.72, r * 0.88, rng, 0.02, 9))
