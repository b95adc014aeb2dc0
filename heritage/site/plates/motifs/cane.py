"""What is plaited and bound of bamboo and rattan."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt
from heritage.site.plates.marks import along, area, blob, brush, gouge, poly, spline, teeth
from heritage.site.plates.textures import flow


def basket(seed: int = 67, cane: str = "third", h: float = 150, lid: bool = False,
    strap: str = "second", fill: str | None = None) -> Art:
    """A highland back basket (gùi): a wide round mouth narrowing to a square wooden foot, twill
    with a smoked lozenge band, four corner ribs, two plaited straps hanging from the rim."""
    rng = Random(seed)
    k = h / 150
    a = Art()

    def half(y: float) -> float:
        t = min(1.0, max(0.0, -y / 142))
        return 25 + 27 * math.pow(t, 0.8) + 5 * math.sin(t * math.pi)

    side = [(half(y), y) for y in (-142, -116, -90, -62, -36, -12)]
    pts: list[Pt] = [(-52, -142, 1), *[(-x, y) for x, y in side[1:-1]], (-side[-1][0], -12, 1),
        (side[-1][0], -12, 1), *side[-2:0:-1], (52, -142, 1)]
    b = Art().add("key", area([(p[0] * 1.05, p[1], *p[2:]) for p in pts]))
    b.add("key", poly((-31, -16), (31, -16), (33, -5), (29, 2), (21, 2), (19, -5), (-19, -5),
        (-21, 2), (-29, 2), (-33, -5)))
    b.add(cane, gouge(-29, -9, 20, -9, 4.6))
    row = 0
    y = -131.0
    while y < -18:
        for i in range(12):
            u = -0.96 + 1.92 * (i + 0.5) / 12
            x, w = half(y) * math.sin(u * 1.42), half(y) * 0.1 * (0.3 + math.cos(u * 1.4))
            if 3 <= row <= 7 and abs((i % 4) - 1.5) + abs(row - 5) < 2:
                continue
            ink = cane if u < 0.42 else ("second" if cane != "second" else "third")
            up = 1 if (i + row) % 2 else -1  # over one, under one
            b.add(ink, poly((x - w * 0.8, y + 3.9 - up), (x - w * 0.8, y - 4.1 + up),
                (x + w * 0.8, y - 4.1 - up), (x + w * 0.8, y + 3.9 + up)))
        y += 9.6
        row += 1
    for u in (-0.72, 0.72):  # ribs
        b.add("key", brush([(half(-142) * u, -140), (half(-90) * u, -90), (half(-14) * u, -12)],
            [5, 5, 6], blunt=True))
        b.add(cane, brush([(half(-142) * u - 1, -138), (half(-90) * u - 1, -90),
            (half(-14) * u - 1, -14)], [2, 2.4, 2], blunt=True))
    if lid:
        dome: list[Pt] = [(-57, -146, 1), (-44, -164), (-20, -177), (0, -180), (20, -177),
            (44, -164), (57, -146, 1), (30, -134), (0, -131), (-30, -134)]
        b.add("key", area(dome)).add(cane, area([(p[0] * 0.92, (p[1] + 150) * 0.86 - 151,
            *p[2:]) for p in dome]))
        b.add("key", [gouge(0, -176, 50 * math.cos(math.radians(q)),
            -150 + 15 * math.sin(math.radians(q)), 4.4, 2) for q in range(4, 180, 19)])
        b.add("key", teeth([(52, -146), (34, -164), (14, -176)], (-16, 7), rng, 6, 6))
        b.add("key", brush(spline([(-10, -176), (-9, -194), (9, -194), (10, -176)], 3), [6, 6, 6]))
        b.add("key", brush([(-56, -142), (-30, -132), (0, -129), (30, -132), (56, -142)],
            [7, 8, 9, 8, 7])).add(cane, brush([(-50, -141), (-28, -133), (0, -130), (20, -132)],
            [2, 3.4, 3.4, 1]))
    else:
        b.add("key", blob(0, -142, 55, 15, rng, 0.008, 14)).add(cane,
            blob(0, -143, 51, 12, rng, 0.008, 14)).add("key", blob(0, -142, 44, 8.6, rng, 0.01, 12))
        b.add("key", [gouge(51 * math.cos(q) * 0.9, -143 + 12 * math.sin(q) * 0.84,
            51 * math.cos(q), -143 + 12 * math.sin(q) * 1.05,
            2.6) for q in [math.radians(d) for d in range(8, 180, 15)]])
        if fill:
            for i in range(11):
                x = -36 + 72 * i / 10
                d = rng.uniform(-6, 6) + x * 0.3
                top = -192 + abs(x) * 0.62 - rng.uniform(0, 16)
                b.add(fill, brush([(x * 0.8, -140), (x + d * 0.6, (top - 140) / 2), (x + d, top)],
                    [3.4, 3, 2.6]))
                b.put(_ear(rng, fill), x + d, top, rng.uniform(0.72, 0.95), flip=x < 0)
    if strap != "none":
        for s in (-1, 1):
            line = spline([(s * 17, -128), (s * 30, -100), (s * 31, -66), (s * 19, -30)], 4)
            b.add("key", brush(line, [9, 10.5, 9])).add(strap, brush(line, [5.4, 6.6, 5.4]))
            b.add("key", [gouge(*_off(line, t, -3), *_off(line, t + 0.035, 3), 2) for t in (0.12,
                0.26, 0.4, 0.54, 0.68, 0.82)])
    return a.put(b, 0, 0, k)


def _off(line: list[Pt], t: float, d: float) -> tuple[float, float]:
    x, y, ang = along(line, t)
    q = math.radians(ang + 90)
    return x + math.cos(q) * d, y + math.sin(q) * d


def _ear(rng: Random, ink: str) -> Art:
    """A nodding ear, quick."""
    stem = spline([(0, 0), (10, -20), (34, -24), (56, 2), (64, 36)], 4)
    a = Art().add("key", brush(stem, [3, 3, 2]))
    grains = [(along(stem, 0.16 + 0.84 * i / 11), s, 12 * rng.uniform(0.85,
        1.1)) for i in range(11) for s in (-1, 1)]
    for edge, w in ((1.6, 7.6), (0.0, 4.6)):  # each grain with its dark husk line
        for (x, y, d), s, ln in grains:
            q = math.radians(d + s * 27)
            a.add("key" if edge else ink, gouge(x - math.cos(q) * edge, y - math.sin(q) * edge,
                x + math.cos(q) * (ln + edge), y + math.sin(q) * (ln + edge), w))
    return a


def winnow(seed: int = 120, r: float = 150, squash: float = 0.42, cane: str = "third",
    grain: str | None = "paper") -> Art:
    """A flat round basket seen at a slant, rice on it or nothing. Anchor: its middle."""
    rng = Random(seed)
    a = Art().add("key", blob(2, 7, r * 1.03, r * squash * 1.05, rng, 0.006, 18)).add(cane,
        blob(0, 0, r, r * squash, rng, 0.006, 18))
    a.add("key", blob(0, 3, r * 0.93, r * squash * 0.9, rng, 0.006, 18)).add(cane,
        blob(0, 5, r * 0.91, r * squash * 0.86, rng, 0.006, 18))
    for i in range(-7, 8):
        x = i * r / 8
        e = math.sqrt(max(0.0, 1 - (x / r) ** 2)) * 0.8
        for j in range(-3, 4):
            y = j * r * squash / 4
            if abs(y) < e * r * squash - 5:
                a.add("key", gouge(x - r / 20, y + 6 + (r / 40 if (i + j) % 2 else -r / 40),
                    x + r / 20, y + 6 - (r / 40 if (i + j) % 2 else -r / 40), r * 0.034))
    if grain:
        heap: list[Pt] = [(-r * 0.56, 6, 1), (-r * 0.3, -r * 0.13), (0, -r * 0.27),
            (r * 0.28, -r * 0.16), (r * 0.58, 8, 1), (r * 0.2, r * squash * 0.5),
            (-r * 0.24, r * squash * 0.5)]
        a.add("key", area([(p[0] * 1.04, p[1] + 3, *p[2:]) for p in heap])).add(grain, area(heap))
        a.add("key", flow([(p[0] * 0.9, p[1] + 2) for p in heap], rng, lambda x, _y: 20 + x * 0.3,
            gap=13, length=13, w=3.4, keep=lambda x, _y: 0.35 if x < 0 else 0.8))
    a.add("key", [gouge(r * 0.94 * math.cos(q), r * squash * 0.94 * math.sin(q),
        r * math.cos(q + 0.06), r * squash * math.sin(q + 0.06),
        3) for q in [math.radians(d) for d in range(0, 360, 12)]])
    return a


def pole(seed: int = 187, w: float = 1100) -> Art:
    """A bamboo pole across, jointed. Anchor: its middle."""
    rng = Random(seed)
    a = Art().add("key", brush([(-w / 2, 4), (0, 0), (w / 2, -3)], [30, 32, 29],
        blunt=True)).add("third", brush([(-w / 2 + 4, -2), (0, -6), (w / 2 - 4, -8)], [11, 13, 11],
        blunt=True))
    for i in range(int(w / 150)):
        x = -w / 2 + 150 * (i + 0.5) + rng.uniform(-10, 10)
        a.add("key", gouge(x, -16, x + 1, 17, 7)).add("paper", gouge(x + 8, -8, x + 70, -9, 3.6))
    return a


def bamboo_frame(seed: int = 188, w: float = 800, h: float = 556) -> Art:
    """Two forked posts and a pole laid in the forks. Anchor: middle of the foot."""
    a = Art()
    for s in (-1, 1):
        x = s * w * 0.45
        a.add("key", brush([(x, 8), (x + s * 3, -h + 30)], [20, 16], blunt=True),
            brush([(x + s * 3, -h + 46), (x + s * 26, -h - 26)], [12, 8]),
            brush([(x + s * 3, -h + 46), (x - s * 14, -h - 26)], [12, 8])).add("second",
            gouge(x - 4, -10, x - 3, -h + 50, 5))
    return a.put(pole(seed, w), 0, -h + 8, 0.8)
