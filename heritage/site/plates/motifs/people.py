"""People: small, whole, at work or in the dance; never a portrait."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import arc, area, blob, brush, gouge, spline, teeth
from heritage.site.plates.motifs.body import head, limb
from heritage.site.plates.motifs.cane import basket
from heritage.site.plates.motifs.instruments import gong, khen


def _feast_fan(x: float, y: float, ang: float, r: float, ink: str = "third",
    cut: str = "key") -> Art:
    """An open hand fan round its rivet (x, y)."""
    pts: list[Pt] = [(x, y, 1)]
    for i in range(8):
        t = math.radians(ang - 78 + 156 * i / 7)
        pts.append((x + math.cos(t) * r, y + math.sin(t) * r, 1))
        if i < 7:
            u = math.radians(ang - 78 + 156 * (i + 0.5) / 7)
            pts.append((x + math.cos(u) * r * 1.09, y + math.sin(u) * r * 1.09))
    a = Art().add("key", area([(p[0] + (p[0] - x) * 0.07, p[1] + (p[1] - y) * 0.07,
        *p[2:]) for p in pts])).add(ink, area(pts))
    for i in range(1, 7):
        t = math.radians(ang - 78 + 156 * i / 7)
        a.add(cut, gouge(x, y, x + math.cos(t) * r * 0.94, y + math.sin(t) * r * 0.94, 2.4))
    a.add(cut, [arc(x, y, r * 0.7, ang - 76 + k * 52, ang - 30 + k * 52, 2.6) for k in range(3)])
    return a


def dancer(seed: int = 40, dress: str = "second", sash: str = "paper", fan: str = "third",
    pose: int = 0) -> Art:
    """A Cham fan dancer in a long dress with sash and head cloth; 214 high."""
    rng = Random(seed)
    a = Art()
    sway = rng.uniform(-3, 3)
    hem = [(-44 + sway, -2), (-30, 4), (-8 + sway, 1), (16, 4), (42 + sway, -3)]
    right = spline([(42 + sway, -3), (27, -52), (19, -92), (13, -116), (17, -146), (8, -162)], 3)
    left = spline([(-8, -162), (-17, -146), (-13, -116), (-20, -92), (-30, -50), (-44 + sway, -2)],
        3)
    outline = [(*hem[0], 1), *hem[1:-1], (*right[0], 1), *right[1:-1], (*right[-1], 1),
        (*left[0], 1), *left[1:-1]]
    a.add("key", area([(p[0] * 1.09 + 1.5, p[1] + (1.5 if p[1] > -20 else 0),
        *p[2:]) for p in outline]))
    a.add(dress, area(outline))
    a.add("key", [gouge(x0, -98, x1, -4, w, b) for x0, x1, w,
        b in ((-2, -14, 4, 3), (6, 6, 5, -2), (11, 22, 6, -4), (14, 34, 5, -4), (-9, -28, 3, 4))])
    a.add("key", teeth([(15, -150), (11, -116), (16, -92)], (-13, 2), rng, 6, 4.4))
    a.add("paper", gouge(-18, -88, -36, -10, 2.6, 4), gouge(-14, -146, -12, -120, 2, 2))
    arms: tuple[tuple[Pt, Pt, Pt, float, Pt, Pt, Pt, float], ...] = (
        ((-11, -154), (-42, -162), (-56, -192), -100, (11, -154), (40, -132), (66, -140), -20),
        ((-11, -154), (-38, -134), (-62, -146), -170, (11, -154), (38, -168), (46, -202), -72),
        ((-11, -154), (-46, -150), (-72, -172), -140, (11, -154), (44, -150), (72, -170), -40),
    )
    held = arms[pose % 3]
    for s, e, h, ang in (held[:4], held[4:]):
        a.add("key", limb(s, e, h, w=(13, 11, 6)))
        a.add(dress, limb((s[0], s[1] - 0.6), (e[0], e[1] - 1),
            ((e[0] + h[0]) / 2, (e[1] + h[1]) / 2), w=(8, 7, 4)))
        a.add("paper", limb(((e[0] * 0.4 + h[0] * 0.6), (e[1] * 0.4 + h[1] * 0.6) - 0.4),
            ((e[0] + h[0] * 3) / 4, (e[1] + h[1] * 3) / 4), h, w=(4, 4, 3)))
        a.put(_feast_fan(h[0], h[1], ang, 31, fan))
    a.add(sash, brush(spline([(-13, -158), (0, -134), (13, -112)], 3), [5, 7, 6]),
        limb((-13, -112), (0, -108), (13, -113), w=(6, 8, 6)))
    a.add(sash, brush(spline([(11, -110), (17, -84), (18, -52)], 3), [6, 7, 9], blunt=True))
    a.add("key", gouge(-9, -151, 9, -117, 1.8), gouge(15, -104, 18, -58, 2))
    a.add("key", brush([(0, -172), (0, -157)], [10, 13])).add("paper",
        brush([(0, -170), (0, -160)], [5, 7]))
    head(a, rng, 0, -180, 11.5)
    a.add("key", area([(-15, -176, 1), (-15, -194), (0, -204), (15, -194), (15, -175, 1), (6, -186),
        (-6, -186)]))
    a.add(sash, area([(-12, -180, 1), (-12.5, -192), (0, -200.5), (12.5, -192), (12, -179, 1),
        (6, -189), (-6, -189)]))
    a.add(sash, brush(spline([(-11, -186), (-19, -168), (-22, -148)], 3), [6, 7, 5]))
    a.add("key", gouge(-9, -192, 9, -192, 2.2, 2))
    return a


def gong_player(seed: int = 46, r: float = 30, cloth: str = "second", flat: bool = False) -> Art:
    """A man of the highlands in the gong line, stepping to the right; 176 high."""
    rng = Random(seed)
    b = rng.uniform(-3, 3)
    a = Art()
    a.add("key", limb((-4, -84), (-16, -44), (-30, -2), w=(18, 13, 8)),
        limb((4, -84), (20, -46), (14, -2), w=(18, 13, 8)), brush([(-36, 0), (-22, 0)], [6, 5]),
        brush([(10, 0), (26, 0)], [7, 5]))
    a.add("key", area([(-17, -74, 1), (-19, -108), (-17, -134), (-4, -144), (12, -138), (18, -120),
        (14, -96), (15, -74, 1)]))
    a.add(cloth, area([(-14, -86, 1), (-14, -112), (-11, -132), (-3, -138), (2, -112),
        (1, -86, 1)]))
    a.add("third", gouge(-12, -128, 12, -96, 4), gouge(-13, -96, 12, -92, 3))
    a.add(cloth, area([(-6, -80, 1), (8, -80, 1), (12, -48), (6, -40, 1), (-2, -44)]))
    a.add("paper", gouge(0, -76, 5, -46, 2.4), gouge(-17, -70, -24, -20, 2, 2))
    a.add("key", brush([(1, -150), (0, -138)], [10, 13]))
    head(a, rng, 4 + b * 0.3, -158, 10.6, 1)
    a.add(cloth, brush([(-7, -162), (4, -167), (15, -163)], [5, 6, 5]))
    gx, gy = 30, -86 + b
    a.add("key", brush(spline([(-8, -136), (16, -122), (gx, gy - r * 0.8)], 3), [4, 3.4, 3]))
    a.put(gong(seed, r, not flat), gx, gy)
    a.add("key", limb((8, -130), (34, -118), (gx + 4, gy - 2), w=(11, 8, 6)))
    return a


def xoang_line(seed: int = 47, n: int = 6, gap: float = 58) -> Art:
    """Women of the xoang round, hand in hand, knees soft, from the front; 160 high."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        x = (i - (n - 1) / 2) * gap
        y = rng.uniform(-3, 3)
        if i < n - 1:
            a.add("key", limb((x + 12, y - 120), (x + gap / 2, -84 + rng.uniform(-4, 4)),
                (x + gap - 12, -120), w=(8, 7, 8)))
        elif n:
            a.add("key", limb((x + 11, y - 120), (x + 24, y - 100), (x + 22, y - 78), w=(8, 7, 5)))
        if i == 0:
            a.add("key", limb((x - 11, y - 120), (x - 24, y - 100), (x - 22, y - 78), w=(8, 7, 5)))
    for i in range(n):
        x = (i - (n - 1) / 2) * gap
        d = rng.uniform(-4, 4)
        skirt = [(x - 13, -86, 1), (x - 19, -50), (x - 20 + d, -8, 1), (x + d, -5),
            (x + 20 + d, -8, 1), (x + 19, -50), (x + 13, -86, 1)]
        a.add("key", area(skirt), brush([(x - 8 + d, -8), (x - 11 + d, 1)], [7, 8]),
            brush([(x + 8 + d, -8), (x + 12 + d, 0)], [7, 8]))
        a.add("key", area([(x - 13, -82, 1), (x - 13, -108), (x - 15, -124), (x, -130),
            (x + 15, -124), (x + 13, -108), (x + 13, -82, 1)]))
        a.add("second", area([(x - 11, -88, 1), (x - 11, -108), (x - 12, -122), (x - 2, -126),
            (x, -88, 1)]))
        a.add("second", brush([(x - 18 + d * 0.8, -22), (x + 18 + d * 0.8, -22)], [8, 8],
            blunt=True), brush([(x - 17, -46), (x + 17, -46)], [5, 5], blunt=True))
        a.add("third", [gouge(x - 16 + k * 7 + d * 0.7, -25, x - 13 + k * 7 + d * 0.7, -19,
            2.8) for k in range(5)], gouge(x - 12, -85, x + 12, -85, 5))
        a.add("key", brush([(x, -136), (x, -126)], [8, 11]), blob(x + 8, -154, 5, 5, rng, n=7))
        head(a, rng, x, -144, 9.6)
        a.add("third", gouge(x - 8, -151, x + 7, -150, 3.4, -1),
            gouge(x - 7, -127, x + 7, -127, 3, 3))
    return a


