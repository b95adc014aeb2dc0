"""Boards: a wall, a floor."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art
from heritage.site.plates.marks import brush, gouge, poly
from heritage.site.plates.textures import strip


def slats(seed: int = 118, x0: float = -20, y0: float = -20, x1: float = 1220, y1: float = 620,
    ink: str = "key", cut: str = "second", gap: float = 46, across: bool = True) -> Art:
    """A wall of split bamboo (or a floor, with `across` off): broad laths, light between them."""
    rng = Random(seed)
    a = Art().add(ink, poly((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    q = x0 + 4 if across else y0 + 4
    end = x1 if across else y1
    while q < end:
        w = gap * rng.uniform(0.8, 1.1)
        p = (y0 if across else x0) - rng.uniform(0, 200)
        while p < (y1 if across else x1):
            ln = rng.uniform(150, 330)
            for o, k in ((0.2, 4.5), (0.42, 3)):
                if rng.random() < 0.75:
                    c = q + w * o + rng.uniform(-1.5, 1.5)
                    a.add(cut, gouge(c, p, c + 1, p + ln, k) if across else gouge(p, c, p + ln,
                        c + 1, k))
            p += ln + rng.uniform(8, 30)
        q += w
    return a


def plank_floor(seed: int = 119, y0: float = 560, ink: str = "second", cut: str = "key",
    vx: float = 600, boards: int = 13) -> Art:
    """A floor of boards running away from us; or a table, if they are few."""
    rng = Random(seed)
    a = Art().add(ink, poly(*strip(y0, 920)))
    for i in range(-boards, boards + 1):
        x = vx + i * 74
        xb = vx + i * 150
        a.add(cut, brush([(x, y0), (xb, 920)], [2, 6], blunt=True))
        for _ in range(3):
            t0 = rng.uniform(0, 0.7)
            t1 = t0 + rng.uniform(0.1, 0.28)
            o = rng.uniform(0.25, 0.75)
            g = [(x + 74 * o + (xb - x + 76 * o) * t, y0 + (920 - y0) * t) for t in (t0, t1)]
            a.add(cut, gouge(*g[0], *g[1], 2 + 4 * t1))
    return a
