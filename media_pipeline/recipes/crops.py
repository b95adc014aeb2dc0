"""Which part of a picture is shown where there is room for one shape only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MIDDLE, UPPER = 0.5, 0.4
"""Where to look when nobody said it, as fractions: across, and down in what stands upright, since
faces are in the upper half of portraits."""


@dataclass(frozen=True)
class Crop:
    """A shape that pages ask for."""

    name: str
    width: int
    height: int
    """To which the width is as the picture's width to its height."""
    widths: tuple[int, ...]
    """Pixels; a smaller picture gives smaller ones."""


CARD = Crop("card", 4, 3, (320, 640))
"""The rows of lists and the heads of tiles, as pages draw them."""


def box(
    width: int, height: int, shape: Crop, focus: Sequence[float] | None
) -> tuple[int, int, int, int]:
    """The largest part of this shape: left, top, width, height in pixels.

    `focus` is what must be seen: x and y of its middle, its width and height, as fractions of the
    picture (as Wagtail's focal point, divided). It comes as near to the middle of the crop as the
    edges allow; where it is larger than the crop can be, its middle is kept.
    """
    x, y = MIDDLE, MIDDLE if width >= height else UPPER
    if focus is not None:
        x, y = (min(max(part, 0.0), 1.0) for part in focus[:2])
    if width * shape.height > height * shape.width:
        wide, high = max(1, round(height * shape.width / shape.height)), height
    else:
        wide, high = width, max(1, round(width * shape.height / shape.width))
    wide, high = min(wide, width), min(high, height)
    left = min(max(round(x * width - wide / 2), 0), width - wide)
    top = min(max(round(y * height - high / 2), 0), height - high)
    return left, top, wide, high
