"""Houses: communal, long, on stilts; and what is seen through a window."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Sub
from heritage.site.plates.marks import (
    along,
    area,
    blob,
    box,
    brush,
    gouge,
    poly,
    rough,
    spline,
    tooth,
)
from heritage.site.plates.motifs.plants import sugar_palm
from heritage.site.plates.textures import flow, hatch


def rong_house(seed: int = 3) -> Art:
    """A Ba Na communal house seen from a corner: the high roof with its gently
    swelling faces, the lattice crest, the platform and notched stair; 600 high."""
    rng = Random(seed)
    x: float
    y: float
    a = Art()
    # posts and shade under the floor
    a.add("key", hatch([(-190, -66), (214, -66), (206, -8), (-182, -4)], rng, gap=8, w=5,
        dash=(60, 160), space=(3, 10), keep=0.85))
    for x, b in ((-176, 0), (-118, 4), (-58, 6), (2, 8), (64, 8), (122, 6), (166, 0), (206, -10)):
        a.add("key", brush([(x, -72), (x + 1, -36), (x - 1, b)], [11, 10, 12], blunt=True))
        a.add("third", gouge(x - 2.4, -62, x - 2.4, b - 6, 2.6))
    # walls: woven bamboo
    front = [(-186, -142), (130, -134), (126, -66), (-178, -70)]
    side = [(130, -134), (222, -146), (214, -76), (126, -66)]
    a.add("key", rough(front, rng), rough(side, rng))
    a.add("third", hatch([(-182, -140), (128, -132), (124, -70), (-176, -74)], rng, angle=90,
        gap=8.6, w=3.6, dash=(24, 60), space=(3, 5)))
    a.add("key", brush([(-186, -104), (128, -98)], [5, 6, 5]))
    a.add("third", hatch([(136, -130), (218, -140), (212, -82), (132, -72)], rng, angle=90, gap=11,
        w=2, dash=(10, 32), space=(4, 9)))
    # the roof
    ridge0, ridge1 = (-128, -560), (112, -574)
    left = spline([ridge0, (-168, -430), (-204, -290), (-236, -128)], 4)
    right = spline([(166, -116), (158, -280), (138, -430), ridge1], 4)
    top = spline([ridge1, (56, -560), (-8, -553), (-72, -552), ridge0], 3)
    face = [*left, (-160, -121), (-40, -116), (70, -114), *right, *top[1:-1]]
    a.add("third", area([(*p, 1) if i in (0, len(left) - 1, len(left) + 3,
        len(left) + 2 + len(right)) else p for i, p in enumerate(face)]))
    end = [ridge1, *spline([(112, -574), (164, -430), (214, -290), (258, -138)], 4)[1:],
        (166, -116), *right[1:-1]]
    a.add("key", area([(*p, 1) if i in (0, 12, 13) else p for i, p in enumerate(end)]))

    def thatch(u: float, v: float) -> tuple[float, float]:
        """A point on the lit face: u across, v from ridge to eave."""
        lx, ly, _ = along(left, v)
        rx, ry, _ = along(right[::-1], v)
        return lx + (rx - lx) * u, ly + (ry - ly) * u + math.sin(u * math.pi) * (6 - v * 2)

    cuts_k: list[Sub] = []
    cuts_p: list[Sub] = []
    cuts_s: list[Sub] = []
    for row in range(9):  # layers of grass, each a row of strokes hanging down
        v = row / 9
        n = 30 + row
        for i in range(n):
            u = (i + rng.uniform(0.1, 0.9)) / n
            v1 = min(0.995, v + rng.uniform(0.06, 0.125))
            p, q = thatch(u, v + rng.uniform(-0.012, 0.02)), thatch(u, v1)
            if rng.random() < 0.12 + 0.8 * u**1.6:
                cuts_k.append(tooth(p[0], p[1], q[0], q[1], 5 + 3 * u))
            elif rng.random() < 0.75:
                cuts_s.append(tooth(p[0], p[1], q[0], q[1], 7))
            elif rng.random() < 0.6:
                cuts_p.append(gouge(*p, *q, 3))
    a.add("second", cuts_s)
    a.add("key", cuts_k)
    a.add("paper", cuts_p)
    for v in (0.2, 0.42, 0.64, 0.84):  # battens that hold the thatch
        line = [thatch(u / 6, v) for u in range(7)]
        a.add("key", brush(line, [2, 3.4, 3]))
    a.add("second", flow(end, rng, lambda x, y: 68 + (x - 190) * 0.05, gap=15, length=34, w=3.2,
        keep=0.75))
    a.add("third", flow(end, rng, lambda x, y: 70, gap=24, length=26, w=2.2, keep=0.4))
    # eave fringe
    for u in range(60):
        p = thatch((u + 0.5) / 60, 0.985)
        a.add("key", tooth(p[0], p[1] - 2, p[0] + rng.uniform(-2, 2), p[1] + rng.uniform(9, 16),
            6.4))
    a.add("key", [tooth(166 + i * 4.6, -118 - i * 1.1, 168 + i * 4.6, -104 - i * 1.1,
        6) for i in range(20)])
    a.add("key", brush(left, [5, 6, 8]), brush(right, [6, 5, 4]))
    # crest: lattice between two rails, young fern tips at the ends
    rail = [(p[0], p[1] - 4) for p in top]
    rail2 = [(p[0] * 0.99, p[1] - 34) for p in top]
    a.add("key", brush(rail, [9, 8, 9]), brush(rail2, [4, 4, 4]))
    for i in range(15):
        p0, p1 = along(rail, i / 15), along(rail2, (i + 1) / 15)
        p2, p3 = along(rail, (i + 1) / 15), along(rail2, i / 15)
        a.add("key", brush([p0[:2], p1[:2]], [2.6, 2.6]), brush([p2[:2], p3[:2]], [2.6, 2.6]))
    for i in range(8):
        x, y, _ = along(rail2, (i + 0.5) / 8)
        a.add("key", tooth(x, y, x, y - 24, 9), blob(x, y - 14, 5.5, 5.5, rng, n=7))
    for (x, y), s in ((ridge0, -1), (ridge1, 1)):
        a.add("key", brush(spline([(x, y), (x + s * 14, y - 34), (x + s * 32, y - 60),
            (x + s * 48, y - 64), (x + s * 50, y - 50), (x + s * 41, y - 48)], 4),
                           [10, 8, 6, 4.5, 3.5, 3]))
    # platform, stair, doorway
    a.add("key", poly((-64, -66), (44, -62), (30, -40), (-92, -44)),
        area([(-28, -70, 1), (-30, -134, 1), (16, -133, 1), (15, -68, 1)]))
    a.add("third", [gouge(-84 + i * 3, -48 + -i * 2.6, 26 + i * 3, -44 - i * 2.8,
        3) for i in range(6)])
    for x in (-84, 22):
        a.add("key", brush([(x, -44), (x, 18)], [9, 10], blunt=True))
    a.add("key", brush([(-30, -46), (-52, 34)], [26, 30], blunt=True))
    for i in range(7):
        t = i / 7
        x, y = -31 - 20 * t, -40 + 68 * t
        a.add("third", poly((x - 12 - t * 2, y + 7), (x + 12 + t * 2, y + 7), (x + 10, y + 1),
            (x - 9, y + 1)))
    return a


def long_house(seed: int = 5, crescent: bool = True) -> Art:
    """An Ê Đê long house seen from its front corner: low posts, walls leaning out,
    a low thatch roof whose ridge reaches beyond the eaves like a boat's ends; the
    front platform and the stair with its carved crescent moon; 1050 wide, 330 high. Without
    `crescent` the stair is a plain notched log and the house may be another people's."""
    rng = Random(seed)
    a = Art()
    # under the floor
    a.add("key", hatch([(-250, -74), (520, -92), (516, -50), (-240, -6)], rng, angle=-3, gap=8,
        w=5.4, dash=(60, 190), space=(3, 12), keep=0.88))
    for i in range(12):
        t = (i / 11) ** 1.25
        x, y, h = -236 + 752 * t, 6 - 54 * t, 84 - 38 * t
        a.add("key", brush([(x, y - h), (x, y)], [13 - 6 * t, 14 - 7 * t], blunt=True))
        a.add("third", gouge(x - 2, y - h + 8, x - 2, y - 6, 2.4 - t))
    # long wall, leaning out
    wall = [(-262, -140), (526, -138), (518, -84), (-246, -66)]
    a.add("key", rough(wall, rng, 80))
    a.add("third", hatch([(-256, -138), (520, -136), (514, -88), (-242, -70)], rng, angle=87,
        gap=9.5, w=3.8, dash=(20, 52), space=(3, 5)))
    a.add("key", brush([(-258, -104), (130, -108), (522, -112)], [6, 4, 3]))
    for x, w in ((-60, 26), (120, 20), (282, 15), (410, 11)):
        h = 20 - x * 0.012
        a.add("key", box(x - w / 2, -112 - h * 0.7, x + w / 2, -112 + h, rng, 0.7))
        a.add("second", gouge(x, -110 - h * 0.5, x, -112 + h * 0.8, 3))
    # gable wall and door
    a.add("key", rough([(-262, -140), (-402, -150), (-386, -84), (-246, -66)], rng))
    a.add("third", hatch([(-268, -138), (-396, -146), (-382, -90), (-252, -72)], rng, angle=96,
        gap=10, w=2.4, dash=(16, 40), space=(4, 8)))
    a.add("key", area([(-300, -74, 1), (-308, -150, 1), (-346, -152, 1), (-338, -80, 1)]))
    # roof: near slope
    r1, r2, e1, e2 = (-384, -328), (576, -232), (-268, -128), (556, -128)
    top = spline([r1, (-250, -300), (0, -270), (300, -246), r2], 4)
    low = spline([e2, (300, -124), (0, -118), e1], 4)
    face = [(*top[0], 1), *top[1:-1], (*top[-1], 1), (*low[0], 1), *low[1:-1], (*low[-1], 1)]
    a.add("second", area(face))
    eave = low[::-1]
    kk: list[Sub] = []
    pp: list[Sub] = []
    for row in range(7):
        v = row / 7
        for i in range(66):
            u = ((i + rng.random()) / 66) ** 1.18
            p, q = along(top, u), along(eave, u)
            v1 = min(1, v + rng.uniform(0.1, 0.17))
            x0, y0 = p[0] + (q[0] - p[0]) * v, p[1] + (q[1] - p[1]) * v
            x1, y1 = p[0] + (q[0] - p[0]) * v1, p[1] + (q[1] - p[1]) * v1
            k = 1 - 0.5 * u
            if rng.random() < 0.3 + 0.35 * v + 0.15 * u:
                kk.append(tooth(x0, y0, x1, y1, 7.4 * k))
            elif rng.random() < 0.42:
                pp.append(gouge(x0, y0, x1, y1, 4 * k))
    a.add("key", kk).add("paper", pp)
    for i in range(80):
        u = ((i + 0.5) / 80) ** 1.18
        p = along(eave, u)
        a.add("key", tooth(p[0], p[1] - 3, p[0] - 1, p[1] + rng.uniform(9, 15) * (1 - 0.5 * u),
            12 - 6 * u))
    a.add("key", brush([(p[0], p[1] - 3) for p in top], [13, 9, 7, 6]))
    # the open gable
    far = (-452, -146)
    a.add("key", area([(*r1, 1), (-340, -240), (*e1, 1), (-300, -138, 1), (-352, -196),
        (-366, -212, 1), (-380, -196), (-420, -148, 1), (*far, 1), (-430, -220)]))
    a.add("over", area([(-366, -208, 1), (-350, -190), (-306, -142, 1), (-412, -150, 1),
        (-384, -186)]))
    a.add("key", [gouge(-366 + i * 9, -206 + abs(i) * 9, -362 + i * 11, -146,
        3.4) for i in range(-4, 6)])
    a.add("third", gouge(-378, -316, -292, -152, 3.4, 8), gouge(-392, -300, -438, -160, 3, 8))
    # platform, kpan-broad stair with crescent
    a.add("key", poly((-258, -70), (-396, -86), (-520, -60), (-376, -38)))
    a.add("third", [gouge(-504 + i * 20, -61 - i * 3.2, -368 + i * 19, -41 - i * 4.6,
        4.6) for i in range(7)])
    a.add("key", poly((-520, -60), (-376, -38), (-376, -28), (-520, -50)))
    for x, y in ((-508, 4), (-444, 16), (-384, 24), (-290, 4)):
        a.add("key", brush([(x, -50 if x < -300 else -70), (x, y)], [10, 11], blunt=True))
    sx, sy = -452, -54
    a.add("key", area([(sx - 17, sy - 58), (sx, sy - 68), (sx + 17, sy - 58), (sx + 18, sy - 10),
        (sx + 14, sy + 86, 1), (sx - 26, sy + 82, 1), (sx - 19, sy - 10)]))
    a.add("third", [poly((sx - 21 - i, sy + 14 + i * 17), (sx + 14 - i, sy + 16 + i * 17),
        (sx + 11 - i, sy + 8 + i * 17), (sx - 18 - i, sy + 6 + i * 17)) for i in range(4)])
    if not crescent:
        return a
    a.add("third", area([(sx - 12, sy - 52, 1), (sx - 9, sy - 38), (sx, sy - 31), (sx + 9, sy - 38),
        (sx + 12, sy - 52, 1), (sx + 4, sy - 42), (sx - 4, sy - 42)]))
    a.add("third", gouge(sx - 14, sy - 12, sx + 13, sy - 11, 4),
        gouge(sx - 14, sy - 2, sx + 12, sy - 1, 3))
    return a


