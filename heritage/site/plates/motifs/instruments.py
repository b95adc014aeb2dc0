"""Instruments, at rest."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art
from heritage.site.plates.marks import (
    along,
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


def gong(seed: int = 44, r: float = 60, boss: bool = True, metal: str = "third",
    cut: str = "key") -> Art:
    """One bronze gong, face on. Anchor: its centre."""
    rng = Random(seed)
    a = Art().add("key", blob(r * 0.05, r * 0.05, r * 1.05, r * 1.05, rng, 0.012, 14)).add(metal,
        blob(0, 0, r * 0.96, r * 0.96, rng, 0.012, 14))
    rr = r * 0.86
    while rr > r * (0.34 if boss else 0.12):
        b = rng.uniform(0, 60)
        while b < 360:
            da = rng.uniform(24, 58)
            lit = 150 < (b + da / 2) % 360 < 290
            a.add("paper" if lit and rng.random() < 0.45 else cut,
                arc(0, 0, rr, b, b + da, r * (0.03 if lit else 0.065)))
            b += da + rng.uniform(5, 26 if lit else 9)
        rr -= r * 0.13
    if boss:
        a.add(cut, blob(r * 0.03, r * 0.03, r * 0.3, r * 0.3, rng, 0.02, 11)).add(metal,
            blob(-r * 0.02, -r * 0.02, r * 0.23, r * 0.23, rng, 0.02, 11))
        a.add("paper", arc(0, 0, r * 0.14, 170, 270, r * 0.07))
    return a


def gong_rack(seed: int = 45, n: int = 5) -> Art:
    """A gong set on its pole between two carved posts; 620 wide, 330 high."""
    rng = Random(seed)
    a = Art()
    for s in (-1, 1):
        a.add("key", rough([(s * 286, 4), (s * 310, 4), (s * 306, -310), (s * 288, -310)], rng),
            box(s * 298 - 34, -10, s * 298 + 34, 6, rng))
        a.add("second", [gouge(s * 298 - 9, y, s * 298 + 9, y - 12, 4) for y in range(-40, -280,
            -24)])
        a.add("key", area([(s * 298 - 14, -308, 1), (s * 298 - 10, -330), (s * 298, -352, 1),
            (s * 298 + 10, -330), (s * 298 + 14, -308, 1)]))
    a.add("key", brush([(-322, -286), (0, -280), (322, -288)], [15, 17, 15]))
    a.add("third", gouge(-290, -290, -40, -286, 4), gouge(20, -287, 280, -291, 4))
    x = -258.0
    radii = [74 - 44 * i / max(1, n - 1) for i in range(n)]
    free = (516 - 2 * sum(radii)) / (n - 1)
    for i, r in enumerate(radii):
        cx, cy = x + r, -236 + r * 0.9 + 22
        a.add("key", brush([(cx - r * 0.35, cy - r * 0.84), (cx - r * 0.12, -282)], [4, 4]),
            brush([(cx + r * 0.35, cy - r * 0.84), (cx + r * 0.12, -282)], [4, 4]))
        a.put(gong(seed + i, r, True), cx, cy)
        x += 2 * r + free
    return a


def saranai(seed: int = 53) -> Art:
    """The Cham oboe: reed, conical pipe with seven holes, flaring bell; 250 long, lying."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-120, -4, 1), (-90, -7), (20, -11), (66, -14), (84, -24), (118, -36, 1),
        (126, 0), (118, 36, 1), (84, 24), (66, 14), (20, 11), (-90, 7), (-120, 4, 1)]))
    a.add("second", gouge(-96, -3, 60, -8, 5), gouge(84, -18, 112, -28, 6, -2))
    a.add("third", [blob(-74 + i * 20, 0, 3.4, 3.4, rng, n=7) for i in range(7)],
        [brush([(x, -9 - k), (x, 9 + k)], [3.4, 3.4]) for x, k in ((-92, 0), (66, 5), (74, 8))])
    a.add("key", blob(-124, 0, 5, 13, rng, n=8), brush([(-120, 0), (-150, 0)], [5, 3]),
        area([(-150, -3, 1), (-170, -7, 1), (-170, 7, 1), (-150, 3, 1)]))
    a.add("paper", gouge(118, -26, 121, 24, 4))
    return a


