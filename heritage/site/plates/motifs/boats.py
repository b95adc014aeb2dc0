"""Boats and their crews, the ox team."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Sub
from heritage.site.plates.marks import (
    along,
    arc,
    area,
    blob,
    brush,
    gouge,
    rough,
    spline,
    teeth,
    tooth,
)
from heritage.site.plates.motifs.body import head, limb
from heritage.site.plates.motifs.feasts import sky_lantern


def paddler(seed: int = 41, shirt: str = "second") -> Art:
    """One of a racing crew, bent to the stroke, facing right. Anchor: the thwart."""
    rng = Random(seed)
    d = rng.uniform(-1.6, 1.6)
    a = Art()
    a.add("key", area([(-13, 2, 1), (-12, -16), (-4 + d, -38), (8 + d, -47), (18 + d, -40),
        (12, -16), (12, 2, 1)]))
    a.add(shirt, area([(-9, -2, 1), (-8, -16), (-1 + d, -36), (7 + d, -43), (10 + d, -34), (2, -14),
        (1, -2, 1)]))
    head(a, rng, 21 + d, -55, 7.2, 1)
    a.add("key", limb((12 + d, -44), (26 + d, -34), (33 + d, -46), w=(7, 5, 4)))
    a.add(shirt, brush([(13.5 + d, -59), (27 + d, -61)], [4, 3.4]))
    a.add("key", brush([(32 + d, -50), (38 + d, -14)], [3, 3]))
    a.add("key", limb((8 + d, -38), (24 + d, -22), (39 + d, -20), w=(7, 5, 4)))
    return a


def ngo_boat(seed: int = 42, crew: int = 17, shirt: str = "second", trim: str = "third") -> Art:
    """A Khmer racing boat from the side, running to the right with its crew in time.
    1030 long; anchor: the middle of the waterline. Ornament is general: scales,
    a wave, a lotus bud; no temple's own sign."""
    rng = Random(seed)
    a = Art()
    up = spline([(-520, -116), (-450, -58), (-370, -30), (-200, -18), (0, -15), (200, -18),
        (380, -34), (460, -60), (524, -104)], 3)
    dn = spline([(524, -104), (470, -34), (392, 0), (210, 16), (0, 20), (-200, 16), (-382, 2),
        (-464, -32), (-520, -116)], 3)
    step = 740 / max(1, crew - 1)
    rowers = [paddler(seed, shirt), paddler(seed, trim)]
    for i in range(crew):
        x = -400 + i * step
        y, _ = min(((p[1], abs(p[0] - x)) for p in up), key=lambda q: q[1])
        if i == crew // 2:  # the caller, on his feet, keeps the stroke
            a.add("key", limb((x - 6, y), (x - 3, y - 46), (x - 2, y - 66), w=(12, 13, 16)))
            head(a, rng, x + 2, y - 84, 8, 1)
            a.add(trim, limb((x - 6, y - 34), (x - 4, y - 48), (x - 4, y - 64), w=(5, 6, 6)))
            a.add("key", limb((x, y - 66), (x + 20, y - 84), (x + 18, y - 108), w=(7, 6, 4)),
                limb((x - 5, y - 64), (x - 20, y - 80), (x - 14, y - 104), w=(7, 6, 4)))
            a.add(shirt, brush([(x - 6, y - 88), (x + 9, y - 90)], [4.4, 4]))
            continue
        a.use(rowers[(i + 1) % 2], x, y + 7, 1.36)
    a.add("key", area([(*up[0], 1), *up[1:-1], (*up[-1], 1), *dn[1:-1]]))
    a.add(trim, brush([(p[0] * 0.985, p[1] + 7) for p in up[2:-2]], [2, 5, 6, 6, 5, 2]))
    mid = [((p[0] + q[0]) / 2, (p[1] * 0.45 + q[1] * 0.55)) for p,
        q in zip(up, dn[::-1], strict=True)]
    sc: list[Sub] = []
    for i in range(32):
        x, y, d = along(mid, 0.1 + i * 0.0258)
        sc.append(arc(x, y + (-1 if i % 2 else 5), 12, d + 95, d + 195, 6))
    a.add(shirt, sc)
    for s, (hx, hy) in ((1, (524, -104)), (-1, (-520, -116))):  # stem and stern
        a.add("key", brush(spline([(hx - s * 30, hy + 34), (hx, hy), (hx + s * 10, hy - 30),
            (hx + s * 2, hy - 52)], 3), [16, 12, 9, 2]))
        a.add("paper", arc(hx - s * 28, hy + 16, 20, -30 if s > 0 else 150, 50 if s > 0 else 230,
            4), gouge(hx - s * 70, hy + 62, hx - s * 14, hy + 12, 4, s * 4))
        a.add(trim, gouge(hx - s * 92, hy + 84, hx - s * 26, hy + 34, 5, s * 5),
            gouge(hx - s * 2, hy - 4, hx + s * 5, hy - 40, 3.4, s * 3))
    a.add("paper", [gouge(-430 + i * 62 + rng.uniform(-8, 8), 21 + rng.uniform(-3, 2),
        -384 + i * 62, 25, 4) for i in range(14)])
    for i in range(crew):  # the paddles, and the water they throw up
        x = -400 + i * step + 50
        if i != crew // 2:
            a.add("third" if trim == "paper" else "paper",
                brush([(x, -30), (x + 10, 12)], [3.4, 3.4]))
            a.add("key", area([(x + 5, 6, 1), (x + 15, 10), (x + 22, 38), (x + 15, 46),
                (x + 9, 34)]))
            a.add("paper", [gouge(x + 16, 40, x + 16 + dx, 40 + dy, 4.6) for dx,
                dy in ((-22, -14), (17, -21), (26, -5))])
    return a


