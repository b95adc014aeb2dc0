"""Palms, bamboo, grass, rice."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import along, arc, area, blob, brush, gouge, spline, tooth


def _fan(cx: float, cy: float, r: float, ang: float, rng: Random, n: int = 11,
    open_: float = 210) -> tuple[list[Pt], list[tuple[float, float]]]:
    """The outline of a sugar-palm leaf and the tips of its blades."""
    pts: list[Pt] = [(cx, cy, 1)]
    tips: list[tuple[float, float]] = []
    for i in range(n):
        th = math.radians(ang - open_ / 2 + open_ * (i + 0.5) / n)
        v1 = math.radians(ang - open_ / 2 + open_ * (i + 1) / n)
        rr = r * rng.uniform(0.88, 1.06)
        tip = (cx + math.cos(th) * rr, cy + math.sin(th) * rr)
        pts.append((*tip, 1))
        tips.append(tip)
        if i < n - 1:
            pts.append((cx + math.cos(v1) * r * 0.6, cy + math.sin(v1) * r * 0.6, 1))
    return pts, tips


def sugar_palm(seed: int = 30, h: float = 400, lean: float = 12, blades: int = 9,
    cut: str = "second", flowers: bool = True) -> Art:
    """Thốt nốt: a straight ringed trunk and a round head of fan leaves."""
    rng = Random(seed)
    a = Art()
    cx, cy = lean, -h
    trunk = spline([(0, 2), (-2, -h * 0.3), (lean * 0.4, -h * 0.65), (cx, cy + 20)], 3)
    a.add("key", brush(trunk, [27, 19, 16, 15, 17], blunt=True))
    for i in range(int(h / 17)):
        x, y, _ = along(trunk, (i + 0.6) / (h / 17))
        a.add(cut, gouge(x - 8, y - 1, x + rng.uniform(-1, 4), y + 2, rng.uniform(2.2, 3.6), 1.4))
    lo: list[Sub] = []
    for ang in (62, 84, 100, 122):  # dead leaves hanging under the head
        pts, _ = _fan(cx + math.cos(math.radians(ang)) * 18, cy + 10, rng.uniform(44, 58), ang, rng,
            5, 60)
        lo.append(Sub(tuple(pts)))
    a.add("key", lo)
    plan = [(165, 62, 62), (15, 64, 62), (-172, 84, 60), (-8, 82, 60), (200, 60, 58), (-20, 58, 58),
        (-140, 92, 62), (-40, 92, 62), (-112, 70, 60), (-66, 72, 60), (-90, 96, 64), (-90, 34, 52)]
    for ang, dist, r in plan:
        t = math.radians(ang + rng.uniform(-6, 6))
        bx, by = cx + math.cos(t) * dist * 0.62, cy + math.sin(t) * dist * 0.62
        pts, tips = _fan(bx, by, r * rng.uniform(0.9, 1.05), ang + rng.uniform(-14, 14), rng,
            blades)
        a.add("key", Sub(tuple(pts)), brush([(cx, cy), (bx, by)], [6, 4]))
        marks = []
        for tx, ty in tips:
            if rng.random() < 0.7:
                k0, k1 = rng.uniform(0.22, 0.32), rng.uniform(0.74, 0.9)
                marks.append(gouge(bx + (tx - bx) * k0, by + (ty - by) * k0, bx + (tx - bx) * k1,
                    by + (ty - by) * k1, 3.8 if tx < bx or ty < by else 2.2))
        a.add(cut, marks)
    if flowers:
        for s in (-1, 1):
            a.add("key", brush(spline([(cx, cy + 4), (cx + s * 18, cy + 14),
                (cx + s * 26, cy + 40)], 3), [5, 4, 5]))
            a.add("key", [blob(cx + s * (20 + k * 7), cy + 34 + (k % 2) * 12, 9, 9.5, rng,
                n=7) for k in range(3)])
            a.add(cut, [arc(cx + s * (20 + k * 7), cy + 34 + (k % 2) * 12, 6, 180, 250,
                2.4) for k in range(3)])
    return a


def _frond(x: float, y: float, ang: float, length: float, droop: float, rng: Random, n: int = 15,
    leaf: float = 40) -> list[Sub]:
    """A feather leaf: rib and hanging leaflets, leaving (x, y) at `ang`."""
    t = math.radians(ang)
    ex, ey = x + math.cos(t) * length, y + math.sin(t) * length + droop
    mx, my = x + math.cos(t) * length * 0.55, y + math.sin(t) * length * 0.55 - droop * 0.12
    rib = spline([(x, y), (mx, my), (ex, ey)], 5)
    out = [brush(rib, [5, 4, 1])]
    for i in range(1, n):
        u = i / n
        px, py, d = along(rib, u)
        ln = leaf * math.sin(math.pi * min(1, 0.22 + u * 0.8)) ** 0.7 * rng.uniform(0.85, 1.1)
        for s in (-1, 1):
            b = math.radians(d + s * (58 - 22 * u))
            out.append(tooth(px, py, px + math.cos(b) * ln, py + math.sin(b) * ln + ln * 0.25, 6.6))
    return out


def coconut_palm(seed: int = 31, h: float = 360, lean: float = 70, cut: str = "second",
    leaves: int = 10) -> Art:
    """A leaning coconut palm with feather leaves and a cluster of nuts."""
    rng = Random(seed)
    a = Art()
    cx, cy = lean, -h
    trunk = spline([(0, 2), (lean * 0.12, -h * 0.3), (lean * 0.5, -h * 0.7), (cx, cy)], 4)
    a.add("key", brush(trunk, [24, 14, 12, 11], blunt=True))
    for i in range(int(h / 22)):
        x, y, _ = along(trunk, (i + 0.8) / (h / 22 + 1))
        a.add(cut, gouge(x - 6, y, x + 3, y + 1.5, 2.6, 1.4))
    for i in range(leaves):
        ang = -200 + 220 * i / (leaves - 1) + rng.uniform(-6, 6)
        up = math.sin(math.radians(ang))
        a.add("key", _frond(cx, cy, ang, rng.uniform(96, 126), 60 + 34 * up, rng, 10, 42))
    for dx, dy in ((-11, 13), (4, 17), (14, 10), (-3, 6)):
        a.add("key", blob(cx + dx, cy + dy, 9.5, 11, rng, n=8)).add(cut,
            arc(cx + dx, cy + dy, 6.5, 170, 250, 2.6))
    return a


def areca_palm(seed: int = 32, h: float = 330, cut: str = "third") -> Art:
    """A slim areca palm with its green sleeve and a fruiting spray."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(0, 2), (1, -h * 0.5), (3, -h)], [11, 8.5, 8], blunt=True))
    a.add(cut, [gouge(-4, -18 - i * 19, 3.5, -17 - i * 19, 2.4) for i in range(int(h / 19) - 3)])
    a.add("key", brush([(3, -h + 6), (3, -h - 22), (4, -h - 44)], [12, 13, 7]))
    for ang in (-168, -146, -118, -88, -58, -32, -10):
        a.add("key", _frond(4, -h - 40, ang + rng.uniform(-5, 5), rng.uniform(62, 78),
            26 + 16 * math.sin(math.radians(ang)), rng, 9, 28))
    a.add("key", [blob(4 + s * (7 + k * 4), -h + 14 + k * 6, 4, 5, rng, n=6) for s in (-1,
        1) for k in range(3)])
    return a


