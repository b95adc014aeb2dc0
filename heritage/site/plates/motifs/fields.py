"""Fields and water, and the wheel that lifts it."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import (
    along,
    arc,
    area,
    blob,
    brush,
    gouge,
    poly,
    rough,
    spline,
    teeth,
    tooth,
)
from heritage.site.plates.sheet import WIDTH
from heritage.site.plates.textures import flow, hatch, strip


def water(
    seed: int = 17, y0: float = 560, y1: float = 920, ink: str = "second", cut: str = "paper",
    glint: float | None = None, dense: float = 0.62,
    gap: float = 8, spread: float = 0.5, x0: float = -20, x1: float = 1220,
) -> Art:
    """Open water in carved lines that widen towards us; `glint` is a light's x."""
    rng = Random(seed)
    a = Art()
    if ink != "none":
        a.add(ink, poly((x0, y0), (x1, y0), (x1, y1), (x0, y1)))
    out: list[Sub] = []
    y = y0 + gap * 0.8
    while y < y1:
        t = (y - y0) / (y1 - y0)
        x = x0 + rng.uniform(-80, 60)
        while x < x1:
            ln = (56 + 150 * t) * rng.uniform(0.5, 1.4)
            near = 0.0 if glint is None else math.exp(-(((x + ln / 2 - glint) / (
                60 + 150 * t)) ** 2))
            if rng.random() < dense * (spread if glint is not None else 1) + near:
                a0, a1 = max(x0, x), min(x1, x + ln)
                if a1 > a0 + 12:
                    out.append(gouge(a0, y, a1, y + rng.uniform(-2, 2),
                        (2.8 + 6.4 * t) * rng.uniform(0.6, 1.1) * (1 + 0.5 * near),
                        rng.choice((-1, 1)) * (1 + 3 * t)))
            x += ln + rng.uniform(10, 40 + 50 * t)
        y += gap * (1.0 + 2.2 * t)
    return a.add(cut, out)


def paddies(seed: int = 18, y0: float = 560, y1: float = 920, vx: float = 600,
    trio: tuple[str, str, str] = ("third", "paper", "second")) -> Art:
    """Flooded rice fields to the horizon: banks meet at (vx, y0), water lies in
    carved lines, rows of seedlings stand in some of the squares."""
    rng = Random(seed)
    a = Art().add(trio[0], poly(*strip(y0, y1)))
    rows = [y0 + (y1 - y0) * t for t in (0, 0.05, 0.13, 0.26, 0.47, 0.74, 1.0)]
    for i, (a0, a1) in enumerate(pairwise(rows)):
        k0, k1 = (a0 - y0) / (y1 - y0), (a1 - y0) / (y1 - y0)
        for j in range(-7, 8):
            def xx(q: float, k: float) -> float:
                return vx + q * (70 + 330 * k)

            off = (i % 2) * 0.4
            c = [(xx(j + off, k0), a0), (xx(j + 1 + off, k0), a0), (xx(j + 1 + off, k1), a1),
                (xx(j + off, k1), a1)]
            if (c[1][0] < -10 and c[2][0] < -10) or (c[0][0] > WIDTH + 10 and c[3][0] > WIDTH + 10):
                continue
            kind = (i * 5 + j * 3 + seed) % 4
            g = max(7, (a1 - a0) / 3.3)
            if kind == 0:
                a.add(trio[2], rough([(p[0], p[1]) for p in c], rng, 90, 1))
                a.add(trio[0], hatch(c, rng, gap=g * 0.8, w=g * 0.3, dash=(14 + g, 34 + g * 2),
                    space=(8, 22), margin=5, keep=0.8))
            else:
                a.add(trio[1], hatch(c, rng, gap=g, w=g * 0.42, dash=(40 + g * 2, 90 + g * 6),
                    space=(8, 40), margin=6, keep=0.66 if kind == 1 else 0.4))
            if kind == 2 and i > 2:
                for r in range(3):
                    for q in range(5):
                        u, v = (q + 0.6 + rng.uniform(-0.1, 0.1)) / 5.4, (r + 0.7) / 3.2
                        bx = (c[0][0] + (c[1][0] - c[0][0]) * u) * (1 - v) + (c[3][0] + (c[2][
                            0] - c[3][0]) * u) * v
                        by = a0 + (a1 - a0) * v
                        hgt = 5 + 20 * k1
                        a.add("key", [gouge(bx, by, bx + d * hgt * 0.5, by - hgt, 1.6 + 2 * k1,
                            d) for d in (-0.8, 0.1, 0.9)])
            wd = 2.4 + 9 * k1
            a.add("key", brush([c[0], ((c[0][0] + c[3][0]) / 2 + 1, (a0 + a1) / 2), c[3]],
                [2 + 7 * k0, wd]))
        a.add("key", brush([(-20, a1), (300, a1 + 1), (620, a1 - 1), (900, a1 + 1), (1220, a1)],
            [2 + 9 * k1, 3 + 10 * k1, 2 + 8 * k1]))
    return a


