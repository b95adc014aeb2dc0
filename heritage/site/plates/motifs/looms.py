"""Looms and those who sit at them."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import arc, area, blob, brush, gouge, poly, spline, teeth
from heritage.site.plates.motifs.body import head, limb
from heritage.site.plates.motifs.cloth import _lozenges


def weaver(seed: int = 59, dress: str = "key", cloth: str = "second") -> Art:
    """A woman at the backstrap loom, from the side: warp from her waist to the far
    beam, heddle rods standing, brocade growing towards her; 330 wide, 170 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(268, 2), (262, -150)], [11, 9], blunt=True),
        brush([(306, -14), (300, -162)], [9, 8], blunt=True))
    c = [(10, -66), (40, -100), (296, -140), (262, -100)]

    def at(u: float, v: float) -> tuple[float, float]:
        return (c[0][0] + (c[3][0] - c[0][0]) * u) * (1 - v) + (c[1][0] + (c[2][0] - c[1][
            0]) * u) * v, (c[0][1] + (c[3][1] - c[0][1]) * u) * (1 - v) + (c[1][1] + (c[2][1] - c[
            1][1]) * u) * v

    # legs and skirt
    a.add(dress, area([(-44, 2, 1), (-46, -24), (-28, -54), (14, -56), (58, -50), (104, -48),
        (150, -30), (194, -22, 1), (196, 0, 1)]))
    a.add("key", area([(188, -21, 1), (202, -22), (208, -36), (216, -40), (221, -32), (219, -5),
        (213, 2), (190, 2, 1)])).add("third", gouge(198, -6, 213, -8, 5),
        gouge(212, -12, 215, -32, 4))
    a.add(cloth, poly((150, -29), (168, -26), (170, -1), (150, -1)),
        poly((120, -39), (127, -37), (126, -1), (118, -1)))
    a.add("third", [poly((152 + k * 6, -15), (155 + k * 6, -21), (158 + k * 6, -14),
        (155 + k * 6, -8)) for k in range(3)], gouge(176, -24, 178, -2, 4),
        gouge(144, -30, 142, -2, 4), gouge(-20, -42, 96, -34, 4, -3),
        gouge(-30, -26, 104, -18, 4, -4), gouge(-26, -10, 100, -6, 3.4, -3))
    a.add("paper", poly(*c)).add("key", [brush([at(0, v), at(1, v)], [1.6, 1.6]) for v in (0.02,
        0.2, 0.4, 0.6, 0.8, 0.98)])
    a.add("key", poly(at(0, -0.02), at(0.56, -0.02), at(0.56, 1.02), at(0, 1.02)))
    for u, wd, ink in ((0.05, 0.05, cloth), (0.15, 0.02, "third"), (0.2, 0.08, cloth),
        (0.33, 0.02, "paper"), (0.38, 0.09, cloth), (0.52, 0.02, "third")):
        a.add(ink, poly(at(u, 0.02), at(u + wd, 0.02), at(u + wd, 0.98), at(u, 0.98)))
        if wd > 0.06:
            for k in range(5):
                m = at(u + wd / 2, (k + 0.5) / 5)
                a.add("paper", poly(at(u + 0.008, (k + 0.5) / 5), at(u + wd / 2, (k + 0.1) / 5),
                    at(u + wd - 0.008, (k + 0.5) / 5), at(u + wd / 2, (k + 0.9) / 5)))
                a.add("key", blob(m[0], m[1], 2.6, 2, rng, n=5))
    for u, up in ((0.66, 26), (0.74, 18), (0.84, 10)):
        p, q = at(u, -0.16), at(u, 1.16)
        a.add("key", brush([(p[0], p[1] - up), (q[0], q[1] - up)], [6, 6], blunt=True))
        a.add("key", [brush([at(u, v), (at(u, v)[0], at(u, v)[1] - up)], [1.6, 1.6]) for v in (0.1,
            0.3, 0.5, 0.7, 0.9)])
    a.add("key", brush([at(1, -0.25), at(1, 1.25)], [11, 10], blunt=True),
        brush([at(0.6, -0.4), at(0.6, 1.3)], [8, 7], blunt=True))
    # body
    a.add("key", area([(-40, -26, 1), (-33, -64), (-27, -98), (-22, -124), (-6, -134), (10, -124),
        (14, -100), (10, -70), (16, -46, 1)]))
    a.add(cloth if dress == "key" else dress, area([(-34, -36, 1), (-28, -66), (-22, -98),
        (-17, -120), (-8, -127), (-8, -98), (-12, -64), (-14, -38, 1)]))
    a.add("key", teeth([(-8, -122), (-12, -64), (-14, -40)], (-12, 3), rng, 7, 4.4))
    a.add("third", brush(spline([(-36, -58), (-10, -52), (16, -62)], 3), [8, 9, 8]))
    a.add("key", brush([(-4, -140), (-6, -128)], [11, 15]), blob(-13, -156, 8, 8, rng, n=8))
    head(a, rng, 0, -150, 12, 1)
    a.add("paper", arc(-13, -156, 5, 170, 280, 2)).add(cloth, gouge(-12, -160, 7, -163, 5, -2))
    a.add("key", limb((-8, -122), (16, -90), (58, -92), w=(14, 11, 6)),
        limb((6, -122), (44, -112), (96, -112), w=(12, 9, 5)))
    a.add(cloth, gouge(-8, -116, 14, -94, 4, 2), gouge(20, -90, 50, -91, 3))
    return a


