"""Pictures: decoded to their last line, within bounds; then what they say of themselves."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening import embedded, strips, whole
from media_pipeline.opening.decoding import decoder
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.strips import Strips
from media_pipeline.reasons import Reason, RefusedError

BEYOND_LIBVIPS = re.compile(
    r"not (?:supported|configured)|not a whole number of bytes|bad labq|required field",
    re.IGNORECASE,
)
"""What libvips says of TIFFs that are in order, but of a kind it does not read."""
BOUNDS = {Reason.TOO_MANY_PIXELS, Reason.TOO_BIG, Reason.TOO_MUCH_MEMORY}


def look(path: Path, media_type: str, limits: Limits) -> Facts:
    """All that is known of a picture. Raises RefusedError."""
    found = _decoded(path, media_type, limits)
    frames = found.frames
    if media_type == "image/png" and (moving := _moving(path, limits, found.warnings)):
        media_type, frames = "image/apng", moving
    metadata, captured_at = _embedded(path, media_type, found)
    return Facts(
        media_type=media_type,
        kind=Kind.IMAGE,
        width=found.width,
        height=found.height,
        pages=frames,
        captured_at=captured_at,
        metadata=metadata,
    )


def _decoded(path: Path, media_type: str, limits: Limits) -> Strips:
    if media_type in strips.LOADERS:
        try:
            return strips.read(path, media_type, limits)
        except RefusedError as refusal:
            if media_type != "image/tiff" or not BEYOND_LIBVIPS.search(refusal.detail):
                raise
    held = whole.read(path, media_type, limits)
    return Strips(held.width, held.height, held.frames)


def _moving(path: Path, limits: Limits, warnings: list[str]) -> int:
    """Frames of a moving PNG; 0 for a still one, and for one whose movement is broken.

    PNG 3, 13.2: such is to be shown as the still picture it also is, as if it did not move.
    """
    try:
        with decoder():
            if not whole.moves(path):
                return 0
    except RefusedError:  # a chunk that Pillow does not like: what reads metadata says so
        return 0
    try:
        return whole.read(path, "image/png", limits).frames
    except RefusedError as refusal:
        if refusal.reason in BOUNDS:
            raise
        warnings.append(f"animation: {refusal.detail[:200]}")
        return 0


def _embedded(
    path: Path, media_type: str, found: Strips
) -> tuple[dict[str, Any], datetime.datetime | None]:
    metadata: dict[str, Any] = {}
    captured_at = None
    warnings = list(found.warnings)
    try:
        with decoder(), whole.opened(path, media_type.replace("apng", "png")) as picture:
            metadata, captured_at = embedded.read(picture, found.exif)
    except RefusedError as refusal:
        warnings.append(f"metadata: {refusal.detail[:200]}")
    if warnings := warnings + metadata.get("warnings", []):
        metadata["warnings"] = warnings
    return metadata, captured_at
