"""What is eaten and drunk, and what it is carried in."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import arc, area, blob, brush, gouge, spline, teeth, tooth
from heritage.site.plates.textures import hatch


def wine_jar(seed: int = 68, straws: int = 3, glaze: str = "second", cane: str = "key") -> Art:
    """A ché: the shared rice-wine jar, its bent cane straws, leaves at its mouth; 190 high."""
    rng = Random(seed)
    a = Art()
    for i in range(straws):
        d = (i - (straws - 1) / 2) * 1.0
        a.add(cane, brush(spline([(d * 6, -128), (d * 14, -190), (d * 42 + 8, -236),
            (d * 84 + 20, -240)], 5), [5.4, 5, 4]))
    pts: list[Pt] = [(-28, 0, 1), (-46, -36), (-60, -76), (-50, -108), (-26, -120), (-24, -134),
        (-32, -142, 1), (32, -142, 1), (24, -134), (26, -120), (50, -108), (60, -76), (46, -36),
        (28, 0, 1)]
    a.add("key", area([(p[0] * 1.03 + 2, p[1], *p[2:]) for p in pts])).add(glaze, area(pts))
    a.add("key", teeth([(27, -122), (50, -106), (58, -76), (44, -36), (28, -4)], (-42, 3), rng, 7,
        6.4, 0.5))
    for y, w in ((-112, 44), (-92, 55), (-30, 41)):
        a.add("third", gouge(-w, y, w * 0.9, y, 4, 6))
    a.add("third", [arc(-44 + i * 17, -84, 9, 10, 170, 3.6) for i in range(6)])
    a.add("paper", gouge(-46, -72, -36, -38, 4.6, -3), gouge(-40, -104, -22, -114, 3, -1))
    for s in (-1, 0, 1):
        a.add("key", brush(spline([(s * 40, -118), (s * 44 + 3, -108), (s * 40, -98)], 3),
            [7, 8, 5]))
    a.add("third", [gouge(0, -138, dx, dy, 10, 3) for dx,
        dy in ((-38, -148), (-22, -160), (22, -162), (40, -148))])
    a.add("key", blob(0, -141, 30, 6, rng, 0.02, 10))
    return a


def tray(seed: int = 69) -> Art:
    """A raised offering tray: betel, areca, bananas, round cakes, flowers; 170 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-40, 0, 1), (-26, -10), (-14, -30), (-18, -46, 1), (18, -46, 1), (14, -30),
        (26, -10), (40, 0, 1)])).add("second", gouge(-26, -6, -14, -40, 6, 3))
    a.add("key", area([(-96, -66, 1), (-70, -48), (0, -40), (70, -48), (96, -66, 1), (0, -58)]),
        blob(0, -64, 98, 15, rng, 0.01, 14))
    a.add("third", blob(0, -67, 90, 11, rng, 0.01, 14))
    a.add("third", gouge(-86, -60, 20, -47, 4, -4))
    for x, y, b in ((-52, -84, -160), (-46, -98, -138), (-36, -112, -116), (-14, -124, -98),
        (8, -126, -76), (28, -112, -52)):
        t = math.radians(b)
        tx, ty = x + math.cos(t) * 46, y + math.sin(t) * 46
        a.add("key", area([(x, y, 1), ((x + tx) / 2 - math.sin(t) * 12,
            (y + ty) / 2 + math.cos(t) * 12), (tx, ty, 1),
            ((x + tx) / 2 + math.sin(t) * 12, (y + ty) / 2 - math.cos(t) * 12)])).add("third",
            gouge(x, y, tx, ty, 2.2), gouge((x + tx) / 2, (y + ty) / 2,
            (x + tx) / 2 + math.cos(t - 0.8) * 11, (y + ty) / 2 + math.sin(t - 0.8) * 11, 2))
    for x, y, r in ((-58, -80, 17), (-26, -78, 18), (8, -78, 18), (42, -80, 17), (-42, -102, 16),
        (-8, -102, 17), (26, -102, 16), (9, -124, 15), (-24, -124, 15)):
        a.add("key", blob(x + 1.5, y + 1, r + 1.6, r + 1, rng, 0.03, 10)).add("second",
            blob(x, y, r - 1, r - 1, rng, 0.03, 10))
        a.add("key", [arc(x, y, r * q, 5, 75, 3.2) for q in (0.8, 0.5)]).add("paper",
            arc(x, y, r * 0.62, 190, 262, 3.6))
    for i in range(5):  # bananas
        a.add("key", brush(spline([(62, -128), (76 + i * 5, -116 + i * 4),
            (66 + i * 8, -84 + i * 3)], 3), [4, 13, 5])).add("third",
            brush(spline([(63, -127), (74 + i * 5, -114 + i * 4), (66 + i * 8, -88 + i * 3)], 3),
            [1, 7.5, 1]))
    return a


