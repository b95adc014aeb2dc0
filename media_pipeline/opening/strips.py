"""Pictures that libvips reads from top to bottom, a strip at a time: as large as they like.

A picture is whole when its last line has been decoded, so all are read to it; what stands in memory
is a few lines, or a row of tiles. `fail_on="error"`: libvips itself would hand out a truncated
picture with grey below. What it only warns of is kept in `warnings`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyvips

from media_pipeline.opening.decoding import DETAIL_LIMIT, decoder, reason_of
from media_pipeline.opening.limits import Limits
from media_pipeline.reasons import Reason, RefusedError

LOADERS = {
    "image/jpeg": "jpegload",
    "image/png": "pngload",
    "image/webp": "webpload",
    "image/gif": "gifload",
    "image/tiff": "tiffload",
}
"""Called by name, so libvips never guesses what a file is."""
SAMPLE_BYTES = {"uchar": 1, "char": 1, "ushort": 2, "short": 2}
CANVAS_BYTES = {"webpload": 24, "gifload": 9}
"""What a pixel of a picture that may move costs: the canvas, the frame, and what is read of both.
Frames come as one tall picture."""
WARNINGS_LIMIT = 10

# Nothing else may be loaded, whatever a later version or a plugin brings along.
pyvips.operation_block_set("VipsForeignLoad", True)
for _name in ("Jpeg", "Png", "Webp", "Nsgif", "Tiff"):
    pyvips.operation_block_set(f"VipsForeignLoad{_name}", False)
pyvips.block_untrusted_set(True)
pyvips.cache_set_max(0)


@dataclass
class Strips:
    """What is known when the last line was read."""

    width: int
    """Pixels, as it is to be seen."""
    height: int
    frames: int
    exif: bytes = b""
    """As it stands in the file, where libvips found it."""
    warnings: list[str] = field(default_factory=list)


class _Heard(logging.Handler):
    """libvips says what it overlooks on GLib's log, which pyvips hands on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().removeprefix("VIPS: ").strip()
        useful = said and "error in tile" not in said and "read gave" not in said
        if useful and said not in self.said and len(self.said) < WARNINGS_LIMIT:
            self.said.append(said[:200])


@contextmanager
def _explained(heard: _Heard) -> Iterator[None]:
    """ "libpng read error" is all libvips says; why, it said before, as a warning."""
    try:
        yield
    except RefusedError as refusal:
        if refusal.reason is not Reason.DAMAGED or not heard.said:
            raise
        said = "; ".join([refusal.detail, *heard.said])
        cut = reason_of(said) is Reason.TRUNCATED
        reason = Reason.TRUNCATED if cut else refusal.reason
        raise RefusedError(reason, said[:DETAIL_LIMIT]) from refusal


def read(path: Path, media_type: str, limits: Limits) -> Strips:
    """Read it to its last line. Raises RefusedError."""
    loader = LOADERS[media_type]
    heard = _Heard()
    log = logging.getLogger("pyvips")
    log.addHandler(heard)
    log.propagate = False
    try:
        with _explained(heard), decoder():
            if loader == "tiffload":
                found = _pages(path, limits)
            elif loader in CANVAS_BYTES:
                found = _moving(path, loader, limits)
            else:
                first = _opened(path, loader)
                _demand_bounded(
                    first, limits.held_pixels(cost) if (cost := _held(first)) else limits.pixels
                )
                first.avg()
                found = Strips(*_seen(first), frames=1, exif=_exif(first))
    finally:
        log.removeHandler(heard)
    found.warnings = heard.said
    return found


def _opened(path: Path, loader: str, **options: Any) -> Any:
    load = getattr(pyvips.Image, loader)
    return load(str(path), access="sequential", fail_on="error", **options)


def _pages(path: Path, limits: Limits) -> Strips:
    """Pages of a TIFF may differ in all things: each is a picture."""
    first = _opened(path, "tiffload")
    pages = first.get("n-pages") if first.get_typeof("n-pages") else 1
    demand(pages, limits.pages, Reason.TOO_BIG, "pages")
    for number in range(pages):
        page = _opened(path, "tiffload", page=number)
        _demand_bounded(page, limits.pixels)
        page.avg()
    return Strips(*_seen(first), frames=pages)


def _moving(path: Path, loader: str, limits: Limits) -> Strips:
    """The canvas is held, the frames are read one after another."""
    first = _opened(path, loader)
    _demand_bounded(first, limits.held_pixels(CANVAS_BYTES[loader]))
    frames = first.get("n-pages") if first.get_typeof("n-pages") else 1
    demand(frames, limits.pages, Reason.TOO_BIG, "frames")
    demand(first.width * first.height * frames, limits.pixels, Reason.TOO_MANY_PIXELS, "pixels")
    _opened(path, loader, n=-1).avg()
    return Strips(*_seen(first), frames=frames)


def _held(picture: Any) -> int:
    """Bytes a pixel costs where the decoder must hold them all: a progressive JPEG, whose
    coefficients have two bytes, or an interlaced PNG. 0 where it reads in strips."""
    if not (picture.get_typeof("interlaced") and picture.get("interlaced")):
        return 0
    return int(picture.bands * max(2, SAMPLE_BYTES.get(picture.format, 4)))


def _seen(picture: Any) -> tuple[int, int]:
    turned = picture.get_typeof("orientation") and 5 <= picture.get("orientation") <= 8
    return (picture.height, picture.width) if turned else (picture.width, picture.height)


def _exif(picture: Any) -> bytes:
    return bytes(picture.get("exif-data")) if picture.get_typeof("exif-data") else b""


def _demand_bounded(picture: Any, limit: int) -> None:
    demand(picture.width * picture.height, limit, Reason.TOO_MANY_PIXELS, "pixels")


def demand(number: int, limit: int, reason: Reason, of_what: str) -> None:
    """Refuse more than `limit`. Raises RefusedError with `limit`, and the number by its name."""
    if number > limit:
        raise RefusedError(
            reason, f"{number} {of_what}, {limit} at most", **{of_what: number, "limit": limit}
        )
