"""Pictures of pages: mostly white, mostly letters."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageChops

from media_pipeline.recipes.credit import Credit

QUALITY = 75
"""Of WebP, for pages in colour and photographs of pages."""
PLAIN = 0.75
"""Part of the pixels that is white or black on a page of letters."""
GREYS = 16
"""Enough for the edges of letters."""
_STEP = 255 // (GREYS - 1)
_LEVELS = [round(value / _STEP) * _STEP for value in range(256)]


def save(picture: Image.Image, target: Path, credit: Credit) -> None:
    """Write a page as WebP: a plain one in greys without loss, if that is smaller."""
    xmp = credit.as_xmp()
    picture.save(target, "WEBP", quality=QUALITY, method=4, xmp=xmp)
    if not is_plain(picture):
        return
    greys = target.with_suffix(".greys")
    picture.convert("L").point(_LEVELS).save(
        greys, "WEBP", lossless=True, method=2, quality=50, xmp=xmp
    )
    if greys.stat().st_size < target.stat().st_size:
        greys.replace(target)
    else:
        greys.unlink()


def is_blank(picture: Image.Image) -> bool:
    """Nothing is on it: one colour from corner to corner."""
    low, high = picture.convert("L").getextrema()
    return low == high


def is_plain(picture: Image.Image) -> bool:
    """Letters and lines without colour."""
    red, green, blue = picture.split()
    if any(ImageChops.difference(red, other).getbbox() for other in (green, blue)):
        return False
    counts = red.histogram()
    return sum(counts[:6]) + sum(counts[250:]) >= PLAIN * picture.width * picture.height
