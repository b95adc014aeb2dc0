"""Pots, the potter, the open firing, a stove of clay."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import arc, area, blob, brush, gouge, spline, teeth
from heritage.site.plates.motifs.body import head, limb
from heritage.site.plates.motifs.fire import fire
from heritage.site.plates.textures import flow


def pot(seed: int = 62, kind: int = 0, clay: str = "second") -> Art:
    """Bàu Trúc ware: 0 round jar, 1 tall jar, 2 cooking pot, 3 wide crock. About 120 high."""
    rng = Random(seed)
    prof = (
        [(26, -118), (22, -106), (30, -96), (58, -74), (64, -46), (48, -14), (26, 0)],
        [(24, -176), (17, -160), (19, -138), (44, -104), (50, -66), (36, -22), (22, 0)],
        [(46, -70), (38, -62), (50, -48), (54, -30), (40, -8), (18, 0)],
        [(50, -104), (44, -94), (56, -78), (66, -50), (58, -16), (44, 0)],
    )[kind % 4]
    top, rim = prof[0][1], prof[0][0]
    left: list[Pt] = [(-x, y) for x, y in prof[::-1]]
    pts: list[Pt] = [(-prof[-1][0], 0, 1), *left[1:-1], (-rim, top, 1), (rim, top, 1), *prof[1:-1],
        (prof[-1][0], 0, 1)]
    a = Art().add("key", area([(p[0] * 1.03 + 2, p[1] * 1.01, *p[2:]) for p in pts])).add(clay,
        area(pts))
    mx = max(x for x, _ in prof)
    edge = [(x * 0.98, y) for x, y in prof[1:]]
    a.add("key", teeth(edge, (-mx * 0.62, 2), rng, 6.5, 6, 0.55))
    a.add("key", blob(0, top, rim * 0.98, rim * 0.24, rng, 0.01, 10)).add(clay,
        blob(0, top - 1.5, rim * 0.98, rim * 0.2, rng, 0.01, 10)).add("key",
        blob(0, top - 0.5, rim * 0.74, rim * 0.13, rng, 0.01, 10))
    for k, yy in enumerate((0.62, 0.5)):  # combed waves
        y = top * yy
        wx = next((prof[i][0] for i in range(len(prof)) if prof[i][1] >= y), mx) * 0.84
        m = 7
        for i in range(m):
            x0, x1 = -wx + 2 * wx * i / m, -wx + 2 * wx * (i + 1) / m
            a.add("paper" if i < 4 else "third", gouge(x0, y, x1, y + 1, 2.8,
                4 if (i + k) % 2 else -4))
    a.add("paper", gouge(-mx * 0.72, top * 0.4, -mx * 0.5, top * 0.12, 4, -3),
        gouge(-rim * 0.8, top + 1, rim * 0.1, top + 4, 2, 1))
    a.add("key", [blob(rng.uniform(-mx * 0.5, mx * 0.2), top * rng.uniform(0.15, 0.36),
        rng.uniform(2, 6), rng.uniform(2, 4), rng, 0.2, 7) for _ in range(4)])
    return a


def potter(seed: int = 63, dress: str = "key") -> Art:
    """A Bàu Trúc potter walking backwards round the pot on its stand; 190 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(62, 0, 1), (70, -56), (76, -64, 1), (124, -64, 1), (130, -56),
        (138, 0, 1)]))
    a.add("third", gouge(76, -8, 82, -54, 5), gouge(92, -6, 94, -56, 4))
    a.put(pot(seed, 0), 100, -62, 0.74)
    a.add(dress, area([(-28, -2, 1), (-24, -50), (-16, -92), (18, -94), (26, -56), (34, -4, 1),
        (6, 2)]))
    a.add("second", [gouge(-12 + i * 8, -86, -20 + i * 12, -8, 4.4, 2 - i) for i in range(5)])
    a.add("key", brush([(-20, 0), (-4, 3)], [7, 6]), brush([(20, 0), (38, 3)], [7, 6]))
    a.add("key", area([(-18, -88, 1), (-16, -116), (2, -142), (20, -146), (34, -134), (30, -112),
        (20, -88, 1)]))
    a.add("third", area([(-13, -92, 1), (-11, -114), (4, -136), (14, -138), (6, -112),
        (3, -92, 1)]))
    a.add("key", teeth([(12, -136), (5, -112), (2, -94)], (-10, 0), rng, 6, 4))
    a.add("key", limb((26, -138), (50, -118), (82, -122), w=(13, 10, 6)),
        limb((20, -132), (48, -98), (72, -94), w=(12, 9, 6)))
    a.add("key", brush([(26, -144), (34, -152)], [14, 10]))
    head(a, rng, 36, -160, 11, 1)
    a.add("key", brush(spline([(27, -168), (14, -156), (8, -138)], 3), [10, 11, 7])).add("second",
        area([(23, -156, 1), (25, -173), (38, -178), (50, -168), (48, -162, 1), (36, -167)]),
        brush(spline([(26, -166), (14, -156), (10, -142)], 3), [6, 7, 4]))
    return a


