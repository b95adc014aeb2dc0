"""People on their way, and those who look on."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import along, area, blob, brush, gouge, poly, spline, teeth
from heritage.site.plates.motifs.body import head, limb


def walker(seed: int = 48, cloth: str = "second", load: str = "basket") -> Art:
    """Someone walking away with a back basket, or with a shoulder pole; 150 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-15, -62, 1), (-20, -20), (-18, -6, 1), (18, -6, 1), (19, -22),
        (14, -62, 1)]), brush([(-8, -8), (-9, 1)], [7, 9]), brush([(8, -8), (10, 0)], [7, 9]))
    a.add("key", area([(-14, -58, 1), (-15, -90), (-13, -110), (0, -117), (13, -110), (15, -90),
        (14, -58, 1)]))
    a.add(cloth, [gouge(-14 + i * 7, -56, -16 + i * 8, -10, 3.2) for i in range(5)])
    a.add("key", blob(0, -128, 8.4, 10, rng, n=9))
    a.add(cloth, area([(-10, -126, 1), (-11, -136), (0, -143), (11, -136), (10, -126, 1),
        (0, -131)]))
    if load == "basket":
        a.add("key", area([(-20, -112, 1), (-21, -92), (-14, -50, 1), (14, -50, 1), (21, -92),
            (20, -112, 1)]))
        a.add("third", area([(-16, -108, 1), (-17, -92), (-11, -54, 1), (6, -54, 1), (12, -92),
            (11, -108, 1)]))
        a.add("key", [gouge(-17, y, 14, y + 1, 3.4) for y in (-98, -86, -74, -62)],
            gouge(-4, -108, -4, -54, 3.4))
    else:
        a.add("key", limb((10, -106), (22, -98), (14, -112), w=(7, 6, 5)),
            brush(spline([(-56, -104), (0, -114), (58, -104)], 4), [3, 4, 3]))
        for s in (-1, 1):
            a.add("key", brush([(s * 55, -104), (s * 48, -62)], [1.6, 1.6]),
                brush([(s * 55, -104), (s * 66, -62)], [1.6, 1.6]),
                area([(s * 42, -64, 1), (s * 48, -42), (s * 66, -42), (s * 73, -64, 1)]))
            a.add(cloth, gouge(s * 47, -58, s * 68, -58, 3), gouge(s * 50, -50, s * 65, -50, 3))
    return a


def tray_bearer(seed: int = 170, dress: str = "paper", scarf: str = "second",
    tray_ink: str = "third") -> Art:
    """Someone walking away with a covered tray on the head, one hand to it; 205 high."""
    rng = Random(seed)
    d = rng.uniform(-3, 3)
    a = Art()
    hem = [(-30 + d, -2, 1), (-12, 3), (8, -1), (28 + d, -4, 1)]
    robe: list[Pt] = [*hem, (22, -60), (17, -100), (21, -128), (8, -142, 1), (-8, -142, 1),
        (-20, -128), (-16, -100), (-22, -60)]
    a.add("key", area([(p[0] * 1.1 + 1, p[1] + (3 if p[1] > -20 else 0),
        *p[2:]) for p in robe])).add(dress, area(robe))
    a.add("key", [gouge(x0, -88, x1, -8, w, b) for x0, x1, w,
        b in ((0, -9, 4, 2), (8, 10, 4.6, -2), (14, 21, 5, -3))],
        teeth([(19, -128), (15, -100), (19, -62)], (-12, 2), rng, 8, 5))
    a.add("key", limb((16, -132), (37, -146), (26, -182), w=(12, 10, 6)),
        limb((-15, -132), (-28, -108), (-24, -84), w=(12, 10, 6))).add(dress,
        limb((17, -133), (34, -146), (29, -166), w=(6, 5, 3)),
        limb((-16, -130), (-26, -108), (-24, -96), w=(6, 5, 3)))
    a.add(scarf, brush(spline([(-14, -138), (2, -112), (16, -94)], 3), [6, 7, 6]))
    a.add("key", blob(0, -155, 11, 13, rng, n=10)).add(scarf,
        area([(-11, -152, 1), (-12, -165), (0, -171), (12, -165), (11, -151, 1), (0, -158)]))
    a.add("key", area([(-40, -181, 1), (-28, -172), (-13, -167, 1), (13, -167, 1), (28, -172),
        (40, -181, 1)])).add(tray_ink, gouge(-34, -178, 28, -178, 5))
    for x, y, r in ((-20, -188, 9), (0, -189, 10), (19, -188, 9), (-10, -202, 9), (10, -202, 9),
        (0, -215, 8)):
        a.add("key", blob(x, y, r, r, rng, 0.03, 9)).add(tray_ink,
            blob(x - 1.5, y - 1.5, r - 3, r - 3, rng, 0.03, 8))
    return a.add("key", gouge(0, -220, -12, -236, 6, 3), gouge(0, -220, 12, -238, 6, -3))


