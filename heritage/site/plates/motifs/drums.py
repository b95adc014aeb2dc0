"""Drums, at rest."""

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
    spline,
    teeth,
    tooth,
)
from heritage.site.plates.textures import rings


def big_drum(seed: int = 50, skin: str = "paper", wood: str = "second") -> Art:
    """A large drum on its stand, three-quarter view; 250 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", brush([(-70, -70), (-96, 4)], [13, 15]), brush([(86, -70), (104, 2)], [12, 14]),
        brush([(-92, -16), (100, -18)], [10, 10]))
    bodyp: list[Pt] = [(-42, -242), (28, -254), (94, -238), (124, -202), (134, -149), (124, -96),
        (94, -60), (28, -44), (-42, -56)]
    a.add("key", area(bodyp))
    a.add(wood, [gouge(x, -149 - hh * rng.uniform(0.8, 1), x, -149 + hh * rng.uniform(0.5, 0.9), 6,
        -b) for x, hh, b in ((32, 96, 12), (46, 94, 13), (60, 90, 14), (75, 84, 15), (90, 76, 15),
        (104, 62, 13))])
    a.add("key", blob(-42, -149, 66, 92, rng, 0.01, 16))
    a.add(skin, blob(-46, -149, 55, 80, rng, 0.01, 16))
    a.add("third", [blob(-43 + 60 * math.cos(t / 24 * math.tau),
        -149 + 86 * math.sin(t / 24 * math.tau), 3, 3.4, rng, n=6) for t in range(24)])
    a.add("third", blob(-46, -149, 24, 36, rng, 0.03, 12))
    a.add(wood, [arc(-46, -149, 40 + k * 5, 20 + k * 9, 78 - k * 4, 3.4, 1.42) for k in range(3)])
    return a


def ginang(seed: int = 51) -> Art:
    """The pair of Cham ginang drums, laid crosswise as they are played; 330 wide."""
    rng = Random(seed)
    a = Art()
    for s in (1, -1):
        d = Art()
        d.add("key", area([(-150, -30, 1), (-80, -42), (0, -46), (80, -42), (150, -32, 1), (156, 0),
            (150, 32, 1), (80, 42), (0, 46), (-80, 42), (-150, 30, 1), (-156, 0)]))
        d.add("second", [gouge(-138, y, 128, y * 1.08, 6.5, y * 0.12) for y in (-32, -21, -10, 2)])
        for i in range(9):  # rattan lacing
            x = -132 + i * 32
            d.add("third", brush([(x, -41 + abs(x) * 0.03), (x + 16, 40)], [3, 3]),
                brush([(x + 30, -41), (x + 16, 40)], [3, 3]))
        d.add("key", blob(150, 0, 17, 35, rng, 0.01, 12)).add("paper",
            blob(152, 0, 12, 29, rng, 0.01, 12)).add("third", blob(152, 0, 5, 12, rng, n=9))
        d.add("key", brush([(-134, -38), (-138, 0), (-134, 38)], [7, 8, 7]),
            brush([(128, -40), (132, 0), (128, 40)], [7, 8, 7]))
        a.put(d, s * -6, -88, 0.95, flip=s < 0, rot=-26 * s)
    return a


def paranung(seed: int = 52, r: float = 62) -> Art:
    """The Cham baranâng: a round, shallow drum laced with rattan and wedges. Anchor: centre."""
    rng = Random(seed)
    a = Art().add("key", blob(7, 6, r * 1.06, r * 1.06, rng, 0.01, 16))
    a.add("second", blob(0, 0, r, r, rng, 0.01, 16)).add("key",
        blob(0, 0, r * 0.86, r * 0.86, rng, 0.01, 16)).add("paper",
        blob(-1, -1, r * 0.8, r * 0.8, rng, 0.01, 16))
    a.add("key", [tooth(math.cos(t) * r * 0.84, math.sin(t) * r * 0.84,
        math.cos(t + 0.13) * r * 1.03, math.sin(t + 0.13) * r * 1.03,
        5) for t in (i / 20 * math.tau for i in range(20))])
    a.add("third", rings(0, 0, r * 0.42, r * 0.74, rng, (-r, -r, r, r), gap=r * 0.11, w=2.4,
        arc_len=(12, 34), keep=lambda x, y: 0.85 if x + y > 0 else 0.25))
    a.add("third", blob(0, 0, r * 0.2, r * 0.2, rng, 0.03, 9))
    return a


def ktoang(seed: int = 200, strap: str = "third") -> Art:
    """One of the pair of Cham H'roi drums, standing: a hollowed trunk, skins laced, a cloth strap.

    170 wide with its strap, 260 high.
    """
    rng = Random(seed)
    a = Art()
    for x, bow in ((-74, -46), (-62, -30)):  # the strap, looped down at its side
        a.add("key", brush(spline([(x, -206), (x + bow, -130), (x + 4, -54)], 6), [13, 16, 13]))
        a.add(strap, brush(spline([(x, -202), (x + bow, -130), (x + 4, -58)], 6), [7, 10, 7]))
    trunk: list[Pt] = [(-78, -218, 1), (-84, -150), (-82, -90), (-66, -6, 1), (0, 8), (66, -6, 1),
        (82, -90), (84, -150), (78, -218, 1), (0, -200)]
    a.add("key", area([(p[0] * 1.04 + 2, p[1] + 1, *p[2:]) for p in trunk]))
    a.add("second", area(trunk))
    a.add("key", teeth([(80, -214), (85, -150), (82, -90), (66, -8)], (-74, 4), rng, 9, 8, 0.55))
    for i in range(8):  # lacing
        x0, x1 = -74 + i * 18, -60 + i * 15.4
        a.add("third" if i < 5 else "over", brush([(x0, -198), ((x0 + x1) / 2 + 8, -104)],
            [3.6, 3.6]),
            brush([(x0 + 18, -198), ((x0 + x1) / 2 + 8, -104)], [3.6, 3.6]))
    a.add("key", brush(spline([(-82, -112), (0, -96), (82, -112)], 6), [9, 10, 9]))
    a.add("third", gouge(-76, -112, 20, -97, 4, -5))
    a.add("paper", gouge(-70, -150, -62, -124, 5, -2), gouge(-64, -84, -54, -34, 5, -2))
    a.add("key", blob(1, -216, 82, 27, rng, 0.008, 18)).add("third",
        blob(0, -219, 78, 24, rng, 0.008, 18)).add("paper", blob(-2, -220, 68, 19, rng, 0.01, 18))
    a.add("third", [arc(0, -220, 56 - k * 16, 200 - k * 8, 330, 3.4, 0.3) for k in range(3)])
    a.add("key", blob(2, -220, 4, 2.6, rng, n=8))
    return a