def firing(seed: int = 64) -> Art:
    """The open firing: pots bedded in straw and branches, flames over all; 420 wide."""
    rng = Random(seed)
    x: float
    y: float
    s: float
    a = Art()
    a.put(fire(seed, 210, 190), -10, -46).put(fire(seed + 1, 150, 130), -130,
        -26).put(fire(seed + 2, 150, 140), 116, -26)
    for x, k, s, y in ((-96, 0, 0.8, -30), (6, 3, 0.86, -36), (96, 1, 0.62, -26),
        (-34, 2, 0.8, -14), (52, 0, 0.6, -8)):
        a.put(pot(seed + k, k), x, y, s)
    heap = [(-210, 6), (-176, -28), (-110, -44), (-30, -36), (40, -44), (120, -34), (180, -24),
        (216, 6)]
    a.add("key", area([(*heap[0], 1), *heap[1:-1], (*heap[-1], 1)]))
    for ink, n in (("third", 30), ("key", 12), ("second", 16), ("third", 14)):
        for _ in range(n):
            x = rng.uniform(-200, 200)
            y = -4 - rng.random() * 44 * (1 - (x / 215) ** 2)
            b = rng.uniform(-0.5, 0.5) + (math.pi if rng.random() < 0.5 else 0)
            ln = rng.uniform(28, 58)
            a.add(ink, gouge(x, y, x + math.cos(b) * ln, y + math.sin(b) * ln * 0.7,
                rng.uniform(3, 5), rng.uniform(-4, 4)))
    for s in (-1, 1):
        for i in range(3):
            a.put(fire(seed + 7 + i, 44, 58), s * (66 + i * 48), -10)
    return a


