"""Silver, beads, and the smith's tools."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art
from heritage.site.plates.marks import arc, area, blob, brush, gouge, poly, rough, spline, teeth
from heritage.site.plates.textures import flow


def ring(seed: int = 72) -> Art:
    """A silversmith's ring, chased with leaf and wire. Anchor: its centre; 170 high."""
    rng = Random(seed)
    a = Art()
    a.add("key", blob(0, 0, 78, 84, rng, 0.008, 18)).add("third",
        blob(-2, -2, 72, 78, rng, 0.008, 18)).add("key",
        blob(1, 3, 52, 56, rng, 0.008, 18)).add("paper", blob(2, 5, 47, 51, rng, 0.008, 18))
    for i in range(26):
        t = math.radians(20 + i * 14)
        if i not in range(17, 21):
            a.add("key", gouge(math.cos(t) * 56 - 1, math.sin(t) * 60 - 1,
                math.cos(t + 0.12) * 69 - 1, math.sin(t + 0.12) * 75 - 1, 4.6))
    a.add("key", area([(-40, -72, 1), (-44, -92), (-22, -112), (0, -124, 1), (22, -112), (44, -92),
        (40, -72, 1), (0, -62)])).add("second", area([(-32, -76, 1), (-35, -91), (-18, -106),
        (0, -115, 1), (18, -106), (35, -91), (32, -76, 1), (0, -68)]))
    a.add("key", [gouge(0, -72, x, y, 4, x * 0.1) for x,
        y in ((-26, -92), (-12, -104), (0, -110), (12, -104), (26, -92))]).add("paper",
        arc(0, 0, 65, 186, 226, 4.6), gouge(-30, -86, -18, -100, 3))
    return a


def neck_ring(seed: int = 121, r: float = 150, metal: str = "paper", t: float = 0.15) -> Art:
    """A silver neck-ring from above: a chased crescent open behind, its ends curled.

    Anchor: centre.
    """
    rng = Random(seed)
    a = Art()
    q: float
    line = [(r * math.cos(math.radians(q)),
        r * 0.94 * math.sin(math.radians(q))) for q in range(-62, 243, 14)]
    w = r * t
    wid = [w * 0.5, w * 1.0, w * 1.7, w * 2.0, w * 1.7, w * 1.0, w * 0.5]
    a.add("key", brush([(x + 3, y + 4) for x, y in line], [v + 9 for v in wid])).add(metal,
        brush(line, wid))
    for q in range(-20, 201, 10):
        c, d = math.cos(math.radians(q)), 0.94 * math.sin(math.radians(q))
        k = 1 - abs(q - 90) / 175
        a.add("key", gouge((r - w * k * 0.72) * c, (r - w * k * 0.72) * d, (r + w * k * 0.72) * c,
            (r + w * k * 0.72) * d, 2.6))
        if q % 20 == 0 and 20 < q < 165:
            m = math.radians(q + 5)
            x, y = r * math.cos(m), r * 0.94 * math.sin(m)
            a.add("key", poly((x, y - w * 0.42), (x + w * 0.3, y), (x, y + w * 0.42),
                (x - w * 0.3, y)))
    for s in (-1, 1):
        q = math.radians(-62 if s > 0 else 242)
        x, y = r * math.cos(q), r * 0.94 * math.sin(q)
        curl = spline([(x, y), (x + s * 6, y - 22), (x + s * 26, y - 26), (x + s * 30, y - 6),
            (x + s * 14, y - 4)], 4)
        a.add("key", brush(curl, [w * 0.5 + 8, w * 0.5 + 8, w * 0.4 + 6])).add(metal,
            brush(curl, [w * 0.5, w * 0.5, w * 0.3]))
    a.add("second", teeth([(r * math.cos(math.radians(q)) * 1.02,
        r * 0.94 * math.sin(math.radians(q)) * 1.02) for q in range(0, 76, 12)],
        (-w * 0.5, -w * 0.4), rng, 13, 6))
    return a


def bangle(seed: int = 122, r: float = 54, metal: str = "paper") -> Art:
    """A twisted silver bangle, lying. Anchor: centre."""
    rng = Random(seed)
    a = Art().add("key", blob(3, 4, r + 4, (r + 4) * 0.92, rng, 0.01, 16)).add(metal,
        blob(0, 0, r, r * 0.92, rng, 0.01, 16))
    for q in range(0, 360, 18):
        c0, c1 = math.radians(q), math.radians(q + 13)
        a.add("key", gouge(r * 0.74 * math.cos(c0), r * 0.68 * math.sin(c0), r * math.cos(c1),
            r * 0.92 * math.sin(c1), 4))
    return a.add("key", blob(0, 0, r * 0.72, r * 0.66, rng, 0.01, 14))


