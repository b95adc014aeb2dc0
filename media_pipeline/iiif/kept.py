"""Pictures that were asked for before, as files: bounded, and for all processes at once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from media_pipeline.bounded_folder import keep_within

MB = 1024 * 1024
DRAWERS = 256
"""Folders, each with its share of the bound: who adds a file looks into one of them only."""
LEFT = 0.75
"""Of a full drawer that stays, so that not every file is followed by a look for the oldest."""


class Kept:
    """A folder of pictures, `bytes_at_most` in all (and the last file of each drawer above it).

    It can be deleted at any time. Nothing in it says for whom a picture is: ask it only for what
    may be shown.
    """

    def __init__(self, folder: Path, bytes_at_most: int = 512 * MB) -> None:
        self.folder = folder
        self.share = bytes_at_most // DRAWERS

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under this key, or what is made now. A disk that is full keeps nothing."""
        name = hashlib.sha256(key.encode()).hexdigest()
        drawer, path = self.folder / name[:2], self.folder / name[:2] / name[2:]
        with suppress(OSError):
            found = path.read_bytes()
            os.utime(path)  # how long it has not been wanted
            return found
        made = make()
        with suppress(OSError):
            drawer.mkdir(parents=True, exist_ok=True)
            self._put(path, made)
            keep_within(drawer, self.share, LEFT)
        return made

    def _put(self, path: Path, made: bytes) -> None:
        """Whole or not at all."""
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as aside:
            try:
                aside.write(made)
                aside.close()
                Path(aside.name).rename(path)
            except OSError:
                Path(aside.name).unlink(missing_ok=True)
                raise