def bamboo(seed: int = 33, n: int = 7, h: float = 420, cut: str = "third",
    leaf: str = "key") -> Art:
    """A clump of bamboo: jointed culms that bow outwards, blades in sprays."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        u = (i + 0.5) / n * 2 - 1
        hh = h * rng.uniform(0.72, 1.05) * (1 - 0.2 * abs(u))
        culm = spline([(u * 34, 0), (u * 46, -hh * 0.45), (u * 86, -hh * 0.8), (u * 150 + 14, -hh)],
            4)
        a.add("key", brush(culm, [10, 9, 6, 2]))
        for k in range(1, 9):
            x, y, _ = along(culm, k / 9)
            a.add(cut, gouge(x - 5, y, x + 5, y - 0.5, 2.6))
            a.add(cut, gouge(x - 2, y - 6, x - 2 + u * 2, y - hh / 13, 1.8)) if k < 7 else None
        for k in range(6):
            x, y, _ = along(culm, 0.48 + 0.52 * (k + rng.random()) / 6)
            for _ in range(3):
                b = math.radians(rng.uniform(10, 170) if rng.random() < 0.7 else rng.uniform(-40,
                    220))
                ln = rng.uniform(32, 56)
                a.add(leaf, gouge(x, y, x + math.cos(b) * ln, y + math.sin(b) * ln * 0.8,
                    rng.uniform(5.5, 8), rng.uniform(-3, 3)))
    return a


def grass(seed: int = 34, w: float = 160, n: int = 22, h: float = 60, ink: str = "key",
    ripe: str | None = None) -> Art:
    """A tuft of blades; with `ripe` set, ears of rice bow among them."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        x = rng.uniform(-w / 2, w / 2)
        d = rng.uniform(-0.5, 0.5) + x / w * 0.6
        hh = h * rng.uniform(0.6, 1.1)
        a.add(ink, gouge(x, 3, x + d * hh * 0.7, -hh, rng.uniform(3.5, 6), d * 8))
        if ripe and i % 2 == 0:
            a.put(rice_ear(seed + i, hh / 60, ripe), x + d * hh * 0.5, -hh * 0.7, 0.62, flip=d < 0)
    return a


