"""What is put up for a feast."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import (
    along,
    arc,
    area,
    blob,
    box,
    brush,
    gouge,
    poly,
    spline,
    teeth,
    tooth,
)


def water_lantern(seed: int = 75, tiers: int = 4) -> Art:
    """Loi protip: the tiered water lantern on its raft, its candle seen through paper; 260 high."""
    rng = Random(seed)
    a = Art()
    for _ in range(34):  # glow
        t = math.radians(rng.uniform(180, 360))
        r0 = rng.uniform(110, 160)
        a.add("third", gouge(math.cos(t) * r0 * 0.72, -120 + math.sin(t) * r0,
            math.cos(t) * (r0 + 42) * 0.72, -120 + math.sin(t) * (r0 + 42), 4))
    a.add("key", area([(-96, -10, 1), (-84, 12), (0, 18), (84, 12), (96, -10, 1),
        (0, -4)])).add("second", gouge(-84, 2, 84, 2, 6, 6))
    y = -8.0
    for i in range(tiers):
        w, h = 62 - i * 14, 46 - i * 5
        a.add("key", box(-w - 3, y - h, w + 3, y, rng, 1)).add("paper",
            box(-w + 1, y - h + 4, w - 1, y - 3, rng, 1))
        a.add("third", teeth([(-w + 3, y - 4), (w - 3, y - 4)], (0, -h * 0.66), rng, 7, 5, 0.5))
        m = 4 - (i > 1)
        a.add("key", [brush([(-w + 2 * w * k / m, y), (-w + 2 * w * k / m, y - h)],
            [3.4, 3.4]) for k in range(1, m)])
        a.add("key", area([(-w - 22, y - h + 8, 1), (-w - 6, y - h - 6), (0, y - h - 18),
            (w + 6, y - h - 6), (w + 22, y - h + 8, 1), (0, y - h + 1)]))
        a.add("second", [gouge(-w + k * w / 3, y - h - 1 - (3 - abs(k - 3)) * 3,
            -w * 1.1 + k * w * 1.1 / 3, y - h + 2, 4) for k in range(7)])
        y -= h + 12
    a.add("key", area([(-12, y + 6, 1), (-9, y - 10), (0, y - 40, 1), (9, y - 10),
        (12, y + 6, 1)])).add("third", gouge(-2, y, 0, y - 28, 4))
    return a


def sky_lantern(seed: int = 76) -> Art:
    """A paper lantern lifted by its flame. Anchor: its middle; 70 high."""
    rng = Random(seed)
    a = Art().add("third", area([(-17, 28, 1), (-26, 4), (-22, -24), (0, -36), (22, -24), (26, 4),
        (17, 28, 1)])).add("paper", area([(-11, 26, 1), (-13, 8), (0, -16), (13, 8), (11, 26, 1)]))
    a.add("second", gouge(-6, -30, -14, 24, 2.4, 3), gouge(6, -30, 14, 24, 2.4, -3),
        gouge(-17, 29, 17, 29, 3.6)).add("second", blob(0, 22, 4, 7, rng, n=7))
    return a


def moon_gate(seed: int = 77) -> Art:
    """The moon-offering gate: bamboo decked with coconut leaf, twelve betel leaves
    and seven areca nuts hung from its beam; 430 wide, 330 high."""
    rng = Random(seed)
    x: float
    y: float
    a = Art()
    for s in (-1, 1):
        a.add("key", brush([(s * 200, 2), (s * 198, -290)], [13, 11], blunt=True)).add("third",
            [gouge(s * 200 - 6, y, s * 200 + 6, y - 1, 3) for y in range(-40, -280, -52)])
        for i in range(9):
            y = -30 - i * 30
            for q in (-1, 1):
                a.add("key", area([(s * 199, y, 1), (s * 199 + q * 16, y - 22),
                    (s * 199 + q * 44, y - 20, 1), (s * 199 + q * 20, y - 6)]))
                a.add("second", gouge(s * 199 + q * 8, y - 6, s * 199 + q * 34, y - 18, 2.6))
    top = spline([(-206, -284), (-120, -322), (0, -338), (120, -322), (206, -284)], 5)
    a.add("key", brush(top, [12, 14, 12]), brush([(-200, -262), (0, -270), (200, -262)], [8, 8, 8]))
    for i in range(25):
        x, y, d = along(top, (i + 0.5) / 25)
        for q in (-1, 1):
            t = math.radians(d + q * 62)
            a.add("key", tooth(x, y, x + math.cos(t) * 42, y + math.sin(t) * 42, 9))
    for i in range(12):
        x = -165 + i * 30
        a.add("key", brush([(x, -264), (x, -240)], [1.6, 1.6]),
            area([(x, -242, 1), (x - 11, -232), (x - 8, -216), (x, -204, 1), (x + 8, -216),
            (x + 11, -232)])).add("second", gouge(x, -238, x, -208, 2.4),
            gouge(x - 6, -230, x - 1, -222, 2))
    for i in range(7):
        x = -150 + i * 50
        a.add("key", brush([(x, -264), (x, -192)], [1.4, 1.4]),
            blob(x, -182, 7.5, 10, rng, n=8)).add("third", arc(x, -182, 5, 150, 250, 3))
    return a


def festival_pole(seed: int = 79) -> Art:
    """The gong festival's pole (cây nêu): a banded mast whose bamboo tip bows over,
    strings of plaited rings, fish and tassels hanging from it; 560 high."""
    rng = Random(seed)
    x: float
    y: float
    a = Art()
    a.add("key", brush([(0, 4), (-2, -360)], [17, 12], blunt=True))
    for i in range(12):
        y = -36 - i * 26
        a.add(("third", "second")[i % 2], poly((-7, y), (7, y - 7), (7, y - 15), (-7, y - 8)))

    def string(x: float, y: float, n: int) -> None:
        a.add("key", brush([(x, y), (x + 1, y + n * 34 + 10)], [2.6, 2.6]))
        for k in range(n):
            yy = y + 22 + k * 34
            if k % 3 == 0:
                a.add("key", blob(x, yy, 12, 13, rng, 0.03, 9)).add("second",
                    blob(x, yy, 6, 7, rng, 0.03, 7))
            elif k % 3 == 1:
                a.add("third", area([(x, yy - 15, 1), (x - 10, yy - 1), (x, yy + 11, 1),
                    (x + 10, yy - 1)]), poly((x, yy + 8), (x - 9, yy + 18), (x + 9, yy + 18)))
            else:
                a.add("second", [tooth(x + q * 2, yy - 14, x + q * 9, yy + 16, 7) for q in (-1, 0,
                    1)])
        yy = y + n * 34 + 8
        a.add("key", [tooth(x + q, yy, x + q * 7, yy + 34, 5) for q in (-1, 0, 1)])

    tips = (
        [(-2, -350), (8, -440), (52, -512), (118, -524), (172, -482)],
        [(-2, -330), (-20, -400), (-64, -446), (-112, -440), (-140, -404)],
        [(-2, -352), (-8, -430), (-40, -500), (-30, -548)],
    )
    for t, pts in enumerate(tips):
        line = spline(pts, 4)
        a.add("key", brush(line, [12, 9, 6, 3]))
        for k in range(5):
            x, y, _ = along(line, 0.45 + k * 0.13)
            for d in (-1, 1):
                b = math.radians(rng.uniform(20, 70) if d > 0 else rng.uniform(100, 160))
                a.add("key", gouge(x, y, x + math.cos(b) * 30, y + math.sin(b) * 26, 6, d * 2))
        if t < 2:
            x, y, _ = along(line, 1)
            string(x, y, 6 - t * 2)
            x, y, _ = along(line, 0.72)
            string(x, y, 3 - t)
    return a


def sand_mound(seed: int = 155, w: float = 150, h: float = 120, sand: str = "third",
    flag: str = "second") -> Art:
    """A sand mound of the New Year, smoothed, ringed with a low bamboo rail, a paper pennant on
    top."""
    rng = Random(seed)
    a = Art()
    hw = w / 2
    form: list[Pt] = [(-hw, 0, 1), (-hw * 0.68, -h * 0.34), (-hw * 0.3, -h * 0.78), (0, -h, 1),
        (hw * 0.3, -h * 0.76), (hw * 0.7, -h * 0.32), (hw, 0, 1)]
    a.add("key", area([(p[0] * 1.05 + 1, p[1] * 1.02 + 3, *p[2:]) for p in form])).add(sand,
        area(form))
    spine = spline([(0, -h), (hw * 0.1, -h * 0.66), (hw * 0.02, -h * 0.32), (hw * 0.2, 0)], 3)
    a.add("key", area([(*spine[0], 1), *spine[1:-1], (*spine[-1], 1), (hw, 0, 1),
        (hw * 0.7, -h * 0.32), (hw * 0.3, -h * 0.76)]), teeth(spine, (-hw * 0.28, h * 0.06), rng,
        10, 7))
    a.add("paper", [gouge(-hw * (0.16 + 0.2 * k), -h * (0.8 - 0.22 * k), -hw * (0.3 + 0.24 * k),
        -h * (0.5 - 0.2 * k), 4.6, 2) for k in range(3)])
    a.add("key", brush([(0, -h + 6), (2, -h - 62)], [4, 4])).add(flag,
        area([(3, -h - 62, 1), (30, -h - 58), (56, -h - 46, 1), (32, -h - 40),
        (3, -h - 34, 1)])).add("key", gouge(8, -h - 50, 38, -h - 47, 3))
    return a


def rail(seed: int = 156, w: float = 900, h: float = 54, cut: str = "third") -> Art:
    """A low bamboo rail, uprights and two bars. Anchor: middle of its foot."""
    rng = Random(seed)
    a = Art()
    for i in range(int(w / 46) + 1):
        x = -w / 2 + i * 46
        a.add("key", brush([(x, 4), (x + rng.uniform(-2, 2), -h - 10)], [8, 7],
            blunt=True)).add(cut, gouge(x - 2, -2, x - 2, -h, 2.8))
    for y in (-h * 0.34, -h * 0.86):
        a.add("key", brush([(-w / 2 - 14, y), (w / 2 + 14, y + 2)], [9, 9], blunt=True)).add(cut,
            gouge(-w / 2, y - 2, w / 2, y, 3))
    return a


def con_pole(seed: int = 161, h: float = 560) -> Art:
    """The còn pole: a tall bamboo with a papered ring at its tip, and one còn in the air."""
    rng = Random(seed)
    a = Art().add("key", brush(spline([(0, 4), (2, -h * 0.5), (10, -h)], 4), [15, 12, 8],
        blunt=True)).add("third", [gouge(-6, -30 - i * 46, 7, -31 - i * 46,
        3.4) for i in range(int(h / 46))])
    x, y, r = 10.0, -h - 58, 58.0
    a.add("key", blob(x, y, r + 7, r + 7, rng, 0.008, 18)).add("second",
        blob(x, y, r, r, rng, 0.008, 18)).add("key", blob(x, y, r * 0.72, r * 0.72, rng, 0.008,
        16)).add("paper", blob(x, y, r * 0.66, r * 0.66, rng, 0.008, 16)).add("third",
        blob(x, y, r * 0.28, r * 0.28, rng, 0.01, 12))
    a.add("paper", [gouge(x + r * 0.78 * math.cos(q), y + r * 0.78 * math.sin(q),
        x + r * 0.94 * math.cos(q), y + r * 0.94 * math.sin(q),
        5) for q in [math.radians(d) for d in range(0, 360, 24)]])
    for s in (-1, 1):
        a.add("key", [brush(spline([(x + s * (20 + k * 18), y + r - k * 6),
            (x + s * (30 + k * 20), y + r + 34), (x + s * (18 + k * 22), y + r + 72)], 3),
            [5, 6, 1]) for k in range(2)])
    return a


def con(seed: int = 162, ink: str = "second") -> Art:
    """A thrown còn, its ribbon tails behind it, flying right. Anchor: the ball."""
    rng = Random(seed)
    a = Art()
    for k, (dy, i) in enumerate(((-12, ink), (0, "third"), (12, ink))):
        tail = spline([(0, dy * 0.3), (-50, 12 + dy), (-92, 4 + dy * 1.6),
            (-140, 34 + dy * 1.8 + k * 4)], 4)
        a.add("key", brush(tail, [9, 11, 9, 2])).add(i, brush(tail, [4, 6, 5, 0]))
    return a.add("key", blob(0, 0, 22, 22, rng, 0.02, 12)).add(ink,
        blob(-1, -1, 17, 17, rng, 0.02, 12)).add("third",
        poly((0, -17), (6, 0), (0, 17), (-6, 0))).add("paper", arc(-1, -1, 12, 190, 250, 4))


def hill_pole(seed: int = 205, h: float = 560) -> Art:
    """The Mông feast pole: a tall bamboo, leaves left at its tip, cloth and a gourd tied on."""
    rng = Random(seed)
    a = Art()
    line = spline([(0, 4), (4, -h * 0.4), (12, -h * 0.78), (44, -h), (96, -h - 26)], 6)
    a.add("key", brush(line, [17, 14, 11, 7, 3]))
    for i in range(11):
        x, y, _ = along(line, 0.05 + i * 0.075)
        a.add("third", gouge(x - 2, y - 8, x - 1, y - 36, 4)).add("key",
            brush([(x - 9, y), (x + 9, y - 1)], [4, 4]))
    for i in range(16):
        x, y, _ = along(line, 0.68 + i * 0.02)
        b = math.radians(rng.uniform(20, 160))
        a.add("key", gouge(x, y, x + math.cos(b) * 62, y + math.sin(b) * 42, 11,
            rng.uniform(-5, 5)))
    x, y, _ = along(line, 0.66)
    cloth: list[Pt] = [(x, y - 6, 1), (x + 44, y + 6), (x + 60, y + 96), (x + 44, y + 214, 1),
        (x + 18, y + 204, 1), (x + 22, y + 110), (x, y + 26, 1)]
    a.add("key", area([(p[0] + 3, p[1] + 3, *p[2:]) for p in cloth])).add("second", area(cloth))
    a.add("paper", gouge(x + 14, y + 20, x + 34, y + 150, 6, 5))
    a.add("key", gouge(x + 40, y + 30, x + 48, y + 190, 5, 6))
    x, y, _ = along(line, 0.58)
    a.add("key", brush([(x, y), (x - 26, y + 40)], [4, 3]), blob(x - 28, y + 52, 13, 12, rng),
        blob(x - 28, y + 76, 22, 21, rng)).add("third", blob(x - 31, y + 74, 15, 15, rng),
        blob(x - 30, y + 51, 8, 7, rng))
    return a
