"""The append-only log of holds: one JSON object a line (JSON Lines), each written through to disk.

It outlives the database: whoever restores an older copy still has what was closed since. Nothing
ever rewrites it; a line torn by a crash is passed over, and the next one begins on a new line.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

Entry = dict[str, Any]
PLACED, RELEASED = "placed", "released"


def append(entry: Entry) -> None:
    """Add one line; it is on the disk when this returns. Raises OSError where it cannot be."""
    path = Path(settings.HOLDS_LOG)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if _is_torn(descriptor):
            line = b"\n" + line
        # A full disk takes a part of it without a word.
        if (written := os.write(descriptor, line)) < len(line):
            raise OSError(errno.ENOSPC, f"{written} of {len(line)} bytes written", str(path))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_torn(descriptor: int) -> bool:
    end = os.fstat(descriptor).st_size
    return end > 0 and os.pread(descriptor, 1, end - 1) != b"\n"


def entries() -> Iterator[Entry]:
    """What the log says, the oldest first."""
    path = Path(settings.HOLDS_LOG)
    if not path.is_file():
        return
    with path.open("rb") as file:
        for line in file:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and {"hold", "act", "identifier", "at"} <= entry.keys():
                yield entry
