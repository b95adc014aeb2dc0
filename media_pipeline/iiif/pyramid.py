"""A pyramid on disk, as the recipe `zoom` made it, and how a picture is made from it.

Pyramids are our own files, written from decoded pixels, so a web server may read them itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import pyvips

from media_pipeline.iiif.asked import Asked

THRESHOLD = 128
"""Of 255: what is at least as light is white in `bitonal`."""
HOW: dict[str, dict[str, Any]] = {
    "jpg": {"Q": 82, "optimize_coding": True},
    "png": {"compression": 4},
    "webp": {"Q": 80, "effort": 2},
}
"""How each format is written: somebody is waiting."""
RIGHT_ANGLES = {90: "d90", 180: "d180", 270: "d270"}
KNOWN = 512
"""Pyramids of which sizes are remembered."""

# Each request opens what it needs. What libvips would keep of it is never asked for again.
pyvips.cache_set_max(0)


@dataclass(frozen=True)
class Pyramid:
    """A file and what it holds."""

    path: Path
    print: str
    """Other bytes, another print: size and time of the file, not a digest of it."""
    levels: tuple[tuple[int, int], ...]
    """Widths and heights in pixels, the largest first; each half of the one before."""
    tile: int
    """Pixels of a side."""

    @property
    def size(self) -> tuple[int, int]:
        """Of the picture, in pixels."""
        return self.levels[0]

    @classmethod
    def at(cls, path: Path) -> Self:
        """Read what the file says of itself. Raises FileNotFoundError, pyvips.Error."""
        seen = path.stat()
        levels, tile = _shape(str(path), seen.st_size, seen.st_mtime_ns)
        return cls(path, f"{seen.st_size:x}-{seen.st_mtime_ns:x}", levels, tile)

    def given(self, asked: Asked) -> bytes:
        """The picture asked for. Reads no more tiles than it shows."""
        image = _cut(self, asked)
        if asked.mirrored:
            image = image.fliphor()
        image = _turned(image, asked)
        how = dict(HOW[asked.format])
        if asked.quality in ("gray", "bitonal"):
            image = _grey(image)
        if asked.quality == "bitonal":
            image = _bitonal(image)
            if asked.format == "png" and image.bands == 1:
                how["bitdepth"] = 1
        if image.hasalpha() and asked.format == "jpg":
            image = image.flatten(background=255)
        found: bytes = image.write_to_buffer(f".{asked.format}", keep="none", **how)
        return found


@lru_cache(maxsize=KNOWN)
def _shape(path: str, size: int, time: int) -> tuple[tuple[tuple[int, int], ...], int]:
    del size, time  # another file of this name is another question
    first = pyvips.Image.tiffload(path)
    pages = int(first.get("n-pages")) if first.get_typeof("n-pages") else 1
    found = [(first.width, first.height)]
    for page in range(1, pages):
        level = pyvips.Image.tiffload(path, page=page)
        found.append((level.width, level.height))
    tile = int(first.get("tile-width")) if first.get_typeof("tile-width") else 512
    return tuple(found), tile


def _cut(pyramid: Pyramid, asked: Asked) -> pyvips.Image:
    """The region in its size, from the smallest level that has all its detail."""
    level = 0
    while (
        level + 1 < len(pyramid.levels)
        # Rounded up, as a tile at the edge of an odd number is.
        and asked.out_width <= -(-asked.width >> (level + 1))
        and asked.out_height <= -(-asked.height >> (level + 1))
    ):
        level += 1
    wide, high = pyramid.levels[level]
    left, top = min(asked.left >> level, wide - 1), min(asked.top >> level, high - 1)
    right = min(-(-(asked.left + asked.width) >> level), wide)
    bottom = min(-(-(asked.top + asked.height) >> level), high)
    image = pyvips.Image.tiffload(str(pyramid.path), page=level)
    image = image.crop(left, top, max(1, right - left), max(1, bottom - top))
    out = asked.out_width, asked.out_height
    if (image.width, image.height) != out:
        image = image.resize(out[0] / image.width, vscale=out[1] / image.height)
    return image


def _turned(image: pyvips.Image, asked: Asked) -> pyvips.Image:
    """Clockwise, around it nothing (3.0, 4.3: what surrounds it is transparent where it can be)."""
    if not asked.degrees:
        return image
    if asked.degrees in RIGHT_ANGLES:
        # Its rows are columns: each would be asked for again and again.
        return image.copy_memory().rot(RIGHT_ANGLES[int(asked.degrees)])
    image = image.addalpha().copy_memory().premultiply()
    turned = image.similarity(angle=float(asked.degrees), background=[0, 0, 0, 0])
    return turned.unpremultiply().cast("uchar")


def _grey(image: pyvips.Image) -> pyvips.Image:
    return image.colourspace("b-w").cast("uchar")


def _bitonal(image: pyvips.Image) -> pyvips.Image:
    if not image.hasalpha():
        return (image >= THRESHOLD).copy(interpretation="b-w")
    ink, alpha = image[0] >= THRESHOLD, image[1]
    return ink.bandjoin(alpha).copy(interpretation="b-w")
