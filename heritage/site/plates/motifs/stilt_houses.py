"""Houses on stilts, and a granary."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import (
    arc,
    area,
    blob,
    box,
    brush,
    gouge,
    rough,
    spline,
    teeth,
    tooth,
)
from heritage.site.plates.textures import hatch


def stilt_house(seed: int = 4, horns: bool = True) -> Art:
    """A Hrê house on posts: two great thatch panels, a small one tucked into each
    gable, and the pair of curved horns on the ridge ends; 300 wide, 260 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", hatch([(-118, -60), (124, -60), (118, -6), (-112, -2)], rng, gap=7, w=4.6,
        dash=(40, 110), space=(3, 10), keep=0.85))
    for x in (-112, -64, -16, 34, 80, 122):
        a.add("key", brush([(x, -64), (x, 2 - (x > 100) * 8)], [8, 9], blunt=True))
    a.add("key", rough([(-124, -112), (86, -108), (84, -56), (-118, -58)], rng),
        rough([(86, -108), (132, -118), (128, -66), (84, -56)], rng))
    a.add("third", hatch([(-120, -108), (82, -104), (80, -60), (-114, -62)], rng, angle=90, gap=7.6,
        w=3.6, dash=(18, 44), space=(2, 4)))
    a.add("key", area([(-40, -58, 1), (-41, -100, 1), (-14, -99, 1), (-14, -57, 1)]))
    a.add("key", brush([(-122, -84), (-40, -83)], [3, 3]), brush([(-14, -82), (84, -80)], [3, 3]))
    face: list[Pt] = [(-104, -226), (-128, -166), (-152, -100), (-60, -95), (30, -92), (106, -92),
        (92, -160), (76, -230), (-14, -224)]
    a.add("second", area([(*p, 1) if i in (0, 2, 5, 7) else p for i, p in enumerate(face)]))
    gable = [(76, -230), (112, -164), (150, -104), (106, -92), (92, -160)]
    a.add("key", area([(*gable[0], 1), gable[1], (*gable[2], 1), (*gable[3], 1), gable[4]]))
    a.add("third", area([(88, -168, 1), (112, -148), (134, -110, 1), (112, -100, 1)]))
    a.add("key", teeth([(90, -166), (134, -110)], (-2, 16), rng, 5, 4, 0.4))
    kk: list[Sub] = []
    pp: list[Sub] = []
    for row in range(7):
        for i in range(26):
            u, v = (i + rng.random()) / 26, row / 7
            x0 = -104 - 48 * v + (180 + 78 * v) * u
            y0 = -228 + 130 * v + (4 - 8 * u) * v
            ln = rng.uniform(14, 26)
            x1, y1 = x0 + (u - 0.4) * 9, y0 + ln
            if y1 > -95:
                continue
            if rng.random() < 0.28 + 0.6 * u:
                kk.append(tooth(x0, y0, x1, y1, 3.6 + u * 2))
            elif rng.random() < 0.5:
                pp.append(gouge(x0, y0, x1, y1, 2.2))
    a.add("key", kk).add("paper", pp)
    a.add("key", [tooth(-150 + i * 5.2, -101 + i * 0.17, -151 + i * 5.2,
        -88 + i * 0.12 + rng.uniform(-3, 3), 5.6) for i in range(50)])
    a.add("key", brush([(-106, -227), (-14, -223), (78, -231)], [8, 6, 8]))
    if horns:
        for x, y in ((-104, -228), (77, -231)):
            for s in (-1, 1):
                a.add("key", brush(spline([(x, y + 4), (x + s * 10, y - 14), (x + s * 12, y - 30),
                    (x + s * 4, y - 44)], 4), [6.5, 5, 3.6, 1]))
    a.add("key", brush([(-28, -58), (-44, 6)], [4, 4], blunt=True),
        brush([(-12, -58), (-26, 8)], [4, 4], blunt=True))
    a.add("key", [brush([(-29 - i * 3.2, -46 + i * 11), (-13 - i * 3, -45 + i * 11)],
        [3.4, 3.4]) for i in range(5)])
    return a