def terraces(
    seed: int = 19, y0: float = 330, y1: float = 940, n: int = 10,
    trio: tuple[str, str, str] = ("second", "third", "paper"),
    lobes: tuple[tuple[float, float, float], ...] = ((250, 150, 1.0), (760, 210, 0.8),
    (1120, 130, 1.1)),
) -> Art:
    """Terraced fields: nested contours stepping down a slope; each step has a
    dark bank, a lit lip and water or rice on its flat."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        t = i / (n - 1)
        yb = y0 + (y1 - y0) * t**1.35
        amp = 26 + 74 * t
        drift = 30 * math.sin(i * 0.55)

        def edge(x: float) -> float:
            v = 0.0
            for lx, lw, lh in lobes:
                v += lh * math.exp(-(((x - lx - drift) / (lw * (0.85 + 0.5 * t))) ** 2))
            return float(yb) - amp * v + 4 * math.sin(x * 0.013 + i * 1.7) + 3 * math.sin(
                x * 0.05 + i)

        pts: list[Pt] = [(x, edge(x)) for x in range(-20, 1240, 60)]
        bank = 7 + 15 * t
        flat = trio[(0, 1, 0, 2, 1)[(i * 2 + seed) % 5]]
        # the bank: a dark riser of uneven height under a pale lip
        a.add("key", area([(*pts[0], 1), *pts[1:-1], (*pts[-1], 1), (1222, 940, 1), (-20, 940, 1)]))
        lip = [(p[0], p[1] + bank * (0.75 + 0.3 * math.sin(p[0] * 0.02 + i * 2.2))) for p in pts]
        a.add(trio[0] if flat != trio[0] else trio[1], teeth(pts, (0, bank * 0.8), rng, 24 + 16 * t,
            10 + 8 * t, 0.6))
        a.add(flat, area([(*lip[0], 1), *lip[1:-1], (*lip[-1], 1), (1222, 940, 1), (-20, 940, 1)]))
        depth = (y1 - y0) * (((i + 1) / (n - 1)) ** 1.35 - t**1.35)
        line = 0
        d = bank + 7 + 3 * t
        while d < depth + 30 * t and line < 3:  # what stands on the flat
            x = -20 + rng.uniform(0, 60)
            marks: list[Sub] = []
            while x < WIDTH + 10:
                ln = rng.uniform(44, 110) * (0.6 + 0.7 * t)
                if rng.random() < 0.6:
                    ya, ybb = edge(x) + d, edge(x + ln) + d
                    marks.append(gouge(x, ya, x + ln, ybb, 2.2 + 3 * t,
                        (edge(x + ln / 2) + d - (ya + ybb) / 2)))
                x += ln + rng.uniform(8, 40)
            a.add("paper" if flat != "paper" else trio[0], marks)
            line += 1
            d += 14 + 18 * t
    return a


def rice_terraces(
    seed: int = 116, y0: float = 380, y1: float = 960, n: int = 13,
    fills: tuple[str, ...] = ("paper", "second", "third", "paper", "second"), bank: str = "key",
    grass: str = "second", x0: float = -20, x1: float = 1220,
) -> Art:
    """Terraced paddies on a mountain side. The treads are level and uneven in width: where the
    slope is steep the banks crowd, where it eases they part; low bunds divide each tread
    into paddies, some under water that holds the sky, some young, some ripe."""
    rng = Random(seed)
    xs = [x0 + (x1 - x0) * i / 30 for i in range(31)]
    spans = [x0 + (x1 - x0) * (k + rng.uniform(0.15, 0.85)) / 8 for k in range(8)]
    elbows = [(e, (1 if k % 2 else -1) * rng.uniform(0.6, 1.0), rng.uniform(14, 36)) for k,
        e in enumerate(spans)]
    share = [0.0]
    for i in range(n):  # treads broad and narrow
        share.append(share[-1] + (0.55 + 1.1 * i / n) * rng.uniform(0.62, 1.4))

    def contour(t: float) -> list[float]:
        base = y0 + (y1 - y0) * share[round(t * n)] / share[-1]
        return [base + (4 + 22 * t) * sum(s * math.tanh((x - e) / (w * (0.6 + 0.8 * t))) for e, s,
            w in elbows) for x in xs]

    edge = contour(0)
    a = Art()
    fills_at = 0
    for i in range(n):
        t = i / (n - 1)
        elbows = [(e + rng.uniform(-50, 50) * (0.4 + t),
            min(1.0, max(-1.0, s * rng.uniform(0.75, 1.3))), w) for e, s, w in elbows]
        nxt = [max(y + 9 + 14 * t, z) for y, z in zip(edge, contour((i + 1) / n), strict=True)]
        wall = [min(10 + 15 * t, max(3.5 + 5 * t, (b - c) * 0.42)) for b,
            c in zip(nxt, edge, strict=True)]
        top = list(zip(xs, edge, strict=True))
        # the tread, paddy by paddy
        cuts = sorted([0, *rng.sample(range(3, 28), rng.choice((1, 2, 2, 3))), 30])
        for c0, c1 in pairwise(cuts):
            ink = fills[fills_at % len(fills)]
            fills_at += rng.choice((1, 1, 2))
            up = top[c0 : c1 + 1]
            dn = [(x, y) for x, y in zip(xs[c0 : c1 + 1], nxt[c0 : c1 + 1], strict=True)]
            ring: list[Pt] = [(*up[0], 1), *up[1:-1], (*up[-1], 1), (*dn[-1], 1), *dn[-2:0:-1],
                (*dn[0], 1)]
            a.add(ink, area(ring))
            lines: list[Sub] = []
            depth = sum(nxt[c] - edge[c] for c in range(c0, c1 + 1)) / (c1 - c0 + 1)
            if ink == "paper":  # water: long level glints, heavier below the bank above
                for k in range(1, 4):
                    for c in range(c0, c1 - 1, 3):
                        if rng.random() < 0.62:
                            f = k / 4.4
                            yy = edge[c + 1] + (nxt[c + 1] - edge[c + 1]) * f
                            if yy > edge[c] + 4 and yy > edge[c + 2] + 4 and yy < min(nxt[c],
                                nxt[c + 2]) - wall[c] - 2:
                                lines.append(gouge(xs[c] + rng.uniform(0, 20), yy,
                                    xs[c + 2] + rng.uniform(-10, 24), yy, 1.8 + 3 * t))
                a.add("third" if rng.random() < 0.6 else grass, lines)
            else:  # rows of rice
                rows = max(1, min(3, int(depth / (11 + 11 * t))))
                for k in range(rows):
                    f = (k + 0.7) / (rows + 0.8)
                    for c in range(c0, c1):
                        for q in (0.0, 0.5):
                            if rng.random() < 0.6:
                                xx = xs[c] + (xs[c + 1] - xs[c]) * (q + rng.uniform(0, 0.2))
                                yy = edge[c] + (edge[c + 1] - edge[c]) * q + (nxt[c] - edge[c]) * f
                                hh = 9 + 13 * t
                                if yy - hh * 0.5 > edge[c] + 1 and yy + hh * 0.4 < nxt[c] - wall[c]:
                                    lines.append(gouge(xx, yy + hh * 0.4, xx + hh * 0.3,
                                        yy - hh * 0.5, 3.8 + 3.2 * t))
                if t > 0.2:
                    a.add("key" if ink == grass else "paper", lines)
            if c1 < 30:  # bund
                a.add(bank, brush([up[-1], dn[-1]], [2 + 3 * t, 3 + 5 * t]))
        # the bank below the tread: a lip that catches light, then the riser
        lip = [(x, y - w) for x, y, w in zip(xs, nxt, wall, strict=True)]
        a.add(bank, area([(*lip[0], 1), *lip[1:-1], (*lip[-1], 1), (xs[-1], nxt[-1] + 1, 1),
            *[(x, y + 1) for x, y in zip(xs, nxt, strict=True)][-2:0:-1], (xs[0], nxt[0] + 1, 1)]))
        marks = []
        for c in range(30):
            if wall[c] > 8:
                for q in (0.1, 0.4, 0.72):
                    xx = xs[c] + (xs[c + 1] - xs[c]) * (q + rng.uniform(0, 0.15))
                    yy = lip[c][1] + (lip[c + 1][1] - lip[c][1]) * q + 2
                    if rng.random() < 0.36:
                        marks.append(tooth(xx, yy, xx + rng.uniform(-2, 3),
                            yy + wall[c] * rng.uniform(0.5, 0.85), 3.6 + 4 * t))
        if t > 0.3:  # too fine to cut farther off
            a.add(grass, marks)
        edge = nxt
    return a.add(bank, poly((x0, max(edge) + 40), (x1, max(edge) + 40), (x1, max(edge) + 60),
        (x0, max(edge) + 60)))


def wheel(seed: int = 181, r: float = 250) -> Art:
    """A bamboo water wheel (cọn nước): hub, crossing spokes, paddles, tubes tilted along the rim,
    the flume it feeds. Anchor: where the rim meets the water."""
    rng = Random(seed)
    a = Art()
    cy = -r + 26
    a.add("key", brush([(-r * 0.42, 30), (-6, cy)], [19, 15]),
        brush([(r * 0.46, 30), (8, cy)], [21, 16]))
    n = 22
    for k in (1.0, 0.9):
        rim = [(r * k * math.cos(math.tau * i / 40),
            cy + r * k * math.sin(math.tau * i / 40)) for i in range(41)]
        a.add("key", brush(rim, [9, 9]))
    for i in range(n):
        q = math.tau * i / n + 0.07
        for d, w in ((0.13, 5.4), (-0.13, 5.4)):
            a.add("key", brush([(r * 0.06 * math.cos(q + d * 9),
                cy + r * 0.06 * math.sin(q + d * 9)), (r * 0.98 * math.cos(q + d),
                cy + r * 0.98 * math.sin(q + d))], [w + 1, w]))
        c, s = math.cos(q), math.sin(q)
        # paddle: a woven mat
        px, py = r * 1.02 * c, cy + r * 1.02 * s
        ux, uy = -s, c
        a.add("key", poly((px - c * r * 0.14 - ux * 4, py - s * r * 0.14 - uy * 4),
            (px - c * r * 0.14 + ux * 19, py - s * r * 0.14 + uy * 19),
            (px + c * 8 + ux * 19, py + s * 8 + uy * 19),
            (px + c * 8 - ux * 4, py + s * 8 - uy * 4)))
        a.add("third", gouge(px - c * r * 0.11 + ux * 4, py - s * r * 0.11 + uy * 4, px + ux * 5,
            py + uy * 5, 5), gouge(px - c * r * 0.11 + ux * 12, py - s * r * 0.11 + uy * 12,
            px + ux * 13, py + uy * 13, 4))
        t = q - 0.55  # tube
        tx, ty = r * 1.03 * c, cy + r * 1.03 * s
        a.add("key", brush([(tx - 21 * math.cos(t + 1.57), ty - 21 * math.sin(t + 1.57)),
            (tx + 21 * math.cos(t + 1.57), ty + 21 * math.sin(t + 1.57))], [14, 14],
            blunt=True)).add("second", gouge(tx - 16 * math.cos(t + 1.57),
            ty - 16 * math.sin(t + 1.57), tx + 16 * math.cos(t + 1.57),
            ty + 16 * math.sin(t + 1.57), 5))
    a.add("key", blob(0, cy, r * 0.1, r * 0.1, rng, 0.01, 14)).add("third",
        blob(-2, cy - 2, r * 0.065, r * 0.065, rng, 0.01, 12)).add("key",
        blob(0, cy, r * 0.026, r * 0.026, rng, n=8))
    return a


def spring(seed: int = 158) -> Art:
    """The village water place: bamboo spouts out of a fern bank, each with its fall of water, a
    stone lip and a pool; 900 wide, 520 high. Anchor: middle of the pool's near edge."""
    rng = Random(seed)
    x: float
    y: float
    ln: float
    a = Art()
    bank: list[Pt] = [(-640, 0, 1), (-640, -470, 1), (-470, -430), (-300, -392), (-120, -404),
        (60, -376), (240, -398), (420, -372), (560, -420), (660, -450, 1), (660, 0, 1)]
    a.add("key", area(bank))
    a.add("second", flow([(p[0] * 0.96, p[1] * 0.92 - 10) for p in bank], rng, lambda x,
        y: 20 + 50 * math.sin(x * 0.006) + y * 0.1, gap=34, length=70, w=11, keep=lambda _x,
        y: 0.7 if y < -190 else 0.24))
    a.add("third", flow([(p[0] * 0.96, p[1] * 0.9 - 30) for p in bank], rng, lambda x,
        y: 20 + 50 * math.sin(x * 0.006) + y * 0.1, gap=56, length=38, w=7, keep=lambda _x,
        y: 0.4 if y < -230 else 0.1))
    pool: list[Pt] = [(-700, 20, 1), (-700, -112, 1), (-420, -128), (-100, -118), (220, -130),
        (520, -118), (720, -110, 1), (720, 20, 1)]
    a.add("third", area(pool))
    spouts = ((-310, -262, 92), (-120, -282, 104), (84, -266, 96), (280, -284, 104))
    for x, y, ln in spouts:  # falling water, then the spout over it
        fx = x + ln * 0.5
        for k in range(6):
            o = (k - 2.5) * 5.4
            a.add("paper", brush(spline([(fx - 2 + o * 0.5, y + 24), (fx + 14 + o * 0.8, y + 70),
                (fx + 19 + o, -88 + rng.uniform(-4, 4))], 3), [3, 5.6, 5]))
        a.add("paper", [arc(fx + 20, -74, r, 200, 268, 5.5, 0.3) for r in (26, 48, 74)],
            [arc(fx + 20, -74, r, 272, 340, 5.5, 0.3) for r in (26, 48, 74)],
            [arc(fx + 20, -74, r, 20, 160, 5, 0.3) for r in (30, 56)])
        a.add("paper", [tooth(fx + 20 + d, -84, fx + 20 + d * 2.1, -110 - rng.uniform(0, 14),
            6) for d in (-22, -11, 10, 20)])
        tube = [(x - 80, y - 34), (fx + 6, y + 14)]
        a.add("key", brush(tube, [50, 48], blunt=True)).add("third",
            brush([(x - 80, y - 42), (fx + 2, y + 6)], [25, 24], blunt=True)).add("paper",
            gouge(x - 70, y - 48, fx - 10, y - 6, 5))
        a.add("key", blob(fx + 6, y + 14, 10, 24, rng, 0.02, 12, 22)).add("second",
            blob(fx + 5, y + 17, 5, 14, rng, 0.02, 10, 22))
        for f in (0.3, 0.72):
            px, py = x - 80 + (fx + 86 - x) * f, y - 34 + 48 * f
            a.add("key", gouge(px + 8, py - 23, px - 8, py + 23, 7))
        a.add("key", brush([(x + 2, -70), (x + 10, y + 6)], [12, 10]),
            brush([(x + 36, -70), (x + 16, y + 10)], [12, 10])).add("third",
            gouge(x, -80, x + 8, y + 20, 4))
    x = -640.0
    while x < 640:  # stones of the lip, no two alike, each overlapping the last
        r, h = rng.uniform(38, 104), rng.uniform(22, 58)
        a.add("second", rough([(x - r - 6, 24), (x - r * 0.98 - 4, -h * 0.3), (x - r * 0.6, -h - 6),
            (x + r * 0.2, -h * 1.1 - 6), (x + r * 0.8 + 4, -h * 0.7), (x + r + 6, 24)], rng, 40, 2))
        a.add("key", rough([(x - r, 24), (x - r * 0.9, -h * 0.24), (x - r * 0.52, -h),
            (x + r * 0.2, -h * 1.08), (x + r * 0.76, -h * 0.66), (x + r, 24)], rng, 40, 2))
        a.add("third", gouge(x - r * 0.74, -h * 0.36, x - r * 0.3, -h * 0.9, 9, -4),
            gouge(x - r * 0.6, h * 0.1, x + r * 0.1, -h * 0.3, 5),
            gouge(x - r * 0.1, -h * 0.92, x + r * 0.3, -h * 0.92, 5))
        x += r * rng.uniform(1.2, 1.6)
    return a


def fern(seed: int = 159, r: float = 120, ink: str = "key", cut: str | None = "second") -> Art:
    """A fern: six arching fronds. Anchor: its root."""
    rng = Random(seed)
    a = Art()
    for ang in (-168, -142, -112, -76, -44, -14):
        q = math.radians(ang + rng.uniform(-6, 6))
        ex, ey = math.cos(q) * r, math.sin(q) * r * 0.9 + 18
        rib = spline([(0, 0), (ex * 0.5, ey * 0.85 - 12), (ex, ey)], 5)
        a.add(ink, brush(rib, [5, 4, 1]))
        for i in range(2, 12):
            x, y, d = along(rib, i / 12)
            ln = r * 0.2 * math.sin(math.pi * (0.2 + 0.75 * i / 12))
            for s in (-1, 1):
                b = math.radians(d + s * 62)
                a.add(ink, gouge(x, y, x + math.cos(b) * ln, y + math.sin(b) * ln, r * 0.06))
        if cut:
            a.add(cut, brush(rib[:-2], [0.6, 2.4, 0.6]))
    return a
