"""Carved wood and its tools; books of palm leaf, which stay closed."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import (
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
)
from heritage.site.plates.textures import flow


def carved_egret(seed: int = 125, wood: str = "third") -> Art:
    """A heron being freed from a root.

    The bird done above, the root still rough below; 420 high.
    """
    rng = Random(seed)
    a = Art()
    root: list[Pt] = [(-170, 0, 1), (-150, -40), (-96, -66), (-84, -120), (-50, -150), (40, -146),
        (72, -112), (110, -70), (176, -44), (196, 0, 1), (120, -12), (70, 2, 1), (20, -16),
        (-40, 2, 1), (-100, -14)]
    a.add("key", area([(p[0] * 1.03 + 3, p[1] + 3, *p[2:]) for p in root])).add(wood, area(root))
    a.add("key", flow([(p[0] * 0.9, p[1] - 2) for p in root], rng, lambda x,
        y: 118 if x < -30 else (60 if x > 40 else 92), gap=15, length=34, w=5, keep=lambda x,
        _y: 0.4 if x < 10 else 0.95))
    body: list[Pt] = [(-18, -140, 1), (-62, -176), (-74, -226), (-44, -262), (-26, -282),
        (-30, -318), (-52, -344), (-58, -372), (-38, -392), (-12, -388), (8, -376, 1), (-14, -368),
        (-22, -352), (2, -330), (14, -296), (12, -268),
                      (52, -246), (96, -196), (132, -150, 1), (86, -160), (40, -138, 1)]
    a.add("key", area([(p[0] * 1.05 + 2, p[1] * 1.005 + 3, *p[2:]) for p in body])).add(wood,
        area(body))
    beak = [(-50, -376), (-128, -352), (-52, -360)]
    a.add("key", poly(*[(x * 1.03, y + 2) for x, y in beak])).add(wood,
        poly((-50, -375), (-112, -356), (-52, -364)))
    a.add("key", blob(-38, -376, 5, 5, rng, n=8), brush(spline([(-20, -390), (10, -396),
        (44, -384)], 3), [7, 6, 1]))
    for k in range(6):  # wing feathers
        x = -20 + k * 20
        a.add("key", gouge(-34 + k * 8, -236 + k * 4, x + 16, -158 - k * 2 + k * k * 1.2, 5.4, 5))
    a.add("key", teeth([(12, -300), (14, -268), (56, -242), (110, -186)], (-26, 12), rng, 9, 6),
        arc(-6, -222, 56, 190, 250, 4))
    a.add("paper", gouge(-66, -226, -34, -262, 5, -3), gouge(-24, -300, -42, -340, 5, 3),
        gouge(-120, -28, -90, -60, 6, -3), gouge(-70, -110, -52, -140, 5, -2))
    for x in (-14, 18):
        a.add("key", brush([(x, -150), (x - 4, -96)], [7, 6]))
    return a


def chisel(seed: int = 126, haft: str = "third") -> Art:
    """A carver's chisel, lying to the right; 220 long. Anchor: the haft's end."""
    a = Art().add("key", brush([(0, 0), (30, 0), (88, 0), (104, 0)], [17, 25, 19, 15], blunt=True),
        brush([(100, 0), (170, 0), (214, 0)], [11, 11, 20], blunt=True))
    return a.add(haft, gouge(5, -4, 92, -4, 9)).add("paper", gouge(108, -2, 206, -3, 4.4))


def shavings(seed: int = 127, n: int = 14, w: float = 400, ink: str = "third") -> Art:
    """Curls of wood on a bench."""
    rng = Random(seed)
    a = Art()
    for _ in range(n):
        x, y, r = rng.uniform(-w / 2, w / 2), rng.uniform(-16, 16), rng.uniform(8, 16)
        a.add("key", brush(spline([(x - r * 1.6, y), (x - r * 0.4, y - r),
            (x + r * 0.7, y - r * 0.4), (x + r * 0.4, y + r * 0.3), (x - r * 0.1, y)], 3),
            [3, 9, 7, 2]))
        a.add(ink, brush(spline([(x - r * 1.4, y), (x - r * 0.4, y - r), (x + r * 0.7, y - r * 0.4),
            (x + r * 0.4, y + r * 0.3)], 3), [1, 4.6, 3.6, 1]))
    return a


def palm_book(seed: int = 74) -> Art:
    """A bundle of palm leaves between boards, tied and closed; nothing to read. 300 long."""
    rng = Random(seed)
    a = Art()
    a.add("key", rough([(-150, -44), (140, -52), (154, -38), (152, -8), (-140, 4), (-152, -8)],
        rng))
    a.add("third", [gouge(-146, -34 + i * 6, 148, -42 + i * 6,
        3.2) for i in range(6)]).add("second", poly((-142, -46), (140, -54), (152, -42),
        (-134, -33)))
    a.add("key", [gouge(-110 + i * 34, -43 - i, -86 + i * 34, -42 - i, 5, 4) for i in range(7)])
    for x in (-62, 66):
        a.add("paper", brush([(x, -52), (x + 6, -40), (x + 5, 0)], [8, 8, 8],
            blunt=True)).add("key", gouge(x + 2, -48, x + 5, -4, 2))
    a.add("paper", brush(spline([(70, -48), (92, -70), (74, -78), (66, -54), (50, -74), (36, -64),
        (64, -50)], 3), [4, 5, 4]))
    return a


def book_bundle(seed: int = 128) -> Art:
    """Closed palm-leaf books between lacquered boards, wrapped and tied, on a low carved rest;
    560 wide, 250 high. Nothing to read."""
    rng = Random(seed)
    a = Art()
    a.add("key", area([(-250, 0, 1), (-236, -36), (-196, -46), (-180, -78, 1), (180, -78, 1),
        (196, -46), (236, -36), (250, 0, 1), (196, 0, 1), (180, -26), (120, -34), (0, -24),
        (-120, -34), (-180, -26), (-196, 0, 1)]))
    a.add("second", gouge(-214, -40, -228, -8, 8, 4), gouge(-170, -70, 160, -70, 7),
        [arc(-140 + i * 56, -46, 19, 200, 260, 5) for i in range(6)],
        [arc(-140 + i * 56, -46, 19, 280, 340, 5) for i in range(6)])
    for k, (x, y, w) in enumerate(((0, -78, 270), (8, -136, 262), (-4, -192, 250))):
        a.add("key", rough([(x - w, y - 54), (x + w, y - 54), (x + w + 3, y), (x - w - 2, y)], rng,
            70, 1.6))
        a.add("third", [gouge(x - w + 5 + rng.uniform(0, 30), y - 14 - j * 5.6,
            x + w - 8 - rng.uniform(0, 30), y - 14 - j * 5.6, 3.4) for j in range(5)])
        a.add("second", box(x - w + 3, y - 52, x + w - 4, y - 42, rng, 1),
            box(x - w + 3, y - 9, x + w - 4, y - 3, rng, 0.8))
        a.add("paper", gouge(x - w + 8, y - 49, x + 30, y - 50, 3.6))
        for q in (-0.5, 0.52):
            xx = x + w * q
            a.add("paper", brush([(xx, y - 56), (xx + 2, y + 1)], [13, 13], blunt=True)).add("key",
                gouge(xx + 2, y - 54, xx + 3, y - 2, 2.4),
                gouge(xx - 4, y - 54, xx - 3, y - 2, 1.8))
        if k == 2:
            a.add("key", [poly((x - w + 60 + i * 46, y - 47), (x - w + 70 + i * 46, y - 51),
                (x - w + 80 + i * 46, y - 47), (x - w + 70 + i * 46, y - 43)) for i in range(9)])
    for s in (-1, 1):  # knot and ends of the cord
        a.add("key", brush(spline([(126, -248), (126 + s * 34, -284), (126 + s * 60, -262),
            (126 + s * 10, -246)], 4), [8, 10, 9, 6])).add("paper",
            brush(spline([(126, -248), (126 + s * 34, -284), (126 + s * 60, -262),
            (126 + s * 10, -246)], 4), [3, 5.4, 5, 2]))
        a.add("key", brush(spline([(126, -246), (126 + s * 22, -220), (126 + s * 18, -176)], 3),
            [8, 8, 9], blunt=True)).add("paper", brush(spline([(126, -246), (126 + s * 22, -220),
            (126 + s * 18, -178)], 3), [3, 4, 5], blunt=True))
    return a.add("paper", blob(126, -247, 8, 7, rng, n=8))
