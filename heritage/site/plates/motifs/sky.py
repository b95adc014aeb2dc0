"""Skies to choose from, so that not every plate is noon."""

from __future__ import annotations

import math
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import area, blob, brush, gouge, poly, spline, teeth
from heritage.site.plates.sheet import WIDTH
from heritage.site.plates.textures import hatch, rays, rings, strip


def _frame(y0: float, y1: float) -> tuple[float, float, float, float]:
    return -20.0, y0, WIDTH + 20, y1


def sky_sun(
    seed: int = 10, h: float = 560, cx: float = 600, cy: float = 300, r: float = 84,
    ground: str = "third",
    disc: str = "paper", cut: str = "paper", n: int = 84, far: float = 900,
) -> Art:
    """A sky of one ink with the sun's rays cut out of it; (cx, cy) is the sun."""
    rng = Random(seed)
    a = Art().add(ground, poly(*strip(-20, h)))
    a.add(cut, rays(cx, cy, r + 22, far, rng, _frame(-10, h + 30), n=n, w=8, seg=(90, 210)))
    a.add(disc, blob(cx, cy, r, r, rng, 0.012, 16))
    return a


def sky_lines(
    seed: int = 11, h: float = 560, ink: str = "third", w: float = 9, gap: float = 22,
    fade: float = 1.2, ground: str = "paper"
) -> Art:
    """A cleared sky: long ridges the gouge left standing, thick above, thin at the horizon."""
    rng = Random(seed)
    a = Art().add(ground, poly(*strip(-20, h)))
    y = 0.0
    out: list[Sub] = []
    while y < h - 10:
        t = y / h
        x = rng.uniform(-260, 0)
        while x < WIDTH:
            ln = rng.uniform(180, 520) * (1 - 0.3 * t)
            if rng.random() < 1 - 0.55 * t**fade:
                out.append(gouge(x, y, x + ln, y + rng.uniform(-3, 3),
                    w * (1.1 - 0.85 * t) * rng.uniform(0.7, 1.1), rng.uniform(-3, 3)))
            x += ln + rng.uniform(4, 40 + 130 * t)
        y += gap * (1.05 - 0.4 * t)
    return a.add(ink, out)


def sky_night(
    seed: int = 12, h: float = 560, cx: float = 600, cy: float = 230, r: float = 96,
    cut: str = "second", hare: bool = True,
    reach: float = 560,
) -> Art:
    """A night of solid key ink; light widens round the moon in carved rings."""
    rng = Random(seed)
    x, y = cx, cy
    a = Art().add("key", poly(*strip(-20, h)))

    def keep(px: float, py: float) -> float:
        return max(0.0, 1 - math.pow(math.hypot(px - x, py - y) / reach, 1.6))

    a.add(cut, rings(x, y, r + 62, reach, rng, _frame(0, h), gap=19, w=6, arc_len=(50, 130),
        keep=keep))
    a.add("third", rings(x, y, r + 17, r + 60, rng, _frame(0, h), gap=14, w=6.5, arc_len=(50, 110)))
    for _ in range(26):  # stars: one touch of the knife
        sx, sy = rng.uniform(30, WIDTH - 30), rng.uniform(24, h - 60)
        if math.hypot(sx - x, sy - y) > reach * 0.62:
            s = rng.uniform(2.5, 6)
            a.add("paper", poly((sx, sy - s), (sx + s * 0.3, sy - s * 0.3), (sx + s, sy),
                (sx + s * 0.3, sy + s * 0.3), (sx, sy + s),
                                (sx - s * 0.3, sy + s * 0.3), (sx - s, sy),
                                (sx - s * 0.3, sy - s * 0.3)))
    a.add("paper", blob(x, y, r, r, rng, 0.01, 16))
    if hare:  # the hare of the tale, pounding flattened rice in the moon
        k = r / 100
        hare_pts = [(-44, 52), (-52, 26), (-40, -4), (-16, -20), (2, -24), (0, -40), (-12, -64),
            (-8, -72), (4, -58), (10, -44),
                    (12, -68), (20, -74), (22, -54), (18, -40), (32, -34), (42, -24), (36, -14),
                    (24, -12), (26, 6), (40, 16),
                    (36, 24), (18, 18), (16, 40), (28, 50), (4, 54)]
        a.add("third", area([(x + px * k * 0.86, y + (py + 8) * k * 0.86) for px, py in hare_pts]))
        a.add("paper", [gouge(x - (36 - i * 9) * k, y + (34 - i * 5) * k, x - (24 - i * 8) * k,
            y + (2 - i * 6) * k, 3 * k, 3) for i in range(4)])
    return a