def leaf_cake(seed: int = 152, leaf: str = "third", ln: float = 240) -> Art:
    """Num ansom: a cylinder of sticky rice in banana leaf, tied round and round; lying.

    Anchor: middle.
    """
    rng = Random(seed)
    h = ln / 2
    a = Art()
    body: list[Pt] = [(-h, -34, 1), (-h + 14, -46), (0, -50), (h - 14, -46), (h, -34, 1),
        (h + 6, 0), (h, 34, 1), (h - 14, 46), (0, 50), (-h + 14, 46), (-h, 34, 1), (-h - 6, 0)]
    a.add("key", area([(p[0] * 1.03 + 3, p[1] * 1.07 + 4, *p[2:]) for p in body])).add(leaf,
        area(body))
    a.add("key", hatch([(-h + 6, -42), (h - 6, -42), (h - 6, 44), (-h + 6, 44)], rng, gap=9, w=2.6,
        dash=(30, 90), space=(10, 40), keep=lambda _x, y: 0.3 if y < 0 else 0.8))
    a.add("key", teeth([(-h + 8, 47), (h - 8, 47)], (3, -26), rng, 9, 7))
    for i in range(6):
        x = -h + ln * (i + 0.5) / 6
        a.add("key", brush(spline([(x - 4, -51), (x + 5, -20), (x + 5, 20), (x - 4, 51)], 3),
            [7.6, 8, 8, 7])).add("paper", brush(spline([(x - 5, -49), (x + 4, -20), (x + 4, 20),
            (x - 5, 48)], 3), [3.6, 4, 4, 3.4]))
    a.add("key", brush([(-h + 10, -4), (h - 10, -6)], [6, 6])).add("paper",
        brush([(-h + 12, -5), (h - 12, -7)], [2.8, 2.8]))
    return a


def cake_slice(seed: int = 153) -> Art:
    """A round of num ansom cut across: rice, beans, the heart of it.

    Anchor: its middle; 120 wide.
    """
    rng = Random(seed)
    a = Art().add("key", blob(3, 5, 63, 60, rng, 0.01, 16)).add("third",
        blob(0, 0, 60, 57, rng, 0.01, 16)).add("key", blob(0, 0, 55, 52, rng, 0.01,
        16)).add("paper", blob(0, 0, 52, 49, rng, 0.012, 16))
    a.add("second", blob(-2, 0, 31, 28, rng, 0.06, 14)).add("key",
        blob(-4, 2, 14, 12, rng, 0.06, 10)).add("paper", arc(-4, 2, 8, 190, 260, 3))
    for _ in range(34):
        q, r = rng.uniform(0, math.tau), rng.uniform(35, 49)
        x, y = r * math.cos(q), r * 0.94 * math.sin(q)
        a.add("second" if rng.random() < 0.5 else "key",
            gouge(x - 3.5, y, x + 3.5, y + rng.uniform(-3, 3), 3))
    return a.add("key", arc(0, 0, 54, 10, 80, 5))


