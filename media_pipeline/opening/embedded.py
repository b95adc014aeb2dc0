"""What a picture says of itself: EXIF, GPS, IPTC and XMP.

All of it may be broken in a good picture, and often is: what cannot be read is left out, with a
word in `warnings`, and never refuses a picture.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from media_pipeline.opening import moments, xmp
from media_pipeline.opening.decoding import decoder
from media_pipeline.opening.plain import Budget, text
from media_pipeline.reasons import RefusedError

EXIF_IFD, GPS_IFD = 0x8769, 0x8825
LEFT_OUT = {
    "MakerNote",
    "PrintImageMatching",
    "JPEGThumbnail",
    "XMLPacket",
    "ImageResources",
    "IPTCNAA",
    "InterColorProfile",
    "StripOffsets",
    "StripByteCounts",
    "TileOffsets",
    "TileByteCounts",
    "JPEGTables",
    "ColorMap",
    "TransferFunction",
    "ExifOffset",
    "GPSInfo",
}
"""Private formats, what is read elsewhere, and tables of TIFF that say nothing of the picture."""
USER_COMMENT = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "euc_jp"}
"""EXIF 3.0, 4.6.6: the first eight bytes name the code."""
IPTC_NAMES = {
    5: "title",
    25: "keywords",
    55: "date_created",
    60: "time_created",
    80: "by_line",
    85: "by_line_title",
    90: "city",
    92: "sublocation",
    95: "state",
    101: "country",
    103: "reference",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    120: "caption",
    122: "caption_writer",
}
"""IPTC IIM 4.2, record 2."""


def read(
    picture: Image.Image, block: bytes = b""
) -> tuple[dict[str, Any], datetime.datetime | None]:
    """`metadata` of an opened picture, and when it was taken. Bounded; loads no pixels.

    `block` is its EXIF where that was found already: Pillow looks for that of a PNG behind the
    pixels, and decodes them all to get there.
    """
    warnings: list[str] = []
    exif = _tried(lambda: _exif(_tags(picture, block)), "exif", warnings)
    gps = _tried(lambda: _gps(_tags(picture, block)), "gps", warnings)
    iptc = _tried(lambda: _iptc(picture), "iptc", warnings)
    found = _tried(lambda: xmp.read(_packet(picture)), "xmp", warnings)
    budget = Budget()
    said = {
        name: kept
        for name, value in (("gps", gps), ("exif", exif), ("iptc", iptc), ("xmp", found))
        if (kept := budget.plain(value))
    }
    if warnings:
        said["warnings"] = warnings
    return said, captured_at(said)


def _tried(
    reading: Callable[[], Mapping[str, Any]], name: str, warnings: list[str]
) -> Mapping[str, Any]:
    try:
        with decoder():
            return reading()
    except RefusedError as refusal:
        warnings.append(f"{name}: {refusal.detail[:200]}")
        return {}


def captured_at(said: Mapping[str, Any]) -> datetime.datetime | None:
    """From DateTimeOriginal with its offset; or what XMP or IPTC call the creation of the photo."""
    exif, packet, iptc = (said.get(name, {}) for name in ("exif", "xmp", "iptc"))
    fields = [
        (
            exif.get("DateTimeOriginal"),
            exif.get("OffsetTimeOriginal"),
            exif.get("SubsecTimeOriginal"),
        ),
        (packet.get("exif:DateTimeOriginal"), "", ""),
        (packet.get("photoshop:DateCreated"), "", ""),
    ]
    date, time = str(iptc.get("date_created", "")), str(iptc.get("time_created", ""))
    if len(date) == 8 and len(time) >= 6:
        fields.append(
            (f"{date[:4]}-{date[4:6]}-{date[6:]}T{time[:2]}:{time[2:4]}:{time[4:6]}", time[6:], "")
        )
    for written, offset, fraction in fields:
        moment = moments.of_device(str(written or ""), str(offset or ""), str(fraction or ""))
        if moment:
            return moment
    return None


def _tags(picture: Image.Image, block: bytes) -> Image.Exif:
    if not block:
        return Image.Image.getexif(picture)
    found = Image.Exif()
    found.load(block)
    return found


def _exif(read_in: Image.Exif) -> dict[str, Any]:
    tags = {**read_in, **read_in.get_ifd(EXIF_IFD)}
    said = {}
    for tag, value in tags.items():
        name = ExifTags.TAGS.get(tag)
        if name is None or name in LEFT_OUT:
            continue
        if name.startswith("XP") and isinstance(value, bytes | tuple):  # Windows Explorer's own
            value = bytes(byte & 0xFF for byte in value).decode("utf-16-le", errors="replace")
        elif name == "UserComment" and isinstance(value, bytes):
            value = _comment(value)
        said[name] = value
    return said


def _comment(value: bytes) -> str:
    code = USER_COMMENT.get(value[:8])
    if code is None:
        return text(value[8:] if value[:8] == bytes(8) else value)
    return text(value[8:].decode(code, errors="replace"))


def _gps(read_in: Image.Exif) -> dict[str, Any]:
    directory = read_in.get_ifd(GPS_IFD)
    said: dict[str, Any] = {
        name: value
        for tag, value in directory.items()
        if (name := ExifTags.GPSTAGS.get(tag)) is not None
    }
    for name, negative in (("Latitude", "S"), ("Longitude", "W")):
        degrees = _degrees(said.get(f"GPS{name}"), said.get(f"GPS{name}Ref"), negative)
        if degrees is not None and abs(degrees) <= (90 if name == "Latitude" else 180):
            said[name.lower()] = degrees
    return said


def _degrees(value: Any, reference: Any, negative: str) -> float | None:
    if not isinstance(value, tuple) or not 1 <= len(value) <= 3:
        return None
    try:
        degrees = sum(float(part) / 60**place for place, part in enumerate(value))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    if degrees != degrees:  # 0/0
        return None
    return round(-degrees if str(reference).strip("\0 ").upper() == negative else degrees, 7)


def _iptc(picture: Image.Image) -> dict[str, Any]:
    if not isinstance(picture, ImageFile.ImageFile):
        return {}
    blocks = IptcImagePlugin.getiptcinfo(picture) or {}
    said: dict[str, Any] = {}
    for (record, dataset), value in blocks.items():
        if record == 2 and dataset in IPTC_NAMES:
            texts = [text(one) for one in (value if isinstance(value, list) else [value])]
            said[IPTC_NAMES[dataset]] = texts if len(texts) > 1 else texts[0]
    return said


def _packet(picture: Image.Image) -> bytes:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    tiff = getattr(picture, "tag_v2", None)
    if not packet and tiff is not None:
        packet = tiff.get(700, b"")
    if isinstance(packet, str):
        packet = packet.encode()
    return bytes(packet) if isinstance(packet, bytes | bytearray | tuple) else b""
