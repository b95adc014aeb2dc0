"""Where bytes are: storages by name, names by content, and files as programs want them.

`originals` and `derivatives` are storages of Django (`STORAGES`): folders on disk, or S3. Names are
made of the digest of the original, so that the same bytes always have the same name and writing
them twice changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, storages

CHUNK = 1024 * 1024  # bytes read at once
PIECE = 64 * 1024  # bytes handed out at once
UPLOADS = "uploads"


def originals() -> Storage:
    """Of originals and of what is in quarantine. Private."""
    return storages["originals"]


def derivatives() -> Storage:
    """Of what was made of originals."""
    return storages["derivatives"]


def work_folder() -> Path:
    """On this machine: what is arriving, and what is being made. Emptied by `reconcile`."""
    folder: Path = settings.MEDIA_WORK_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def uploads_folder() -> Path:
    """On this machine: what comes in pieces. Left alone until it is whole or given up."""
    folder = work_folder() / UPLOADS
    folder.mkdir(exist_ok=True)
    return folder


def original_name(sha256: str) -> str:
    """The name of an original's bytes; no extension, since nobody is to trust one."""
    return f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def quarantined_name(sha256: str) -> str:
    """The name of refused bytes."""
    return f"quarantine/{sha256[:2]}/{sha256}"


def folder_of(recipe: str, version: int, options: Mapping[str, Any]) -> str:
    """Where one making of a recipe lies: another place for another version, or other words. So what
    is in use stays whole while it is made anew; `reconcile` removes it afterwards."""
    told = json.dumps(options, sort_keys=True, ensure_ascii=False)
    return f"{recipe}-{version}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def derivative_name(sha256: str, folder: str, name: str) -> str:
    """The name of a derived file."""
    return f"derivatives/{sha256[:2]}/{sha256[2:4]}/{sha256}/{folder}/{name}"


class Moved(File):  # type: ignore[type-arg]
    """A file of ours that a storage on the same disk takes over by one rename.

    Django's storage on disk moves what has a `temporary_file_path`; any other reads it.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        """As Django's own uploaded files have it."""
        return str(self.path)


def put(storage: Storage, name: str, path: Path) -> None:
    """Store the bytes of `path` under `name`, whole or not at all; `path` is gone afterwards.

    Raises OSError or an error of the storage's own; then it may be tried again.
    """
    os.utime(path)  # it comes today, whenever it was written: see the grace of `reconcile`
    with path.open("rb") as file:
        os.fsync(file.fileno())
    with Moved(path) as moved:
        stored = storage.save(name, moved)
    if stored != name:  # a storage that renames instead of writing over
        storage.delete(stored)
        raise ValueError(f"{storage!r} stored {name} as {stored}: it has to write over")
    with contextlib.suppress(NotImplementedError):
        _sync_folder(Path(storage.path(name)).parent)
    path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def on_disk(storage: Storage, name: str) -> Iterator[Path]:
    """A path at which programs may read a stored file: its own, or a copy for the while."""
    try:
        path = Path(storage.path(name))
    except NotImplementedError:
        with tempfile.TemporaryDirectory(dir=work_folder(), prefix="copy-") as folder:
            copy = Path(folder) / "original"
            with storage.open(name, "rb") as stored, copy.open("wb") as local:
                shutil.copyfileobj(stored, local, CHUNK)
            yield copy
        return
    if not path.is_file():
        raise FileNotFoundError(name)
    yield path


class Pieces:
    """Bytes of a stored file as they come; no more of them in memory than one piece, and no more
    asked for than are wanted. `close` it, whether anything was read or not."""

    def __init__(self, storage: Storage, name: str, first: int, length: int) -> None:
        """From `first` on, so many. Raises FileNotFoundError at once, before anything is sent."""
        self.length = length
        bucket = getattr(storage, "bucket", None)
        if bucket is None:
            self.file: Any = storage.open(name, "rb")
            self.file.seek(first)
            return
        # The file of django-storages would first fetch the whole.
        key = storage._normalize_name(name)  # type: ignore[attr-defined]
        wanted = {"Range": f"bytes={first}-{first + length - 1}"}
        try:
            self.file = bucket.Object(key).get(**wanted)["Body"]
        except bucket.meta.client.exceptions.NoSuchKey as error:
            raise FileNotFoundError(name) from error

    def __iter__(self) -> Iterator[bytes]:
        while self.length > 0 and (piece := self.file.read(min(PIECE, self.length))):
            self.length -= len(piece)
            yield piece
        self.close()

    def close(self) -> None:
        """Let go of the file or the line."""
        self.file.close()


def digest(storage: Storage, name: str) -> tuple[str, int]:
    """SHA-256 and number of bytes of a stored file, read in pieces."""
    sha256, total = hashlib.sha256(), 0
    with storage.open(name, "rb") as file:
        while chunk := file.read(CHUNK):
            sha256.update(chunk)
            total += len(chunk)
    return sha256.hexdigest(), total


def stored_names(storage: Storage, folder: str) -> Iterator[str]:
    """Names of all files below a folder of a storage."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}"
    for name in folders:
        yield from stored_names(storage, f"{folder}/{name}")
