"""Towers, pagodas and a mosque: from outside, and empty of rites."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import (
    along,
    arc,
    area,
    box,
    brush,
    gouge,
    rough,
    spline,
    teeth,
    tooth,
)
from heritage.site.plates.textures import hatch


def _course(a: Art, x: float, y0: float, y1: float, rng: Random, light: str = "second") -> None:
    """A brick storey, lit from the left: light ink, key ground, teeth between."""
    a.add("key", box(-x - 2, y0 - 1, x + 5, y1 + 2, rng, 1))
    a.add(light, box(-x, y0, x * 0.52, y1, rng, 1))
    a.add(light, teeth([(x * 0.5, y0 + 1), (x * 0.5, y1 - 1)], (x * 0.4, 0), rng, 6.5, 4.6, 0.6))


def _flame(x: float, y: float, w: float, h: float) -> Sub:
    """The spear-blade pediment of Cham doors: base centre (x, y)."""
    return area(
        [
            (x - w, y, 1), (x - w * 1.12, y - h * 0.22), (x - w * 0.86, y - h * 0.48),
            (x - w * 0.34, y - h * 0.74),
            (x, y - h, 1), (x + w * 0.34, y - h * 0.74), (x + w * 0.86, y - h * 0.48),
            (x + w * 1.12, y - h * 0.22),
            (x + w, y, 1),
        ]
    )


def _cornice(a: Art, x: float, y: float, rng: Random, steps: int = 3, rise: float = 9,
    out: float = 6) -> None:
    """Corbelled courses growing outwards from `y` upwards."""
    for i in range(steps):
        w = x + out * (i + 1)
        top = y - rise * (i + 1)
        a.add("key", box(-w - 2, top, w + 4, top + rise, rng, 0.8))
        a.add("second", box(-w, top + 1, w * 0.6, top + rise - 3.2, rng, 0.7))
        a.add("second", teeth([(w * 0.58, top + 1.5), (w * 0.58, top + rise - 3)], (w * 0.3, 0),
            rng, 3, 2.6, 0.5))


def _turret(x: float, y: float, w: float, h: float, rng: Random) -> Art:
    """A corner piece: the tower once more, small enough to stand on its shoulder."""
    a = Art()
    a.add("key", box(x - w, y - h * 0.5, x + w + 1.5, y, rng, 0.6))
    a.add("second", box(x - w + 1.5, y - h * 0.46, x + w * 0.3, y - 2, rng, 0.6))
    a.add("key", box(x - w * 1.25, y - h * 0.6, x + w * 1.3, y - h * 0.47, rng, 0.5))
    a.add("key", area([(x - w * 0.95, y - h * 0.58, 1), (x - w * 0.8, y - h * 0.78),
        (x, y - h * 1.08, 1),
                       (x + w * 0.85, y - h * 0.78), (x + w, y - h * 0.58, 1)]))
    a.add("second", area([(x - w * 0.6, y - h * 0.62, 1), (x - w * 0.5, y - h * 0.76),
        (x - 1, y - h * 0.98, 1),
                          (x + w * 0.1, y - h * 0.62, 1)]))
    return a


def cham_tower(seed: int = 1, porch: bool = True) -> Art:
    """A kalan in the manner of Po Klong Garai, from the door side; 640 high.

    Square body with pilasters, blind doors seen edge-on at both flanks, a porch
    with its blade pediments, three storeys each repeating the body with corner
    pieces, a pointed stone on top.
    """
    rng = Random(seed)
    y: float
    h: float
    w: float
    x: float
    t: float
    y0: float
    a = Art()
    for w, y0, y1 in ((205, -16, 0), (188, -32, -16), (172, -46, -32)):  # plinth
        a.add("key", box(-w, y0, w, y1, rng))
        a.add("second", box(-w + 2, y0 + 2, w * 0.55, y1 - 5, rng, 0.8))
        a.add("second", teeth([(w * 0.54, y0 + 3), (w * 0.54, y1 - 5)], (w * 0.3, 0), rng, 3.2, 3))
    for sgn in (-1, 1):  # blind doors, edge-on
        a.add("key", area([(sgn * 110, -46, 1), (sgn * 158, -46, 1), (sgn * 158, -70, 1),
            (sgn * 149, -74, 1),
                           (sgn * 149, -176, 1), (sgn * 160, -184, 1), (sgn * 163, -206),
                           (sgn * 150, -232),
                           (sgn * 130, -262), (sgn * 122, -292, 1), (sgn * 110, -280, 1)]))
        x = -144 if sgn < 0 else 120
        a.add("second", box(x, -170, x + (20 if sgn < 0 else 7), -80, rng, 0.8))
        a.add("second", area([(sgn * 118, -190, 1), (sgn * 152, -194), (sgn * 140, -226),
            (sgn * 124, -258, 1),
                              (sgn * 118, -240, 1)] if sgn < 0 else
                             [(118, -196, 1), (134, -200), (130, -226), (121, -250, 1)]))
    _course(a, 118, -262, -46, rng)
    for x in (-104, -80, -58, 58, 80, 104):  # pilasters: recesses between them
        a.add("key", brush([(x, -252), (x + 0.6, -150), (x, -62)], [5, 4, 5.6], blunt=True))
        a.add("paper", gouge(x - 5, -248, x - 5.6, -70 - rng.uniform(0, 60),
            1.5) if x < 30 else gouge(x - 5, -240, x - 5, -170, 1.1))
    body: list[Pt] = [(-116, -256), (52, -256), (52, -60), (-116, -60)]
    a.add("key", hatch(body, rng, gap=9.6, w=1.5, dash=(7, 19), space=(4, 16), keep=0.62))
    a.add("paper", hatch(body, rng, gap=19, w=2.0, dash=(6, 13), space=(12, 50), keep=0.5))
    for i in range(3):  # foot mouldings
        y = -46 - i * 8
        a.add("key", box(-126 + i * 3, y - 8, 128 - i * 3, y, rng, 0.8))
        a.add("second", box(-124 + i * 3, y - 6.6, 60, y - 2.6, rng, 0.6))
    _cornice(a, 116, -258, rng, 4, 8, 6.5)
    # storeys
    y = -290
    for w, h, t in ((98, 74, 0), (74, 62, 1), (51, 50, 2)):
        for sgn in (-1, 1):
            a.put(_turret(sgn * (w + 21 - t * 3), y + 1, 13.5 - t * 2.2, 74 - t * 12, rng))
        _course(a, w, y - h, y, rng)
        for x in (-0.8, -0.55, 0.55, 0.8):
            a.add("key", brush([(x * w, y - h + 4), (x * w, y - 6)], [4, 4], blunt=True))
        a.add("key", hatch([(-w, y - h), (w * 0.5, y - h), (w * 0.5, y), (-w, y)], rng, gap=9,
            w=1.4, dash=(6, 14), keep=0.5))
        nh = h * 1.14  # the blind niche and its blade
        a.add("key", _flame(0, y - 2, w * 0.36, nh))
        a.add("second", _flame(-1.5, y - 2, w * 0.27, nh * 0.84))
        a.add("key", _flame(0, y - 2, w * 0.155, nh * 0.58))
        a.add("paper", gouge(-w * 0.31, y - 6, -w * 0.16, y - nh * 0.68, 2.2, 3))
        _cornice(a, w - 2, y - h, rng, 3 if t < 2 else 2, 6.5, 5)
        y -= h + (19.5 if t < 2 else 13)
    a.add("key", area([(-40, y + 1, 1), (-43, y - 12), (-30, y - 34), (-14, y - 56), (0, y - 92, 1),
        (15, y - 56),
                       (33, y - 34), (46, y - 12), (43, y + 1, 1)]))
    a.add("second", area([(-35, y - 3, 1), (-36, y - 13), (-24, y - 34), (-9, y - 56),
        (-1, y - 80, 1), (4, y - 40), (8, y - 3, 1)]))
    a.add("second", teeth([(8, y - 4), (4, y - 40)], (16, 0), rng, 6, 4))
    for x in (-24, -12, 1):
        a.add("key", gouge(x, y - 6, x * 0.4, y - 46, 2.2, x * 0.1))
    a.add("paper", gouge(-31, y - 14, -12, y - 52, 2.4, -2))
    if porch:
        a.add("key", box(-52, -196, 55, -30, rng))
        a.add("second", box(-50, -194, 22, -40, rng))
        a.add("second", teeth([(21, -192), (21, -44)], (24, 0), rng, 6, 4))
        a.add("key", box(-60, -40, 62, -28, rng))
        for w, h in ((62, 118), (50, 92)):  # two blades, one in front of the other
            a.add("key", _flame(1.5, -186, w + 2.5, h + 5))
            a.add("second", _flame(0, -187, w - 3, h - 6))
        a.add("key", _flame(0, -188, 33, 62))
        a.add("second", _flame(-1, -190, 24, 44))
        for s in (-1, 1):
            for t in (0.24, 0.42, 0.6, 0.76):
                x = s * (62 * (1 - t) ** 0.8 + 2)
                a.add("key" if s < 0 else "second", gouge(x, -188 - 92 * t, x + s * 7,
                    -196 - 92 * t, 3.4, s * 2))
        a.add("paper", gouge(-55, -190, -18, -268, 3, -9), gouge(-27, -192, -9, -226, 2, -3))
        for x in (-42, -30, 31, 43):
            a.add("key", brush([(x, -184), (x, -46)], [4.4, 4.4], blunt=True))
        a.add("paper", gouge(-46, -180, -46, -60, 2), gouge(-35, -180, -35, -90, 1.6))
        a.add("key", area([(-24, -30, 1), (-24, -150), (-14, -170), (0, -178, 1), (14, -170),
            (24, -150), (24, -30, 1)]))
        a.add("paper", gouge(-21, -34, -20, -150, 2.6), gouge(-20, -152, -1, -175, 2.2, -3))
        a.add("third", teeth([(-17, -36), (17, -36)], (0, -34), rng, 7, 3.6, 0.7))
        for i in range(4):  # stair
            y0 = -i * 10.0
            a.add("key", box(-58 + i * 6, y0 - 11, 60 - i * 6, y0 + 2, rng, 0.7))
            a.add("paper", gouge(-54 + i * 6, y0 - 7, 34 - i * 5, y0 - 7, 3.4))
    return a


def _hook(x: float, y: float, s: float, flip: int = 1) -> Sub:
    """The horn finial (chofa): a slender S rising from (x, y)."""
    p = [(0, 0), (9, -8), (12, -22), (8, -38), (12, -54), (24, -66)]
    return brush(spline([(x + flip * px * s, y + py * s) for px, py in p], 3),
        [9 * s, 11 * s, 7 * s, 6 * s, 4 * s, 0.6])


def _gable(a: Art, half: float, eave: float, apex: float, rng: Random, fill: str) -> None:
    """One concave tier of a Khmer roof: gable, tympanum, rakes with upturned horns."""
    def rake(k: float, dy: float, s: int) -> list[Pt]:
        h = (eave - apex) * k
        pts = [(0, apex + dy), (0.2, 0.34), (0.45, 0.63), (0.74, 0.86), (1.0, 0.985)]
        return spline([(0, apex + dy)] + [(s * half * k * u, apex + dy + h * v) for u,
            v in pts[1:]], 3)

    left, right = rake(1, 0, -1), rake(1, 0, 1)
    a.add("key", area([*left[::-1], *right[1:], (half * 0.9, eave + 8, 1),
        (-half * 0.9, eave + 8, 1)]))
    il, ir = rake(0.8, 22, -1), rake(0.8, 22, 1)
    a.add(fill, area([(p[0], p[1], *((1,) if i in (0,) else ())) for i,
        p in enumerate(il[::-1])] + list(ir[1:-1]) + [(*ir[-1], 1)]))
    for line, s in ((left, -1), (right, 1)):
        a.add("key", brush(line, [8, 10, 12]))
        a.add("second", brush([(p[0] * 0.985 + 0, p[1] + 7) for p in line[1:-1]], [3, 5, 4]))
        for i in range(9):  # naga scales along the rake
            x, y, ang = along(line, 0.1 + i * 0.095)
            t = math.radians(ang - 90 * (1 if s > 0 else -1) * 1.0)
            a.add("key", tooth(x, y + 1, x + math.cos(t) * 11 + s * 2, y + math.sin(t) * 11 - 3, 9))
        a.put(Art().add("key", _hook(0, 0, half / 190 * 0.75 + 0.22)), s * half * 0.96, eave + 3,
            flip=s < 0)
    a.put(Art().add("key", _hook(0, 0, half / 260 * 0.8 + 0.3)), -4, apex + 6)


def khmer_pagoda(seed: int = 2) -> Art:
    """The hall of a Khmer pagoda, gable front: stacked concave roofs with horns,
    a slim spire, a colonnade, a stair between low walls; 640 high, 620 wide.
    The inside stays dark: nothing of the sanctuary is shown."""
    rng = Random(seed)
    y: float
    w: float
    a = Art()
    # spire
    a.add("key", area([(-22, -480, 1), (-20, -520), (-13, -548), (-12, -566), (-5, -590),
        (-3, -622), (0, -668, 1), (3, -622),
                       (5, -590), (12, -566), (14, -548), (21, -520), (23, -480, 1)]))
    for i, (y, w) in enumerate(((-512, 19), (-526, 17), (-540, 14), (-556, 12), (-572, 9),
        (-588, 6))):
        a.add("second", gouge(-w, y, w * 0.5, y + 1, 4 - i * 0.4, -2))
    _gable(a, 118, -392, -512, rng, "second")
    a.add("third", area([(-60, -398, 1), (-24, -440), (0, -482, 1), (24, -440), (60, -398, 1)]))
    _gable(a, 172, -300, -456, rng, "second")
    # side wings of the lower roof, seen in profile
    for s in (-1, 1):
        roof = [(s * 120, -300), (s * 214, -268), (s * 300, -206), (s * 306, -190), (s * 120, -190)]
        a.add("key", area([(*roof[0], 1), roof[1], (*roof[2], 1), (*roof[3], 1), (*roof[4], 1)]))
        a.add("second", hatch([(s * 120, -286), (s * 210, -256), (s * 286, -206), (s * 120, -206)],
            rng, angle=34 * s, gap=9, w=4.2,
                              dash=(26, 60), space=(3, 7)))
        a.put(Art().add("key", _hook(0, 0, 0.85)), s * 296, -200, flip=s < 0)
    _gable(a, 224, -196, -392, rng, "second")
    # tympanum: a leaf scroll growing from a lotus bud
    ty: list[Sub] = []
    for s in (-1, 1):
        for x, y, r in ((30, -214, 22), (78, -210, 19), (118, -206, 13), (26, -258, 17),
            (62, -246, 13), (18, -296, 12)):
            ty.append(arc(s * x, y, r, 200 if s > 0 else -20, 290 if s > 0 else -110, 4.6))
            ty.append(arc(s * x, y, r * 0.6, 20, 100, 4))
            ty.append(gouge(s * (x - 6), y + r, s * (x + 8), y - r * 1.2, 4, s * 4))
    a.add("key", ty)
    a.add("key", area([(-15, -200, 1), (-20, -226), (-9, -262), (0, -330, 1), (9, -262), (20, -226),
        (15, -200, 1)]))
    a.add("paper", area([(-8, -206, 1), (-11, -228), (-4, -258), (0, -296, 1), (4, -258),
        (11, -228), (8, -206, 1)]))
    a.add("key", gouge(0, -206, 0, -280, 4), gouge(-5, -208, -3, -246, 2, -1),
        gouge(5, -208, 3, -246, 2, 1))
    # entablature and colonnade
    a.add("key", box(-286, -192, 288, -30, rng))
    a.add("second", box(-288, -190, 286, -174, rng), )
    a.add("key", [tooth(x, -174, x, -187, 9) for x in range(-280, 284, 13)])
    a.add("over", box(-272, -164, 272, -40, rng))
    a.add("key", hatch([(-270, -162), (270, -162), (270, -42), (-270, -42)], rng, angle=90, gap=7.5,
        w=5, dash=(50, 120), space=(2, 6), keep=0.9))
    a.add("key", area([(-34, -34, 1), (-34, -128), (0, -162, 1), (34, -128), (34, -34, 1)]))  # door
    for x in (-262, -204, -146, -84, 84, 146, 204, 262):
        w = 10.5
        a.add("paper", rough([(x - w, -164), (x + w, -164), (x + w + 1.5, -36), (x - w - 1.5, -36)],
            rng))
        a.add("third", rough([(x + w * 0.1, -160), (x + w, -160), (x + w + 1, -38),
            (x + w * 0.1, -38)], rng))
        a.add("key", gouge(x + w + 0.5, -164, x + w + 1.5, -36, 3.4),
            teeth([(x + w, -158), (x + w, -42)], (-8, 0), rng, 11, 5))
        a.add("second", box(x - w - 4, -170, x + w + 4, -158, rng, 0.6),
            box(x - w - 4, -44, x + w + 4, -34, rng, 0.6))
    a.add("key", brush(spline([(-38, -34), (-38, -130), (0, -168)], 4), [5, 5, 4]),
        brush(spline([(38, -34), (38, -130), (0, -168)], 4), [5, 5, 4]))
    # plinth, stair, low walls
    for i, w in enumerate((318, 306, 296)):
        y = -i * 12.0
        a.add("key", box(-w, y - 13, w, y, rng))
        a.add("paper", hatch([(-w, y - 11), (w, y - 11), (w, y - 4), (-w, y - 4)], rng, gap=6,
            w=4.4, dash=(50, 150), space=(3, 9)))
    for i in range(5):
        y = -i * 7.6
        a.add("key", box(-52 + i * 2, y - 9, 52 - i * 2, y + 1, rng, 0.6))
        a.add("paper", gouge(-48 + i * 2, y - 4.6, 48 - i * 2, y - 4.6, 4))
    for s in (-1, 1):
        a.add("key", brush(spline([(s * 54, -46), (s * 64, -26), (s * 78, -8), (s * 96, -10),
            (s * 102, -30)], 3), [10, 12, 12, 9, 3]))
        a.add("second", brush(spline([(s * 56, -40), (s * 65, -24), (s * 78, -9), (s * 93, -11)],
            3), [2, 4, 4, 1]))
    return a


def khmer_gate(seed: int = 180, low: str = "third") -> Art:
    """A pagoda's outer gate seen from the road, 620 wide, 560 high.

    Two piers, a tiered roof with its finial, low walls, the way open to the sky behind.
    """
    rng = Random(seed)
    a = Art()
    for s in (-1, 1):  # walls
        a.add("key", box(min(s * 150, s * 620), -112, max(s * 150, s * 620), 0, rng)).add(low,
            [box(s * (196 + i * 76) - 26, -90, s * (196 + i * 76) + 24, -20, rng,
            1) for i in range(6)])
        a.add("key", [area([(s * (196 + i * 76) - 15, -28, 1), (s * (196 + i * 76) - 15, -58),
            (s * (196 + i * 76), -80, 1), (s * (196 + i * 76) + 15, -58),
            (s * (196 + i * 76) + 15, -28, 1)]) for i in range(6)])
        a.add("second", gouge(s * 160, -108, s * 610, -108, 7))
    for s in (-1, 1):  # piers
        x = s * 136
        a.add("key", box(x - 54, -330, x + 56, 4, rng)).add("paper",
            box(x - 46, -318, x + 30, -34, rng, 1)).add("third",
            box(x - 2, -314, x + 34, -36, rng, 1)).add("key",
            teeth([(x + 34, -312), (x + 34, -38)], (-30, 0), rng, 12, 8))
        a.add("second", box(x - 60, -346, x + 60, -322, rng, 1),
            box(x - 60, -32, x + 60, -8, rng, 1), area([(x - 26, -120, 1), (x - 26, -222),
            (x, -262, 1), (x + 20, -222), (x + 20, -120, 1)])).add("key",
            area([(x - 15, -130, 1), (x - 15, -216), (x - 2, -240, 1), (x + 11, -216),
            (x + 11, -130, 1)]))
        a.add("key", gouge(x - 54, -334, x + 56, -333, 4), gouge(x - 56, -20, x + 58, -20, 4))
    a.add("key", area([(-86, -352, 1), (86, -352, 1), (86, -236, 1), (70, -282), (40, -304),
        (16, -306), (0, -284, 1), (-16, -306), (-40, -304), (-70, -282),
        (-86, -236, 1)])).add("second", [gouge(s * (78 - k * 17), -250 - k * 19, s * (70 - k * 19),
        -272 - k * 14, 6, s * -2) for s in (-1, 1) for k in range(3)],
        gouge(-76, -338, 70, -338, 6))
    for k, (w, y, h) in enumerate(((250, -344, 76), (178, -410, 66), (104, -468, 58))):  # roofs
        roof: list[Pt] = [(-w - 40, y - 16, 1), (-w, y + 4), (0, y + 10), (w, y + 4),
            (w + 40, y - 16, 1), (w * 0.86, y - h * 0.42), (w * 0.6, y - h, 1),
            (-w * 0.6, y - h, 1), (-w * 0.86, y - h * 0.42)]
        a.add("key", area([(p[0] * 1.02, p[1] + 4, *p[2:]) for p in roof])).add("second",
            area([(p[0] * 0.96, p[1] - 2, *p[2:]) for p in roof]))
        m = int(w / 9)
        a.add("key", [gouge(-w * 0.58 + w * 1.16 * i / m, y - h + 6, -w * 0.92 + w * 1.84 * i / m,
            y - 2, 3.4 + (i > m * 0.6) * 2.4) for i in range(m + 1)])
        a.add("third", gouge(-w * 0.9, y + 1, w * 0.9, y + 1, 6, 4))
        for s in (-1, 1):
            a.add("key", brush(spline([(s * (w + 30), y - 10), (s * (w + 54), y - 34),
                (s * (w + 52), y - 64), (s * (w + 36), y - 74)], 4), [11, 10, 6, 1]))
            if k < 2:
                a.add("key", brush(spline([(s * w * 0.6, y - h + 4),
                    (s * (w * 0.6 + 16), y - h - 22), (s * (w * 0.6 + 10), y - h - 44)], 3),
                    [8, 7, 1]))
    a.add("key", area([(-56, -520, 1), (-44, -548), (-26, -560), (-20, -592), (-7, -612),
        (0, -676, 1), (7, -612), (20, -592), (26, -560), (44, -548), (56, -520, 1)])).add("second",
        gouge(-34, -532, -8, -600, 8, -4), gouge(-3, -612, 0, -656, 4)).add("third",
        gouge(-40, -542, 40, -542, 4))
    return a


def mosque(seed: int = 193, dome: str = "second", wall: str = "paper") -> Art:
    """A riverside mosque far off.

    Arcade, middle dome, two slim minarets, crescents; 420 wide, 330 high.
    """
    rng = Random(seed)
    a = Art()

    def cap(x: float, y: float, r: float) -> None:
        pts: list[Pt] = [(x - r * 0.86, y, 1), (x - r * 1.06, y - r * 0.5),
            (x - r * 0.72, y - r * 1.05), (x - r * 0.14, y - r * 1.4), (x, y - r * 1.8, 1),
            (x + r * 0.14, y - r * 1.4), (x + r * 0.72, y - r * 1.05), (x + r * 1.06, y - r * 0.5),
            (x + r * 0.86, y, 1)]
        a.add("key", area([(p[0] + (p[0] - x) * 0.06 + 1, p[1] - 1,
            *p[2:]) for p in pts])).add(dome, area(pts)).add("key",
            teeth([(x + r * 0.1, y - r * 1.3), (x + r * 0.8, y - r * 0.9), (x + r, y - r * 0.4),
            (x + r * 0.8, y)], (-r * 0.5, 0), rng, 7, 5))
        a.add("key", brush([(x, y - r * 1.7), (x, y - r * 1.7 - 22)], [3, 3])).add("key",
            brush(spline([(x + 8, y - r * 1.7 - 38), (x - 3, y - r * 1.7 - 36),
            (x - 6, y - r * 1.7 - 27), (x + 2, y - r * 1.7 - 21), (x + 9, y - r * 1.7 - 24)], 3),
            [1, 4, 5, 4, 1]))

    for s in (-1, 1):
        x = s * 176
        a.add("key", box(x - 19, -212, x + 20, 0, rng)).add(wall,
            box(x - 15, -208, x + 6, -3, rng, 0.8)).add("key", box(x - 26, -176, x + 27, -164, rng),
            box(x - 26, -218, x + 27, -206, rng), box(x - 7, -152, x + 5, -116, rng))
        cap(x, -216, 19)
    a.add("key", box(-152, -120, 154, 0, rng)).add(wall,
        box(-147, -115, 148, -4, rng, 0.8)).add("key", box(-160, -130, 162, -114, rng))
    a.add("key", [area([(x - 19, -4, 1), (x - 19, -56), (x, -92, 1), (x + 19, -56),
        (x + 19, -4, 1)]) for x in (-116, -58, 0, 58, 116)]).add("third",
        [gouge(x - 13, -10, x - 13, -54, 4) for x in (-116, -58, 0, 58, 116)])
    a.add("key", box(-66, -152, 68, -126, rng)).add(wall, box(-62, -148, 30, -130, rng, 0.8))
    cap(0, -148, 64)
    return a
