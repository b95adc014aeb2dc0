"""Two kinds of file in one: what one program shows as a picture, and another runs or unpacks.

Each rule names where it comes from, and asks for the whole of the trick and not for a word of it:
text in comments, EXIF and XMP is normal, even where it is a script; nothing here or in a browser
runs it, because originals go out as attachments with `nosniff`, and derivatives carry no metadata.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from media_pipeline.facts import Kind
from media_pipeline.opening import markup, scanning
from media_pipeline.opening.kinds import TAKEN
from media_pipeline.reasons import Reason, RefusedError

PDF_WITHIN = 1024
"""ISO 32000-1 asks for `%PDF-` in the first line; Acrobat looks for it in the first 1024 bytes
(Adobe, "PDF Reference 1.7", annex H, note 13), and so do all others."""
ZIP_END = b"PK\x05\x06"
ZIP_TAIL = 22 + 65535
"""APPNOTE.TXT 4.3.16: the record at the end, and a comment of at most 65,535 bytes."""
ARCHIVES = {
    b"Rar!\x1a\x07": "application/vnd.rar",
    b"7z\xbc\xaf\x27\x1c\x00": "application/x-7z-compressed",
}
"""Unpackers look for these anywhere behind what they take for the self-extracting program (UnRAR
`MAXSFXSIZE`, 7-Zip). Six and seven bytes: not by chance in any picture."""
ARCHIVE = re.compile(b"|".join(re.escape(mark) for mark in ARCHIVES))
SCRIPT_COMMENT = re.compile(rb"(?:GIF8[79]a|BM|RIFF|\xff\xd8\xff[\xe0-\xef])/\*", re.DOTALL)
SCRIPT_AFTER = re.compile(rb"\*/[\t\n\r ]{0,200}=")
SCRIPT_ASSIGNED = re.compile(rb"GIF8[79]a[\t\n\r ]?=[\t\n\r -~]")
"""Signatures that are words of JavaScript, followed by a comment or by `=`: the picture is a
script (Ajin Abraham, "Bypassing CSP with GIF/JS polyglots"; Gareth Heyes, "Bypassing CSP using
polyglot JPEGs", PortSwigger 2016). A comment has to be closed and something be assigned after it:
lengths that happen to read `/*` are normal. A GIF that begins `GIF89a=` and goes on in text would
be more than 8,200 pixels wide."""


def demand_one(file: BinaryIO, size: int, found: str) -> None:
    """Refuse a file of the media type `found` that is something else as well.

    Raises RefusedError (POLYGLOT, with `found` and `also` as media types).
    """
    file.seek(0)
    head = file.read(2048)
    picture = TAKEN[found].kind is Kind.IMAGE
    if found != "application/pdf" and b"%PDF-" in head[:PDF_WITHIN]:
        raise _both(found, "application/pdf", "%PDF- within the first 1024 bytes")
    if found != "image/svg+xml" and markup.is_html(head):
        raise _both(found, "text/html", "begins as markup")
    if head[128:132] == b"DICM":  # PS3.10, 7.1: the 128 bytes before may be anything
        raise _both(found, "application/dicom", "DICM after 128 bytes")
    if head[257:262] == b"ustar" and _tar_sum(head):
        raise _both(found, "application/x-tar", "a header of tar, with its checksum")
    if _zip_end(file, size, exact=not picture):
        raise _both(found, "application/zip", "a directory of a ZIP at its end")
    if picture:
        _demand_no_more(file, head, found)


def _demand_no_more(file: BinaryIO, head: bytes, found: str) -> None:
    """What is looked for in pictures only: PDF and Matroska may carry other files, and say so."""
    if SCRIPT_ASSIGNED.match(head):
        raise _both(found, "text/javascript", "its header is an assignment")
    for at, mark in scanning.find(file, ARCHIVE):
        raise _both(found, ARCHIVES[mark.group(0)], f"{mark.group(0)[:4]!r} at {at}")
    if SCRIPT_COMMENT.match(head):
        for at, _ in scanning.find(file, SCRIPT_AFTER):
            raise _both(found, "text/javascript", f"its header is a comment, code follows at {at}")


def _both(found: str, also: str, why: str) -> RefusedError:
    return RefusedError(Reason.POLYGLOT, why, found=found, also=also)


def _zip_end(file: BinaryIO, size: int, *, exact: bool) -> bool:
    """Whether an unpacker finds a ZIP: its last record, and in front of it the directory it names.

    Unpackers take bytes that follow as well; documents may hold a ZIP near their end as an
    attachment, so of those (`exact`) the record must be the last thing.
    """
    file.seek(max(0, size - ZIP_TAIL))
    tail = file.read()
    at = tail.rfind(ZIP_END)
    while at >= 0:
        record = tail[at : at + 22]
        end = at + 22 + int.from_bytes(record[20:22], "little")
        reaches = end == len(tail) if exact else end <= len(tail)
        if len(record) == 22 and reaches and record[8:10] != b"\0\0":
            place = max(0, size - ZIP_TAIL) + at
            length, offset = (int.from_bytes(record[n : n + 4], "little") for n in (12, 16))
            for directory in (place - length, offset):
                if 0 <= directory < size:
                    file.seek(directory)
                    if file.read(4) == b"PK\x01\x02":
                        return True
        at = tail.rfind(ZIP_END, 0, at)
    return False


def _tar_sum(head: bytes) -> bool:
    """POSIX.1-1988 ustar: the sum of the header's bytes, its own field counted as spaces."""
    said = head[148:156].strip(b" \0")
    block = head[:148] + b" " * 8 + head[156:512]
    return bool(re.fullmatch(rb"[0-7]+", said)) and int(said, 8) == sum(block)