def near_loom(seed: int = 146) -> Art:
    """A frame loom from the weaver's own seat: woven hol before her, the reed standing in an open
    shed, warp running out to the far beam, heddles hung from the top bar; 1000 wide, 760 high.
    Anchor: middle of the breast beam's lower edge."""
    rng = Random(seed)
    a = Art()
    s: float

    def at(u: float, v: float) -> tuple[float, float]:
        k = 1 - 0.52 * v
        return (u - 0.5) * 820 * k, -46 - 420 * v**0.86

    for s in (-1, 1):  # far frame
        a.add("key", brush([(s * 236, -300), (s * 232, -640)], [20, 18], blunt=True)).add("second",
            gouge(s * 236 - 4, -320, s * 232 - 4, -600, 5))
    a.add("key", brush([(-470, -690), (470, -696)], [24, 24], blunt=True)).add("second",
        gouge(-450, -695, 440, -700, 7))
    a.add("key", poly(at(-0.01, 0.3), at(1.01, 0.3), at(1.01, 1), at(-0.01, 1)))
    n = 64
    a.add("paper", [poly(at((i + 0.18) / n, 0.3), at((i + 0.72) / n, 0.3), at((i + 0.7) / n, 1),
        at((i + 0.2) / n, 1)) for i in range(n)])
    a.add("key", brush([at(-0.06, 1), at(1.06, 1)], [22, 22], blunt=True)).add("second",
        gouge(*at(-0.04, 1.01), *at(0.9, 1.01), 6))
    # heddles: two sets hung from the top bar, warp seen between their cords
    for v, up in ((0.74, 74), (0.58, 92)):
        x0, y0 = at(0.03, v)
        x1, y1 = at(0.97, v)
        for q in (0.12, 0.88):
            xx = x0 + (x1 - x0) * q
            a.add("key", brush([(xx, y0 - up), (xx * 1.02, -690)], [3.4, 3.4]))
        a.add("key", [brush([(x0 + (x1 - x0) * (i + 0.5) / 34, y0 - up),
            (x0 + (x1 - x0) * (i + 0.5) / 34, y0 + 8)], [2.2, 2.2]) for i in range(34)])
        a.add("key", brush([(x0 - 14, y0 - up), (x1 + 14, y1 - up)], [15, 15], blunt=True),
            brush([(x0 - 8, y0 + 10), (x1 + 8, y1 + 10)], [9, 9], blunt=True)).add("third",
            gouge(x0, y0 - up - 3, x1 - 20, y0 - up - 3, 5))
    # the cloth: tied-and-dyed lozenges
    a.add("second", poly(at(0, 0), at(1, 0), at(1, 0.31), at(0, 0.31)))
    for j, (v0, v1) in enumerate(((0.0, 0.12), (0.12, 0.215), (0.215, 0.29))):
        _lozenges(a, at, 0.06 - (j % 2) * 0.044, 0.94 + (j % 2) * 0.044, v0, v1, 10 + j % 2,
            ("key", "third", "paper"))
    for s in (0.0, 0.965):
        a.add("key", poly(at(s, 0), at(s + 0.035, 0), at(s + 0.035, 0.31),
            at(s, 0.31))).add("third", [poly(at(s + 0.01, q), at(s + 0.025, q),
            at(s + 0.025, q + 0.016),
            at(s + 0.01, q + 0.016)) for q in [k * 0.03 + 0.01 for k in range(10)]])
    a.add("third", gouge(*at(0.04, 0.3), *at(0.96, 0.3), 5))
    # the reed in its batten
    x0, y0 = at(-0.03, 0.37)
    x1, y1 = at(1.03, 0.37)
    m = 58
    a.add("key", [brush([(x0 + (x1 - x0) * (i + 0.5) / m, y0 - 70),
        (x0 + (x1 - x0) * (i + 0.5) / m, y0 + 4)], [4.2, 4.2], blunt=True) for i in range(m)])
    a.add("key", brush([(x0 - 26, y0 - 78), (x1 + 26, y1 - 78)], [27, 27], blunt=True),
        brush([(x0 - 26, y0 + 6), (x1 + 26, y1 + 6)], [24, 24], blunt=True))
    a.add("third", gouge(x0 - 16, y0 - 83, x1 - 60, y1 - 84, 8),
        gouge(x0 - 10, y0 + 2, x1 - 100, y1 + 1, 6))
    for s in (-1, 1):
        a.add("key", brush([(s * (x1 + 6), y0 - 70), (s * (x1 + 26), -690)], [9, 9]))
    # breast beam and near posts
    a.add("key", brush([(-500, -30), (500, -30)], [52, 52], blunt=True)).add("second",
        gouge(-470, -42, 440, -43, 9), gouge(-430, -26, 300, -27, 5))
    for s in (-1, 1):
        a.add("key", brush([(s * 462, 40), (s * 462, -720)], [40, 34], blunt=True)).add("second",
            gouge(s * 462 - 9, 20 - rng.uniform(0, 40), s * 462 - 8, -690 + rng.uniform(0, 60),
            9)).add("third", gouge(s * 462 - 11, -120, s * 462 - 10, -500, 4))
    return a


