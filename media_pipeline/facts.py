"""What a file is, as found by reading it to its end; never what its name says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """Which derivatives a file has."""

    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    DOCUMENT = "document"
    CAPTIONS = "captions"


@dataclass(frozen=True)
class Facts:
    """What was found in a file."""

    media_type: str
    """RFC 6838: `image/jpeg`."""
    kind: Kind
    width: int = 0
    """Pixels as it is to be seen: orientation applied. 0 where it has none."""
    height: int = 0
    pages: int = 0
    """Pages of a document; frames of a moving picture, 1 for a still one; cues of captions."""
    seconds: float = 0.0
    """Length of sound and film."""
    codecs: tuple[str, ...] = ()
    """Of the streams of sound and film, as ffmpeg names them."""
    captured_at: datetime.datetime | None = None
    """When it was taken, as the device wrote it; without an offset where the device knew none."""
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """All that is embedded (`exif`, `gps`, `iptc`, `xmp`, `tags`). Private: it may say where
    somebody lives."""

    def as_json(self) -> dict[str, Any]:
        """For a row or another process."""
        said = asdict(self)
        said["captured_at"] = self.captured_at.isoformat() if self.captured_at else None
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """What `as_json` said."""
        captured = said["captured_at"]
        return cls(
            **{
                **said,
                "kind": Kind(said["kind"]),
                "codecs": tuple(said["codecs"]),
                "captured_at": datetime.datetime.fromisoformat(captured) if captured else None,
            }
        )
