"""Stored files on this machine's own disk, for what reads here and there in them: pyramids.

A storage on disk has them there already. Of S3 a copy is kept, so many bytes in all; which of them
go first is a matter of when they were wanted last.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import Storage

from media_pipeline.bounded_folder import keep_within
from media_pipeline.storing import CHUNK

GB = 1024**3


class Nearby:
    """A folder of copies. It can be deleted at any time."""

    def __init__(self, folder: Path, bytes_at_most: int = 4 * GB) -> None:
        self.folder = folder
        self.bytes_at_most = bytes_at_most

    def path(self, storage: Storage, name: str) -> Path | None:
        """Where the file can be read now; None if the storage has lost it."""
        with suppress(NotImplementedError):
            return Path(storage.path(name))
        copy = self.folder / hashlib.sha256(name.encode()).hexdigest()
        with suppress(FileNotFoundError):
            # When it was wanted, not when it was written: by that tiles and their marks are known.
            os.utime(copy, ns=(time.time_ns(), copy.stat().st_mtime_ns))
            return copy
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as aside:
            try:
                with storage.open(name, "rb") as stored:
                    shutil.copyfileobj(stored, aside, CHUNK)
                aside.close()
                Path(aside.name).rename(copy)
            except FileNotFoundError:
                Path(aside.name).unlink(missing_ok=True)
                return None
            except BaseException:
                Path(aside.name).unlink(missing_ok=True)
                raise
        keep_within(self.folder, self.bytes_at_most)
        return copy