def sky_dusk(seed: int = 13, h: float = 560, top: str = "second", low: str = "third",
    mid: float = 0.45) -> Art:
    """Two inks meeting in a seam of long teeth, paper light near the horizon."""
    rng = Random(seed)
    y = h * mid
    a = Art().add(low, poly(*strip(-20, h))).add(top, poly(*strip(-20, y)))
    seam = [gouge(-40 + i * 62 + rng.uniform(-40, 40), y + rng.uniform(-34, 34),
        180 + i * 62 + rng.uniform(-40, 60), y + rng.uniform(-34, 34),
                  rng.uniform(5, 11)) for i in range(20)]
    a.add(top, seam[:10]).add(low, seam[10:])
    a.add(low, hatch(strip(20, y - 30), rng, gap=46, w=6, dash=(90, 300), space=(60, 260),
        keep=0.7))
    a.add("paper", hatch(strip(y + 40, h), rng, gap=20, w=7, dash=(90, 320), space=(20, 120),
                         keep=lambda _x, py: 0.15 + 0.85 * (py - y) / (h - y)))
    return a


def sky_rain(seed: int = 110, h: float = 620, ground: str = "third", cut: str = "paper",
    bank: str = "key", slant: float = 0.34, n: int = 210, low: float = 150) -> Art:
    """Rain in the hills: a dark bank of cloud, its hem torn, and long slanting cuts."""
    rng = Random(seed)
    a = Art().add(ground, poly(*strip(-20, h)))
    hem: list[Pt] = [(-20, low * 0.9)]
    for i in range(1, 12):
        hem.append((i * 103 - 20 + rng.uniform(-20, 20),
            low * (0.78 + 0.4 * rng.random()) - 26 * math.sin(i * 1.1)))
    hem.append((1220, low))
    a.add(bank, area([(-20, -20, 1), (1220, -20, 1), (1220, low, 1), *hem[-2:0:-1],
        (-20, low * 0.9, 1)]))
    a.add(bank, teeth(hem, (-slant * 96, 96), rng, 13, 8, 0.75))
    a.add(ground, hatch([(0, 40), (1200, 40), (1200, low * 0.8), (0, low * 0.8)], rng, angle=2,
        gap=21, w=5.5, dash=(70, 220), space=(30, 160), keep=0.7))
    out: list[Sub] = []
    for i in range(n):
        x, y = -60 + 1320 * ((i + rng.random()) / n), low * 0.7 + (h - low) * rng.random() ** 0.8
        ln = rng.uniform(46, 120)
        out.append(gouge(x, y, x - slant * ln, y + ln, rng.uniform(2.6, 5)))
    return a.add(cut, out)


def sky_bands(seed: int = 111, h: float = 600, bands: tuple[str, ...] = ("key", "second", "third",
    "paper"), share: tuple[float, ...] = (0.16, 0.42, 0.72, 1.0), w: float = 9) -> Art:
    """Dusk in bands: each ink runs into the next in long flat points."""
    rng = Random(seed)
    a = Art()
    for k in range(len(bands) - 1, -1, -1):
        y = h * share[k]
        a.add(bands[k], poly(*strip(-20, y)))
        if k == len(bands) - 1:
            continue
        for _ in range(26):  # tongues of this ink in the next, and of the next in this
            x, ln, d = rng.uniform(-120, WIDTH), rng.uniform(140, 420), rng.random() ** 1.5
            a.add(bands[k], gouge(x, y + d * h * 0.12, x + ln,
                y + d * h * 0.12 + rng.uniform(-3, 3), w * (1.3 - d), 1))
        for _ in range(15):
            x, ln, d = rng.uniform(-120, WIDTH), rng.uniform(120, 380), rng.random() ** 1.3
            a.add(bands[k + 1], gouge(x, y - 4 - d * h * 0.09, x + ln,
                y - 4 - d * h * 0.09 + rng.uniform(-3, 3), w * (1.1 - 0.8 * d), -1))
    return a


