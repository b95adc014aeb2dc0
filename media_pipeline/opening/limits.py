"""How much of anything one file may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Limits:
    """What the archive takes in one file. Whoever asks may name others, in `request["limits"]`."""

    bytes: int = 64 * 1024**3
    """Of the file."""
    pixels: int = 500_000_000
    """Of a picture that is read in strips, and of all frames of a moving one together."""
    held: int = 600 * 1024**2
    """Bytes a decoder may hold of a picture that it cannot read in strips: what `Bounds.memory`
    leaves. Each decoder knows what a pixel costs it, and `held_pixels` says how many that makes."""
    pages: int = 20_000
    """Pages, frames or cues."""
    text_bytes: int = 16 * 1024**2
    """Of captions and drawings, which are read in one piece."""
    film_pixels: int = 4_000_000_000
    """Decoded of a film picture by picture; of what comes after, one each ten seconds. Not a time,
    so that the same file is judged the same on a busy machine: 80 seconds of 1080p, 9 minutes of
    480p, which two cores decode in some 20 seconds."""

    def held_pixels(self, bytes_a_pixel: int) -> int:
        """Pixels that may be held at once where each costs so much; never more than `pixels`."""
        return min(self.pixels, self.held // bytes_a_pixel)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """Those that are named; the rest as above. Raises TypeError for one that does not exist."""
        if unknown := set(said) - {field.name for field in fields(cls)}:
            raise TypeError(f"no such limits: {sorted(unknown)}")
        return cls(**{name: int(value) for name, value in said.items()})
