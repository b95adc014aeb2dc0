"""The recipe `zoom`: a pyramid of tiles, from which the IIIF Image API serves any part.

Each picture has one, a small one too: then there is one way to serve, and a picture of less than a
tile costs no more than its JPEG.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts
from media_pipeline.recipes.masters import Master, with_master
from media_pipeline.recipes.recipe import DerivedFile, Made

NAME = "pyramid.tif"
TILE = 512
"""Pixels of a side. A screen has four to twelve of them: fewer answers than with 256, and none so
large that a slow line waits long for the first."""
SMALL_TILE = 256
"""Of a picture that is less than a tile: libvips writes one of 100 pixels into a tile of 512, but
takes the file for broken when it reads it."""
QUALITY = 85


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Write `pyramid.tif` into `into`: TIFF 6.0, tiles in JPEG, each page half as large, in sRGB.

    It goes through in strips: memory is for a few rows of tiles, whatever the size. Says nothing
    but pixels. No options. Raises RefusedError as `with_master` does.
    """
    path = into / NAME

    def write(master: Master) -> tuple[int, int]:
        image = master.whole()
        tile = TILE if max(image.width, image.height) > TILE else SMALL_TILE
        image.tiffsave(
            str(path),
            compression="jpeg",
            Q=QUALITY,
            tile=True,
            tile_width=tile,
            tile_height=tile,
            pyramid=True,
            bigtiff=image.width * image.height > 2**30,
            keep="none",
        )
        return image.width, image.height

    width, height = with_master(original, facts, write)
    return Made((DerivedFile(NAME, "image/tiff", width, height),))
