"""Raw pictures of cameras wear the coat of TIFF, and show a small preview to whoever reads that."""

from __future__ import annotations

import struct
from typing import BinaryIO

NEW_SUBFILE_TYPE, MAKE, SUB_IFDS, DNG_VERSION = 254, 271, 330, 50706
REDUCED = 1


def named(file: BinaryIO, head: bytes) -> str | None:
    """The media type where this TIFF is one of those; None for a TIFF that is a picture.

    DNG says so (Adobe DNG 1.7, DNGVersion), Canon's CR2 in its header; Nikon, Sony, Pentax and the
    rest have in their first directory a reduced picture and the true one in a SubIFD.
    """
    if head[8:10] == b"CR":
        return "image/x-canon-cr2"
    tags = _first_directory(file, head)
    if DNG_VERSION in tags:
        return "image/x-adobe-dng"
    if MAKE in tags and SUB_IFDS in tags and tags.get(NEW_SUBFILE_TYPE, 0) & REDUCED:
        return "image/x-raw"
    return None


def _first_directory(file: BinaryIO, head: bytes) -> dict[int, int]:
    """Tags and the first number of each. Empty for BigTIFF, which no camera writes."""
    order = "<" if head[:2] == b"II" else ">"
    if len(head) < 8 or head[2:4] not in (b"*\0", b"\0*"):
        return {}
    file.seek(struct.unpack_from(order + "I", head, 4)[0])
    count = file.read(2)
    if len(count) < 2:
        return {}
    entries = file.read(12 * struct.unpack(order + "H", count)[0])
    tags: dict[int, int] = {}
    for at in range(0, len(entries) - 11, 12):
        tag, type_ = struct.unpack_from(order + "HH", entries, at)
        short = type_ == 3
        tags[tag] = struct.unpack_from(order + ("H" if short else "I"), entries, at + 8)[0]
    return tags
