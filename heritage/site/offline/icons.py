"""Icons of the installed archive: its mark, three threads over three, as PNG.

Made by `manage.py draw_icons` from `favicon.svg`, and kept in git; a test compares the pixels. The
mark is only straight threads, so that no renderer is needed: each is a rectangle.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

SIZES = (192, 512)
FOLDER = Path(settings.BASE_DIR) / "static" / "site"
MARK = FOLDER / "favicon.svg"
BOX = 44
"""Side of the mark in its own units."""
COLOURS = 64
"""More than the mark and its edges have; a file a tenth as large as with all of them."""
SAFE = 0.8
"""What every mask leaves: a circle of this diameter (W3C Manifest, `maskable`)."""

Thread = tuple[str, float, float, float, float]
"""Colour, left, top, right, bottom; in units of the mark."""


def threads() -> tuple[str, list[Thread]]:
    """The colour of the ground, and the threads from the lowest to the uppermost."""
    svg = MARK.read_text("utf-8")
    (ground,) = re.findall(r'<path fill="(#\w+)"', svg)
    (width,) = (float(one) for one in re.findall(r'stroke-width="(\d+)"', svg))
    found: list[Thread] = []
    for colour, line in re.findall(r'<path stroke="(#\w+)" d="([^"]+)"', svg):
        for x, y, way, length in re.findall(r"M(\d+) (\d+)([hv])(\d+)", line):
            left, top, long, half = float(x), float(y), float(length), width / 2
            across = way == "h"
            found.append(
                (colour, left, top - half, left + long, top + half)
                if across
                else (colour, left - half, top, left + half, top + long)
            )
    return ground, found


def draw(size: int, *, maskable: bool) -> Image.Image:
    """The mark on its ground; smaller where a phone cuts a shape of its own out of it."""
    ground, found = threads()
    # Drawn on a multiple of its own box and brought to size: every edge lies on a whole pixel.
    scale = 4 * -(-size // BOX)
    mark = Image.new("RGB", (BOX * scale, BOX * scale), ground)
    pen = ImageDraw.Draw(mark)
    for colour, left, top, right, bottom in found:
        box = [round(edge * scale) for edge in (left, top, right, bottom)]
        pen.rectangle((box[0], box[1], box[2] - 1, box[3] - 1), fill=colour)
    # The mark has empty corners: in a circle it may be larger than a whole square.
    side = round(size * SAFE * 0.75) if maskable else size
    icon = Image.new("RGB", (size, size), ground)
    start = (size - side) // 2
    icon.paste(mark.resize((side, side), Image.Resampling.BOX), (start, start))
    return icon.quantize(COLOURS)


def files() -> dict[Path, Image.Image]:
    """Every icon and where it lies."""
    return {
        FOLDER / "icons" / f"{size}{'-maskable' if maskable else ''}.png": draw(
            size, maskable=maskable
        )
        for size in SIZES
        for maskable in (False, True)
    }
