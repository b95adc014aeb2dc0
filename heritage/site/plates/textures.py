"""Fields of cuts: parallel, along a current, round a centre, out of a centre."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from heritage.site.plates.art import Pt, Sub
from heritage.site.plates.marks import arc, gouge, inside
from heritage.site.plates.sheet import WIDTH


def strip(y0: float, y1: float) -> list[Pt]:
    """A field across the whole sheet, a little over its edges."""
    return [(-20, y0), (WIDTH + 20, y0), (WIDTH + 20, y1), (-20, y1)]


def hatch(
    pts: Sequence[Pt],
    rng: Random,
    *,
    angle: float = 0,
    gap: float = 10,
    w: float = 3,
    dash: tuple[float, float] = (30, 80),
    space: tuple[float, float] = (4, 14),
    margin: float = 3,
    keep: Callable[[float, float], float] | float = 1.0,
    bend: float = 0,
) -> list[Sub]:
    """Parallel cuts inside a polygon. `keep` is the chance (or a field of it)."""
    c, d = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
    rp = [(p[0] * c - p[1] * d, p[0] * d + p[1] * c) for p in pts]
    lo, hi = min(p[1] for p in rp), max(p[1] for p in rp)
    out: list[Sub] = []
    y = lo + gap * 0.6
    while y < hi:
        yy = y + rng.uniform(-0.12, 0.12) * gap
        xs = sorted(
            (b[0] - a[0]) * (yy - a[1]) / (b[1] - a[1]) + a[0]
            for a, b in zip(rp, rp[1:] + rp[:1], strict=True)
            if (a[1] > yy) != (b[1] > yy)
        )
        for x0, x1 in zip(xs[::2], xs[1::2], strict=False):
            x = x0 + margin + rng.uniform(0, space[1])
            while x < x1 - margin - 3:
                end = min(x + rng.uniform(*dash), x1 - margin)
                mx = (x + end) / 2
                q = keep(mx * c + yy * d, -mx * d + yy * c) if callable(keep) else keep
                if end - x > 4 and rng.random() < q:
                    t = rng.uniform(-0.1, 0.1) * gap
                    k = w * rng.uniform(0.65, 1.2) * min(1, 0.5 + (end - x) / 40)
                    ends = [
                        (px * c + py * d, -px * d + py * c)
                        for px, py in ((x, yy - t), (end, yy + t))
                    ]
                    out.append(gouge(*ends[0], *ends[1], k, bend * (end - x)))
                x = end + rng.uniform(*space)
        y += gap
    return out


def flow(
    pts: Sequence[Pt],
    rng: Random,
    direction: Callable[[float, float], float],
    *,
    gap: float = 14,
    length: float = 30,
    w: float = 3,
    keep: Callable[[float, float], float] | float = 1.0,
) -> list[Sub]:
    """Short cuts that follow a field of directions inside a polygon."""
    x0, x1 = min(p[0] for p in pts), max(p[0] for p in pts)
    y0, y1 = min(p[1] for p in pts), max(p[1] for p in pts)
    out: list[Sub] = []
    row, y = 0, y0 + gap / 2
    while y < y1:
        x = x0 + (row % 2) * length * 0.6
        while x < x1:
            px, py = x + rng.uniform(-0.3, 0.3) * gap, y + rng.uniform(-0.3, 0.3) * gap
            q = keep(px, py) if callable(keep) else keep
            if rng.random() < q:
                a = math.radians(direction(px, py) + rng.uniform(-4, 4))
                h = length * rng.uniform(0.35, 0.6)
                ax, ay, bx, by = (
                    px - math.cos(a) * h,
                    py - math.sin(a) * h,
                    px + math.cos(a) * h,
                    py + math.sin(a) * h,
                )
                if inside(ax, ay, pts) and inside(bx, by, pts):
                    out.append(gouge(ax, ay, bx, by, w * rng.uniform(0.6, 1.2)))
            x += length * 1.2
        y += gap
        row += 1
    return out


def rings(
    cx: float,
    cy: float,
    r0: float,
    r1: float,
    rng: Random,
    frame: tuple[float, float, float, float],
    *,
    gap: float = 16,
    w: float = 4,
    arc_len: tuple[float, float] = (40, 110),
    keep: Callable[[float, float], float] | float = 1.0,
) -> list[Sub]:
    """Concentric cuts round a centre, kept inside a frame (x0, y0, x1, y1)."""
    out: list[Sub] = []
    r = r0
    while r < r1:
        a = rng.uniform(0, 40)
        stop = a + 360
        while a < stop:
            da = math.degrees(rng.uniform(*arc_len) / r)
            da = min(da, 60, stop - a)
            mid = math.radians(a + da / 2)
            mx, my = cx + r * math.cos(mid), cy + r * math.sin(mid)
            q = keep(mx, my) if callable(keep) else keep
            if (
                frame[0] < mx < frame[2]
                and frame[1] < my < frame[3]
                and rng.random() < q
                and da * r > 500
            ):
                out.append(
                    arc(cx, cy, r + rng.uniform(-1.5, 1.5), a, a + da, w * rng.uniform(0.6, 1.15))
                )
            a += da + math.degrees(rng.uniform(6, 18) / r)
        r += gap * rng.uniform(0.9, 1.1)
    return out


def rays(
    cx: float,
    cy: float,
    r0: float,
    r1: float,
    rng: Random,
    frame: tuple[float, float, float, float],
    *,
    n: int = 72,
    w: float = 7,
    a0: float = 0,
    a1: float = 360,
    seg: tuple[float, float] = (60, 150),
    keep: Callable[[float, float], float] | float = 1.0,
) -> list[Sub]:
    """Cuts that leave a centre like light, broader with distance."""
    out: list[Sub] = []
    for i in range(n):
        a = math.radians(a0 + (a1 - a0) * (i + rng.uniform(-0.18, 0.18)) / n)
        r = r0 + rng.uniform(0, 26) + (18 if i % 2 else 0)
        while r < r1:
            e = r + rng.uniform(*seg) * (0.55 + r / r1)
            mx, my = cx + (r + e) / 2 * math.cos(a), cy + (r + e) / 2 * math.sin(a)
            q = keep(mx, my) if callable(keep) else keep
            if frame[0] < mx < frame[2] and frame[1] < my < frame[3] and rng.random() < q:
                k = w * (0.35 + 0.65 * r / r1) * rng.uniform(0.7, 1.15)
                out.append(
                    gouge(
                        cx + r * math.cos(a),
                        cy + r * math.sin(a),
                        cx + e * math.cos(a),
                        cy + e * math.sin(a),
                        k,
                    )
                )
            r = e + rng.uniform(10, 26)
    return out
