"""The recipe `picture`: what pages show of a photograph, a scan or a drawing.

An original is decoded once, to the largest width; all others are made from that one in memory.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyvips
import thumbhash

from media_pipeline.facts import Facts
from media_pipeline.recipes.credit import Credit
from media_pipeline.recipes.crops import CARD, box
from media_pipeline.recipes.masters import Master, with_master
from media_pipeline.recipes.recipe import DerivedFile, Made

WIDTHS = (320, 640, 960, 1280, 1920, 2560)
"""Pixels. An original's own width takes the place of the next larger one."""
HIGHEST = 2 * WIDTHS[-1]
"""Pixels. A scroll is no wider than keeps it within; its writing is for the zoom."""
HASHED = 32
"""Pixels of the longer side from which a thumbhash is taken: it knows seven waves at most."""
PHONE = 960
"""Pixels. What is no wider is loaded over telephone lines, and worth more time."""
JPEG = {
    "Q": 82,
    "optimize_coding": True,
    "interlace": True,
    "trellis_quant": True,
    "overshoot_deringing": True,
    "optimize_scans": True,
    "quant_table": 3,
}
"""Of libvips. In a photograph of 1280 pixels, with SSIM of the luma and seconds of one core for a
megapixel: quality 80 without the options of mozjpeg (which this build has) has 123 kB in 0.01 s,
82 with them has 95 kB in 0.08 s and looks the same."""
AVIF = {"Q": 62, "bitdepth": 8}
QUICK, CAREFUL = 0, 3
"""Effort of libvips with aom. At the SSIM of that JPEG, effort 0 has a fifth to a quarter fewer
bytes than it in 0.07 s a megapixel; effort 1 and 2 have no fewer for three to seven times as long;
effort 3 has a tenth less again in 0.45 s; effort 4 a twentieth less than that in 2 to 4 s."""


def written_as(width: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """How a picture of this width is written: ending, media type and options, for each form."""
    yield "avif", "image/avif", {**AVIF, "effort": CAREFUL if width <= PHONE else QUICK}
    yield "jpg", "image/jpeg", JPEG


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Write `320.avif`, `320.jpg`, … and the crops `card-320.*`, `card-640.*` into `into`.

    Numbers are widths in pixels as they came out. Options, all optional: `focus` (see `crops.box`),
    and those of `Credit`. Learns `thumbhash`, in base64.

    Raises RefusedError as `with_master` does.
    """
    largest = with_master(original, facts, _largest, enough=WIDTHS[-1])
    said = Credit.of(options).as_xmp()
    files: list[DerivedFile] = []
    for name, image in _pictures(largest, options):
        files += _written(image, name, into, said)
    return Made(tuple(files), {"thumbhash": _hash(largest)})


def _largest(master: Master) -> pyvips.Image:
    return master.within(WIDTHS[-1], HIGHEST)


def _pictures(
    largest: pyvips.Image, options: Mapping[str, Any]
) -> Iterator[tuple[str, pyvips.Image]]:
    """Each picture with its name: first the whole, the largest first, then the parts."""
    for width in _widths(largest, WIDTHS):
        yield str(width), _shrunk(largest, width)
    part = largest.crop(*box(largest.width, largest.height, CARD, options.get("focus")))
    for width in _widths(part, CARD.widths):
        yield f"{CARD.name}-{width}", _shrunk(part, width)


def _widths(image: pyvips.Image, wanted: Sequence[int]) -> list[int]:
    """Those it has, the largest first; its own takes the place of the next larger one."""
    own = min(image.width, wanted[-1])
    return [own, *(width for width in reversed(wanted) if width < own)]


def _shrunk(image: pyvips.Image, width: int) -> pyvips.Image:
    if width == image.width:
        return image
    # Twice asked for, by two formats.
    return image.resize(width / image.width).copy_memory()


def _written(image: pyvips.Image, name: str, into: Path, said: bytes) -> Iterator[DerivedFile]:
    image = image.copy()
    if said:
        image.set_type(pyvips.GValue.blob_type, "xmp-data", said)
    for ending, media_type, how in written_as(image.width):
        file = f"{name}.{ending}"
        image.write_to_file(str(into / file), keep="xmp" if said else "none", **how)
        yield DerivedFile(file, media_type, image.width, image.height)


def _hash(image: pyvips.Image) -> str:
    """25 bytes that a page shows as a blur until the picture comes (evanw.github.io/thumbhash)."""
    small = image.thumbnail_image(HASHED, height=HASHED).addalpha()
    bytes_of = list(bytes(small.write_to_memory()))
    return base64.b64encode(
        bytes(thumbhash.rgba_to_thumb_hash(small.width, small.height, bytes_of))
    ).decode()