def tay_house(seed: int = 182, roof: str = "second", wall: str = "third") -> Art:
    """A Tày house on stilts: a broad roof hipped at its ends, board walls, a gallery with its rail,
    stair at the side, firewood and a loom in the shade below; 420 wide, 330 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", hatch([(-168, -92), (172, -92), (166, -6), (-162, -4)], rng, gap=9, w=6,
        dash=(40, 130), space=(4, 16), keep=0.85))
    for x in (-166, -104, -42, 24, 90, 152):
        a.add("key", brush([(x, -98), (x, 4)], [12, 13], blunt=True)).add(wall,
            gouge(x - 3, -88, x - 3, -2, 3.4))
    a.add("key", box(-184, -176, 184, -92, rng)).add(wall,
        [box(-176 + i * 33, -170, -149 + i * 33, -100, rng, 1) for i in range(9)])
    a.add("key", [gouge(-166 + i * 33, -166, -165 + i * 33, -104, 2.4) for i in range(9)],
        hatch([(124, -172), (182, -172), (182, -96), (124, -96)], rng, angle=90, gap=9, w=4,
        dash=(20, 60), space=(4, 8)))
    for x, w in ((-118, 38), (-4, 44), (92, 36)):
        a.add("key", box(x - w / 2, -162, x + w / 2, -100 if w > 40 else -120, rng, 1))
    a.add("key", brush([(-196, -94), (196, -94)], [13, 13], blunt=True),
        brush([(-212, -124), (-62, -124)], [6, 6], blunt=True)).add("key",
        [brush([(x, -124), (x, -92)], [5, 5], blunt=True) for x in range(-208, -60, 21)])
    r: list[Pt] = [(-232, -168, 1), (-196, -200), (-150, -266), (-128, -310, 1), (128, -314, 1),
        (152, -268), (198, -204), (236, -172, 1), (0, -160)]
    a.add("key", area([(p[0] * 1.015, p[1] + 5, *p[2:]) for p in r])).add(roof, area(r))
    a.add("key", area([(128, -314, 1), (152, -268), (198, -204), (236, -172, 1), (172, -166, 1),
        (142, -240)]))
    kk: list[Sub] = []
    for row_ in range(7):
        v = row_ / 7
        for i in range(24):
            u = (i + rng.random()) / 24
            x0 = -128 - 92 * v**1.2 + (256 + 132 * v) * u
            y0 = -308 + 138 * v
            if y0 + 22 < -168:
                kk.append(tooth(x0, y0, x0 + (u - 0.5) * 12, y0 + rng.uniform(15, 24),
                    4.4 + 2.4 * u) if rng.random() < 0.4 + 0.45 * u else gouge(x0, y0,
                    x0 + (u - 0.5) * 10, y0 + 18, 2.4))
    a.add("key", kk).add("paper", [gouge(-120 - 70 * t + 26 * j, -296 + 116 * t,
        -124 - 74 * t + 26 * j, -278 + 116 * t, 3.4) for t in (0.05, 0.3, 0.58) for j in range(3)])
    a.add("key", [tooth(-230 + i * 7, -170 + (3 if i % 2 else 0) + 6 * math.sin(i * 0.047),
        -230 + i * 7, -152 + 6 * math.sin(i * 0.047) + rng.uniform(-3, 4), 7.4) for i in range(66)],
        brush([(-130, -311), (130, -315)], [12, 12], blunt=True))
    a.add("key", brush([(-208, -90), (-250, 6)], [8, 8], blunt=True),
        brush([(-184, -90), (-224, 8)], [8, 8], blunt=True),
        [brush([(-211 - i * 6.4, -80 + i * 14), (-187 - i * 6.2, -79 + i * 14)],
        [6, 6]) for i in range(6)])
    a.add("second" if roof != "second" else wall, [blob(-20 + (i % 5) * 17 + (i // 5) * 8,
        -10 - (i // 5) * 15, 7, 7, rng, 0.04, 8) for i in range(9)])
    return a


def river_house(seed: int = 192, roof: str = "second", wall: str = "third") -> Art:
    """A timber house of the An Giang Cham on tall posts over the flood: gabled front with a carved
    edge, shuttered windows, gallery, a stair down to the landing; 420 wide, 470 high."""
    rng = Random(seed)
    a = Art()
    for x in (-176, -118, -58, 0, 60, 120, 178):
        a.add("key", brush([(x, -190), (x + 1, -80), (x - 1, 20)], [15, 13, 14],
            blunt=True)).add(wall, gouge(x - 3, -172, x - 3, -4, 4))
    a.add("key", brush([(-178, -70), (-60, -182)], [5, 5]), brush([(178, -70), (62, -182)], [5, 5]))
    a.add("key", box(-206, -204, 208, -180, rng)).add(wall, gouge(-198, -196, 190, -195, 7))
    a.add("key", box(-186, -316, 188, -200, rng)).add(wall,
        [box(-180 + i * 26, -312, -158 + i * 26, -206, rng, 0.8) for i in range(14)])
    a.add("key", box(122, -314, 186, -204, rng), teeth([(122, -312), (122, -206)], (-46, 0), rng,
        12, 8))
    for x in (-130, 62):
        a.add("key", box(x - 36, -300, x + 38, -222, rng)).add(roof,
            [box(x - 32 + i * 36, -296, x - 2 + i * 36, -226, rng,
            0.8) for i in range(2)]).add("key", [gouge(x - 30 + (k % 2) * 36, -286 + (k // 2) * 15,
            x - 6 + (k % 2) * 36, -286 + (k // 2) * 15, 4) for k in range(8)])
    a.add("key", box(-62, -306, -6, -202, rng)).add("paper", gouge(-58, -298, -58, -208, 4))
    a.add("key", [brush([(x, -236), (x, -200)], [6, 6], blunt=True) for x in range(-202, -66, 17)],
        [brush([(x, -236), (x, -200)], [6, 6], blunt=True) for x in range(10, 206, 17)],
        brush([(-208, -238), (-64, -238)], [9, 9], blunt=True),
        brush([(4, -238), (210, -238)], [9, 9], blunt=True))
    front: list[Pt] = [(-232, -306, 1), (-196, -344), (-150, -404), (-122, -440, 1), (124, -444, 1),
        (152, -406), (198, -346), (236, -308, 1)]
    a.add("key", area([(p[0] * 1.02, p[1] + 6, *p[2:]) for p in front])).add(roof, area(front))
    a.add("key", area([(124, -444, 1), (152, -406), (198, -346), (236, -308, 1), (150, -304, 1),
        (128, -370)]), teeth([(124, -440), (132, -370), (150, -308)], (-34, 4), rng, 11, 8))
    for k in range(6):  # tiles in courses
        y, w = -428 + 21 * k, 124 + 17 * k
        a.add("key", [arc(-w + 17 + (9 if k % 2 else 0) + 24 * i, y, 13, 20, 160,
            4.6) for i in range(int((w + 124) / 24) - 1)])
    a.add("paper", [gouge(-118 - 24 * k, -432 + 30 * k, -128 - 26 * k, -410 + 30 * k,
        5) for k in range(4)])
    a.add("key", brush([(-126, -442), (126, -446)], [14, 14], blunt=True)).add("key",
        [tooth(-230 + i * 12, -308, -230 + i * 12, -290, 11) for i in range(39)])
    a.add("key", brush([(-58, -196), (-112, 14)], [11, 11], blunt=True),
        brush([(-10, -196), (-60, 18)], [11, 11], blunt=True),
        [brush([(-64 - i * 5.9, -178 + i * 23), (-14 - i * 5.6, -176 + i * 23)], [9, 9],
        blunt=True) for i in range(8)])
    return a.add("paper", [gouge(-60 - i * 5.9, -180 + i * 23, -20 - i * 5.6, -178 + i * 23,
        3) for i in range(8)])


def granary(seed: int = 202) -> Art:
    """A granary apart from the houses: high floor, close walls, smooth posts; 300 high."""
    rng = Random(seed)
    a = Art()
    for x in (-72, -26, 30, 76):
        a.add("key", brush([(x, -112), (x * 1.04, 4)], [12, 13], blunt=True))
        a.add("key", blob(x, -106, 22, 7, rng, 0.02, 10))
        a.add("third", gouge(x - 3, -92, x - 3, -14, 3.6))
    a.add("key", rough([(-104, -118), (108, -122), (108, -106), (-104, -102)], rng))
    wall = [(-92, -190), (62, -194), (64, -118), (-90, -116)]
    a.add("key", rough([(-96, -196), (100, -200), (98, -114), (-94, -112)], rng))
    a.add("third", rough(wall, rng))
    a.add("key", hatch(wall, rng, angle=90, gap=13, w=5, dash=(50, 70), space=(2, 5), margin=2),
        hatch(wall, rng, angle=0, gap=24, w=4, dash=(120, 170), space=(2, 5), margin=2))
    a.add("key", rough([(-34, -182), (8, -183), (9, -120), (-34, -119)], rng, 40, 1))
    a.add("third", gouge(-26, -172, -26, -128, 5))
    roof: list[Pt] = [(-78, -288, 1), (-150, -184, 1), (-60, -178), (60, -180), (142, -188, 1),
        (66, -292, 1), (0, -284)]
    a.add("key", area([(p[0] * 1.03, p[1] + 3, *p[2:]) for p in roof])).add("second", area(roof))
    for k in range(6):
        y = -278 + k * 17
        half = 74 + k * 12
        a.add("key", [tooth(x, y, x + rng.uniform(-4, 8), y + rng.uniform(16, 28),
            4 + 4 * (x > 0)) for x in range(-half, half, 9) if rng.random() < 0.45 + 0.4 * (x > 0)])
        a.add("paper", [gouge(x, y, x - 4, y + 18, 2.6) for x in range(-half, 0,
            21) if rng.random() < 0.6])
    a.add("key", [tooth(-148 + i * 7.4, -186, -149 + i * 7.4, -172 + rng.uniform(-3, 3),
        7) for i in range(39)])
    a.add("key", brush([(-80, -290), (0, -285), (68, -294)], [8, 7, 8]))
    for s in (-1, 1):  # the ladder, a notched log
        a.add("key", brush([(-10 + s * 5, -112), (-58 + s * 6, 4)], [5, 6], blunt=True))
    a.add("key", [brush([(-20 - i * 8, -92 + i * 19), (-4 - i * 8, -91 + i * 19)],
        [5, 5]) for i in range(6)])
    return a
