"""Lutes, at rest."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import (
    arc,
    area,
    blob,
    brush,
    gouge,
    rough,
    spline,
    teeth,
)


def dan_tinh(seed: int = 130, strings: int = 2) -> Art:
    """The gourd lute of the Tày and Nùng, lying to the right: half gourd with its wooden face,
    long neck, hooked head, pegs; 900 long. Anchor: the gourd's middle."""
    rng = Random(seed)
    a = Art()
    a.add("key", blob(4, 8, 138, 134, rng, 0.012, 18)).add("second",
        blob(-3, -3, 130, 126, rng, 0.012, 18))
    a.add("key", teeth([(126 * math.cos(math.radians(q)),
        124 * math.sin(math.radians(q))) for q in range(-40, 120, 10)], (-30, -26), rng, 12, 9))
    a.add("third", blob(0, -2, 103, 100, rng, 0.01, 18))
    a.add("key", [gouge(-88 + abs(i) * 3, i * 13 - 2, 84 - abs(i) * 3 + rng.uniform(-20, 4),
        i * 13 - 2, 2.6) for i in range(-6, 7) if i])
    for q in range(0, 360, 45):
        x, y = -30 + 20 * math.cos(math.radians(q)), -2 + 20 * math.sin(math.radians(q))
        a.add("key", blob(x, y, 4.6, 4.6, rng, n=7))
    a.add("key", blob(-30, -2, 7, 7, rng, n=8))
    neck = [(80, -2), (300, -6), (520, -8), (690, -10)]
    a.add("key", brush(neck, [34, 27, 25, 25], blunt=True)).add("second",
        brush([(x, y - 4) for x, y in neck], [15, 12, 11, 11], blunt=True))
    a.add("key", area([(680, -24, 1), (728, -28), (770, -34), (806, -58), (812, -84, 1), (836, -70),
        (838, -34), (806, -6), (750, 4), (680, 4, 1)])).add("third",
        gouge(700, -18, 806, -36, 7, -6))
    for x, s in ((716, 1), (752, -1)):
        a.add("key", brush([(x, -12), (x + 6, -12 - s * 62)], [9, 8]),
            brush([(x - 8, -12 - s * 62), (x + 20, -14 - s * 62)], [15, 15]))
        a.add("third", gouge(x - 4, -14 - s * 62, x + 14, -15 - s * 62, 5))
    a.add("key", rough([(-76, -22), (-66, -24), (-64, 20), (-74, 20)], rng, 30, 1))
    for k in range(strings):
        y = -12 + k * 11
        a.add("paper", brush([(-72, y), (300, y - 4), (720, y - 8)], [3.2, 3.2, 3], blunt=True))
    return a.add("paper", arc(-3, -3, 119, 188, 238, 8), arc(0, -2, 96, 196, 226, 4))


def tassel(seed: int = 131, ink: str = "third") -> Art:
    """A tassel of coloured threads, hanging; 150 long."""
    rng = Random(seed)
    a = Art().add("key", brush([(0, 0), (2, 40)], [5, 5]), blob(2, 50, 13, 13, rng, n=9)).add(ink,
        blob(0, 48, 8, 8, rng, n=9))
    a.add("key", area([(-9, 58, 1), (-22, 140, 1), (26, 142, 1), (13, 58, 1)])).add(ink,
        [gouge(-4 + i * 3, 64, -17 + i * 8, 136, 5) for i in range(5)])
    return a


def chapei(seed: int = 201) -> Art:
    """The Khmer long lute, lying to the right: flat wooden body, frets, a neck that bends back.

    940 long. Anchor: the middle of its body.
    """
    rng = Random(seed)
    a = Art()
    body: list[Pt] = [(-150, 0), (-138, -74), (-84, -116), (0, -122), (84, -104), (132, -54, 1),
        (132, 54, 1), (84, 104), (0, 122), (-84, 116), (-138, 74)]
    a.add("key", area([(p[0] * 1.05 + 4, p[1] * 1.05 + 6, *p[2:]) for p in body]))
    a.add("second", area(body))
    a.add("key", teeth([(132, 54), (84, 104), (0, 122), (-84, 116)], (-22, -54), rng, 13, 10, 0.5))
    a.add("third", area([(p[0] * 0.86, p[1] * 0.84, *p[2:]) for p in body]))
    a.add("second", [gouge(-104 + abs(i) * 5, i * 19, 96 - rng.uniform(0, 40), i * 19 + 2,
        3.4) for i in range(-4, 5) if i])
    a.add("key", rough([(-96, -34), (-82, -36), (-80, 34), (-94, 36)], rng, 30, 1))
    neck = spline([(110, 0), (330, -6), (560, -10), (700, -30), (780, -84), (800, -160)], 6)
    a.add("key", brush(neck, [44, 38, 34, 30, 24, 12], blunt=True))
    a.add("second", brush(spline([(120, -4), (330, -11), (556, -15), (690, -34), (766, -86)], 6),
        [20, 18, 15, 12, 8]))
    for i in range(11):
        x = 150 + i * 37
        a.add("key", brush([(x, -32), (x + 2, 26)], [9, 9])).add("paper",
            gouge(x - 1, -28, x, 8, 4))
    for x, s in ((600, 1), (650, -1)):
        a.add("key", brush([(x, -14), (x + 4, -16 - s * 66)], [10, 8]),
            brush([(x - 14, -16 - s * 66), (x + 20, -18 - s * 66)], [15, 15]))
    for y in (-9, 4):
        a.add("paper", brush([(-86, y), (560, y - 9)], [2.6, 2.6]))
    a.add("paper", gouge(-128, -40, -92, -92, 7, -6), gouge(-60, -104, 20, -110, 5, -3))
    return a


def chapi(seed: int = 209) -> Art:
    """The Raglai chapi: a tube of bamboo whose strings are split from its own skin; 800 long.

    Lying. Anchor: its middle.
    """
    rng = Random(seed)
    a = Art()
    a.add("key", rough([(-396, -70), (396, -66), (396, 70), (-396, 74)], rng))
    a.add("third", rough([(-384, -60), (384, -56), (384, 54), (-384, 58)], rng))
    a.add("key", teeth([(-380, 58), (0, 56), (380, 54)], (6, -38), rng, 12, 9, 0.5))
    for x in (-318, 322):  # the knots of the bamboo
        a.add("key", brush([(x, -68), (x + 5, 0), (x, 68)], [15, 19, 15]))
        a.add("second", gouge(x - 3, -58, x + 1, 30, 6))
    a.add("key", blob(-40, 4, 44, 15, rng, 0.02, 12))
    for i in range(6):
        y = -44 + i * 15
        a.add("key", brush([(-300, y + 4), (300, y + 3)], [5, 5]))
        a.add("paper", brush([(-300, y), (300, y - 1)], [4, 4]))
        for x in (-262 + i * 14, 232 - i * 12):
            a.add("second", rough([(x, y - 8), (x + 14, y - 8), (x + 14, y + 9), (x, y + 9)], rng,
                30, 1))
    a.add("key", blob(394, 0, 22, 66, rng, 0.01, 14)).add("second",
        blob(397, 0, 13, 50, rng, 0.01, 14)).add("key", blob(399, 0, 8, 36, rng, 0.02, 12))
    a.add("paper", gouge(-372, -46, -334, -48, 6), gouge(340, -44, 374, -44, 5))
    return a