def corner_mat_loom(seed: int = 147) -> Art:
    """The Cà Hom mat loom from its corner, low on the ground: one woman presses the batten with
    both hands, the other feeds a rush along her rod into the shed; 900 wide, 430 high."""
    rng = Random(seed)
    a = Art()

    def at(u: float, v: float) -> tuple[float, float]:
        return -390 + 560 * u + 190 * v + 60 * u * v, -16 - 178 * u + 60 * v - 10 * u * v

    a.add("key", brush([at(1.03, -0.16), at(1.03, 1.2)], [22, 24], blunt=True)).add("second",
        gouge(*at(1.02, -0.1), *at(1.02, 1.1), 6))
    a.add("paper", poly(at(0.3, 0), at(1.02, 0), at(1.02, 1), at(0.3, 1))).add("key",
        [brush([at(0.3, q / 19), at(1.02, q / 19)], [3, 2.2]) for q in range(20)])
    a.add("key", poly(at(-0.02, -0.02), at(0.37, -0.02), at(0.37, 1.02),
        at(-0.02, 1.02))).add("paper", poly(at(0, 0.01), at(0.36, 0.01), at(0.36, 0.99),
        at(0, 0.99)))
    for u0, u1, ink in ((0.0, 0.05, "second"), (0.33, 0.36, "second")):
        a.add(ink, poly(at(u0, 0.01), at(u1, 0.01), at(u1, 0.99), at(u0, 0.99)))
    for j in range(3):
        _lozenges(a, lambda u, v: at(v, u), 0.03, 0.97, 0.06 + j * 0.09, 0.145 + j * 0.09, 6,
            ("key" if j % 2 else "second", "paper", "second" if j % 2 else "key"))
    a.add("key", brush([at(-0.03, -0.14), at(-0.03, 1.16)], [26, 30], blunt=True)).add("second",
        gouge(*at(-0.035, -0.08), *at(-0.035, 1.06), 8))
    # the batten across the fell, holed board
    b0, b1 = at(0.43, -0.12), at(0.43, 1.14)
    a.add("key", brush([(b0[0], b0[1] - 14), (b1[0], b1[1] - 16)], [40, 46],
        blunt=True)).add("third", brush([(b0[0] + 8, b0[1] - 22), (b1[0] - 6, b1[1] - 24)],
        [12, 15], blunt=True))
    a.add("key", [blob(b0[0] + (b1[0] - b0[0]) * (k + 0.5) / 12,
        b0[1] - 22 + (b1[1] - b0[1]) * (k + 0.5) / 12, 2.8, 3.6, rng, n=6) for k in range(12)])
    # rush on its rod, entering the shed from the right
    e = at(0.52, 0.05)
    r1 = at(0.6, 1.55)
    a.add("key", brush([e, r1], [5, 7], blunt=True)).add("third",
        brush([(e[0], e[1] - 4), (r1[0], r1[1] - 5)], [2.6, 3]))
    far, near = _kneeler(rng, "third", ((b0[0] + 52, b0[1] + 2), (b0[0] + 106, b0[1] + 20)),
        at(0.3, -0.22), 1), _kneeler(rng, "paper", ((at(0.585, 1.27)[0], at(0.585, 1.27)[1] - 2),
        (at(0.6, 1.46)[0], at(0.6, 1.46)[1])), at(0.78, 1.62), -1)
    back = Art().put(far)
    return back.put(a).put(_arms(rng, at(0.3, -0.22), 1,
        ((b0[0] + 40, b0[1] - 18), (b0[0] + 104, b0[1] + 2)))).put(near)