def file_of(seed: int = 171, n: int = 9, gap: float = 44, dress: str = "paper",
    shade: str = "key") -> Art:
    """People in file, far off: white dress, a tray on each head; 60 high.

    Anchor: middle of the file.
    """
    rng = Random(seed)
    a = Art()
    for i in range(n):
        x = (i - (n - 1) / 2) * gap + rng.uniform(-6, 6)
        k = rng.uniform(0.88, 1.08)
        step = rng.uniform(-3, 3)
        a.add(shade, area([(x - 9 * k + step, 1, 1), (x - 5 * k, -26 * k), (x - 6 * k, -40 * k),
            (x, -45 * k), (x + 7 * k, -40 * k), (x + 7 * k, -26 * k), (x + 12 * k + step, 1, 1)]),
            blob(x + 1, -50 * k, 4.6 * k, 5.4 * k, rng, n=8))
        a.add(dress, area([(x - 7 * k + step, -1, 1), (x - 4 * k, -26 * k), (x - 4 * k, -39 * k),
            (x + 1, -43 * k), (x + 3 * k, -26 * k), (x + 5 * k + step, -1, 1)]))
        a.add("second", area([(x - 8 * k, -65 * k, 1), (x - 4 * k, -73 * k), (x + 1, -76 * k),
            (x + 6 * k, -72 * k), (x + 9 * k, -65 * k, 1)]))
        a.add(shade, poly((x - 12 * k, -66 * k), (x + 13 * k, -66 * k), (x + 7 * k, -56 * k),
            (x - 6 * k, -56 * k)))
        a.add(shade, limb((x + 4 * k, -40 * k), (x + 12 * k, -46 * k), (x + 10 * k, -56 * k),
            w=(4.6, 4, 3)))
        a.add(shade, gouge(x + 9 * k, 2, x + 34 * k, 7, 6))
    return a


