"""Cloth that is done, and the thread it is made of."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import (
    arc,
    area,
    blob,
    box,
    brush,
    gouge,
    poly,
    rough,
    spline,
    teeth,
    tooth,
)


def brocade(seed: int = 60, w: float = 420, h: float = 180, folds: bool = True) -> Art:
    """A length of brocade hanging from a pole: bands of stepped lozenges, teeth and
    lines (geometry only; no ritual figure). Anchor: middle of the pole."""
    rng = Random(seed)
    a = Art()
    a.add("key", rough([(-w / 2, 0), (w / 2, 0), (w / 2 + 3, h), (-w / 2 - 2, h + 3)], rng, 70, 2))
    y = 10.0
    plan = ["line", "teeth", "loz", "line", "plain", "line", "loz", "teeth", "line"]
    unit = (h - 16) / 10.4
    for kind in plan:
        if kind == "line":
            a.add("third", box(-w / 2 + 4, y, w / 2 - 3, y + unit * 0.34, rng, 0.8))
            y += unit * 0.66
        elif kind == "teeth":
            m = int(w / (unit * 1.15))
            st = (w - 12) / m
            a.add("second", [poly((-w / 2 + 6 + st * i, y + unit), (-w / 2 + 6 + st * (i + 0.5), y),
                (-w / 2 + 6 + st * (i + 1), y + unit)) for i in range(m)])
            y += unit * 1.4
        elif kind == "loz":
            hh = unit * 2.1
            m = int(w / (hh * 1.35))
            st = (w - 10) / m
            a.add("second", box(-w / 2 + 4, y, w / 2 - 3, y + hh, rng, 0.8))
            for i in range(m):
                cx, cy = -w / 2 + 5 + st * (i + 0.5), y + hh / 2
                for k, ink in ((1, "key"), (0.68, "paper"), (0.36, "second")):
                    pts: list[Pt] = []
                    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
                        seq = [(1, 0), (0.72, 0), (0.72, 0.32), (0.38, 0.32), (0.38, 0.66),
                            (0, 0.66), (0, 1)]
                        seq = seq if sx * sy > 0 else seq[::-1]
                        pts += [(cx + sx * px * st * 0.48 * k, cy + sy * py * hh * 0.47 * k) for px,
                            py in seq[:-1]]
                    a.add(ink, poly(*pts))
            y += hh + unit * 0.34
        else:
            y += unit * 0.5
    if folds:
        for x in (-0.31, 0.06, 0.37):
            a.add("key", brush(spline([(x * w, 2), (x * w + 6, h * 0.5), (x * w - 2, h)], 3),
                [3, 8, 12], blunt=True))
    a.add("key", [tooth(-w / 2 + i * 7 + 3, h, -w / 2 + i * 7 + rng.uniform(0, 6), h + 20,
        4.6) for i in range(int(w / 7))])
    a.add("key", brush([(-w / 2 - 26, -4), (w / 2 + 26, -6)], [13, 13], blunt=True)).add("third",
        gouge(-w / 2 - 18, -7, w / 2, -9, 4))
    return a


def mat(seed: int = 73, w: float = 420, h: float = 170, roll: bool = True) -> Art:
    """A Cà Hom mat lying before us, one end still rolled: lozenges, borders, rush grain.
    Anchor: middle of the near edge."""
    rng = Random(seed)
    a = Art()

    def at(u: float, v: float) -> tuple[float, float]:
        k = 1 - 0.3 * v
        return (u - 0.5) * w * k + 16 * v, -h * v

    def quad(u0: float, v0: float, u1: float, v1: float) -> Sub:
        return poly(at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1))

    a.add("key", poly((at(0, 0)[0] - 3, 6), (at(1, 0)[0] + 3, 6), at(1, 1), at(0, 1)))
    a.add("paper", quad(0, 0, 1, 1)).add("second", quad(0.02, 0.02, 0.98, 0.98)).add("third",
        quad(0.05, 0.06, 0.95, 0.94)).add("key", quad(0.075, 0.1, 0.925, 0.9)).add("paper",
        quad(0.09, 0.12, 0.91, 0.88))
    n, m = 6, 3
    for i in range(n):
        for j in range(m):
            u, v = 0.09 + 0.82 * (i + 0.5) / n, 0.12 + 0.76 * (j + 0.5) / m
            du, dv = 0.41 / n, 0.38 / m
            for k, ink in ((1.0, "second" if (i + j) % 2 else "key"), (0.64, "paper"),
                (0.4, "key" if (i + j) % 2 else "second")):
                a.add(ink, poly(at(u - du * k, v), at(u, v - dv * k), at(u + du * k, v),
                    at(u, v + dv * k)))
    a.add("key", [gouge(*at(0.03 + i * 0.0475, 0.025), *at(0.03 + i * 0.0475, 0.055),
        2) for i in range(20)])
    a.add("paper", [gouge(*at(u, v), *at(u + 0.1, v), 1.6) for u,
        v in ((rng.uniform(0.08, 0.8), rng.uniform(0.12, 0.85)) for _ in range(40))])
    if roll:
        x0, y0 = at(0, 1)
        x1, _ = at(1, 1)
        a.add("key", area([(x0 - 8, y0 + 14, 1), (x0 - 10, y0 - 16), (x0 - 2, y0 - 32, 1),
            (x1 + 4, y0 - 34, 1), (x1 + 10, y0 - 10), (x1 + 6, y0 + 14, 1)]))
        a.add("second", [gouge(x0 + 4, y0 - 24 + i * 9, x1 - 12, y0 - 25 + i * 9,
            5) for i in range(4)]).add("third", [gouge(x0 + 30 + i * 34, y0 - 28, x0 + 32 + i * 34,
            y0 + 8, 7, 3) for i in range(8)])
        a.add("paper", blob(x1 - 1, y0 - 11, 8, 19, rng, 0.02, 10)).add("key",
            arc(x1, y0 - 10, 9, 200, 290, 3), arc(x1, y0 - 12, 5, 20, 110, 3),
            blob(x1, y0 - 11, 2, 4, rng, n=6))
    return a


def rush_bundle(seed: int = 82, dye: str = "second") -> Art:
    """A sheaf of dyed rush, tied, standing; 220 high."""
    rng = Random(seed)
    a = Art()
    for i in range(34):
        u = (i + rng.random()) / 34 * 2 - 1
        x0, x1 = u * 34, u * 62 + rng.uniform(-8, 8)
        a.add(dye if i % 3 else "key", brush([(x0, 0), (u * 18, -96),
            (x1, -200 - rng.uniform(0, 34))], [4.6, 3.6, 1.4]))
    a.add("key", brush([(-22, -92), (0, -88), (22, -92)], [11, 12, 11])).add("paper",
        gouge(-18, -94, 16, -92, 3, 2))
    return a


def _lozenges(a: Art, at: Callable[[float, float], tuple[float, float]], u0: float, u1: float,
    v0: float, v1: float, n: int, inks: tuple[str, str, str]) -> None:
    """A row of nested stepped lozenges in a strip of cloth."""
    for i in range(n):
        u, v, du, dv = u0 + (u1 - u0) * (i + 0.5) / n, (v0 + v1) / 2, (u1 - u0) / n * 0.48, (
            v1 - v0) * 0.46
        for k, ink in zip((1.0, 0.66, 0.34), inks, strict=True):
            ring: list[Pt] = []
            for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
                seq = [(1.0, 0.0), (0.66, 0.0), (0.66, 0.36), (0.33, 0.36), (0.33, 0.7), (0.0, 0.7),
                    (0.0, 1.0)]
                if sx * sy < 0:
                    seq = seq[::-1]
                ring += [at(u + sx * du * k * p, v + sy * dv * k * q) for p, q in seq[:-1]]
            a.add(ink, poly(*ring))


def _weft(at: Callable[[float, float], tuple[float, float]], v0: float, v1: float) -> Sub:
    """A band across the cloth, from edge to edge."""
    up: list[Pt] = [at(i / 9, v0) for i in range(10)]
    dn: list[Pt] = [at(1 - i / 9, v1) for i in range(10)]
    return area([(*up[0], 1), *up[1:-1], (*up[-1], 1), (*dn[0], 1), *dn[1:-1], (*dn[-1], 1)])


def bands(
    seed: int = 140, w: float = 900, h: float = 600, plan: tuple[tuple[str, float], ...] = (),
    skew: float = 0, ground: str = "key", bands_inks: tuple[str, str, str] = ("second", "paper",
    "key"), fringe: bool = False,
) -> Art:
    """Cloth laid flat and seen close: weft bands in a plan of (kind, height). Kinds: line, plain,
    teeth, loz, comb, chain, check, gingham. Geometry only. Anchor: its top left corner."""
    rng = Random(seed)
    a = Art()
    total = sum(p[1] for p in plan)

    def at(u: float, v: float) -> tuple[float, float]:
        return u * w + skew * v, v * h + 3 * math.sin(u * 7 + v * 3)

    edge = [at(i / 8, 0) for i in range(9)] + [at(1, i / 6) for i in range(1, 7)] + [at(1 - i / 8,
        1) for i in range(1, 9)] + [at(0, 1 - i / 6) for i in range(1, 6)]
    a.add(ground, rough(edge, rng, 90, 1.5))
    v = 0.0
    for kind, height in plan:
        d = height / total
        if kind == "line":
            a.add(bands_inks[0], _weft(at, v + d * 0.2, v + d * 0.8))
        elif kind == "thin":
            a.add(bands_inks[1], _weft(at, v + d * 0.35, v + d * 0.65))
        elif kind == "teeth":
            m = max(6, int(w / (d * h * 0.95)))
            a.add(bands_inks[0], [poly(at((i + 0.04) / m, v + d * 0.94),
                at((i + 0.5) / m, v + d * 0.08), at((i + 0.96) / m,
                v + d * 0.94)) for i in range(m)])
        elif kind == "loz":
            a.add(bands_inks[0], _weft(at, v + d * 0.03, v + d * 0.97))
            _lozenges(a, at, 0.005, 0.995, v, v + d, max(4, int(w / (d * h * 1.25))),
                (ground, bands_inks[1], bands_inks[0]))
        elif kind == "chain":
            m = max(6, int(w / (d * h * 1.0)))
            a.add(bands_inks[1], [poly(at((i + 0.06) / m, v + d * 0.5),
                at((i + 0.5) / m, v + d * 0.1), at((i + 0.94) / m, v + d * 0.5),
                at((i + 0.5) / m, v + d * 0.9)) for i in range(m)])
            a.add(bands_inks[2], [poly(at((i + 0.3) / m, v + d * 0.5),
                at((i + 0.5) / m, v + d * 0.32), at((i + 0.7) / m, v + d * 0.5),
                at((i + 0.5) / m, v + d * 0.68)) for i in range(m)])
        elif kind == "comb":
            m = int(w / 17)
            a.add(bands_inks[1], [poly(at((i + 0.2) / m, v + d * 0.1),
                at((i + 0.62) / m, v + d * 0.1), at((i + 0.8) / m, v + d * 0.9),
                at((i + 0.38) / m, v + d * 0.9)) for i in range(m)])
        elif kind == "check":
            m = max(8, 2 * int(w / (d * h * 1.1)))
            a.add(bands_inks[0], [poly(at(i / m, v), at((i + 1) / m, v), at((i + 1) / m, v + d),
                at(i / m, v + d)) for i in range(0, m, 2)])
            a.add(bands_inks[1], [gouge(*at((i + 0.5) / m, v + d * 0.1),
                *at((i + 0.5) / m, v + d * 0.9), 5) for i in range(0, m, 2)])
        elif kind == "gingham":
            m = 2 * int(w / (d * h))
            a.add(bands_inks[1], _weft(at, v + d / 2, v + d))
            for ink, top in ((bands_inks[1], v), (bands_inks[0], v + d / 2)):
                a.add(ink, [poly(at(i / m, top), at((i + 1) / m, top), at((i + 1) / m, top + d / 2),
                    at(i / m, top + d / 2)) for i in range(0, m, 2)])
        elif kind == "plain":
            a.add(bands_inks[0], [gouge(*at(q, v + d * r),
                *at(q + rng.uniform(0.03, 0.09), v + d * r), 2.4) for q,
                r in ((rng.uniform(0, 0.9), rng.uniform(0.15,
                0.85)) for _ in range(int(height / 3)))])
        v += d
    if fringe:
        for i in range(int(h / 9)):
            x, y = at(1, (i + 0.5) / (h / 9))
            a.add(ground if i % 3 else bands_inks[0], gouge(x - 2, y, x + rng.uniform(34, 54),
                y + rng.uniform(-5, 5), 7, rng.uniform(-2, 2)))
    return a


def spindle(seed: int = 141, thread: str = "second") -> Art:
    """A wound spindle, lying; 190 long. Anchor: its middle."""
    a = Art().add("key", brush([(-96, 0), (96, 0)], [7, 5]),
        brush([(-60, 0), (-20, 0), (20, 0), (62, 0)], [12, 50, 44, 10]))
    a.add(thread, brush([(-52, -2), (-18, -4), (18, -4), (52, -2)], [6, 36, 32, 5]))
    return a.add("key", [gouge(-36 + i * 13, -19 + abs(i - 3) * 2, -30 + i * 13,
        17 - abs(i - 3) * 2, 3, 3) for i in range(7)]).add("paper", gouge(-40, -9, 30, -13, 4, -2))


def yarn(seed: int = 142, r: float = 52, ink: str = "second") -> Art:
    """A ball of yarn. Anchor: its middle."""
    rng = Random(seed)
    a = Art().add("key", blob(2, 3, r + 4, r + 3, rng, 0.015, 14)).add(ink,
        blob(-2, -2, r - 2, r - 3, rng, 0.015, 14))
    for k in range(-3, 4):
        a.add("key", gouge(-r * 0.86 + abs(k) * 4, k * r * 0.23 + 8, r * 0.8 - abs(k) * 4,
            k * r * 0.23 - 12, 3.6, -r * 0.09))
    for k in range(-1, 3):
        a.add("key", gouge(k * r * 0.28 - 8, -r * 0.8 + abs(k) * 6, k * r * 0.28 + 14, r * 0.3, 3,
            r * 0.07))
    return a.add("paper", arc(-2, -2, r * 0.8, 190, 240, 5))


def shuttle(seed: int = 143, wood: str = "third") -> Art:
    """A boat shuttle with its bobbin; 220 long. Anchor: its middle."""
    rng = Random(seed)
    a = Art().add("key", area([(-112, 0, 1), (-60, -22), (0, -27), (60, -22), (112, 0, 1), (60, 22),
        (0, 27), (-60, 22)])).add(wood, area([(-100, -2, 1), (-56, -16), (0, -20), (56, -16),
        (98, -2, 1), (50, 8), (-50, 8)]))
    return a.add("key", box(-46, -9, 48, 9, rng, 1)).add("paper",
        [gouge(-38 + i * 11, -7, -36 + i * 11, 7, 4.6) for i in range(8)])


def cloth_line(seed: int = 144, w: float = 260, h: float = 300, ink: str = "key",
    cut: str = "second", hem: str | None = "third") -> Art:
    """A length of cloth hung over a pole to dry, in three deep folds.

    Anchor: middle of the pole.
    """
    rng = Random(seed)
    a = Art()
    low: list[Pt] = []
    for i in range(9):
        low.append((-w / 2 + w * i / 8 + rng.uniform(-4, 4),
            h + (10 if i % 2 else -8) + rng.uniform(-6, 6)))
    a.add(ink, area([(-w / 2, 0, 1), (w / 2, 0, 1), (w / 2 + 5, h * 0.5), (*low[-1], 1),
        *low[-2:0:-1], (*low[0], 1), (-w / 2 - 4, h * 0.5)]))
    for i in range(1, 8):
        x = -w / 2 + w * i / 8
        if i % 2:
            a.add(cut, gouge(x + rng.uniform(-4, 4), 8 + rng.uniform(0, 30), x + rng.uniform(-8, 8),
                h - rng.uniform(20, 70), 9, rng.uniform(-3, 3)))
            a.add(cut, gouge(x + 9, h * 0.3, x + 12, h - 26, 4))
        else:
            a.add("paper", gouge(x - 4, 14, x - 3 + rng.uniform(-5, 5), h * rng.uniform(0.4, 0.7),
                3.4))
    if hem:
        a.add(hem, brush([(p[0], p[1] - 22) for p in low], [5, 7, 5]),
            brush([(p[0], p[1] - 36) for p in low], [3, 3, 3]))
    return a


def dye_vat(seed: int = 145, stave: str = "second") -> Art:
    """A wooden vat of indigo, a cloth half drawn out of it over a stick; 260 wide, 230 high."""
    rng = Random(seed)
    a = Art()
    body: list[Pt] = [(-124, -150, 1), (-116, -70), (-100, 0, 1), (100, 0, 1), (116, -70),
        (124, -150, 1)]
    a.add("key", area([(p[0] * 1.03, p[1], *p[2:]) for p in body])).add(stave,
        area([(-118, -146, 1), (-110, -70), (-95, -5, 1), (34, -5, 1), (44, -146, 1)]))
    a.add("key", [gouge(-96 + i * 27, -146, -84 + i * 24, -6, 3.6) for i in range(6)]).add("key",
        teeth([(44, -144), (34, -8)], (-32, 0), rng, 11, 8))
    for y in (-112, -40):
        w = 105 - y * 0.13
        a.add("key", brush([(-w, y), (0, y + 14), (w, y)], [12, 13, 12])).add("third",
            brush([(-w + 5, y + 1), (0, y + 13), (60, y + 10)], [5, 6, 2]))
    a.add("key", blob(0, -150, 126, 31, rng, 0.008, 18)).add("third",
        blob(0, -151, 118, 26, rng, 0.008, 18)).add("key", blob(0, -148, 108, 21, rng, 0.008, 18))
    a.add("second", [arc(0, -146, r, 160, 215, 4, 0.2) for r in (90, 66, 44)])
    return a


def wax_pen(seed: int = 208) -> Art:
    """The pen that draws wax on hemp, a stick and a small blade; 250 long. Anchor: its tip."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(-30, 0), (-250, 4)], [15, 20], blunt=True)).add("third",
        gouge(-44, -3, -240, -2, 7))
    a.add("key", area([(0, -26, 1), (6, 0), (0, 26, 1), (-52, 9, 1), (-52, -9, 1)])).add("second",
        area([(-4, -18, 1), (0, 0), (-4, 18, 1), (-44, 5, 1), (-44, -5, 1)]))
    a.add("paper", gouge(-8, -12, -38, -3, 4))
    a.add("key", [brush([(-58 - i * 9, -9), (-56 - i * 9, 10)], [4, 4]) for i in range(3)])
    a.add("paper", blob(10, 0, 5, 9, rng, 0.1, 7))
    return a
