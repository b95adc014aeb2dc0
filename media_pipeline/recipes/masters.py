"""An original as libvips can read it: its first frame, as it is to be seen, in sRGB.

libvips reads what most originals are (`LOADERS`), in strips and with little memory. What it does
not read, or finds in the middle that it cannot (HEIC, JPEG 2000, BMP, Lab and planar TIFF), Pillow
reads whole and writes down again as a plain TIFF (`rewriting.py`). Drawings are drawn
(`drawings.py`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pyvips
from PIL import Image

from media_pipeline.facts import Facts
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes.drawings import drawn
from media_pipeline.recipes.rewriting import ORIENTATION, rewritten

LOADERS = ("Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif")
"""Classes of libvips' loaders that may read an original. Not among them: its own formats, which
trust what they read, and that for Ultra HDR, which would give another picture than a JPEG does."""
SHRINKING = ("jpegload", "webpload")
"""Loaders that decode at a fraction of the size for next to nothing."""
DAMAGE = "truncated"
"""What libvips does not let pass: a file that ends early, not an odd byte between segments."""
PAPER = [255, 255, 255]
"""What is seen through a picture. Nothing is kept transparent: a drawing in ink on nothing would
vanish on a dark page, JPEG has no alpha anyway, and two formats of one picture look the same."""

pyvips.block_untrusted_set(True)
pyvips.operation_block_set("VipsForeignLoad", True)
for _loader in LOADERS:
    pyvips.operation_block_set(f"VipsForeignLoad{_loader}", False)
# Nothing is asked for twice: what libvips keeps of past operations would be memory for nothing.
pyvips.cache_set_max(0)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Master:
    """A file that libvips reads."""

    path: Path

    def within(self, width: int, height: int) -> pyvips.Image:
        """The picture, no larger than this box of pixels and never enlarged, in memory."""
        image = self._opened("sequential")
        box = {"height": height, "size": "down", "output_profile": "srgb"}
        if image.get("vips-loader") in SHRINKING:
            small = pyvips.Image.thumbnail(str(self.path), width, fail_on=DAMAGE, **box)
        else:
            # Not by name: of a TIFF libvips would take a small picture kept beside the page for
            # a level of a pyramid.
            small = image.thumbnail_image(width, **box)
        return _plain(small).copy_memory()

    def whole(self) -> pyvips.Image:
        """The picture in its own size. Rows come as they are asked for, from the top down.

        Where turning asks for other rows than are stored next, pixels wait in a file below TMPDIR:
        three to eight bytes for each.
        """
        image = self._opened("sequential")
        # 2: mirrored left to right, which each row bears by itself.
        if _turn(image) > 2:
            image = self._opened("random")
        return _plain(_in_srgb(image.autorot()))

    def _opened(self, access: str) -> pyvips.Image:
        image = pyvips.Image.new_from_file(str(self.path), access=access, fail_on=DAMAGE)
        if image.get("vips-loader") == "pngload":
            # libvips does not look in all the places where programs put a PNG's orientation.
            with suppress(OSError, ValueError, SyntaxError), Image.open(self.path) as seen:
                turn = seen.getexif().get(ORIENTATION)
                if turn in range(1, 9):
                    image = image.copy()
                    image.set_type(pyvips.GValue.gint_type, "orientation", turn)
        return image


def with_master(
    original: Path, facts: Facts, work: Callable[[Master], Result], enough: int = 0
) -> Result:
    """Do `work` with what libvips can read of an original. It may be begun twice.

    It asks for no more than `enough` pixels of the shorter side, where that is not 0.

    Raises RefusedError: DAMAGED with the decoders' words, TOO_MUCH_MEMORY.
    """
    with tempfile.TemporaryDirectory(prefix="master-") as folder:
        aside = Path(folder)
        try:
            if facts.media_type == "image/svg+xml":
                return work(Master(drawn(original, aside)))
            try:
                return work(Master(original))
            except pyvips.Error as error:
                _unless_memory(error)
                words = str(error)
            return work(Master(rewritten(original, aside, words, enough)))
        except pyvips.Error as error:
            _unless_memory(error)
            raise RefusedError(Reason.DAMAGED, str(error)) from error


def _unless_memory(error: pyvips.Error) -> None:
    if "out of memory" in str(error):
        raise RefusedError(Reason.TOO_MUCH_MEMORY, str(error)) from error


def _turn(image: pyvips.Image) -> int:
    return int(image.get("orientation")) if image.get_typeof("orientation") else 1


def _in_srgb(image: pyvips.Image) -> pyvips.Image:
    """As `thumbnail_image` does it, without the whole picture in memory."""
    if image.get_typeof("icc-profile-data"):
        return image.icc_transform("srgb", embedded=True)
    if image.interpretation == "cmyk":
        return image.icc_transform("srgb", input_profile="cmyk")
    return image.colourspace("srgb")


def _plain(image: pyvips.Image) -> pyvips.Image:
    """Three bands of a byte."""
    if image.interpretation != "srgb" or image.bands < 3:
        image = image.colourspace("srgb")
    if image.hasalpha():
        image = image.flatten(background=PAPER)
    return image.cast("uchar")
