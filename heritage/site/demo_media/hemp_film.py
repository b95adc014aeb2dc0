"""A film: hemp is rolled smooth, drawn on with wax, dyed, and boiled until the lines are white.

The steps are those of hl-cu-det-lanh in the demo's content, the lines those of a draft of our own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from heritage.site.demo_media import film, modes
from heritage.site.demo_media.scores import Hand
from heritage.site.demo_media.studio import Player, Recording, Room, Strike
from heritage.site.demo_media.threads import cloth, grained
from heritage.site.weaving import loom
from heritage.site.weaving.drafts import DRAFTS

SECONDS = 19.0
CELL, THREAD = 20, 10
"""Pixels of a crossing of the draft, and of a thread of the cloth."""
PASSES, ROLLED = 4, 6.4
"""How often the stone passes, and when it has; each pass takes as long."""
DRAWN, DYED, BOILED = 11.2, 14.4, 17.2
"""Seconds at which the wax is drawn, the dye has risen, the wax is gone."""
STONE = 230


def heard() -> Recording:
    """The stone on the cloth, a pen on wax, water: noises, and nobody speaks."""
    chance, pen, drop = Random("lanh"), Hand("bút", 0.0005, 0.02), Hand("nước", 0.0012, 0.03)
    each = ROLLED / PASSES
    rubbing = [
        Strike(at, 0.25 * math.sin(math.pi * (at % each) / each) + 0.02, 0.02)
        for at in sorted(chance.uniform(0.1, ROLLED) for _ in range(420))
    ]
    knocks = [Strike(n * each + 0.05, 0.8, 0.005) for n in range(PASSES + 1)]
    strokes = [pen.blow(ROLLED + 0.5 + 0.31 * n, 0.22) for n in range(14)]
    bubbles = [
        (str(chance.randrange(6)), drop.blow(at, chance.uniform(0.1, 0.4)))
        for at in sorted(chance.uniform(DRAWN + 0.3, BOILED + 0.6) for _ in range(90))
    ]
    water = [
        Player((modes.Mode(hertz, 1.0, 0.09),), [blow for name, blow in bubbles if name == str(n)],
               (n - 2.5) / 4, 0.25)
        for n, hertz in enumerate((410, 530, 640, 820, 990, 1270))
    ]  # fmt: skip
    return Recording(
        SECONDS,
        [
            Player(modes.drum(90, 0.1, 0.7), rubbing, 0.0, 1.0, 0.6),
            Player(modes.bar(170, 0.14, 0.5), knocks, 0.1, 0.9, 0.3),
            Player(modes.bar(1500, 0.03, 0.6), strokes, -0.2, 0.5, 0.6),
            *water,
        ],
        Room(0.4, 0.12, 5000),
    )


def frames(seconds: float = SECONDS) -> Iterator[Image.Image]:
    """Each picture of the film."""
    woven = _plain()
    raw, smooth = _hemp(woven, 1.0), _hemp(woven, 0.25)
    stages = [Image.blend(raw, smooth, n / PASSES) for n in range(PASSES + 1)]
    stone, lines = _stone(), _lines()
    waxed = Image.composite(
        ImageChops.multiply(smooth, Image.new("RGB", smooth.size, (214, 170, 96))), smooth, lines
    )
    dyed = ImageChops.multiply(smooth, Image.new("RGB", smooth.size, (44, 58, 128)))
    dyed = Image.blend(dyed, ImageChops.multiply(dyed, smooth), 0.4)
    resisted = Image.composite(waxed, dyed, lines)
    white = Image.composite(
        Image.blend(smooth, Image.new("RGB", smooth.size, "#f6efdf"), 0.55), dyed, lines
    )
    for n in range(round(seconds * film.FRAMES)):
        at = n / film.FRAMES
        if at < ROLLED:
            yield _rolled(stages, stone, at * PASSES / ROLLED)
        elif at < DRAWN:
            yield _wiped(waxed, smooth, (at - ROLLED - 0.3) / (DRAWN - ROLLED - 0.6), 40)
        elif at < DYED:
            yield _risen(resisted, waxed, (at - DRAWN - 0.3) / (DYED - DRAWN - 0.6))
        else:
            yield Image.blend(resisted, white, _ease((at - DYED) / (BOILED - DYED)))


def _rolled(stages: list[Image.Image], stone: Image.Image, done: float) -> Image.Image:
    """The stone on its way: smoother behind it than before."""
    number, part = int(done), _ease(done % 1)
    to_right = number % 2 == 0
    middle = round((part if to_right else 1 - part) * (film.WIDE + 2 * STONE)) - STONE
    before, after = stages[number], stages[min(number + 1, PASSES)]
    left, right = (after, before) if to_right else (before, after)
    frame = right.copy()
    if middle > 0:
        frame.paste(left.crop((0, 0, min(middle, film.WIDE), film.HIGH)), (0, 0))
    frame.paste(stone, (middle - stone.width // 2, 0), stone)
    return frame


def _wiped(new: Image.Image, old: Image.Image, share: float, soft: int) -> Image.Image:
    """`new` from the left as far as `share`."""
    edge = round(share * (film.WIDE + soft))
    mask = (
        Image.linear_gradient("L")
        .rotate(90)
        .resize((soft, film.HIGH))
        .transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    )
    whole = Image.new("L", new.size)
    whole.paste(255, (0, 0, max(0, edge - soft), film.HIGH))
    whole.paste(mask, (edge - soft, 0))
    return Image.composite(new, old, whole)


def _risen(new: Image.Image, old: Image.Image, share: float) -> Image.Image:
    """`new` from below, with the wet edge of a dye that climbs in threads."""
    level = film.HIGH + 60 - share * (film.HIGH + 160)
    mask = Image.new("L", new.size)
    pen = ImageDraw.Draw(mask)
    for x in range(0, film.WIDE, THREAD):
        climbs = 26 * math.sin(x * 0.011) + 11 * math.sin(x * 0.047 + 2) + 9 * math.sin(x * 1.7)
        pen.rectangle((x, min(level + climbs, film.HIGH), x + THREAD, film.HIGH), fill=255)
    return Image.composite(new, old, mask.filter(ImageFilter.GaussianBlur(9)))


def _plain() -> Image.Image:
    """Plain weave: one over, one under."""
    across, down = film.WIDE // THREAD, film.HIGH // THREAD
    rows = ["".join("bc"[(x + y) % 2] for x in range(across)) for y in range(down)]
    return cloth(rows, "b", THREAD, "vải lanh")


def _hemp(woven: Image.Image, rough: float) -> Image.Image:
    """As it comes from the loom (`rough` 1) or flat and shining (0)."""
    chance = Random("vải lanh")
    flat = Image.new("RGB", woven.size, (226, 211, 178))
    sheet = grained(Image.blend(flat, woven, 0.22 + 0.68 * rough), chance, 0.25 + 0.3 * rough)
    shine = (
        Image.linear_gradient("L")
        .resize(woven.size)
        .point(lambda v: 128 + round((1 - rough) * 46 * math.exp(-(((v - 96) / 44) ** 2))))
    )
    return ImageChops.overlay(sheet, Image.merge("RGB", (shine,) * 3))


def _lines() -> Image.Image:
    """Where the wax goes: the light crossings of the draft, as a pen would draw them."""
    rows = loom.cloth(DRAFTS["mong"])
    across = film.WIDE // CELL + 1
    grid = Image.new("L", (across, film.HIGH // CELL))
    for y in range(grid.height):
        row = rows[(y + 6) % len(rows)]
        for x in range(across):
            grid.putpixel((x, y), 255 if row[x % len(row)] == "c" else 0)
    drawn = grid.resize((across * CELL, grid.height * CELL), Image.Resampling.NEAREST)
    drawn = drawn.crop((0, 0, film.WIDE, film.HIGH)).filter(ImageFilter.GaussianBlur(5))
    return drawn.point(lambda v: max(0, min(255, (v - 104) * 9)))


def _stone() -> Image.Image:
    """The slab that is rocked over the cloth: grey, worn, with its shadow at both sides."""
    chance = Random("phiến đá")
    slab = grained(Image.new("RGB", (STONE, film.HIGH), (122, 122, 118)), chance, 0.9)
    slab = slab.filter(ImageFilter.GaussianBlur(1.2))
    bend = Image.new("L", (STONE, 1))
    for x in range(STONE):
        off = x / STONE * 2 - 0.8
        bend.putpixel((x, 0), max(60, round(220 - 95 * off * off)))
    slab = ImageChops.multiply(slab, Image.merge("RGB", (bend.resize(slab.size),) * 3))
    whole = Image.new("RGBA", (STONE + 120, film.HIGH))
    shadow = Image.new("L", whole.size)
    ImageDraw.Draw(shadow).rectangle((48, 0, STONE + 78, film.HIGH), fill=170)
    whole.putalpha(shadow.filter(ImageFilter.GaussianBlur(18)))
    whole.paste(slab, (60, 0))
    return whole


def _ease(share: float) -> float:
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)