def sky_noon(seed: int = 112, h: float = 520, ground: str = "third", cut: str = "paper",
    keep: float = 0.5) -> Art:
    """High noon without a sun: a flat field of one ink, cleared towards the horizon, shimmering."""
    rng = Random(seed)
    a = Art().add(ground, poly(*strip(-20, h)))
    y = h - 6.0
    out: list[Sub] = []
    gap = 7.0
    while y > h * 0.2:
        t = (h - y) / h
        x = rng.uniform(-120, 0)
        while x < WIDTH:
            ln = rng.uniform(60, 200) * (1 + t)
            if rng.random() < keep * (1.5 - 1.7 * t):
                out.append(gouge(x, y, x + ln, y + rng.uniform(-1, 1),
                    (9 - 7 * t) * rng.uniform(0.6, 1), rng.choice((-1.5, 1.5))))
            x += ln + rng.uniform(8, 60)
        y -= gap
        gap *= 1.14
    return a.add(cut, out)


def sky_moon(seed: int = 113, h: float = 620, cx: float = 820, cy: float = 190, r: float = 86,
    cut: str = "second", cloud: str = "second") -> Art:
    """A moon behind cloud.

    Solid night, an arc of light, three long bars of cloud across the disc.
    """
    rng = Random(seed)
    a = Art().add("key", poly(*strip(-20, h)))
    a.add(cut, rings(cx, cy, r + 20, r + 130, rng, _frame(0, h), gap=19, w=5.6, arc_len=(40, 90),
        keep=lambda _x, y: 0.95 if y < cy + 20 else 0.35))
    a.add("paper", blob(cx, cy, r, r, rng, 0.01, 16))
    for dx, dy, w, t, ink in ((-40, 34, 560, 40, cloud), (90, 66, 500, 30, "key"),
        (-150, 76, 420, 22, cloud), (40, -14, 360, 16, "key"), (250, 16, 300, 18, cloud)):
        line = spline([(cx + dx - w / 2, cy + dy + 6), (cx + dx - w * 0.2, cy + dy - 6),
            (cx + dx + w * 0.1, cy + dy + 4), (cx + dx + w / 2, cy + dy - 2)], 3)
        a.add(ink, brush(line, [0, t * 0.7, t, t * 0.6, 0]))
        a.add("key" if ink == cloud else cloud, [gouge(cx + dx - w * q, cy + dy + e,
            cx + dx - w * q + w * 0.3, cy + dy + e - 1, 4) for q,
            e in ((0.3, 3), (0.02, -2), (0.16, 8))])
    a.add(cut, hatch(strip(cy + 150, h - 20), rng, gap=42, w=5, dash=(80, 240), space=(120, 400),
        keep=0.5))
    for _ in range(16):
        x, y, s = rng.uniform(40, WIDTH - 40), rng.uniform(30, h * 0.6), rng.uniform(2.5, 5)
        if math.hypot(x - cx, y - cy) > r + 150:
            a.add("paper", poly((x, y - s), (x + s * 0.4, y), (x, y + s), (x - s * 0.4, y)))
    return a