def village_roof(seed: int = 6) -> Art:
    """A far thatched house, three cuts deep; 120 wide."""
    rng = Random(seed)
    a = Art()
    a.add("key", rough([(-44, -30), (46, -30), (42, 0), (-40, 0)], rng),
        area([(-60, -28, 1), (-46, -60), (-36, -76, 1), (38, -78, 1), (50, -58), (64, -28, 1)]))
    a.add("second", [tooth(-34 + i * 9, -72, -46 + i * 12, -34, 6) for i in range(8)])
    a.add("third", [gouge(-32 + i * 13, -24, -32 + i * 13, -4, 5) for i in range(3)])
    return a


def window(seed: int = 186, w: float = 420, h: float = 440) -> Art:
    """A window open on the evening: sugar palm, flooded field, turned bars below.

    Anchor: its middle.
    """
    rng = Random(seed)
    a = Art().add("key", box(-w / 2 - 26, -h / 2 - 26, w / 2 + 26, h / 2 + 26, rng)).add("second",
        box(-w / 2 - 18, -h / 2 - 18, w / 2 + 18, h / 2 + 18, rng)).add("key",
        box(-w / 2 - 4, -h / 2 - 4, w / 2 + 4, h / 2 + 4, rng))
    a.add("third", box(-w / 2, -h / 2, w / 2, h / 2, rng))
    a.add("paper", hatch([(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h * 0.2), (-w / 2, h * 0.2)],
        rng, gap=19, w=8, dash=(50, 180), space=(10, 70), keep=lambda _x,
        y: 0.2 + 0.8 * (y + h / 2) / h))
    a.add("key", hatch([(-w / 2, h * 0.13), (w / 2, h * 0.13), (w / 2, h * 0.2), (-w / 2, h * 0.2)],
        rng, gap=6, w=7, dash=(60, 200), space=(0, 8), margin=0))
    a.add("paper", box(-w / 2, h * 0.2, w / 2, h / 2, rng)).add("third",
        hatch([(-w / 2, h * 0.2), (w / 2, h * 0.2), (w / 2, h / 2), (-w / 2, h / 2)], rng, gap=13,
        w=5, dash=(40, 120), space=(10, 50)))
    a.put(sugar_palm(seed, 400, 12, 8, "third"), 96, h * 0.2,
        0.62).put(sugar_palm(seed, 400, 12, 8, "third"), -120, h * 0.19, 0.36)
    for i in range(7):
        x = -w / 2 + w * (i + 0.5) / 7
        a.add("key", area([(x - 9, h / 2, 1), (x - 6, h / 2 - 24), (x - 13, h / 2 - 46),
            (x - 5, h / 2 - 70), (x - 8, h / 2 - 96, 1), (x + 8, h / 2 - 96, 1),
            (x + 5, h / 2 - 70), (x + 13, h / 2 - 46), (x + 6, h / 2 - 24),
            (x + 9, h / 2, 1)])).add("second", gouge(x - 4, h / 2 - 8, x - 3, h / 2 - 86, 4))
    a.add("key", box(-w / 2, h / 2 - 108, w / 2, h / 2 - 92, rng)).add("second",
        gouge(-w / 2 + 8, h / 2 - 102, w / 2 - 20, h / 2 - 102, 4))
    for s in (-1, 1):  # shutters
        a.add("key", rough([(s * (w / 2 + 12), -h / 2 - 22), (s * (w / 2 + 96), -h / 2 - 48),
            (s * (w / 2 + 96), h / 2 + 46), (s * (w / 2 + 12), h / 2 + 20)], rng))
        a.add("second", [rough([(s * (w / 2 + 22), y0), (s * (w / 2 + 86),
            y0 - s * 0 - 18 * (1 if y0 < 0 else -1)), (s * (w / 2 + 86),
            y1 + 14 * (1 if y1 > 0 else -1)), (s * (w / 2 + 22), y1)], rng) for y0,
            y1 in ((-h / 2 + 6, -14), (12, h / 2 - 6))])
        a.add("key", [gouge(s * (w / 2 + 32 + k * 15), -h / 2 + 14, s * (w / 2 + 32 + k * 15),
            h / 2 - 16, 4.4) for k in range(4)])
    return a