def sampan(seed: int = 78, lamp: bool = True) -> Art:
    """A small boat with its rower standing and a lantern at the prow; 260 long, facing right."""
    rng = Random(seed)
    a = Art()
    if lamp:
        a.add("key", brush([(96, -22), (112, -84)], [3, 3])).put(sky_lantern(seed), 116, -72, 0.62)
    a.add("key", limb((-60, -16), (-54, -52), (-52, -66), w=(15, 13, 17)),
        brush([(-51, -84), (-50, -74)], [8, 12])).add("second",
        limb((-60, -40), (-57, -56), (-56, -68), w=(6, 7, 6)))
    head(a, rng, -47, -91, 8.4, 1)
    a.add("key", area([(-69, -90, 1), (-46, -115, 1), (-25, -89, 1), (-47, -85)])).add("third",
        area([(-64, -92.5, 1), (-46, -111, 1), (-30, -92, 1), (-47, -88)])).add("key",
        limb((-48, -72), (-28, -62), (-16, -52), w=(8, 7, 5)),
        brush([(-10, -64), (-92, 26)], [3.4, 4.4]))
    a.add("key", area([(-140, -32, 1), (-100, -16), (0, -10), (96, -16), (140, -40, 1), (112, 2),
        (60, 14), (-60, 14), (-112, 4)])).add("second", gouge(-116, -12, 112, -14, 5,
        8)).add("third", gouge(-90, 2, 84, 2, 4, 5))
    return a


def _ox(rng: Random, hide: str, cut: str) -> Art:
    """A zebu at the gallop, facing right; 210 long. Anchor: the ground under its belly."""
    a = Art()
    a.add(hide, limb((-56, -78), (-74, -50), (-64, -28), (-84, -6), w=(30, 17, 9, 7)),
        limb((48, -70), (66, -46), (92, -44), (98, -22), w=(24, 13, 9, 6)))
    body = [(110, -92, 1), (104, -104), (94, -116), (84, -124), (72, -126), (58, -132), (44, -150),
        (30, -146), (16, -124), (-12, -117),
            (-44, -121), (-68, -117), (-82, -100), (-84, -78), (-70, -58), (-44, -62), (-14, -56),
            (18, -56), (42, -50), (56, -62), (66, -76),
            (76, -88), (86, -90), (98, -82), (108, -84, 1)]
    a.add(hide, area(body))
    a.add(hide, limb((-66, -88), (-92, -56), (-90, -36), (-122, -14), w=(36, 20, 10, 8)),
        limb((34, -66), (48, -34), (76, -30), (66, -8), w=(26, 14, 9, 7)))
    a.add(hide, area([(-120, -20), (-136, -12, 1), (-124, -6, 1), (-112, -12)]),
        area([(60, -12), (56, 0, 1), (70, 1, 1), (72, -10)]),
          area([(92, -24), (94, -12, 1), (106, -14, 1), (103, -26)]),
          area([(-90, -8), (-94, 2, 1), (-80, 3, 1), (-80, -8)]))
    a.add(hide, brush(spline([(82, -122), (84, -144), (98, -158), (114, -160)], 4), [9, 7, 5, 1]),
        brush(spline([(74, -124), (68, -146), (76, -164), (88, -172)], 4), [8, 6, 4, 1]))
    a.add(hide, area([(72, -124, 1), (58, -120), (48, -108), (62, -110)]))
    a.add(hide, brush(spline([(-78, -106), (-102, -108), (-124, -92), (-138, -96)], 4),
        [7, 4, 4, 8]))
    a.add(cut, gouge(-76, -72, -52, -64, 4, -2), gouge(-50, -64, -14, -58, 5, -1),
        gouge(-10, -58, 30, -56, 5), gouge(-58, -100, -48, -72, 3.4, -5),
          gouge(30, -116, 40, -72, 4, -6), gouge(40, -112, 48, -70, 3, -5),
          gouge(60, -116, 54, -88, 3, 4), gouge(84, -92, 96, -94, 3),
          gouge(-78, -94, -74, -68, 3, 3), gouge(-96, -50, -94, -34, 3.4, 2),
          gouge(52, -44, 56, -34, 3.4), gouge(60, -72, 72, -84, 3, -2),
          gouge(24, -126, 34, -122, 3, 2),
          gouge(-36, -84, -32, -64, 2.4, -2), gouge(-20, -82, -17, -62, 2.4, -2),
          gouge(-4, -82, -2, -62, 2.4, -2), gouge(101, -93, 107, -89, 5),
          gouge(87, -111, 97, -107, 6), gouge(34, -146, 22, -124, 4, -3),
          gouge(80, -100, 92, -96, 4, 2), gouge(68, -122, 62, -106, 4, 2))
    a.add(cut, teeth([(-66, -60), (-30, -60), (0, -57), (40, -54)], (4, -15), rng, 7, 4.4, 0.6))
    return a