def stove(seed: int = 80) -> Art:
    """An earth stove with the wide pan of palm juice on the boil; 260 wide, 150 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-110, 2, 1), (-104, -50), (-84, -80), (84, -80), (104, -50),
        (112, 2, 1)])).add("second", flow([(-100, -4), (-96, -50), (-78, -74), (20, -74), (20, -4)],
        rng, lambda x, y: 80 + x * 0.2, gap=13, length=26, w=4.4))
    a.add("third", area([(-34, 2, 1), (-32, -30), (0, -46), (32, -30), (34, 2, 1)])).put(fire(seed,
        56, 50), 0, 2)
    a.add("key", area([(-138, -104, 1), (-118, -80), (-60, -66), (60, -66), (118, -80),
        (138, -104, 1)]), blob(0, -104, 138, 20, rng, 0.008, 16)).add("third",
        blob(0, -106, 126, 15, rng, 0.008, 16))
    for _ in range(26):
        b, q = rng.uniform(0, math.tau), rng.random() ** 0.5
        x, y, r = math.cos(b) * 110 * q, -106 + math.sin(b) * 11 * q, rng.uniform(4, 10)
        a.add("paper", arc(x, y, r, 180, 260, 3, 0.6), arc(x, y, r, 275, 355, 2.4, 0.6))
    a.add("paper", gouge(-112, -86, -60, -72, 4, -2), gouge(-44, -70, 10, -68, 3))
    a.add("key", brush([(40, -108), (150, -200)], [6, 5]), blob(34, -104, 16, 7, rng, n=9))
    return a


def water_jar(seed: int = 157, clay: str = "second") -> Art:
    """A glazed jar brim full, blossoms on the water, a dipper across; 210 high."""
    rng = Random(seed)
    a = Art()
    pts: list[Pt] = [(-66, 0, 1), (-104, -62), (-112, -120), (-84, -168), (-88, -184, 1),
        (88, -184, 1), (84, -168), (112, -120), (104, -62), (66, 0, 1)]
    a.add("key", area([(p[0] * 1.04 + 2, p[1] + 2, *p[2:]) for p in pts])).add(clay, area(pts))
    a.add("key", teeth([(82, -166), (108, -120), (100, -62), (64, -4)], (-74, 4), rng, 9, 8),
        blob(0, -186, 96, 24, rng, 0.008, 16)).add("third",
        blob(0, -187, 89, 20, rng, 0.008, 16)).add("paper", blob(2, -184, 80, 15, rng, 0.008, 16))
    a.add("third", [gouge(-60 + i * 24, -188 + (i % 2) * 8, -30 + i * 24, -187 + (i % 2) * 8,
        3.4) for i in range(5)])
    for y, w in ((-140, 98), (-124, 106)):
        a.add("paper", gouge(-w, y, w * 0.3, y + 7, 4, 5))
    a.add("paper", gouge(-94, -110, -76, -40, 7, -5))
    for x, y in ((-40, -190), (-8, -183), (24, -191)):
        for q in range(5):
            t = math.radians(q * 72 - 90)
            a.add("key", gouge(x, y, x + 17 * math.cos(t), y + 10 * math.sin(t), 10)).add("second",
                gouge(x, y, x + 14 * math.cos(t), y + 8 * math.sin(t), 6))
    a.add("key", brush([(30, -184), (150, -232)], [9, 8], blunt=True),
        area([(2, -204, 1), (44, -206, 1), (40, -176), (10, -176)])).add("third",
        gouge(8, -198, 38, -200, 5), gouge(52, -196, 142, -230, 3))
    return a


def ca_rang(seed: int = 203, clay: str = "second") -> Art:
    """The stove of Phnôm Pi: three lugs and an ash tray of one piece of clay, fire between them.

    300 wide, 180 high.
    """
    rng = Random(seed)
    a = Art()
    tray: list[Pt] = [(-166, -58, 1), (-140, -18), (-90, 2, 1), (110, 2, 1), (150, -20),
        (176, -58, 1)]
    a.add("key", area([(p[0] * 1.02, p[1] + 4, *p[2:]) for p in tray])).add(clay, area(tray))
    a.add("key", teeth([(172, -54), (150, -20), (110, 0), (20, 0)], (-50, -18), rng, 11, 9, 0.5))
    a.add("key", blob(4, -58, 172, 30, rng, 0.008, 20)).add(clay,
        blob(2, -61, 166, 26, rng, 0.008, 20)).add("key", blob(4, -58, 146, 19, rng, 0.01, 18))
    a.put(fire(seed, 96, 84), 18, -52)
    for x, k in ((-84, 1.0), (112, 1.0), (22, 0.86)):
        y = -48 if k == 1 else -36
        lug: list[Pt] = [(x - 40 * k, y, 1), (x - 36 * k, y - 66 * k), (x - 16 * k, y - 122 * k),
            (x + 8 * k, y - 128 * k), (x + 26 * k, y - 112 * k, 1), (x + 34 * k, y - 50 * k),
            (x + 38 * k, y, 1)]
        a.add("key", area([(p[0] + 2, p[1] - 2, *p[2:]) for p in lug])).add(clay, area(lug))
        a.add("key", teeth([(x + 26 * k, y - 110 * k), (x + 34 * k, y - 50 * k), (x + 38 * k, y)],
            (-42 * k, 3), rng, 8, 7, 0.5))
        a.add("paper", gouge(x - 30 * k, y - 60 * k, x - 14 * k, y - 112 * k, 5, -4))
        for i in range(4):
            a.add("third", gouge(x - 33 * k + i * 8, y - 26, x - 27 * k + i * 8, y - 42, 3.4))
    return a