def banana_leaf(seed: int = 154, ln: float = 900, w: float = 250, ink: str = "third",
    cut: str = "second") -> Art:
    """A banana leaf spread on the ground, its ribs, two tears. Anchor: its middle."""
    rng = Random(seed)
    h = ln / 2
    edge = [(-h, 0), (-h * 0.86, -w * 0.34), (-h * 0.4, -w * 0.5), (h * 0.2, -w * 0.5),
        (h * 0.75, -w * 0.32), (h, 4)]
    low = [(x, -y * 0.96 + 6) for x, y in edge]
    a = Art().add("key", area([(*edge[0], 1), *[(x + 3, y - 3) for x, y in edge[1:-1]],
        (*edge[-1], 1), *[(x + 4, y + 9) for x, y in low[-2:0:-1]]])).add(ink,
        area([(*edge[0], 1), *edge[1:-1], (*edge[-1], 1), *low[-2:0:-1]]))
    n = 30
    for i in range(1, n):
        x = -h + ln * i / n + rng.uniform(-4, 4)
        k = math.sin(math.pi * min(0.97, max(0.06, i / n))) ** 0.6 * w * 0.47
        for s in (-1, 1):
            a.add("key" if s > 0 else cut, gouge(x - 8, s * 6, x + 26, s * k, 4.4, s * 3))
    for x, s in ((-h * 0.3, 1), (h * 0.44, -1), (h * 0.1, 1)):
        a.add("key", tooth(x + 26, s * w * 0.52, x, s * 26, 24))
    return a.add("key", brush([(-h - 50, 2), (0, 0), (h, 4)], [19, 14, 4])).add("paper",
        gouge(-h - 40, -2, h * 0.9, 1, 6))


def gourd(seed: int = 160, skin: str = "third") -> Art:
    """A dried gourd for carrying water, its stopper of leaf; 130 high."""
    rng = Random(seed)
    pts: list[Pt] = [(-26, 0, 1), (-50, -26), (-44, -62), (-18, -80), (-13, -112), (-16, -124, 1),
        (16, -124, 1), (13, -112), (18, -80), (44, -62), (50, -26), (26, 0, 1)]
    a = Art().add("key", area([(p[0] * 1.06 + 2, p[1] * 1.01 + 2, *p[2:]) for p in pts])).add(skin,
        area(pts))
    a.add("key", teeth([(13, -116), (18, -78), (42, -60), (46, -26), (26, -4)], (-28, 3), rng, 7,
        6)).add("paper", gouge(-38, -50, -34, -16, 5, -3))
    a.add("key", brush([(-18, -96), (18, -95)], [4, 4]),
        area([(-12, -122, 1), (-22, -148, 1), (-2, -138), (6, -156, 1), (10, -138), (24, -146, 1),
        (12, -122, 1)])).add("second", gouge(0, -126, 4, -146, 4))
    return a


def mortar(seed: int = 204, pestles: int = 2) -> Art:
    """A mortar cut from one log, with long pestles standing in it; 220 wide, 430 high."""
    rng = Random(seed)
    a = Art()
    for i in range(pestles):
        x = -34 + i * 62
        top = x * 1.9 + (16 if i else -10)
        a.add("key", brush([(x * 0.7, -150), ((x + top) / 2, -290), (top, -436)], [30, 17, 32],
            blunt=True))
        a.add("third", brush([(x * 0.7 - 3, -150), ((x + top) / 2 - 2, -290), (top - 3, -430)],
            [20, 10, 22], blunt=True))
    log: list[Pt] = [(-104, -178, 1), (-92, -110), (-56, -72), (-60, -34), (-84, 2, 1), (84, 2, 1),
        (60, -34), (56, -72), (92, -110), (104, -178, 1)]
    a.add("key", area([(p[0] * 1.04 + 2, p[1] + 2, *p[2:]) for p in log])).add("second", area(log))
    a.add("key", teeth([(102, -174), (92, -110), (56, -72), (60, -34), (82, 0)], (-66, 4), rng, 9,
        8,
        0.55))
    a.add("paper", gouge(-90, -150, -60, -84, 6, -5), gouge(-52, -58, -70, -8, 5, 3))
    a.add("third", [gouge(-70 + i * 15, -150 + abs(i - 4) * 5, -50 + i * 11, -92,
        4) for i in range(5)])
    a.add("key", blob(0, -178, 108, 26, rng, 0.008, 18)).add("third",
        blob(-1, -181, 100, 21, rng, 0.008, 18)).add("key", blob(2, -178, 84, 15, rng, 0.01, 16))
    a.add("paper", [blob(rng.uniform(-66, 66), -178 + rng.uniform(-7, 8), 8, 4, rng,
        0.2, 7) for _ in range(26)])
    for i in range(pestles):
        x = -34 + i * 62
        a.add("key", brush([(x * 0.72, -176), (x * 0.86, -236)], [28, 23], blunt=True))
    return a