def rice_ear(seed: int = 35, k: float = 1, ink: str = "third") -> Art:
    """One bowed ear of rice. Anchor: where it leaves the stalk."""
    rng = Random(seed)
    stem = spline([(0, 0), (8, -44 * k), (34, -66 * k), (62, -44 * k), (72, -12 * k)], 4)
    a = Art().add(ink, brush(stem, [3, 2.4, 1.4]))
    for i in range(13):
        x, y, d = along(stem, 0.36 + 0.64 * i / 13)
        for s in (-1, 1):
            b = math.radians(d + s * 34)
            ln = 17 * rng.uniform(0.85, 1.1)
            a.add(ink, gouge(x, y, x + math.cos(b) * ln, y + math.sin(b) * ln, 6.4))
    return a


def cactus(seed: int = 36, h: float = 90) -> Art:
    """Prickly pear of the dry Cham coast."""
    rng = Random(seed)
    a = Art()
    for x, y, rx, ry, rot in ((0, -26, 17, 30, 0), (-20, -58, 14, 24, -28), (20, -64, 15, 26, 24),
        (2, -78, 13, 24, 4), (-36, -82, 11, 19, -44), (38, -88, 11, 19, 40)):
        k = h / 90
        a.add("key", blob(x * k, y * k, rx * k, ry * k, rng, 0.03, 9, rot))
        for j in range(3):
            a.add("third", gouge((x - 8) * k, (y - 8 + j * 10) * k, (x + 4) * k,
                (y - 13 + j * 10) * k, 6))
    return a