def clouds(seed: int = 14, w: float = 360, rows: int = 5, ink: str = "paper",
    edge: str | None = None) -> Art:
    """A bank of cloud in carved lines: scrolls above, flat cuts below. Anchor: its middle."""
    rng = Random(seed)
    a = Art()
    top = spline([(-w / 2, 0), (-w * 0.4, -18), (-w * 0.27, -20), (-w * 0.2, -48), (-w * 0.05, -56),
        (w * 0.06, -36), (w * 0.15, -44),
                  (w * 0.28, -38), (w * 0.34, -14), (w / 2, 0)], 2)
    a.add(ink, area([(*top[0], 1), *top[1:-1], (*top[-1], 1), (w * 0.3, 9), (0, 6),
        (-w * 0.3, 10)]))
    if edge:
        for k in (0.82, 0.6, 0.38):
            line = [(p[0] * k, p[1] * k - 2) for p in top[3:-3]]
            a.add(edge, brush(line, [0.5, 3.6, 3, 0.5]))
    for i in range(rows):
        y = 14 + i * 9
        x = rng.uniform(-w * 0.6, -w * 0.1)
        a.add(ink, gouge(x, y, x + w * rng.uniform(0.4, 0.8), y + 1, 6 - i * 0.6))
    return a


def birds(seed: int = 22, n: int = 5, ink: str = "key") -> Art:
    """Egrets on the wing, a loose line. Anchor: the leader."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        s = 1 - i * 0.09
        x, y = -i * 44 + rng.uniform(-8, 8), i * 15 + rng.uniform(-12, 12)
        up = rng.uniform(0.7, 1.2)
        a.add(ink, area([(x - 30 * s, y - 18 * s * up, 1), (x - 12 * s, y - 9 * s), (x, y - 1, 1),
            (x + 13 * s, y - 12 * s), (x + 28 * s, y - 24 * s * up, 1),
                         (x + 17 * s, y - 3 * s), (x + 12 * s, y + 2), (x + 22 * s, y + 3 * s, 1),
                         (x + 6 * s, y + 6 * s), (x - 12 * s, y + 6 * s, 1), (x - 8 * s, y + 1),
                         (x - 16 * s, y - 6 * s)]))
    return a


def mist(seed: int = 114, y: float = 500, h: float = 50, ink: str = "paper", n: int = 9,
    x0: float = -60, x1: float = 1260) -> Art:
    """A bank of mist lying in a valley: flat lenses with pointed ends."""
    rng = Random(seed)
    out: list[Sub] = []
    for i in range(n):
        t = i / max(1, n - 1)
        d = (t - 0.5) * h
        w = (1 - abs(t - 0.5) * 1.5) * (x1 - x0)
        x = x0 + (x1 - x0) * rng.uniform(0.0, 0.4) - 60
        out.append(gouge(x, y + d, x + w * rng.uniform(0.7, 1), y + d + rng.uniform(-3, 3),
            h / n * 2.3, rng.uniform(-3, 3)))
        out.append(gouge(x0 + (x1 - x0) * rng.random() * 0.6, y + d * 1.3,
            x0 + (x1 - x0) * rng.uniform(0.62, 1.0), y + d * 1.3, h / n * 1.2))
    return Art().add(ink, out)


def rain(seed: int = 183, n: int = 80, y0: float = 200, y1: float = 880, slant: float = 0.34,
    ink: str = "paper") -> Art:
    """Rain before everything: long slanting cuts."""
    rng = Random(seed)
    out: list[Sub] = []
    for i in range(n):
        x, y, ln = -40 + 1300 * (i + rng.random()) / n, rng.uniform(y0, y1), rng.uniform(60, 130)
        out.append(gouge(x, y, x - slant * ln, y + ln, rng.uniform(3, 4.6)))
    return Art().add(ink, out)


def glow(seed: int = 184, r0: float = 180, r1: float = 620, ink: str = "second") -> Art:
    """Firelight on the dark: short cuts leaving a fire, dense near it. Anchor: the fire."""
    rng = Random(seed)
    return Art().add(ink, rays(0, -60, r0, r1, rng, (-1200, -900, 1200, -10), n=58, w=12, a0=180,
        a1=360, seg=(40, 110), keep=lambda x, y: max(0.05, 1 - math.hypot(x, y + 60) / r1)))
