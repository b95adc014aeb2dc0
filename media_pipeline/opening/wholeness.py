"""Files that say in front how long they are, and end before that.

Decoders of sound and film play what is there and do not complain; so a transfer that broke off
would pass for the recording. Where the container names its length, it is asked.
"""

from __future__ import annotations

from typing import BinaryIO

from media_pipeline.reasons import Reason, RefusedError

SLACK = 8
"""Bytes: some programs count their own header in, or forget the padding."""
UNSAID = (0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFFF00)
"""Lengths a recorder writes that does not know yet how long it will record (EBU Tech 3306 for -1;
the others as ffmpeg, sox and arecord write into pipes)."""
BOXES = 100_000


def demand(file: BinaryIO, size: int) -> None:
    """Refuse what is shorter than it says. Raises RefusedError (TRUNCATED)."""
    file.seek(0)
    head = file.read(64)
    said = None
    if head[:4] == b"RIFF" or (head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC")):
        length = int.from_bytes(head[4:8], "little" if head[:4] == b"RIFF" else "big")
        said = None if length in UNSAID else 8 + length
    elif head[4:8] in (b"ftyp", b"jP  ", b"moov", b"mdat", b"wide", b"free", b"skip"):
        said = _boxes(file, size)
    elif head[:4] == b"\x1a\x45\xdf\xa3":
        said = _segment(head, size)
    if said is not None and said > size + SLACK:
        raise RefusedError(Reason.TRUNCATED, f"{size} bytes of {said}, as its header says")


def _boxes(file: BinaryIO, size: int) -> int | None:
    """Where the last box ends (ISO/IEC 14496-12, 4.2): length, name, perhaps a long length."""
    at = 0
    for _ in range(BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return at
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if length == 0:
            return size  # to the end of the file, whatever that is
        if length < 8 or not all(0x20 <= byte < 0x7F or byte == 0xA9 for byte in head[4:8]):
            return at  # something else follows: phones append what they like
        at += length
        if at >= size:
            return at
    return None


def _segment(head: bytes, size: int) -> int | None:
    """Where the segment of a Matroska file ends (RFC 8794, 4); None where it is not said."""
    length, at = _number(head, 4)
    if length is None:
        return None
    at += length
    if head[at : at + 4] != b"\x18\x53\x80\x67":
        return None
    length, at = _number(head, at + 4)
    return None if length is None else at + length


def _number(data: bytes, at: int) -> tuple[int | None, int]:
    """A variable-size integer and where it ends; None for "unknown" (all ones) or what is none."""
    if at >= len(data) or data[at] == 0:
        return None, at
    width = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + width], "big") & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), at + width