def _kneeler(rng: Random, shirt: str, hands: tuple[tuple[float, float], tuple[float, float]],
    at: tuple[float, float], turn: int) -> Art:
    """A woman kneeling at work, in profile; the hands go where the work is."""
    x, y = at
    a = Art()

    def q(px: float, py: float, *f: float) -> Pt:
        return (x + turn * px * 1.25, y + py * 1.25, *f)

    a.add("key", area([q(-62, 6, 1), q(-58, -26), q(-30, -46), q(24, -46), q(64, -30), q(80, -6),
        q(76, 6, 1)])).add("second", [gouge(x + turn * 1.25 * (-34 + i * 18), y - 45,
        x + turn * 1.25 * (-44 + i * 23), y - 2.5, 6) for i in range(6)])
    a.add("key", area([q(-30, -36, 1), q(-26, -76), q(-10, -110), q(12, -118), q(30, -104),
        q(28, -70), q(26, -36, 1)])).add(shirt, area([q(-24, -40, 1), q(-20, -76), q(-6, -106),
        q(8, -111), q(6, -76), q(4, -40, 1)]))
    a.add("key", teeth([q(7, -104), q(5, -42)], (-14 * turn, 0), rng, 9, 6),
        brush([q(18, -122), q(14, -110)], [15, 20]))
    head(a, rng, q(26, -136)[0], q(26, -136)[1], 16, turn)
    a.add("key", area([q(8, -130, 1), q(9, -152), q(26, -161), q(44, -151), q(43, -140, 1),
        q(26, -145)]), brush(spline([q(14, -142), q(0, -126), q(-4, -104)], 3), [12, 14, 9]))
    a.add("second", area([q(12, -136, 1), q(13, -150), q(26, -157), q(40, -149), q(39, -143, 1),
        q(26, -148)]), brush(spline([q(14, -140), q(2, -126), q(-2, -108)], 3), [7, 9, 5]))
    a.add("paper", gouge(x + turn * 17.5, y - 183.8, x + turn * 45, y - 187.5, 3))
    return a.put(_arms(rng, at, turn, hands))


def _arms(rng: Random, at: tuple[float, float], turn: int,
    hands: tuple[tuple[float, float], tuple[float, float]]) -> Art:
    x, y = at
    a = Art()
    for (hx, hy), sx in ((hands[1], 4), (hands[0], 22)):
        sh = (x + turn * sx * 1.25, y - 128)
        el = ((sh[0] + hx) / 2 - turn * 4, (sh[1] + hy) / 2 + 26)
        a.add("key", limb(sh, el, (hx, hy), w=(19, 15, 9))).add("paper",
            limb(((el[0] + hx) / 2, (el[1] + hy) / 2), ((el[0] + hx * 3) / 4, (el[1] + hy * 3) / 4),
            (hx, hy), w=(4, 5, 4)))
        a.add("key", blob(hx, hy, 6, 6, rng, n=7))
    return a