def plough_team(seed: int = 172, coat: str = "key", sash: str = "second") -> Art:
    """The first furrow.

    A buffalo leaning into the yoke, the plough, its man behind; 640 long, going left.
    """
    rng = Random(seed)
    a = Art()
    # the buffalo
    body: list[Pt] = [(-250, -150, 1), (-262, -176), (-238, -196), (-206, -190), (-170, -206),
        (-110, -204), (-40, -196), (6, -186), (26, -160), (28, -118), (20, -86), (-20, -78),
        (-90, -64), (-150, -72), (-186, -92), (-206, -118), (-228, -128), (-244, -132)]
    a.add("key", area(body))
    for hx, k, f in ((-182, 0, -16), (-150, 1, 14), (-18, 0, -12), (10, 1, 22)):
        a.add("key", limb((hx, -100), (hx + f * 0.4 - 4, -52), (hx + f, -2),
            w=(38 - k * 4, 21, 15)), brush([(hx + f - 8, 0), (hx + f + 9, 0)], [9, 9]))
    skull: list[Pt] = [(-206, -198, 1), (-244, -202), (-268, -182), (-294, -142), (-314, -112),
        (-310, -94), (-288, -86), (-266, -94), (-246, -118), (-212, -126, 1)]
    a.add("key", area(skull), area([(-232, -176, 1), (-206, -192), (-180, -178, 1), (-204, -166)]))
    for horn in (((-234, -194), (-204, -206), (-174, -228), (-168, -262)),
        ((-250, -196), (-272, -214), (-270, -246), (-246, -270))):
        line = spline(list(horn), 4)
        a.add("key", brush(line, [22, 19, 13, 2])).add("third",
            brush([(x - 1, y - 2) for x, y in line[1:-2]], [3, 6, 2]))
    a.add("key", brush(spline([(24, -168), (42, -140), (38, -84)], 3), [8, 5, 7]))
    a.add("third", gouge(-170, -199, -50, -196, 9, -3), gouge(-36, -190, 4, -176, 6, -2),
        gouge(-298, -126, -270, -168, 6, -3), gouge(-304, -104, -288, -98, 5))
    a.add("second", gouge(-168, -176, -150, -118, 7, 6), gouge(-20, -172, -2, -120, 7, -6),
        gouge(-132, -84, -40, -84, 5, 4), gouge(-140, -180, -70, -182, 4))
    # yoke, traces, plough
    a.add("key", brush(spline([(-194, -178), (-176, -214), (-156, -196)], 3), [10, 11, 10]),
        brush(spline([(-160, -206), (-60, -150), (96, -64)], 4), [4, 4, 4]))
    a.add("key", brush(spline([(40, -96), (110, -58), (170, -8)], 4), [13, 15, 20]),
        brush(spline([(156, -26), (184, -80), (206, -136), (232, -142)], 4), [15, 12, 9, 8]),
        area([(132, -22, 1), (184, -10, 1), (120, 14, 1), (104, 6)])).add("third",
        gouge(60, -88, 150, -28, 4, 3), gouge(170, -50, 196, -112, 4))
    # the man
    a.add("key", limb((286, -112), (262, -58), (230, -2), w=(34, 25, 15)),
        limb((292, -112), (318, -62), (338, -4), w=(34, 24, 15)),
        brush([(218, 1), (240, 1)], [9, 9]), brush([(330, 1), (352, 0)], [9, 9]))
    a.add(coat, area([(262, -100, 1), (252, -150), (256, -192), (282, -208), (308, -194),
        (316, -150), (312, -98, 1)])).add("second" if coat == "key" else "key",
        gouge(262, -184, 260, -112, 7, 3), gouge(274, -196, 275, -110, 4))
    a.add(sash, brush([(258, -112), (314, -110)], [15, 15], blunt=True),
        brush(spline([(306, -108), (318, -82), (314, -58)], 3), [9, 9, 10], blunt=True))
    a.add("key", limb((266, -190), (240, -164), (232, -142), w=(19, 15, 9)),
        limb((292, -190), (262, -150), (234, -140), w=(18, 14, 9)),
        brush([(280, -216), (282, -204)], [15, 20]))
    head(a, rng, 276, -230, 15, -1)
    a.add("key", area([(256, -234, 1), (259, -252), (278, -258), (297, -248), (296, -230, 1),
        (276, -240)])).add(sash, gouge(259, -245, 294, -243, 6, -3))
    return a


