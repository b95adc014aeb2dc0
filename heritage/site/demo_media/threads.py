"""Cloth as the eye sees it from near: round threads, over and under, none quite even."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

from heritage.site.weaving.loom import INKS

SORTS = 6
"""Of thread, by how dark it came out of the dye."""


def _round(length: int, thick: int, *, upright: bool = False) -> Image.Image:
    """Light on a thread that lies there: bright a little above the middle, dark at both sides."""
    shades = Image.new("L", (1, thick))
    for y in range(thick):
        off = (y + 0.5) / thick * 2 - 0.8
        shades.putpixel((0, y), max(70, min(255, round(255 - 120 * off * off))))
    strip = shades.resize((length, thick))
    return strip.transpose(Image.Transpose.ROTATE_90) if upright else strip


def pick(row: str, ground: str, cell: int, chance: Random) -> Image.Image:
    """One pick as a strip, `cell` pixels an end. Ground is the warp; else the weft floats on it."""
    strip = Image.new("RGB", (len(row) * cell, cell), _ink(ground, 0.55))
    for x, ink in enumerate(row):
        if ink == ground:
            strip.paste(_crossing(ground, cell, chance.randrange(SORTS)), (x * cell, 0))
    start = 0
    for x in range(1, len(row) + 1):
        if x < len(row) and row[x] == row[start]:
            continue
        if row[start] != ground:
            length = (x - start) * cell
            light = _round(length, cell - 1)
            ends = ImageDraw.Draw(light)
            for end in (0, length - 1):
                ends.line((end, 0, end, cell), fill=96, width=2)
            strip.paste(
                _lit(_ink(row[start], chance.uniform(0.92, 1.04)), light), (start * cell, 0)
            )
        start = x
    return strip


@cache
def _crossing(ink: str, cell: int, sort: int) -> Image.Image:
    """A warp end where it lies on top; no two sorts are equally dark."""
    light = _round(cell + 2, cell - 1, upright=True)
    return _lit(_ink(ink), light.point(lambda v: int(v * (0.82 + 0.18 * sort / (SORTS - 1)))))


def cloth(rows: list[str], ground: str, cell: int, seed: str) -> Image.Image:
    """Picks one below the other, with the unevenness of spun thread."""
    chance = Random(seed)
    sheet = Image.new("RGB", (len(rows[0]) * cell, len(rows) * cell))
    for y, row in enumerate(rows):
        sheet.paste(pick(row, ground, cell, chance), (0, y * cell))
    return grained(sheet, chance)


def grained(sheet: Image.Image, chance: Random, strength: float = 0.35) -> Image.Image:
    """With fibres: noise, drawn out along the threads."""
    size = (sheet.width // 4 + 1, sheet.height // 2 + 1)
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1]))
    noise = noise.point(lambda v: 128 + (v - 128) * 2 // 5)
    noise = noise.resize(sheet.size, Image.Resampling.BILINEAR).filter(ImageFilter.SHARPEN)
    layer = Image.merge("RGB", (noise,) * 3)
    return Image.blend(sheet, ImageChops.overlay(sheet, layer), strength)


def _ink(name: str, light: float = 1.0) -> tuple[int, ...]:
    inks: Mapping[str, str] = INKS
    return tuple(min(255, round(part * light)) for part in ImageColor.getrgb(inks[name])[:3])


def _lit(colour: tuple[int, ...], light: Image.Image) -> Image.Image:
    """A colour under this light."""
    return Image.merge("RGB", [light.point(lambda v, c=c: v * c // 255) for c in colour])