def trunks(seed: int = 185, h: float = 680, n: int = 7) -> Art:
    """Tall dipterocarps: straight boles rising out of the plate, two or three boughs, egrets asleep
    on them. Anchored at the plate's top left corner."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        x = 60 + 1090 * i / (n - 1) + rng.uniform(-40, 40)
        far = i % 2 == 1
        w = rng.uniform(22, 30) if far else rng.uniform(40, 58)
        ink = "third" if far else "key"
        a.add(ink, brush([(x, h), (x + rng.uniform(-5, 5), h * 0.5), (x + rng.uniform(-8, 8), -30)],
            [w * 1.5, w, w * 0.8], blunt=True))
        if not far:
            a.add("second", [gouge(x - w * 0.32, y, x - w * 0.34, y + rng.uniform(60, 120),
                5) for y in range(10, int(h) - 90, 118)])
        for s, y in ((-1, rng.uniform(70, 200)), (1, rng.uniform(200, 330))):
            bough = spline([(x, y + 30), (x + s * 46, y), (x + s * 100, y - 8),
                (x + s * 150, y - 34)], 3)
            a.add(ink, brush(bough, [13, 10, 7, 2]))
            if not far and abs(x + s * 80 - 600) > 200:
                bx = x + s * 84
                a.add("paper", area([(bx - 20, y + 4, 1), (bx - 14, y - 22), (bx, y - 34),
                    (bx - 2, y - 52), (bx + 6, y - 60), (bx + 26, y - 52, 1), (bx + 9, y - 49),
                    (bx + 10, y - 30), (bx + 4, y - 8), (bx - 8, y + 6)])).add("key",
                    gouge(bx - 14, y - 2, bx + 3, y - 26, 4, -3))
            for _ in range(7):
                t = rng.uniform(0.3, 1)
                px, py, _d = along(bough, t)
                a.add(ink, gouge(px, py, px + rng.uniform(-34, 34), py - rng.uniform(8, 34),
                    rng.uniform(9, 14), rng.uniform(-3, 3)))
    return a


def leaf_bundle(seed: int = 190, ln: float = 210, n: int = 15, leaf: str = "third",
    broad: float = 1.0) -> Art:
    """Gathered leaves tied by the stalks and hung head down to dry. Anchor: the tie."""
    rng = Random(seed)
    a = Art().add("paper", brush([(0, -56), (2, 6)], [5, 6]))
    for i in range(n):
        q = math.radians(90 + (i / (n - 1) - 0.5) * 66 * broad * (
            1 if i % 2 else 0.72) + rng.uniform(-5, 5))
        d = ln * rng.uniform(0.66, 1.0) * (0.82 if i % 2 else 1)
        x1, y1, r = math.cos(q) * d, math.sin(q) * d, ln * 0.36
        x0, y0 = x1 - math.cos(q) * r, y1 - math.sin(q) * r
        w = ln * rng.uniform(0.1, 0.15) * broad
        nx, ny = -math.sin(q), math.cos(q)
        mx, my = (x0 * 1.1 + x1 * 0.9) / 2, (y0 * 1.1 + y1 * 0.9) / 2
        a.add("paper", brush([(0, 0), (x0, y0)], [4.6, 4])).add("key",
            area([(x0 - math.cos(q) * 5, y0 - math.sin(q) * 5, 1),
            (mx + nx * (w + 4), my + ny * (w + 4)), (x1 + math.cos(q) * 7, y1 + math.sin(q) * 7, 1),
            (mx - nx * (w + 4), my - ny * (w + 4))]))
        a.add(leaf if i % 3 else "second", area([(x0, y0, 1), (mx + nx * w, my + ny * w),
            (x1, y1, 1), (mx - nx * w, my - ny * w)]))
        a.add("key", gouge(x0, y0, x1 - math.cos(q) * 6, y1 - math.sin(q) * 6, 4),
            [gouge(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t,
            x0 + (x1 - x0) * (t + 0.2) + nx * s * w * 0.8,
            y0 + (y1 - y0) * (t + 0.2) + ny * s * w * 0.8, 2.6) for t in (0.28, 0.5) for s in (-1,
            1)])
    return a.add("key", brush([(-17, 10), (0, 13), (17, 10)], [20, 21, 20])).add("second",
        brush([(-14, 10), (0, 12), (14, 10)], [11, 12, 11]))
