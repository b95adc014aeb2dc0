"""What an address asks for, in pixels: the parameters of the Image API 2.1.1 and 3.0. Pure.

https://iiif.io/api/image/3.0/#4-image-requests, https://iiif.io/api/image/2.1/#image-request-parameters
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from media_pipeline.iiif.bounds import Limits

QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
PIXELS = r"([0-9]{1,9})"
NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9})"
"""Only digits and a point (3.0, 4.7)."""


class Version(IntEnum):
    """Of the Image API."""

    TWO = 2
    THREE = 3


class WrongParameterError(Exception):
    """A parameter nobody may ask for: 400 (3.0, 7.3). Says which, in English."""


@dataclass(frozen=True)
class Asked:
    """A picture that can be given."""

    version: Version
    left: int
    top: int
    width: int
    """Of the region, within the picture."""
    height: int
    out_width: int
    """Of what is given, before it is turned."""
    out_height: int
    mirrored: bool
    degrees: Decimal
    """Clockwise, below 360."""
    quality: str
    format: str
    whole: bool
    """The region is the whole picture."""
    limits: Limits

    @property
    def canonical(self) -> str:
        """The parameters as the one address of this picture has them (3.0, 4.8; 2.1, 4.7)."""
        region = "full" if self.whole else f"{self.left},{self.top},{self.width},{self.height}"
        turned = f"{self.degrees.normalize():f}"
        rotation = f"!{turned}" if self.mirrored else turned
        return f"{region}/{self._size}/{rotation}/{self.quality}.{self.format}"

    @property
    def _size(self) -> str:
        out = self.out_width, self.out_height
        if self.version is Version.TWO:
            if out == (self.width, self.height):
                return "full"
            kept = self.out_height == _scaled(self.height, self.out_width, self.width)
            return f"{self.out_width}," if kept else f"{self.out_width},{self.out_height}"
        if out == _most(self.width, self.height, self.limits):
            return "max"
        if out == self.limits.largest(self.width, self.height):
            return "^max"
        up = self.out_width > self.width or self.out_height > self.height
        return f"{'^' if up else ''}{self.out_width},{self.out_height}"


def asked(
    version: Version,
    picture: tuple[int, int],
    limits: Limits,
    parameters: tuple[str, str, str, str],
) -> Asked:
    """What region, size, rotation and `quality.format` ask of a picture of this width and height.

    Raises WrongParameterError.
    """
    region, size, rotation, file = parameters
    left, top, width, height = _region(region, *picture)
    out_width, out_height = _size(version, size, width, height, limits)
    turn = re.fullmatch(rf"(!?){NUMBER}", rotation)
    if turn is None or Decimal(turn[2]) > 360:
        raise WrongParameterError(f"rotation: {rotation}")
    if Decimal(turn[2]) % 90 and out_width * out_height > limits.turned:
        raise WrongParameterError(f"rotation: {rotation} is for at most {limits.turned} pixels")
    quality, _, form = file.rpartition(".")
    if quality not in QUALITIES:
        raise WrongParameterError(f"quality: {quality}")
    if form not in FORMATS:
        raise WrongParameterError(f"format: {form}")
    return Asked(
        version,
        left,
        top,
        width,
        height,
        out_width,
        out_height,
        mirrored=turn[1] == "!",
        degrees=Decimal(turn[2]) % 360,
        # In colour is how they are given.
        quality="default" if quality == "color" else quality,
        format=form,
        whole=(width, height) == picture,
        limits=limits,
    )


def _region(said: str, full_width: int, full_height: int) -> tuple[int, int, int, int]:
    """3.0, 4.1. What reaches beyond the picture is cut at its edge."""
    if said == "full":
        return 0, 0, full_width, full_height
    if said == "square":
        side = min(full_width, full_height)
        return (full_width - side) // 2, (full_height - side) // 2, side, side
    if found := re.fullmatch(",".join([PIXELS] * 4), said):
        left, top, width, height = (int(part) for part in found.groups())
    elif found := re.fullmatch("pct:" + ",".join([NUMBER] * 4), said):
        parts = [Decimal(part) / 100 for part in found.groups()]
        sides = (full_width, full_height) * 2
        left, top, width, height = (
            round(part * side) for part, side in zip(parts, sides, strict=True)
        )
    else:
        raise WrongParameterError(f"region: {said}")
    width, height = min(width, full_width - left), min(height, full_height - top)
    if width <= 0 or height <= 0:
        raise WrongParameterError(f"region: nothing of the picture is in {said}")
    return left, top, width, height


def _size(version: Version, said: str, width: int, height: int, limits: Limits) -> tuple[int, int]:
    """3.0, 4.2; 2.1, 4.2, where upscaling needs no sign (`sizeAboveFull`)."""
    up, plain = said.startswith("^"), said.removeprefix("^")
    if up and version is Version.TWO:
        raise WrongParameterError(f"size: {said}")
    up = up or version is Version.TWO
    found = _form(version, plain, up, width, height, limits)
    if found is None:
        raise WrongParameterError(f"size: {said}")
    if min(found) < 1:
        raise WrongParameterError(f"size: {said} has no pixels")
    if not up and (found[0] > width or found[1] > height):
        raise WrongParameterError(f"size: {said} is larger than the region; ask for ^{said}")
    if not limits.allow(*found):
        raise WrongParameterError(f"size: {said} is beyond the limits of info.json; ask for max")
    return found


def _form(
    version: Version, plain: str, up: bool, width: int, height: int, limits: Limits
) -> tuple[int, int] | None:
    if plain == "max":
        above = up and version is Version.THREE
        return limits.largest(width, height) if above else _most(width, height, limits)
    if plain == "full" and version is Version.TWO:
        return width, height
    if found := re.fullmatch(PIXELS + ",", plain):
        return int(found[1]), _scaled(height, int(found[1]), width)
    if found := re.fullmatch("," + PIXELS, plain):
        return _scaled(width, int(found[1]), height), int(found[1])
    if found := re.fullmatch("pct:" + NUMBER, plain):
        part = Decimal(found[1]) / 100
        return round(width * part), round(height * part)
    if found := re.fullmatch(f"(!?){PIXELS},{PIXELS}", plain):
        box = int(found[2]), int(found[3])
        return _confined(box, up, width, height, limits) if found[1] else box
    return None


def _confined(
    box: tuple[int, int], up: bool, width: int, height: int, limits: Limits
) -> tuple[int, int]:
    """The largest of the region's shape in a box (`!w,h`).

    Without `^` a box that is larger both ways is an error for the official validator
    (`size_noup.py`), though 4.2 can be read to mean that the region is given as it is. Who wants
    either asks for `max` or with `^`.
    """
    if min(box) < 1:
        return 0, 0
    if not up and box[0] > width and box[1] > height:
        return box
    most = limits.largest(width, height)
    box = min(box[0], most[0]), min(box[1], most[1])
    if box[0] * height <= box[1] * width:
        return box[0], min(box[1], _scaled(height, box[0], width))
    return min(box[0], _scaled(width, box[1], height)), box[1]


def _most(width: int, height: int, limits: Limits) -> tuple[int, int]:
    return (width, height) if limits.allow(width, height) else limits.largest(width, height)


def _scaled(side: int, to: int, of: int) -> int:
    """The other side, in proportion: a hair is a pixel wide, however small it is made."""
    return max(1, (2 * side * to + of) // (2 * of)) if to else 0
