"""Part of a file: what a player asks for when somebody goes to a place in a recording.

RFC 9110, 14.1.2 and 14.2. One range; who asks for several is given the whole, as it allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=(?P<first>\d{0,18})-(?P<last>\d{0,18})", re.ASCII)


class UnsatisfiableRangeError(Exception):
    """It begins behind the end: 416."""


@dataclass(frozen=True)
class Range:
    """Bytes from `first` to `last`, both of them included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes."""
        return self.last - self.first + 1


def asked_range(header: str, size: int) -> Range | None:
    """The part that is asked for of a file of `size` bytes; None: the whole.

    What is not understood asks for the whole. Raises UnsatisfiableRangeError.
    """
    found = _ONE.fullmatch(header.replace(" ", ""))
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:  # the last so many
        length = min(int(found["last"]), size)
        if not length:
            raise UnsatisfiableRangeError
        return Range(size - length, size - 1)
    first = int(found["first"])
    last = min(int(found["last"]), size - 1) if found["last"] else size - 1
    if found["last"] and int(found["last"]) < first:
        return None
    if first >= size:
        raise UnsatisfiableRangeError
    return Range(first, last)
