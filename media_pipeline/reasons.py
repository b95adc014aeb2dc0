"""Why a file is not taken, by name."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a file. Stored with what is kept in quarantine, and tested by name."""

    EMPTY = "empty"
    """It has no bytes: a transfer that never began, or a placeholder of a cloud folder."""
    TOO_BIG = "too_big"
    """More bytes than the archive takes in one file."""
    UNKNOWN = "unknown"
    """Nothing says what it is."""
    UNWANTED = "unwanted"
    """It is known what it is, and the archive takes no such files (programs, archives, markup)."""
    TOO_MANY_PIXELS = "too_many_pixels"
    """Small as a file, enormous when opened: a decompression bomb, or a scan beyond the bound."""
    TRUNCATED = "truncated"
    """It ends before its own headers say so."""
    DAMAGED = "damaged"
    """It contradicts itself; the decoder's words are in the detail."""
    ENCRYPTED = "encrypted"
    """It opens with a password only."""
    ACTIVE = "active"
    """Markup with a script in it, or that reaches for other files or addresses."""
    POLYGLOT = "polyglot"
    """Two kinds of file in one: what one program shows as a picture, another runs."""
    NO_DECODER = "no_decoder"
    """A codec that nothing here reads."""
    CRASHED = "crashed"
    """It brought the decoder down."""
    TOO_SLOW = "too_slow"
    """Opening it took longer than the bound."""
    TOO_MUCH_MEMORY = "too_much_memory"
    """Opening it took more memory than the bound."""


class RefusedError(Exception):
    """A file is not taken. `detail` is what the decoder itself said, for the engineer."""

    def __init__(self, reason: Reason, detail: str = "", **params: str | int) -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason
        self.detail = detail
        self.params = params
        """What the text for the sender names: `found` (a media type), `limit`, `pixels`."""
