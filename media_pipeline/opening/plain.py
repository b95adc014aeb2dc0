"""Strings and numbers that strangers wrote into files, as JSON that a database takes.

PostgreSQL stores no NUL, JSON no NaN, and nobody half a megabyte of maker's notes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

TEXT_LIMIT = 8000
"""Characters of one value."""
TOTAL_LIMIT = 200_000
"""Characters of all values of a file."""
LIST_LIMIT = 200
DEPTH_LIMIT = 6
BYTES_LIMIT = 64
"""Longer ones are somebody's private format: only how many there are is kept."""


def text(said: str | bytes) -> str:
    """As it was meant: UTF-8 where it is that, without NUL and other control characters.

    Metadata of old says "ASCII" or Latin-1 and holds UTF-8; so libraries hand out `Ã¡` for `á`.
    """
    try:
        raw = said.encode("latin-1") if isinstance(said, str) else said
    except UnicodeEncodeError as error:
        return _clean(error.object)
    try:
        return _clean(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _clean(raw.decode("cp1252", errors="replace"))


def _clean(said: str) -> str:
    kept = "".join(
        letter
        for letter in said.encode("utf-8", errors="replace").decode("utf-8")
        if letter in "\n\t" or (letter >= " " and not "\x7f" <= letter <= "\x9f")
    )
    return kept.strip()[:TEXT_LIMIT]


class Budget:
    """Characters that may still be kept of one file."""

    def __init__(self, characters: int = TOTAL_LIMIT) -> None:
        self.left = characters

    def plain(self, value: Any, depth: int = 0) -> Any:
        """`value` as JSON; None for what has no meaning in it, or where nothing is left."""
        if self.left <= 0 or depth > DEPTH_LIMIT:
            return None
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int):
            self.left -= 8
            return int(value) if abs(value) < 2**53 else str(value)[:TEXT_LIMIT]
        if isinstance(value, str):
            return self._spend(text(value))
        if isinstance(value, bytes):
            return self._bytes(value)
        if isinstance(value, Mapping):
            kept = {}
            for key, held in list(value.items())[:LIST_LIMIT]:
                said = self.plain(held, depth + 1)
                if said not in (None, "", [], {}) and (name := self._spend(text(str(key)))):
                    kept[name] = said
            return kept
        if isinstance(value, Sequence):
            held = [self.plain(each, depth + 1) for each in list(value)[:LIST_LIMIT]]
            return [each for each in held if each is not None]
        return self._number(value)

    def _spend(self, said: str) -> str:
        said = said[: max(self.left, 0)]
        self.left -= len(said) + 2
        return said

    def _bytes(self, value: bytes) -> Any:
        stripped = value.rstrip(b"\0 ")
        if stripped and all(0x20 <= byte < 0x7F or byte in b"\r\n\t" for byte in stripped):
            return self._spend(text(stripped))
        if len(value) <= BYTES_LIMIT:
            return self._spend(value.hex())
        self.left -= 16
        return {"bytes": len(value)}

    def _number(self, value: Any) -> Any:
        """Fractions of EXIF, 0/0 among them; anything else has no place here."""
        self.left -= 12
        if not hasattr(value, "__float__"):
            return None
        try:
            number = float(value)
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        return round(number, 9) if math.isfinite(number) else None
