"""Tags of sound and film: what mutagen reads, under the names everybody knows.

Where mutagen reads nothing (AVI, Matroska, FLV …), what ffmpeg found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mutagen

from media_pipeline.opening import moments
from media_pipeline.opening.decoding import decoder
from media_pipeline.opening.plain import Budget
from media_pipeline.reasons import RefusedError

NAMES = {
    "TIT2": "title", "TPE1": "artist", "TPE2": "albumartist", "TALB": "album", "TDRC": "date",
    "TYER": "date", "TCON": "genre", "TRCK": "tracknumber", "COMM": "comment", "TCOP": "copyright",
    "USLT": "lyrics", "TLAN": "language", "TCOM": "composer", "TSSE": "encoder",
    "\xa9nam": "title", "\xa9ART": "artist", "aART": "albumartist", "\xa9alb": "album",
    "\xa9day": "date", "\xa9gen": "genre", "trkn": "tracknumber", "\xa9cmt": "comment",
    "cprt": "copyright", "\xa9lyr": "lyrics", "\xa9wrt": "composer", "\xa9too": "encoder",
    "desc": "description",
    "Author": "artist", "WM/AlbumTitle": "album", "WM/AlbumArtist": "albumartist",
    "WM/Year": "date", "WM/Genre": "genre", "WM/TrackNumber": "tracknumber",
    "Description": "comment", "WM/Lyrics": "lyrics", "WM/Composer": "composer",
}  # fmt: skip
"""ID3 2.3/2.4, iTunes' atoms and ASF; Vorbis and APE say what they mean, in letters of any size."""
PICTURES = re.compile(r"APIC|PIC|covr|coverart|metadata_block_picture|cover art|WM/Picture", re.I)
OPAQUE = re.compile(r"COMM:iTun|PRIV|GEOB|UFID|MCDI|TXXX:(?:iTun|CT_)|----:com\.apple\.iTunes:iTun")
NOT_MUTAGENS = {
    "video/x-msvideo",
    "video/x-flv",
    "video/mpeg",
    "video/mp2t",
    "video/webm",
    "video/x-matroska",
    "audio/webm",
    "audio/x-matroska",
}
"""It knows none of these, and takes AVI for a broken WAV."""
POSITION = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")
"""ISO 6709, annex H, in degrees: `+11.5657+108.9883/`."""


def read(path: Path, media_type: str, found_by_ffmpeg: Mapping[str, str]) -> dict[str, Any]:
    """`tags`, `gps` and `warnings`, where there are any. What is broken is left out."""
    warnings: list[str] = []
    held: dict[str, Any] = {}
    if media_type not in NOT_MUTAGENS:
        try:
            with decoder():
                file = mutagen.File(path)
                held = dict(file.tags.items()) if file is not None and file.tags else {}
        except RefusedError as refusal:
            warnings.append(f"tags: {refusal.detail[:200]}")
    named: dict[str, Any] = {}
    for key, value in held.items():
        if PICTURES.match(key):
            named["pictures"] = named.get("pictures", 0) + 1
        elif not OPAQUE.match(key):
            named.setdefault(_name(key), _value(value))
    budget = Budget()
    said: dict[str, Any] = {}
    if kept := budget.plain(named or dict(found_by_ffmpeg)):
        said["tags"] = kept
    if position := _position(found_by_ffmpeg):
        said["gps"] = position
    if warnings:
        said["warnings"] = warnings
    return said


def captured_at(said: Mapping[str, str]) -> datetime.datetime | None:
    """As a telephone writes it with its offset; otherwise MP4's clock, which is UTC; or BWF's."""
    for name in ("com.apple.quicktime.creationdate", "creation_time"):
        if moment := moments.of_device(said.get(name, "")):
            return moment
    # EBU Tech 3285: OriginationDate and OriginationTime, which ffmpeg gives these two names.
    return moments.of_device(f"{said.get('date', '')}T{said.get('creation_time', '')}")


def _name(key: str) -> str:
    return NAMES.get(key) or NAMES.get(key.split(":")[0]) or key.lower()


def _value(value: Any) -> Any:
    """Texts and numbers of whatever mutagen has for this format."""
    if hasattr(value, "text"):  # ID3
        value = value.text
    if isinstance(value, list | tuple):
        parts = [_value(part) for part in value]
        return parts[0] if len(parts) == 1 else parts
    if isinstance(value, str | bytes | int | float):
        return bytes(value) if isinstance(value, bytes) else value
    if isinstance(getattr(value, "value", None), str | int):  # ASF and APE
        return value.value
    return str(value)


def _position(said: Mapping[str, str]) -> dict[str, Any] | None:
    for name in ("com.apple.quicktime.location.iso6709", "location", "location-eng"):
        if (found := POSITION.match(said.get(name, ""))) and abs(float(found.group(1))) <= 90:
            return {"latitude": float(found.group(1)), "longitude": float(found.group(2))}
    return None