def khen_dancer(seed: int = 56, coat: str = "key", band: str = "second") -> Art:
    """A Mông youth dancing with his khèn, one knee high; 200 high, facing left."""
    rng = Random(seed)
    a = Art()
    a.add(coat, area([(-12, -92, 1), (14, -94, 1), (26, -60), (24, -34), (30, -6, 1), (8, -4, 1),
        (2, -36), (-2, -56)]))
    a.add(coat, area([(-14, -94, 1), (-46, -96), (-66, -84), (-60, -64), (-62, -44, 1),
        (-82, -40, 1), (-84, -66), (-84, -88), (-62, -112), (-20, -116, 1)]))
    a.add(coat, area([(-80, -44, 1), (-98, -36), (-96, -30, 1), (-62, -34, 1), (-62, -44, 1)]),
        area([(4, -8, 1), (-10, 2, 1), (32, 3, 1), (32, -8, 1)]))
    a.add(coat, area([(-18, -92, 1), (-20, -120), (-14, -146), (4, -154), (22, -146), (26, -122),
        (20, -92, 1)]))
    a.add(band, brush([(-19, -98), (20, -96)], [9, 9]), gouge(20, -92, 40, -64, 8, -3),
        gouge(16, -92, 30, -56, 6, -3))
    a.add("third", gouge(-12, -140, -16, -106, 3, 2), gouge(-60, -92, -26, -104, 3.4),
        gouge(8, -84, 12, -40, 3, -2), gouge(-74, -80, -70, -50, 2.6), gouge(16, -84, 20, -24, 2.6))
    a.add(coat, brush([(0, -160), (4, -150)], [10, 14]))
    head(a, rng, -4, -170, 11, -1)
    a.add(coat, area([(-18, -174, 1), (-16, -188), (-2, -194), (12, -188), (12, -172, 1),
        (-4, -178)]))
    a.add(band, gouge(-15, -180, 11, -178, 4, -2))
    a.put(khen(seed), -72, -136, 0.5, flip=True, rot=-30)
    a.add(coat, limb((-6, -146), (-28, -116), (-66, -126), w=(13, 11, 7)),
        limb((14, -144), (-4, -110), (-56, -116), w=(13, 11, 7)))
    a.add("third", gouge(-10, -138, -26, -118, 3))
    return a


