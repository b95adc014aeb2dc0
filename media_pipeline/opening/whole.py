"""Pictures whose decoder holds all of them at once: bounded by their pixels.

HEIC and HEIF (libheif by pillow-heif), AVIF, JPEG 2000, BMP, moving PNG, and the TIFFs that libvips
does not read: 12 bits, Lab of 8 bits, tiles in planes.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from media_pipeline.opening.decoding import decoder
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.strips import demand
from media_pipeline.reasons import Reason

FORMATS = {
    "image/jpeg": ("JPEG", "PIL.JpegImagePlugin"),
    "image/png": ("PNG", "PIL.PngImagePlugin"),
    "image/webp": ("WEBP", "PIL.WebPImagePlugin"),
    "image/gif": ("GIF", "PIL.GifImagePlugin"),
    "image/tiff": ("TIFF", "PIL.TiffImagePlugin"),
    "image/avif": ("AVIF", "PIL.AvifImagePlugin"),
    "image/heic": ("HEIF", "pillow_heif"),
    "image/heif": ("HEIF", "pillow_heif"),
    "image/jp2": ("JPEG2000", "PIL.Jpeg2KImagePlugin"),
    "image/j2c": ("JPEG2000", "PIL.Jpeg2KImagePlugin"),
    "image/bmp": ("BMP", "PIL.BmpImagePlugin"),
}
"""Pillow is told which of its readers may try, and loads no others: where one is missing, it loads
all forty."""
BYTES_A_PIXEL = {
    "image/png": 12,  # of a moving one: this frame, the one before, and what is put together
    "image/tiff": 8,
    "image/avif": 10,
    "image/heic": 9,
    "image/heif": 9,
    "image/jp2": 26,  # OpenJPEG keeps each sample in four bytes
    "image/j2c": 26,
    "image/bmp": 6,
}
"""Measured at the largest picture that this lets through, within 768 MB."""
ORIENTATION = 0x0112
SIDEWAYS = range(5, 9)

Image.MAX_IMAGE_PIXELS = (
    None  # there are limits of ours, and they are asked before anything is read
)


@dataclass(frozen=True)
class Whole:
    """What is known when all of it was decoded."""

    width: int
    """Pixels, as it is to be seen."""
    height: int
    frames: int


def opened(path: Path, media_type: str) -> Image.Image:
    """Its headers only. To be closed by whoever asks; raises whatever Pillow does."""
    name, module = FORMATS[media_type]
    plugin = importlib.import_module(module)
    if name == "HEIF":
        plugin.register_heif_opener(thumbnails=False, decode_threads=2)
    return Image.open(path, formats=[name])


def read(path: Path, media_type: str, limits: Limits) -> Whole:
    """Decode all frames. Raises RefusedError."""
    with decoder(), opened(path, media_type) as picture:
        frames = getattr(picture, "n_frames", 1)
        demand(frames, limits.pages, Reason.TOO_BIG, "frames")
        limit = limits.held_pixels(BYTES_A_PIXEL[media_type])
        total = 0
        turned = None
        for number in range(frames):
            if frames > 1:
                picture.seek(number)
            pixels = picture.width * picture.height
            demand(pixels, limit, Reason.TOO_MANY_PIXELS, "pixels")
            total += pixels
            demand(total, limits.pixels, Reason.TOO_MANY_PIXELS, "pixels")
            picture.load()
            if turned is None:
                sideways = picture.getexif().get(ORIENTATION) in SIDEWAYS
                turned = (picture.height, picture.width) if sideways else picture.size
        width, height = turned or (0, 0)
        return Whole(width, height, frames)


def moves(path: Path) -> bool:
    """Whether a PNG is a moving one: it has a sound `acTL` before its picture. May raise."""
    with opened(path, "image/png") as picture:
        return bool(getattr(picture, "is_animated", False))
