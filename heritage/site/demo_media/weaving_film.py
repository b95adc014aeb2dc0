"""A film: cloth grows pick by pick, from a draft of our own geometry."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from heritage.site.demo_media import film, modes
from heritage.site.demo_media.scores import Hand
from heritage.site.demo_media.studio import Player, Recording, Room
from heritage.site.demo_media.threads import cloth, grained
from heritage.site.weaving import loom
from heritage.site.weaving.drafts import DRAFTS

CELL = 16
SECONDS = 17.0
FELL = 416
"""Where the last pick lies, in pixels from above: below it the warp is still open."""
SLOW, EACH, GROWS = 4.8, 1.6, 0.52
"""For so many seconds a pick takes so long; then picks come faster, by this power of e."""
DONE = 12.3
"""When the weaver stops."""


def picks(at: float) -> float:
    """How many picks there are after so many seconds."""
    at = min(at, DONE)
    if at <= SLOW:
        return at / EACH
    return SLOW / EACH + (math.exp(GROWS * (at - SLOW)) - 1) / EACH / GROWS


def heard() -> Recording:
    """The shuttle, and the sword that beats the weft home, while the ear can tell them apart."""
    wood, beat = Hand("thoi", 0.0007, 0.01), Hand("thanh đập", 0.003, 0.004)
    every = [
        n / 100 for n in range(round(DONE * 100)) if int(picks(n / 100)) > int(picks((n - 1) / 100))
    ]
    spaced = [at for n, at in enumerate(every) if n == 0 or at - every[n - 1] > 0.07]
    return Recording(
        SECONDS,
        [
            Player(
                modes.bar(128, 0.16, 0.5), [beat.blow(at, 0.9) for at in spaced], 0.0, 1.0, 0.25
            ),
            Player(
                modes.bar(690, 0.09, 0.5),
                [wood.blow(max(0.05, at - 0.55), 0.3) for at in spaced if at < 8],
                -0.4,
                0.5,
                0.5,
            ),
            Player(
                modes.bar(745, 0.09, 0.5),
                [wood.blow(at - 0.3, 0.25) for at in spaced if at < 8],
                0.4,
                0.5,
                0.5,
            ),
        ],
        Room(0.4, 0.12, 5000),
    )


def frames(seconds: float = SECONDS) -> Iterator[Image.Image]:
    """Each picture of the film."""
    draft = DRAFTS["bana"]
    ends, before = film.WIDE // CELL, film.HIGH // CELL
    repeat = [(row * (ends // len(row) + 1))[:ends] for row in loom.cloth(draft)]
    count = before + math.ceil(picks(DONE))
    rows = [draft.ground * ends] * (before - len(repeat))
    rows += [repeat[n % len(repeat)] for n in range(count - len(rows))]
    woven = cloth(rows, draft.ground, CELL, draft.key)
    sheds = [_warp(side) for side in (0, 1)]
    shuttle, sword = _shuttle(), _sword()
    for n in range(round(seconds * film.FRAMES)):
        at = n / film.FRAMES
        done, rate = picks(at), picks(at + 0.5) - picks(at - 0.5)
        whole, part = int(done), done % 1.0
        line = FELL + round(_ease((at - DONE - 0.4) / 2.4) * (film.HIGH - FELL))
        frame = sheds[whole % 2].copy()
        last = (before + whole) * CELL
        frame.paste(woven.crop((0, last - line, film.WIDE, last)), (0, 0))
        if at < DONE and rate < 5 and 0.1 < part < 0.75:
            way = (part - 0.1) / 0.65
            left = round(-270 + (way if whole % 2 == 0 else 1 - way) * (film.WIDE + 280))
            frame.paste(shuttle, (left, line + 40), shuttle)
        beat = max(0.0, 1 - abs(part - 1) / 0.2, 1 - part / 0.16) if at < DONE else 0.0
        away = _ease((at - DONE) / 1.2) * 260
        frame.paste(sword, (0, line + 132 - round(126 * beat**1.5) + round(away)), sword)
        yield frame


def _warp(raised: int) -> Image.Image:
    """Threads that wait: every other one lifted, on the shade of the floor."""
    chance = Random(f"sợi dọc {raised}")
    sheet = grained(Image.new("RGB", (film.WIDE, film.HIGH), (126, 98, 66)), chance, 0.5)
    pen = ImageDraw.Draw(sheet)
    for x in range(CELL // 2, film.WIDE, CELL):
        up = (x // CELL) % 2 == raised
        if up:
            pen.line((x + 4, 0, x + 4, film.HIGH), fill=(84, 64, 44), width=6)
        half, tone = (3, 44) if up else (2, 28)
        for off in range(-half, half + 1):
            light = tone - 5 * abs(off + 1) + chance.randint(-3, 3)
            pen.line((x + off, 0, x + off, film.HIGH), fill=(light + 6, light, light + 8))
    return sheet


def _wood(wide: int, high: int, colour: tuple[int, int, int], seed: str) -> Image.Image:
    chance = Random(seed)
    grain = Image.new("L", (wide // 40 + 2, high))
    for y in range(high):
        for x in range(grain.width):
            grain.putpixel((x, y), round(chance.gauss(128, 14)))
    light = grain.resize((wide, high), Image.Resampling.BICUBIC)
    board = Image.new("RGB", (wide, high))
    for part in range(high):
        off = part / high * 2 - 0.75
        shade = 1.12 - 0.45 * off * off
        band = light.crop((0, part, wide, part + 1))
        board.paste(
            Image.merge(
                "RGB", [band.point(lambda v, c=c * shade: int(c * v / 128)) for c in colour]
            ),
            (0, part),
        )
    return board


def _shuttle() -> Image.Image:
    """A slim one, pointed at both ends, with its yarn."""
    wide, high = 270, 46
    board = _wood(wide, high, (176, 120, 66), "thoi").convert("RGBA")
    mask = Image.new("L", (wide * 2, high * 2))
    shape = [(0, high)] + [
        (x, high + side * high * 0.94 * math.sin(math.pi * x / (2 * wide)) ** 0.6)
        for side, way in ((-1, range(0, 2 * wide + 1, 6)), (1, range(2 * wide, -1, -6)))
        for x in way
    ]
    ImageDraw.Draw(mask).polygon(shape, fill=255)
    pen = ImageDraw.Draw(board)
    for x in range(84, 186, 5):
        pen.line((x, 11, x + 3, 34), fill=(178, 52, 40), width=4)
        pen.line((x + 3, 11, x + 5, 34), fill=(120, 32, 26), width=1)
    board.putalpha(mask.resize((wide, high), Image.Resampling.LANCZOS))
    return board


def _sword() -> Image.Image:
    """The bar that beats the weft home, with its shadow."""
    high = 44
    bar = Image.new("RGBA", (film.WIDE, high + 26))
    shadow = Image.new("L", bar.size)
    ImageDraw.Draw(shadow).rectangle((0, 10, film.WIDE, high + 8), fill=150)
    bar.putalpha(shadow.filter(ImageFilter.GaussianBlur(7)))
    bar.paste(_wood(film.WIDE, high, (120, 74, 42), "thanh đập"), (0, 0))
    return bar


def _ease(share: float) -> float:
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)