def mong_woman(seed: int = 57, skirt: str = "second", umbrella: bool = False) -> Art:
    """A Mông woman at the market, from behind: pleated skirt, leg wraps, back basket; 178 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(-9, -34), (-10, -2)], [12, 9]), brush([(9, -34), (11, -2)], [12, 9]),
        brush([(-16, 1), (-4, 1)], [6, 6]), brush([(6, 1), (18, 1)], [6, 6]))
    a.add("third", gouge(-13, -24, -5, -20, 2.4), gouge(-13, -14, -5, -11, 2.4),
        gouge(6, -24, 14, -20, 2.4), gouge(7, -14, 14, -11, 2.4))
    hem = [(-46, -38, 1), (-38, -32), (-28, -36), (-18, -30), (-8, -34), (3, -30), (13, -34),
        (23, -30), (33, -35), (46, -38, 1)]
    a.add("key", area([*hem, (30, -72), (15, -98, 1), (-15, -98, 1), (-30, -72)]))
    a.add(skirt, area([(-42, -46, 1), (0, -40), (42, -46, 1), (38, -56, 1), (0, -51),
        (-38, -56, 1)]))
    a.add("paper", [gouge(-12 + i * 3, -92, -40 + i * 10, -60, 2.4) for i in range(9)])
    a.add("third", [gouge(-40 + i * 8.6, -50 + abs(i - 4.6) * -0.8, -36 + i * 8.6, -44,
        2.6) for i in range(10)], gouge(-36, -62, 36, -62, 3, 3))
    a.add("key", area([(-17, -94, 1), (-20, -120), (-17, -140), (0, -147), (17, -140), (20, -120),
        (17, -94, 1)]))
    a.add(skirt, brush([(-17, -97), (17, -97)], [8, 8], blunt=True),
        brush(spline([(10, -96), (16, -78), (14, -54)], 3), [7, 8, 9], blunt=True))
    a.add("key", limb((-15, -136), (-28, -116), (-22, -98), w=(12, 11, 6)),
        limb((15, -136), (30, -118), (26, -96), w=(12, 11, 6)))
    a.add(skirt, gouge(-30, -116, -22, -108, 5), gouge(24, -108, 33, -116, 5))
    a.add("key", blob(0, -156, 9, 10.5, rng, n=9))
    a.add("key", area([(-19, -158, 1), (-18, -172), (0, -180), (18, -172), (19, -158, 1),
        (0, -164)]))
    a.add("third", gouge(-16, -166, 16, -165, 3, -3), gouge(-12, -173, 12, -173, 2.6, -2))
    if umbrella:
        a.add("key", brush([(26, -96), (30, -214)], [3, 3]))
        can = [(-46, -190, 1), (-36, -222), (-4, -246), (30, -254), (64, -246), (96, -222),
            (106, -190, 1), (88, -198), (68, -191, 1), (50, -199), (30, -192, 1), (10, -199),
            (-8, -191, 1), (-28, -198)]
        a.add("key", area([(p[0], p[1] + 3, *p[2:]) for p in can])).add(skirt,
            area([((p[0] - 30) * 0.94 + 30, p[1] - 1, *p[2:]) for p in can]))
        for x in (-8, 30, 68):
            a.add("key", gouge(30, -250, x, -194, 2.6, (x - 30) * 0.1))
        a.add("paper", gouge(-24, -204, 14, -244, 4, -6))
    else:
        a.put(basket(seed), 0, -86, 0.56)
    return a