def ox_team(seed: int = 43, near: str = "paper", far: str = "second", cloth: str = "second") -> Art:
    """Two racing oxen, yoked, and the driver on his harrow, mud flying; 470 long.
    Anchor: the ground under the team. The rod is held up, never laid on."""
    rng = Random(seed)
    a = Art()
    a.put(_ox(rng, "key", far), 40, -20, 0.97)
    a.add("key", brush([(64, -156), (24, -130)], [8, 8]))
    if near != "key":  # a pale beast needs its shadow side
        a.put(_ox(rng, "key", "key"), 3.5, 3.5)
    a.put(_ox(rng, near, "paper" if near == "key" else "key"), 0, 0)
    a.add(cloth, brush(spline([(60, -134), (58, -108), (52, -66)], 4),
        [6, 7, 6]))  # collar with bells
    a.add(cloth, [blob(58 - i * 3, -100 + i * 16, 3.6, 4.2, rng, n=6) for i in range(3)])
    a.add("key", brush(spline([(18, -132), (-60, -90), (-150, -52), (-222, -20)], 4),
        [7, 6, 6, 7]))  # beam
    a.add("key", rough([(-286, -22), (-196, -24), (-192, -8), (-290, -6)], rng),
        [tooth(-280 + i * 14, -8, -284 + i * 14, 14, 8) for i in range(7)])
    a.add(cloth, gouge(-280, -17, -204, -18, 4))
    # the driver: knees bent, weight back
    a.add("key", limb((-236, -24), (-214, -52), (-244, -80), w=(10, 12, 17)),
        limb((-262, -24), (-250, -54), (-250, -82), w=(10, 12, 17)))
    a.add("key", area([(-264, -74, 1), (-272, -104), (-266, -132), (-248, -136), (-236, -126),
        (-234, -98), (-230, -72, 1)]))
    a.add(cloth, area([(-260, -80, 1), (-266, -104), (-262, -126), (-252, -130), (-252, -104),
        (-248, -80, 1)]))
    a.add("key", brush([(-250, -142), (-248, -128)], [9, 12]))
    head(a, rng, -246, -150, 10, 1)
    a.add(far, brush([(-257, -154), (-236, -158)], [6, 5]), gouge(-255, -153, -270, -140, 5, 2))
    a.add("key", limb((-244, -126), (-222, -112), (-200, -114), w=(10, 8, 5)),
        brush(spline([(-200, -114), (-120, -124), (20, -132)], 4), [2, 2, 2]))
    a.add("key", limb((-258, -126), (-286, -140), (-300, -168), w=(10, 8, 5)),
        brush([(-296, -160), (-330, -226)], [2.6, 1.4]))
    mud: list[Sub] = []
    for cx, n, r in ((-240, 22, 92), (-90, 15, 56), (80, 13, 50), (-300, 12, 74)):
        for _ in range(n):
            b = math.radians(rng.uniform(185, 355))
            r0, r1 = rng.uniform(8, r * 0.5), 0.0
            r1 = r0 + rng.uniform(10, r * 0.5)
            mud.append(gouge(cx + math.cos(b) * r0, 6 + math.sin(b) * r0 * 0.8,
                cx + math.cos(b) * r1, 6 + math.sin(b) * r1 * 0.8, rng.uniform(4, 8)))
    a.add("paper", mud[::3] + mud[1::3]).add("key", mud[2::3])
    return a
