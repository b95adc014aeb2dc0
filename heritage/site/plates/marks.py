"""The cutter's bench: three kinds of mark, as geometry in plain Python.

* an *area* (a closed outline, smooth or with corners) printed in one ink;
* a *brush*, an area given by a centre line and its widths (limbs, trunks, rims);
* a *gouge*, the lens-shaped cut of a V-tool, pointed at both ends.

Chance comes only from the `random.Random` handed in, so the same seed always pulls the same proof.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random

from heritage.site.plates.art import Pt, Sub


def area(pts: Iterable[Pt]) -> Sub:
    """A closed outline through the points (smooth unless a point is a corner)."""
    return Sub(tuple(pts))


def poly(*pts: Pt) -> Sub:
    """A closed outline with only corners."""
    return Sub(tuple((p[0], p[1], 1) for p in pts))


def rough(pts: Sequence[Pt], rng: Random, step: float = 50, amt: float = 1.4) -> Sub:
    """A polygon cut by hand: its edges waver by `amt`, its corners stay."""
    out: list[Pt] = []
    n = len(pts)
    for i in range(n):
        a, b = pts[i], pts[(i + 1) % n]
        out.append((a[0] + rng.uniform(-amt, amt) * 0.6, a[1] + rng.uniform(-amt, amt) * 0.6, 1))
        d = math.dist(a[:2], b[:2])
        k = int(d / step)
        for j in range(1, k + 1):
            t = (j + rng.uniform(-0.2, 0.2)) / (k + 1)
            w = rng.uniform(-amt, amt)
            nx, ny = -(b[1] - a[1]) / d, (b[0] - a[0]) / d
            out.append((a[0] + (b[0] - a[0]) * t + nx * w, a[1] + (b[1] - a[1]) * t + ny * w))
    return Sub(tuple(out))


def box(x0: float, y0: float, x1: float, y1: float, rng: Random, amt: float = 1.2) -> Sub:
    """A hand-cut upright rectangle."""
    return rough([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], rng, 55, amt)


def blob(
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    rng: Random,
    amt: float = 0.02,
    n: int = 12,
    rot: float = 0,
) -> Sub:
    """A round form whose radius wavers by the fraction `amt`."""
    out: list[Pt] = []
    c, d = math.cos(math.radians(rot)), math.sin(math.radians(rot))
    for i in range(n):
        a = math.tau * i / n
        k = 1 + rng.uniform(-amt, amt)
        x, y = rx * k * math.cos(a), ry * k * math.sin(a)
        out.append((cx + x * c - y * d, cy + x * d + y * c))
    return Sub(tuple(out))


def spline(pts: Sequence[Pt], per: int = 6) -> list[Pt]:
    """Points sampled along the open curve through `pts` (Catmull-Rom)."""
    p = [pts[0], *pts, pts[-1]]
    out: list[Pt] = []
    for i in range(1, len(p) - 2):
        for j in range(per):
            t = j / per
            out.append(
                tuple(
                    0.5
                    * (
                        2 * p[i][k]
                        + (p[i + 1][k] - p[i - 1][k]) * t
                        + (2 * p[i - 1][k] - 5 * p[i][k] + 4 * p[i + 1][k] - p[i + 2][k]) * t * t
                        + (3 * p[i][k] - p[i - 1][k] - 3 * p[i + 1][k] + p[i + 2][k]) * t**3
                    )
                    for k in (0, 1)
                )
            )
    out.append(pts[-1][:2])
    return out


def along(pts: Sequence[Pt], t: float) -> tuple[float, float, float]:
    """Point and direction (degrees) at the share `t` of a polyline's length."""
    seg = [math.dist(pts[i][:2], pts[i + 1][:2]) for i in range(len(pts) - 1)]
    want = max(0.0, min(1.0, t)) * sum(seg)
    for i, d in enumerate(seg):
        if want <= d or i == len(seg) - 1:
            f = want / d if d else 0
            a, b = pts[i], pts[i + 1]
            ang = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
            return a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f, ang
        want -= d
    raise ValueError("empty line")


def brush(pts: Sequence[Pt], widths: Sequence[float], *, blunt: bool = False) -> Sub:
    """An area along a centre line; `widths` (full) are spread over its knots."""
    n = len(pts)
    left: list[Pt] = []
    right: list[Pt] = []
    for i in range(n):
        a, b = pts[max(0, i - 1)], pts[min(n - 1, i + 1)]
        d = math.dist(a[:2], b[:2]) or 1
        nx, ny = -(b[1] - a[1]) / d, (b[0] - a[0]) / d
        f = i / (n - 1) * (len(widths) - 1)
        lo = min(int(f), len(widths) - 2)
        w = (widths[lo] + (widths[lo + 1] - widths[lo]) * (f - lo)) / 2
        flag = (1,) if blunt and i in (0, n - 1) else ()
        left.append((pts[i][0] + nx * w, pts[i][1] + ny * w, *flag))
        right.append((pts[i][0] - nx * w, pts[i][1] - ny * w, *flag))
    return Sub(tuple(left + right[::-1]))


def gouge(x0: float, y0: float, x1: float, y1: float, w: float, bend: float = 0) -> Sub:
    """A V-tool cut from point to point, `w` wide, bowed sideways by `bend` units."""
    d = math.hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / d, (x1 - x0) / d
    mx, my = (x0 + x1) / 2 + nx * bend * 2, (y0 + y1) / 2 + ny * bend * 2
    return Sub(((x0, y0), (mx + nx * w, my + ny * w), (x1, y1), (mx - nx * w, my - ny * w)), True)


def tooth(x0: float, y0: float, x1: float, y1: float, w: float) -> Sub:
    """A cut wide at its start and pointed at its end."""
    d = math.hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / d * w / 2, (x1 - x0) / d * w / 2
    return poly((x0 + nx, y0 + ny), (x1, y1), (x0 - nx, y0 - ny))


def teeth(
    line: Sequence[Pt],
    vec: tuple[float, float],
    rng: Random,
    gap: float = 8,
    w: float = 4,
    vary: float = 0.5,
) -> list[Sub]:
    """A row of teeth standing on a line: the cutter's passage from dark to light."""
    total = sum(math.dist(line[i][:2], line[i + 1][:2]) for i in range(len(line) - 1))
    out: list[Sub] = []
    pos = gap / 2
    while pos < total:
        x, y, _ = along(line, pos / total)
        k = 1 - vary * rng.random()
        out.append(tooth(x, y, x + vec[0] * k, y + vec[1] * k, w * rng.uniform(0.7, 1.15)))
        pos += gap * rng.uniform(0.75, 1.25)
    return out


def inside(x: float, y: float, pts: Sequence[Pt]) -> bool:
    """Whether a point lies within a polygon (even-odd)."""
    hit = False
    j = len(pts) - 1
    for i in range(len(pts)):
        a, b = pts[i], pts[j]
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
            hit = not hit
        j = i
    return hit


def arc(cx: float, cy: float, r: float, a0: float, a1: float, w: float, squash: float = 1) -> Sub:
    """A cut along an arc of a circle (up to about 70 degrees reads well)."""
    p = [
        (cx + r * math.cos(math.radians(a)), cy + squash * r * math.sin(math.radians(a)))
        for a in (a0, a1)
    ]
    sag = r * (1 - math.cos(math.radians(a1 - a0) / 2)) * (squash if squash < 1 else 1)
    return gouge(*p[0], *p[1], w, -sag)