def hammer(seed: int = 123, haft: str = "third") -> Art:
    """A smith's small hammer, lying; 210 long. Anchor: the haft's end."""
    rng = Random(seed)
    a = Art().add("key", brush([(0, 0), (100, -4), (196, -2)], [19, 14, 16], blunt=True)).add(haft,
        brush([(4, -2), (100, -6), (180, -4)], [10, 7, 8], blunt=True))
    a.add("key", rough([(180, -44), (214, -44), (220, -24), (216, 40), (206, 58), (188, 58),
        (180, 40), (176, -22)], rng, 40, 1.5))
    return a.add("paper", gouge(186, -40, 184, 44, 6), gouge(196, -38, 208, -38, 4)).add("key",
        [gouge(20 + i * 18, -8, 26 + i * 18, 4, 2.4) for i in range(3)])


def anvil(seed: int = 124) -> Art:
    """A stake anvil in its block of wood; 190 high."""
    rng = Random(seed)
    a = Art().add("key", rough([(-120, 0), (-112, -96), (-84, -104), (90, -104), (116, -94),
        (122, 0)], rng, 50, 2))
    a.add("third", flow([(-112, -6), (-104, -92), (40, -98), (50, -6)], rng, lambda x,
        _y: 88 + x * 0.05, gap=19, length=38, w=5, keep=0.8))
    a.add("second", [gouge(-100, -98 + i * 4, 96, -98 + i * 3, 3) for i in range(2)])
    a.add("key", area([(-36, -98, 1), (-26, -128), (-50, -150), (-118, -156, 1), (-122, -170),
        (-70, -186, 1), (74, -186, 1), (78, -156, 1), (40, -148), (28, -128), (38, -98, 1)]))
    return a.add("paper", gouge(-108, -170, 66, -180, 7, -3),
        gouge(-60, -178, 40, -182, 3)).add("second", gouge(-24, -106, -16, -142, 5, 2))


def _bead(rng: Random, ink: str) -> Art:
    a = Art().add("key", blob(1, 1.6, 12.6, 12.2, rng, 0.02, 8)).add(ink,
        blob(0, 0, 10.2, 9.6, rng, 0.03, 8))
    if ink != "paper":
        a.add("paper", gouge(-6, -1, 1, -6.4, 4.4, -2))
    return a.add("key", gouge(-4, 6, 7, 3, 3.4, 2))


def beads(seed: int = 191, rx: float = 190, ry: float = 230, n: int = 58, r: float = 12) -> Art:
    """A strand of beads laid out in a loop, a larger one at its foot. Anchor: the loop's middle."""
    rng = Random(seed)
    kinds = [_bead(Random(9), ink) for ink in ("second", "paper", "third")]
    a = Art()
    for i in range(n):
        q = math.tau * i / n + math.pi / 2
        x, y = rx * math.cos(q) * (1 + 0.05 * math.sin(3 * q)), ry * math.sin(q) * (
            1 - 0.06 * math.cos(2 * q))
        k = r / 11 * (1.7 if i == 0 else 1.25 if i in (1, n - 1) else 0.92 + 0.14 * rng.random())
        a.use(kinds[0 if i == 0 else (1, 0, 0, 1, 2)[i % 5]], x, y, k)
    return a


def plate_of_beads(seed: int = 194, r: float = 140) -> Art:
    """A clay dish from above with loose beads in it. Anchor: its middle."""
    rng = Random(seed)
    a = Art().add("key", blob(4, 7, r * 1.06, r * 1.05, rng, 0.008, 18)).add("third",
        blob(0, 0, r, r, rng, 0.008, 18)).add("key", blob(2, 3, r * 0.84, r * 0.83, rng, 0.01, 18))
    a.add("key", [gouge(r * 0.88 * math.cos(q), r * 0.88 * math.sin(q),
        r * 0.98 * math.cos(q + 0.05), r * 0.98 * math.sin(q + 0.05),
        4) for q in [math.radians(d) for d in range(-40, 110, 12)]])
    kinds = [_bead(Random(9), ink) for ink in ("second", "paper", "third")]
    placed: list[tuple[float, float]] = []
    while len(placed) < 34:
        q, d = rng.uniform(0, math.tau), r * 0.7 * math.sqrt(rng.random())
        x, y = d * math.cos(q), d * math.sin(q)
        if all(math.hypot(x - u, y - v) > r * 0.155 for u, v in placed):
            placed.append((x, y))
            a.use(kinds[(0, 1, 0, 2)[len(placed) % 4]], x, y, r / 130)
    return a.add("paper", arc(0, 0, r * 0.92, 190, 245, 6))
