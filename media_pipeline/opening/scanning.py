"""Looking for something in all of a file, however long it is.

Not by mapping it: pages that were looked at count as memory of the process, a scan of a gigabyte as
a gigabyte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

PIECE = 1024 * 1024
OVERLAP = 256
"""Bytes: no pattern that is looked for may match more, or it may be overlooked between two pieces.
What lies in the overlap is found twice."""


def find(file: BinaryIO, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Where in the file each match begins, and the match."""
    file.seek(0)
    before, start = b"", 0
    while piece := file.read(PIECE):
        held = before + piece
        for found in pattern.finditer(held):
            yield start + found.start(), found
        before = held[-OVERLAP:]
        start += len(held) - len(before)