def spectator(seed: int = 173, coat: str = "key", sash: str = "second", arm: int = 0) -> Art:
    """Someone in an indigo coat from behind, a sash, maybe an arm raised; 170 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(-8, -50), (-9, 0)], [16, 12], blunt=True),
        brush([(9, -50), (10, 0)], [16, 12], blunt=True))
    a.add("key", area([(-22, -44, 1), (-19, -90), (-21, -118), (-8, -132), (8, -132), (21, -118),
        (19, -90), (24, -44, 1)]))
    if coat != "key":
        a.add(coat, area([(-18, -48, 1), (-15, -90), (-16, -116), (-4, -127), (5, -126),
            (4, -48, 1)]))
    a.add("second" if coat == "key" else "key", gouge(-12, -120, -13, -52, 4, 2),
        gouge(0, -124, 0, -54, 3), gouge(11, -118, 13, -56, 3, -2))
    a.add(sash, brush([(-19, -86), (19, -86)], [10, 10], blunt=True),
        brush(spline([(-4, -84), (-8, -62), (-6, -40)], 3), [6, 7, 8], blunt=True))
    up = ((-18, -122), (-34, -146), (-28, -176)) if arm else ((-17, -122), (-25, -98), (-20, -74))
    a.add("key", limb(*up, w=(13, 10, 6)), limb((17, -122), (25, -100), (21, -76), w=(13, 10, 6)))
    a.add("key", blob(0, -145, 10.5, 12.5, rng, n=10)).add(sash,
        area([(-12, -143, 1), (-13, -156), (0, -163), (13, -156), (12, -142, 1), (0, -149)]))
    return a


def crowd(seed: int = 49, w: float = 420, n: int = 34, hats: str = "third",
    body: str = "key") -> Art:
    """A bank of watchers: heads, conical hats, raised arms. Anchor: middle of the bank."""
    rng = Random(seed)
    a = Art()
    for row in range(2):
        for i in range(n // 2):
            x = -w / 2 + w * (i + rng.uniform(0.2, 0.8)) / (n // 2)
            y = -14 + row * 13 + rng.uniform(-4, 4)
            a.add(body, area([(x - 11, y + 22, 1), (x - 10, y + 2), (x, y - 4), (x + 10, y + 2),
                (x + 11, y + 22, 1)]), blob(x, y - 10, 6, 7, rng, n=7))
            q = rng.random()
            if q < 0.42:
                a.add(hats, area([(x - 13, y - 9, 1), (x, y - 22, 1), (x + 13, y - 9, 1),
                    (x, y - 6)]))
            elif q < 0.6:
                a.add(body, limb((x + 6, y), (x + 12, y - 14), (x + 8, y - 30), w=(5, 4.4, 3)))
            elif q < 0.8:
                a.add(hats, gouge(x - 7, y + 12, x + 1, y + 2, 5))
    return a


def climber(seed: int = 81, h: float = 620) -> Art:
    """A sugar-palm trunk close by, its knotted bamboo ladder, and the climber with
    his tubes; h high, no crown (let it leave the plate)."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush(spline([(0, 6), (-5, -h * 0.4), (3, -h)], 4), [92, 62, 58, 56], blunt=True))
    y = -10.0
    while y > -h:
        w = 30 + 14 * max(0, 1 + y / 160)
        a.add("second", gouge(-w, y, -w * 0.1 + rng.uniform(-6, 12), y + 5, rng.uniform(4, 6.5), 3),
            gouge(-w * 0.7, y - 9, rng.uniform(-12, 0), y - 6, 3, 2))
        a.add("third", gouge(w * 0.1, y + 3, w * 0.6, y - 1, 3.4, 2))
        y -= rng.uniform(19, 27)
    pole = spline([(62, 10), (50, -h * 0.5), (40, -h)], 5)
    a.add("key", brush(pole, [15, 13, 12]))
    a.add("third", brush([(p[0] - 2, p[1]) for p in pole[1:-1]], [4, 4]))
    for i in range(int(h / 44)):
        x, yy, _ = along(pole, (i + 0.7) / (h / 44))
        s = 1 if i % 2 else -1
        a.add("key", brush([(x - 4 * s, yy), (x + 24 * s, yy - 12)], [7, 5]),
            brush([(x - 8, yy + 2), (x + 8, yy)], [4, 4]))
    bx, by = 52.0, -h * 0.56
    a.add("key", limb((bx + 14, by - 4), (bx + 32, by + 22), (bx - 2, by + 36), w=(20, 14, 8)),
        limb((bx + 12, by - 2), (bx + 34, by + 50), (bx + 6, by + 82), w=(20, 14, 8)))
    a.add("key", area([(bx + 2, by + 10, 1), (bx + 6, by - 30), (bx + 12, by - 58),
        (bx + 32, by - 60), (bx + 42, by - 36), (bx + 36, by + 10, 1)])).add("third",
        area([(bx + 24, by + 2, 1), (bx + 26, by - 30), (bx + 28, by - 52), (bx + 36, by - 38),
        (bx + 31, by + 2, 1)]))
    a.add("paper", brush([(bx + 2, by + 4), (bx + 36, by + 6)], [6, 6]))
    head(a, rng, bx + 16, by - 76, 11.5, -1)
    a.add("key", brush([(bx + 18, by - 66), (bx + 22, by - 56)], [12, 18]),
        limb((bx + 16, by - 54), (bx - 4, by - 78), (bx - 8, by - 106), w=(13, 10, 6)),
        limb((bx + 28, by - 54), (bx + 16, by - 28), (bx - 4, by - 40), w=(12, 10, 6)))
    a.add("second", brush([(bx + 4, by - 81), (bx + 27, by - 83)], [6, 6]),
        gouge(bx + 26, by - 82, bx + 40, by - 66, 6))
    for i in range(3):
        x = bx + 38 + i * 11
        a.add("key", brush([(x, by + 2 + i * 2), (x + 5, by + 46 + i * 2)], [12, 12],
            blunt=True)).add("third", gouge(x - 2, by + 6, x + 2, by + 40, 4))
    return a
