"""Fire, smoke and the hearth."""

from __future__ import annotations

from random import Random

from heritage.site.plates.art import Art, Sub
from heritage.site.plates.marks import area, blob, brush, gouge, rough, spline, teeth
from heritage.site.plates.textures import hatch


def _tongue(x: float, w: float, h: float, lean: float) -> Sub:
    return area([(x - w, 0), (x - w * 0.9 + lean * 0.1, -h * 0.28),
        (x - w * 0.25 + lean * 0.35, -h * 0.52), (x + lean, -h, 1),
        (x + w * 0.4 + lean * 0.5, -h * 0.6), (x + w * 1.02, -h * 0.3), (x + w * 0.9, 0)])


def fire(seed: int = 65, w: float = 120, h: float = 150) -> Art:
    """Flames in three inks; anchor at their root."""
    rng = Random(seed)
    a = Art()
    for ink, k in (("second", 1.0), ("third", 0.66), ("paper", 0.34)):
        n = 5 if k > 0.9 else 3
        for i in range(n):
            u = (i + 0.5) / n * 2 - 1
            a.add(ink, _tongue(u * w * 0.36 * (1.1 if k > 0.9 else 0.9), w * 0.2 * k + 3,
                h * k * (1 - 0.45 * abs(u)) * rng.uniform(0.82, 1.05), rng.uniform(-14, 14) * k))
    for _ in range(int(w / 14)):
        x, y = rng.uniform(-w * 0.5, w * 0.5), -h * rng.uniform(0.7, 1.25)
        a.add("third", gouge(x, y, x + rng.uniform(-4, 4), y - rng.uniform(6, 14), 3))
    return a


def smoke(seed: int = 66, h: float = 300, ink: str = "paper", drift: float = 90) -> Art:
    """Smoke rising in carved ribbons. Anchor: where it leaves the fire."""
    rng = Random(seed)
    a = Art()
    for k in range(5):
        o = (k - 2) * 9
        pts = spline([(o, 0), (o + 16 + drift * 0.1, -h * 0.2), (o - 22 + drift * 0.3, -h * 0.45),
            (o * 2 + 24 + drift * 0.6, -h * 0.72), (o * 3 + drift + rng.uniform(-20, 20),
            -h * rng.uniform(0.88, 1.05))], 4)
        a.add(ink, brush(pts, [2, 7 - abs(k - 2), 9 - abs(k - 2) * 1.5, 7, 1]))
    return a


def hearth(seed: int = 150, stones: int = 3, flame: str = "third") -> Art:
    """A house fire between stones on its bed of earth, logs pushed in like spokes; 420 wide."""
    rng = Random(seed)
    a = Art()
    a.add("key", blob(0, 6, 230, 44, rng, 0.012, 18)).add("second",
        blob(0, 2, 212, 36, rng, 0.012, 18))
    a.add("key", hatch([(-190, -20), (190, -20), (190, 26), (-190, 26)], rng, gap=11, w=3.4,
        dash=(20, 70), space=(10, 50), keep=0.6))
    for x0, y0, x1, y1 in ((-250, 30, -40, -8), (250, 26, 46, -8), (-120, 50, -16, 2),
        (140, 54, 26, 2)):
        a.add("key", brush([(x0, y0), (x1, y1)], [34, 27], blunt=True)).add("third",
            gouge(x0 + (6 if x0 < 0 else -6), y0 - 9, x1, y1 - 7, 6),
            blob(x0, y0, 8, 12, rng, 0.05, 9))
    a.put(fire(seed, 190, 240), 0, 6, inks={"second": flame, "third": "paper"}).put(fire(seed + 3,
        100, 120), -4, 10, inks={"second": "paper", "third": "paper"})
    for x, y, r in ((-92, 22, 36), (92, 20, 38), (0, 40, 36))[:stones]:
        a.add("key", rough([(x - r, y + 14), (x - r * 0.9, y - r * 0.5),
            (x - r * 0.3, y - r * 0.86), (x + r * 0.5, y - r * 0.7), (x + r, y - r * 0.1),
            (x + r * 0.96, y + 14)], rng, 40, 2))
        a.add("third", gouge(x - r * 0.7, y - 4, x - r * 0.2, y - r * 0.7, 6, -3))
    return a


def com_lam(seed: int = 151, n: int = 6) -> Art:
    """Rice cooking in bamboo.

    Tubes stopped with leaf leaning on a rail over the embers; 620 wide, 420 high.
    """
    rng = Random(seed)
    a = Art()
    for s in (-1, 1):
        a.add("key", brush([(s * 300, 20), (s * 288, -250)], [17, 14]),
            brush([(s * 288, -216), (s * 262, -272)], [11, 8]),
            brush([(s * 288, -216), (s * 312, -268)], [11, 8]))
    a.add("key", blob(0, 20, 330, 40, rng, 0.02, 18)).add("second",
        hatch([(-290, 0), (290, 0), (290, 44), (-290, 44)], rng, gap=10, w=6, dash=(14, 40),
        space=(8, 26), keep=0.7))
    a.put(fire(seed, 560, 210), 0, 18, inks={"second": "third", "third": "second",
        "paper": "second"})
    a.add("key", brush([(-340, -238), (0, -232), (340, -240)], [21, 21, 21],
        blunt=True)).add("second", brush([(-330, -242), (0, -237), (330, -245)], [9, 10, 9],
        blunt=True))
    for i in range(n):
        x = -232 + 464 * i / (n - 1) + rng.uniform(-6, 6)
        d = rng.uniform(22, 48)
        top, low = (x + d * 0.5, -352 - rng.uniform(0, 26)), (x - d, 10)
        bar = [low, ((low[0] + top[0]) / 2, (low[1] + top[1]) / 2), top]
        a.add("key", brush(bar, [52, 50, 48], blunt=True)).add("third",
            brush([(p[0] - 5, p[1]) for p in bar], [33, 32, 30], blunt=True))
        for f in (0.16, 0.55):
            px, py = low[0] + (top[0] - low[0]) * f, low[1] + (top[1] - low[1]) * f
            a.add("key", gouge(px - 25, py - 4, px + 20, py + 2, 6, 3))
        a.add("key", teeth([(low[0] - 22, low[1] - 2), (low[0] + 20, low[1] + 2)], (16, -150), rng,
            8, 7, 0.6))  # scorched
        a.add("key", teeth([(low[0] + 14, low[1] - 20), (top[0] + 14, top[1] + 20)], (-14, -3), rng,
            15, 8))
        a.add("paper", gouge(low[0] - 14 + d * 0.7, low[1] - 190, top[0] - 14, top[1] + 22, 5))
        a.add("second", area([(top[0] - 19, top[1] + 4, 1), (top[0] - 23, top[1] - 30),
            (top[0] - 8, top[1] - 21), (top[0] + 2, top[1] - 44, 1), (top[0] + 11, top[1] - 22),
            (top[0] + 27, top[1] - 28), (top[0] + 21, top[1] + 5, 1)]))
        a.add("key", gouge(top[0] - 14, top[1], top[0] - 12, top[1] - 22, 3),
            gouge(top[0] + 4, top[1] + 2, top[0] + 4, top[1] - 30, 3),
            gouge(top[0] + 16, top[1] + 2, top[0] + 18, top[1] - 20, 3))
    for x, k in ((-210, 0.5), (-96, 0.7), (30, 0.56), (150, 0.72), (250, 0.46)):
        a.put(fire(seed + int(x), 92, 150), x, 26, k, inks={"second": "third", "third": "paper"})
    return a