def roneat(seed: int = 54) -> Art:
    """The Khmer xylophone on its boat-shaped chest; 420 wide, 150 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-26, -46, 1), (26, -46, 1), (34, -20), (66, -2, 1), (-66, -2, 1),
        (-34, -20)]), box(-78, -6, 78, 4, rng))
    a.add("key", area([(-214, -122, 1), (-190, -92), (-130, -56), (0, -38), (130, -56), (190, -92),
        (214, -122, 1), (196, -128, 1), (120, -98), (0, -86), (-120, -98), (-196, -128, 1)]))
    a.add("second", [arc(0, -420, 366 + k * 7, 66 + k, 90 - 2, 5) for k in range(2)],
        [arc(0, -420, 366 + k * 7, 92, 114 - k, 5) for k in range(2)])
    a.add("third", [tooth(x, -44 - abs(x) * 0.12 - x * x * 0.0005, x,
        -58 - abs(x) * 0.12 - x * x * 0.0006, 7) for x in range(-130, 131, 13)])
    top = spline([(-202, -134), (-120, -108), (0, -98), (120, -108), (202, -134)], 6)
    for i in range(19):
        x, y, d = along(top, (i + 0.5) / 19)
        h = 30 - i * 0.7
        b = math.radians(d + 90)
        cx, cy = math.cos(b), math.sin(b)
        a.add("key", brush([(x - cx * h * 0.6, y - cy * h * 0.6),
            (x + cx * h * 0.55, y + cy * h * 0.55)], [18, 18], blunt=True))
        a.add("third" if i % 3 else "paper", brush([(x - cx * h * 0.5 - 2, y - cy * h * 0.5),
            (x + cx * h * 0.4 - 2, y + cy * h * 0.4)], [10, 10], blunt=True))
    for s in (-1, 1):
        a.add("key", area([(s * 198, -150, 1), (s * 222, -158), (s * 232, -130),
            (s * 206, -108, 1)]))
        a.add("second", gouge(s * 208, -146, s * 220, -122, 5))
    return a


def khen(seed: int = 55) -> Art:
    """The Mông khèn: six pipes bent through a wooden chest; 300 high. Anchor: the chest."""
    a = Art()
    for i in range(6):
        o = (i - 2.5) * 8.5
        ln = (1, 0.82, 0.92, 0.7, 0.6, 0.5)[i]
        pipe = spline([(o * 0.8, 46 + abs(o) * 0.3), (o * 0.9, 0), (o + 8 * ln, -90 * ln),
            (o + 46 * ln, -186 * ln), (o + 112 * ln, -262 * ln)], 4)
        a.add("key", brush(pipe, [10, 10.5, 10, 9.5]))
        a.add("third", brush([(p[0] - 1.6, p[1]) for p in pipe[1:-1]], [2.4, 4.2, 3.4]))
        for k in (0.3, 0.5, 0.7, 0.88):
            x, y, d = along(pipe, k)
            t = math.radians(d + 90)
            a.add("key", brush([(x - math.cos(t) * 6, y - math.sin(t) * 6),
                (x + math.cos(t) * 6, y + math.sin(t) * 6)], [3, 3]))
    chest = [(-132, 26, 1), (-96, 12), (-50, -6), (-8, -22), (28, -20), (46, -2), (44, 16),
        (24, 26), (-14, 24), (-60, 18), (-100, 22), (-132, 32, 1)]
    a.add("key", area(chest))
    a.add("second", gouge(-112, 22, -34, -2, 6, -3), gouge(-24, -8, 30, -10, 8, -3),
        gouge(-34, 10, 28, 12, 6, 3))
    a.add("third", [brush([(x, -16 + abs(x) * 0.16), (x + 2, 21)], [3.6, 3.6]) for x in (-46, -30,
        34)])
    return a


def lithophone(seed: int = 58, n: int = 9) -> Art:
    """The Raglai đàn đá: sounding stones from long to short across two bamboo
    rails, with the two strikers; 640 wide, 260 high."""
    rng = Random(seed)
    x: float
    a = Art()
    for s in (-1, 1):
        for dx, yb in ((0, 8), (26, -26)):
            x = s * (286 - dx)
            a.add("key", brush([(x, -190 if dx else -108), (x + s * 10, yb)], [15, 16], blunt=True))
            a.add("third", gouge(x - 3, -100, x + s * 9 - 3, yb - 6, 3.4),
                [gouge(x - 7, y, x + 8, y - 1, 2.6) for y in (-74, -34)])
    for y0, y1, x in ((-186, -194, 292), (-84, -96, 322)):
        rail = [(-x, y0), (0, (y0 + y1) / 2 + 6), (x, y1)]
        a.add("key", brush(rail, [19, 20, 18], blunt=True))
        a.add("third", gouge(-x + 10, y0 - 4, -20, y0 + 0, 4), gouge(10, y1 + 2, x - 16, y1 - 3, 4))
        a.add("third", [gouge(q, y0 - 8, q + 1, y0 + 10, 3) for q in range(int(-x) + 44, int(x),
            104)])
    for i in range(n):
        t = i / (n - 1)
        x = -252 + 500 * t + 10 * math.sin(i)
        h = (126 - 58 * t) * rng.uniform(0.95, 1.06)
        w = (26 - 8 * t) * rng.uniform(0.9, 1.08)
        cy = -136 - 6 * t
        lean = rng.uniform(-3, 3)
        pts = [(x - w * 0.7 + lean, cy - h), (x + w * 0.4 + lean, cy - h - 7),
            (x + w * 0.95 + lean * 0.5, cy - h * 0.6), (x + w * 0.86, cy - h * 0.1),
            (x + w * 1.04, cy + h * 0.45),
               (x + w * 0.7 - lean, cy + h), (x - w * 0.3 - lean, cy + h + 8),
               (x - w * 0.95 - lean, cy + h * 0.86), (x - w * 0.8, cy + h * 0.2),
               (x - w * 1.02, cy - h * 0.4)]
        a.add("key", rough(pts, rng, 40, 1.6))
        inner = [(x + (p[0] - x) * 0.78 - w * 0.12, cy + (p[1] - cy) * 0.93) for p in pts]
        a.add("second", rough(inner, rng, 40, 1.6))
        rt = [(x + w * 0.5, cy - h * 0.9), (x + w * 0.34, cy - h * 0.2),
            (x + w * 0.52, cy + h * 0.4), (x + w * 0.3, cy + h * 0.9)]
        a.add("key", area([(rt[0][0], rt[0][1], 1), *rt[1:-1], (*rt[-1], 1),
            (x + w * 0.8, cy + h * 0.8, 1), (x + w * 0.9, cy), (x + w * 0.7, cy - h * 0.8, 1)]),
            teeth(rt, (-w * 0.55, h * 0.07), rng, 15, 9, 0.6))
        a.add("paper", [gouge(x - w * rng.uniform(0.2, 0.66), cy + h * q,
            x - w * rng.uniform(0.3, 0.6), cy + h * (q + rng.uniform(0.14, 0.26)), 3.4,
            1) for q in (-0.86, -0.56, -0.24, 0.14, 0.5)])
        for y in (cy - 52, cy + 48):
            if abs(y - cy) < h - 6:
                a.add("third", brush([(x - w * 0.9, y), (x + w * 0.95, y - 3)], [4, 4]))
    for x, rot in ((30, 24), (120, -16)):
        m = Art().add("key", brush([(0, 0), (0, -92)], [8, 8]),
            rough([(-17, -84), (15, -88), (19, -116), (-13, -120)], rng)).add("third",
            gouge(-2, -8, -2, -76, 3)).add("second", gouge(-9, -112, 8, -96, 6))
        a.put(m, x, 2, 0.9, rot=rot + 60)
    return a


def trung(seed: int = 132, n: int = 11) -> Art:
    """A t'rưng: bamboo tubes of falling length hung on two cords from a raked frame, two
    mallets laid across; 760 wide, 420 high."""
    rng = Random(seed)
    a = Art()
    posts = (((-330, 0), (-286, -386)), ((330, 0), (262, -300)))
    for (x0, y0), (x1, y1) in posts:
        a.add("key", brush([(x0, y0), (x1, y1)], [21, 17], blunt=True)).add("second",
            gouge(x0 - 2, y0 - 14, x1 - 4, y1 + 8, 6))
        a.add("key", brush([(x0 + (70 if x0 < 0 else -70), -4), (x0 + (x1 - x0) * 0.5, y1 * 0.5)],
            [14, 11], blunt=True))
    a.add("key", brush([(-316, -372), (0, -338), (296, -302)], [18, 17, 16],
        blunt=True)).add("second", gouge(-300, -376, 280, -308, 6))
    a.add("key", brush([(-318, -58), (0, -74), (318, -84)], [15, 15, 14], blunt=True)).add("second",
        gouge(-300, -62, 296, -88, 5))
    up, dn = [(-262, -352), (0, -320), (244, -292)], [(-268, -160), (0, -176), (250, -190)]
    for line in (up, dn):
        a.add("key", brush(line, [4, 4, 4]))
    for i in range(n):
        t = i / (n - 1)
        x = -246 + 470 * t
        w = 18.5 - 4 * t
        top = -346 + 50 * t - 16
        ln = 292 - 158 * t
        yb = top + ln
        lean = -6 + 9 * t
        bar = [(x - lean, top), (x, top + ln * 0.5), (x + lean, yb)]
        a.add("key", brush(bar, [w * 2 + 5, w * 2 + 6, w * 2 + 5], blunt=True)).add("third",
            brush([(px - w * 0.24, py) for px, py in bar], [w * 1.36, w * 1.4, w * 1.36],
            blunt=True))
        a.add("key", poly((x + lean + w * 1.2, yb + 2), (x + lean - w * 0.9, yb + 2),
            (x + lean + w * 1.2, yb - ln * 0.24)))  # the slant-cut mouth
        a.add("key", teeth([(x - lean + w * 0.7, top + 8), (x + lean + w * 0.7, yb - ln * 0.26)],
            (-w * 0.5, 3), rng, 21, 6))
        a.add("paper", gouge(x - lean - w * 0.6, top + 12, x + lean * 0.5 - w * 0.6, yb - ln * 0.3,
            3.4))
        for f in (0.3, 0.66):
            a.add("key", gouge(x - w, top + ln * f, x + w * 0.7, top + ln * f + 1, 3.4))
        a.add("second", gouge(x - lean - w - 2, top + 26 - 6 * t, x - lean + w + 2,
            top + 25 - 6 * t, 5))
    for x, y, rot in ((40, -30, -12), (150, -22, 9)):
        m = Art().add("key", brush([(-130, 0), (120, 0)], [9, 8]),
            brush([(100, 0), (150, 0)], [24, 26])).add("second",
            brush([(106, -2), (146, -3)], [13, 14])).add("third", gouge(-120, -2, 90, -2, 3.4))
        a.put(m, x, y, 1, rot=rot)
    return a


def three_gongs(seed: int = 206) -> Art:
    """The Hrê set of three as it is played: mother lies, father leans, the child hangs on its cord.

    860 wide, 500 high, under the beam of a house.
    """
    rng = Random(seed)
    a = Art()
    a.add("second", brush([(-330, 6), (-336, -520)], [38, 34], blunt=True),
        brush([(-480, -500), (0, -506), (480, -500)], [34, 30, 34], blunt=True))
    a.add("key", gouge(-322, -480, -320, -20, 9), gouge(-420, -506, 60, -512, 8),
        gouge(110, -510, 420, -506, 8))
    for x in (262, 286):
        a.add("third", brush([(x, -522), (x + (x - 274) * 1.4, -300)], [6, 6]))
        a.add("third", brush([(x - 4, -484), (x + 4, -520)], [14, 14]))
    a.add("key", blob(-196, -2, 130, 14, rng, 0.02, 16))  # its shadow
    a.put(gong(seed + 1, 150, False), -218, -146, rot=-9)
    a.put(gong(seed + 2, 128, False), 150, -34, sy=0.34)
    a.put(gong(seed + 3, 84, False), 274, -238)
    return a



def flat_gongs(seed: int = 207, n: int = 5) -> Art:
    """Flat gongs without a boss in a row on a bamboo pole; 640 wide, 250 high."""
    a = Art()
    for s in (-1, 1):
        a.add("key", brush([(s * 316, 6), (s * 308, -236)], [17, 15], blunt=True),
            brush([(s * 326, -262), (s * 308, -228), (s * 290, -262)], [9, 11, 9]))
    a.add("key", brush([(-336, -232), (0, -226), (336, -234)], [17, 15, 17], blunt=True))
    a.add("third", gouge(-320, -235, -20, -229, 5), gouge(30, -229, 316, -236, 5))
    x = -262.0
    radii = [66 - 30 * i / max(1, n - 1) for i in range(n)]
    free = (524 - 2 * sum(radii)) / (n - 1)
    for i, r in enumerate(radii):
        cx, cy = x + r, -186 + r
        for side in (-1, 1):
            a.add("key", brush([(cx + side * r * 0.35, cy - r * 0.86), (cx + side * 6, -228)],
                [4, 4]))
        a.put(gong(seed + i, r, False), cx, cy)
        x += 2 * r + free
    return a
