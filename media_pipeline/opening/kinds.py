"""What the archive takes: media types, which derivatives they have, and how their files are called.

What is not in this table is known and unwanted, or unknown. On purpose it is short. Left out:

- Photoshop (PSD): the composite is there only when it was saved so, and Pillow's decoder wrote
  outside its memory (`hostile/images/psd-oob-write*.psd`); its owner can export a TIFF or PNG.
- PCX, TGA, SGI, ICO, ICNS, DDS, QOI, XBM, PNM, FLI, EMF/WMF, BPG: nobody photographs or scans to
  them any more, their decoders are the least looked after, and TGA cannot even be told by its
  bytes.
- Raw pictures of cameras (DNG, CR2, NEF …): what opens here is their small preview, which would
  pass for the picture.
- JPEG XL, RealMedia: nothing here decodes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from media_pipeline.facts import Kind


@dataclass(frozen=True)
class Taken:
    """One row of the table."""

    kind: Kind
    extension: str
    """With its dot, as an original is called when it is handed out."""


TAKEN: dict[str, Taken] = {
    "image/jpeg": Taken(Kind.IMAGE, ".jpg"),
    "image/png": Taken(Kind.IMAGE, ".png"),
    "image/apng": Taken(Kind.IMAGE, ".png"),
    "image/webp": Taken(Kind.IMAGE, ".webp"),
    "image/gif": Taken(Kind.IMAGE, ".gif"),
    "image/avif": Taken(Kind.IMAGE, ".avif"),
    "image/heic": Taken(Kind.IMAGE, ".heic"),
    "image/heif": Taken(Kind.IMAGE, ".heif"),
    "image/tiff": Taken(Kind.IMAGE, ".tif"),
    "image/jp2": Taken(Kind.IMAGE, ".jp2"),
    "image/j2c": Taken(Kind.IMAGE, ".j2k"),
    "image/bmp": Taken(Kind.IMAGE, ".bmp"),
    "image/svg+xml": Taken(Kind.IMAGE, ".svg"),
    "audio/flac": Taken(Kind.AUDIO, ".flac"),
    "audio/mpeg": Taken(Kind.AUDIO, ".mp3"),
    "audio/ogg": Taken(Kind.AUDIO, ".ogg"),
    "audio/wav": Taken(Kind.AUDIO, ".wav"),
    "audio/mp4": Taken(Kind.AUDIO, ".m4a"),
    "audio/quicktime": Taken(Kind.AUDIO, ".mov"),
    "audio/3gpp": Taken(Kind.AUDIO, ".3gp"),
    "audio/aac": Taken(Kind.AUDIO, ".aac"),
    "audio/amr": Taken(Kind.AUDIO, ".amr"),
    "audio/aiff": Taken(Kind.AUDIO, ".aiff"),
    "audio/webm": Taken(Kind.AUDIO, ".weba"),
    "audio/x-matroska": Taken(Kind.AUDIO, ".mka"),
    "audio/x-ms-wma": Taken(Kind.AUDIO, ".wma"),
    "audio/x-ape": Taken(Kind.AUDIO, ".ape"),
    "audio/x-wavpack": Taken(Kind.AUDIO, ".wv"),
    "audio/x-musepack": Taken(Kind.AUDIO, ".mpc"),
    "video/mp4": Taken(Kind.VIDEO, ".mp4"),
    "video/quicktime": Taken(Kind.VIDEO, ".mov"),
    "video/3gpp": Taken(Kind.VIDEO, ".3gp"),
    "video/webm": Taken(Kind.VIDEO, ".webm"),
    "video/x-matroska": Taken(Kind.VIDEO, ".mkv"),
    "video/ogg": Taken(Kind.VIDEO, ".ogv"),
    "video/x-msvideo": Taken(Kind.VIDEO, ".avi"),
    "video/x-flv": Taken(Kind.VIDEO, ".flv"),
    "video/x-ms-wmv": Taken(Kind.VIDEO, ".wmv"),
    "video/mpeg": Taken(Kind.VIDEO, ".mpg"),
    "video/mp2t": Taken(Kind.VIDEO, ".mts"),
    "application/pdf": Taken(Kind.DOCUMENT, ".pdf"),
    "text/vtt": Taken(Kind.CAPTIONS, ".vtt"),
    "application/x-subrip": Taken(Kind.CAPTIONS, ".srt"),
}
"""Registered names (IANA) where there are any, otherwise those that browsers and `file` use."""

SOUND_ONLY = {
    "video/mp4": "audio/mp4",
    "video/quicktime": "audio/quicktime",
    "video/3gpp": "audio/3gpp",
    "video/webm": "audio/webm",
    "video/x-matroska": "audio/x-matroska",
    "video/ogg": "audio/ogg",
    "video/x-ms-wmv": "audio/x-ms-wma",
}
"""A container says nothing of what is in it: what it is called when no film is."""

WITH_FILM = {sound: film for film, sound in SOUND_ONLY.items()}
"""And the other way round: an `M4A` that holds a film."""
