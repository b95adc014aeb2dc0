"""Ground, mountains and sand."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from heritage.site.plates.art import Art, Pt, Sub
from heritage.site.plates.marks import area, brush, gouge, poly, rough, spline, teeth
from heritage.site.plates.sheet import WIDTH
from heritage.site.plates.textures import flow, hatch


def mountains(
    seed: int = 15, base: float = 560, peaks: tuple[tuple[float, float, float],
    ...] = ((260, 240, 320), (680, 300, 340), (1040, 220, 300)), ink: str = "second",
    cut: str = "paper",
    shade: str | None = "key", soft: float = 0.25, floor: float | None = None,
) -> Art:
    """A range: each peak (x, height, half width) has a lit and a shaded face."""
    rng, y = Random(seed), base
    a = Art()
    for px, ph, pw in sorted(peaks, key=lambda p: -p[1]):
        foot = y if floor is None else floor
        top = y - ph

        def side(s: int) -> list[Pt]:
            pts: list[Pt] = [(px, top)]
            sway = rng.uniform(0.02, 0.1)  # a shoulder half-way down
            for t in (0.2, 0.42, 0.66, 0.85, 1.0):
                pts.append((px + s * pw * (t ** (1 + soft) + sway * math.sin(t * 7)) + rng.uniform(
                    -0.03, 0.03) * pw,
                    top + ph * (t - 0.8 * sway * math.sin(t * 6.283)) + rng.uniform(-0.02,
                    0.02) * ph))
            return pts

        lt, rt = side(-1), side(1)
        lt[-1], rt[-1] = (px - pw, y), (px + pw, y)
        spine = [(px, top), (px + pw * 0.1, top + ph * 0.22), (px - pw * 0.02, top + ph * 0.45),
            (px + pw * 0.16, top + ph * 0.7), (px + pw * 0.06, y)]
        a.add(ink, area([(*p, 1) if i in (0, len(lt) - 1) else p for i,
            p in enumerate(lt)] + [(px - pw, foot, 1), (px + pw, foot, 1)] + [(*p,
            1) if i == 0 else p for i, p in enumerate(rt[:0:-1])]))
        face = [*lt[::-1], *spine[1:]]
        if shade:
            a.add(shade, area([(*rt[0], 1), *rt[1:-1], (*rt[-1], 1), (*spine[-1], 1),
                *spine[-2:0:-1]]))
            sp = spline(spine, 4)
            a.add(shade, teeth(sp, (-pw * 0.16, ph * 0.13), rng, max(9, pw * 0.05),
                max(5, pw * 0.026), 0.6))
            a.add(ink, flow([*rt, *spine[::-1]], rng, lambda x,
                yy: math.degrees(math.atan2(ph, pw)) - 4, gap=max(17, ph * 0.07), length=pw * 0.2,
                w=4, keep=0.55))
        a.add(cut, flow(face, rng, lambda x, yy: 180 - math.degrees(math.atan2(ph, pw)) + 4,
            gap=max(16, ph * 0.062), length=pw * 0.2, w=4.4,
                        keep=lambda x, yy: 0.75 - 0.5 * (yy - top) / ph))
    return a


def hills(
    seed: int = 16, base: float = 600, h: float = 60, ink: str = "second", cut: str = "third",
    foot: float = 920, waves: int = 3, w: float = 5,
    gap: float = 22, keep: float = 0.7,
) -> Art:
    """A rolling ridge to the foot of the plate, combed along its slopes."""
    rng, y = Random(seed), base
    ph = [rng.uniform(0, math.tau) for _ in range(3)]

    def line(x: float) -> float:
        u = x / WIDTH * math.tau
        return y - h * (0.5 + 0.3 * math.sin(u * waves * 0.5 + ph[0]) + 0.2 * math.sin(
            u * waves * 1.1 + ph[1]))

    pts: list[Pt] = [(x, line(x)) for x in range(-20, 1240, 62)]
    a = Art().add(ink, area([(*pts[0], 1), *pts[1:-1], (*pts[-1], 1), (pts[-1][0], foot, 1),
        (-20, foot, 1)]))
    if cut != "none":
        def lean(x: float, yy: float) -> float:
            s = (line(x + 8) - line(x - 8)) / 16
            return math.degrees(math.atan(s)) * max(0.0, 1 - (yy - line(x)) / (h * 2 + 1))

        a.add(cut, flow([*pts, (pts[-1][0], foot), (-20, foot)], rng, lean, gap=gap, length=88, w=w,
            keep=lambda x, yy: keep * max(0.1, 1 - (yy - line(x)) / (foot - y + h))))
    return a


def ridges(
    seed: int = 115, plan: tuple[tuple[float, float, str], ...] = ((330, 90, "third"),
    (430, 110, "second"), (540, 120, "key")), fog: str = "paper",
    foot: float = 640, jag: float = 1.0,
) -> Art:
    """Range behind range with mist between: each (base, height, ink) melts downwards in teeth."""
    rng = Random(seed)
    a = Art()
    for k, (base, h, ink) in enumerate(plan):
        top: list[Pt] = [(-60, base - h * rng.uniform(0.2, 0.5))]
        x = -60.0
        while x < 1260:  # a peak, its two shoulders, a saddle: no two alike
            high, run = rng.random() ** 1.4, rng.uniform(80, 190) * (1 + 0.2 * k)
            y = base - h * (0.42 + 0.58 * high)
            top.append((x + run * 0.34, y + h * rng.uniform(0.22, 0.34)))
            top.append((x + run * 0.62, y + h * 0.1))
            x += run
            top.append((x, y, 1) if jag > 0.8 else (x, y))
            fall = rng.uniform(60, 150) * (1 + 0.2 * k)
            top.append((x + fall * 0.4, y + h * rng.uniform(0.14, 0.22)))
            x += fall
            top.append((x, base - h * rng.uniform(0.1, 0.3)))
        nxt = plan[k + 1][0] if k + 1 < len(plan) else foot
        low = base + (nxt - base) * 0.42
        a.add(ink, area([(*top[0][:2], 1), *top[1:], (1300, low, 1), (-60, low, 1)]))
        a.add(fog, poly((-60, low - 4), (1300, low - 4), (1300, nxt + 40), (-60, nxt + 40)))
        a.add(ink, teeth([(-40, low - 6), (1260, low - 6)], (14, (nxt - base) * 0.4), rng, 15, 10,
            0.8))
        cut = fog if ink != "key" else ("second" if fog == "paper" else fog)
        for p, q in pairwise(top):  # light on the left slopes
            rise = p[1] - q[1]
            if rise > 8 and q[0] < 1230:
                for j in range(2 if rise < 30 else 3):
                    t = 0.25 + 0.3 * j
                    x0, y0 = p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t
                    ln = h * rng.uniform(0.16, 0.3)
                    a.add(cut, gouge(x0 + 12, y0 + h * 0.12, x0 + 6 - ln * 0.25, y0 + h * 0.12 + ln,
                        4.6, 2))
    return a


def ground(seed: int = 20, y0: float = 620, y1: float = 920, ink: str = "key", cut: str = "second",
    bow: float = 10, gap: float = 15, w: float = 4.5, keep: float = 0.6) -> Art:
    """Plain earth before us: a slightly bowed edge and cuts lying flat."""
    rng = Random(seed)
    top: list[Pt] = [(-20, y0 + bow), (180, y0 + 3), (420, y0 - bow * 0.4), (660, y0),
        (900, y0 - bow * 0.5), (1080, y0 + 2), (1220, y0 + bow)]
    a = Art().add(ink, area([(*top[0], 1), *top[1:-1], (*top[-1], 1), (1220, y1, 1), (-20, y1, 1)]))
    y = y0 + gap
    out: list[Sub] = []
    while y < y1:
        t = (y - y0) / (y1 - y0)
        x = rng.uniform(-100, 40)
        while x < WIDTH:
            ln = (40 + 110 * t) * rng.uniform(0.5, 1.5)
            if rng.random() < keep:
                out.append(gouge(x, y + rng.uniform(-2, 2), x + ln, y + rng.uniform(-3, 3),
                    w * (0.5 + 0.9 * t) * rng.uniform(0.6, 1.1), rng.uniform(-3, 3)))
            x += ln + rng.uniform(14, 90)
        y += gap * (0.6 + 1.1 * t)
    return a.add(cut, out)


def path_way(seed: int = 21, x0: float = 600, y0: float = 560, x1: float = 520, y1: float = 920,
    w0: float = 16, w1: float = 260, ink: str = "paper", cut: str = "third",
    bend: float = 1) -> Art:
    """A trodden path that widens from (x0, y0) towards us."""
    rng = Random(seed)
    mid = [(x0, y0), ((x0 * 2 + x1) / 3 + 34 * bend, y0 + (y1 - y0) * 0.22),
        ((x0 + x1) / 2 - 20 * bend, y0 + (y1 - y0) * 0.52), (x1, y1)]
    body = brush(spline(mid, 3), [w0, w0 + (w1 - w0) * 0.18, w0 + (w1 - w0) * 0.5, w1])
    pts = [p[:2] for p in body.pts]
    return Art().add(ink, body).add(cut, hatch(pts, rng, gap=15, w=3.6, dash=(18, 70),
        space=(14, 60), margin=8, keep=0.6))


def rocks(seed: int = 37, n: int = 4, w: float = 220, ink: str = "key", cut: str = "second") -> Art:
    """Boulders of a stream bed, faceted with the knife."""
    rng = Random(seed)
    a = Art()
    for i in range(n):
        x = -w / 2 + w * (i + rng.uniform(0.2, 0.8)) / n
        r = rng.uniform(0.5, 1) * w / n * 0.72
        hh = r * rng.uniform(0.6, 0.95)
        pts = [(x - r, 0), (x - r * 0.94, -hh * 0.45), (x - r * 0.5, -hh * 0.92),
            (x + r * 0.1, -hh), (x + r * 0.7, -hh * 0.7), (x + r, -hh * 0.2), (x + r * 0.96, 2)]
        a.add(ink, rough(pts, rng, 40, 2))
        a.add(cut, flow([(x - r * 0.9, -2), (x - r * 0.85, -hh * 0.42), (x - r * 0.45, -hh * 0.86),
            (x + r * 0.1, -hh * 0.92), (x - r * 0.1, -hh * 0.3), (x - r * 0.2, 0)], rng,
                        lambda _x, _y: -58, gap=max(8, r * 0.16), length=max(14, r * 0.36),
                        w=max(2.4, r * 0.07), keep=0.85))
        a.add(cut, gouge(x + r * 0.15, -hh * 0.93, x + r * 0.6, -hh * 0.66, max(2, r * 0.05)))
    return a


def dunes(seed: int = 117, y0: float = 470, ink: str = "third", shade: str = "second",
    cut: str = "paper") -> Art:
    """Sand hills of the dry coast: long crests, a lit side combed by wind and a shaded one."""
    rng = Random(seed)
    a = Art()
    for base, x, half, h in ((y0 + 40, 250, 520, 70), (y0 + 66, 980, 560, 110),
        (y0 + 150, 420, 720, 120), (y0 + 300, 900, 820, 170), (y0 + 420, 240, 760, 130)):
        crest = spline([(x - half, base), (x - half * 0.5, base - h * 0.42),
            (x - half * 0.06, base - h), (x + half * 0.3, base - h * 0.55), (x + half, base)], 3)
        a.add(ink, area([(*crest[0], 1), *crest[1:-1], (*crest[-1], 1), (x + half, 940, 1),
            (x - half, 940, 1)]))
        top = max(range(len(crest)), key=lambda i: -crest[i][1])
        spine = spline([crest[top], (x + half * 0.02, base - h * 0.5),
            (x - half * 0.12, base - h * 0.1), (x + half * 0.08, base + h * 0.35)], 3)
        a.add(shade, area([(*crest[top], 1), *crest[top + 1 : -1], (*crest[-1], 1),
            (x + half * 0.3, base + h * 0.3), (*spine[-1], 1), *spine[-2:0:-1]]))
        a.add(shade, teeth(spine, (-half * 0.07, h * 0.03), rng, 15, 9, 0.6))
        for k in range(9):  # wind ripples following the lit face
            t = 0.12 + 0.1 * k
            xa = x - half * (0.86 - 0.1 * (k % 3)) + rng.uniform(-20, 20)
            ya = base - h * 0.1 + k * h * 0.09
            a.add(cut, gouge(xa, ya, xa + half * rng.uniform(0.34, 0.6) * (1 - t * 0.2),
                ya - h * 0.26 + k * 2, 3.6 + k * 0.35, -4))
    return a
