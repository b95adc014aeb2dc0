"""Files that come many at once: from a folder, or out of a ZIP that is never unpacked to disk."""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from media_pipeline.receiving import Readable

MAX_MEMBERS = 20_000
MAX_RATIO = 200
"""Unpacked bytes for each packed one, above which a member is a bomb: DEFLATE of real recordings,
pictures and scans stays below 20."""


class UnreadableZipError(Exception):
    """The ZIP itself cannot be read; `str()` says why in English, for the log."""


Source = tuple[str, Callable[[], AbstractContextManager[Readable]]]
"""A name as whoever asks knows it again (below the folder or ZIP, in NFC), and how to open it."""


@contextlib.contextmanager
def sources(paths: Iterable[Path], sheet: Path | None = None) -> Iterator[dict[str, Source]]:
    """Each file of folders (with all folders below), of ZIPs, or the files that were named, under
    the names by which they are asked for; to be opened within the context, in any order.

    A ZIP within a folder is a file like others. Links are not followed, whoever made them. The
    `sheet` that tells of a folder and lies in it is none of its files. Raises UnreadableZipError.
    """
    found: dict[str, Source] = {}
    aside = sheet.resolve() if sheet is not None else None
    with contextlib.ExitStack() as stack:
        for path in paths:
            for name, opener in _sources(path, stack, aside):
                # Two folders may both have one of this name: the second is told by its folder.
                key = name if name not in found else f"{path.name}/{name}"
                found[key] = (key, opener)
        yield found


def _sources(path: Path, stack: contextlib.ExitStack, sheet: Path | None) -> Iterator[Source]:
    if path.is_dir():
        yield from _of_folder(path, sheet)
    elif zipfile.is_zipfile(path):
        yield from _of_zip(path, stack)
    else:
        yield unicodedata.normalize("NFC", path.name), partial(_open, path)


def _of_folder(folder: Path, sheet: Path | None) -> Iterator[Source]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent) / name
            if is_ours(name) and _is_file(path) and path.resolve() != sheet:
                known = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
                yield known, partial(_open, path)


def _of_zip(path: Path, stack: contextlib.ExitStack) -> Iterator[Source]:
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableZipError(f"{path.name}: {error}") from error
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise UnreadableZipError(f"{path.name}: {len(members)} files, more than {MAX_MEMBERS}")
    for member in members:
        mode = member.external_attr >> 16
        if member.is_dir() or stat.S_ISLNK(mode) or not is_ours(Path(member.filename).name):
            continue
        yield unicodedata.normalize("NFC", name_of(member)), partial(Member, archive, member)


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True  # it has just gone: opening it will say so


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def is_ours(name: str) -> bool:
    """Whether a file is one that somebody meant: not what systems leave in folders."""
    return not name.startswith(("._", ".")) and name.lower() not in ("thumbs.db", "desktop.ini")


def name_of(member: zipfile.ZipInfo) -> str:
    """Its name: UTF-8 where the ZIP says so or where it is that anyway, as macOS and old programs
    write it without saying."""
    if member.flag_bits & 0x800:
        return member.filename
    with contextlib.suppress(UnicodeError):
        return member.filename.encode("cp437").decode("utf-8")
    return member.filename


class Member:
    """A file in a ZIP, read as a stream; what unpacks to far more than it is stops."""

    def __init__(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
        self.archive = archive
        self.member = member
        self.total = 0
        self.file: BinaryIO | None = None

    def __enter__(self) -> Member:
        return self

    def __exit__(self, *args: object) -> None:
        if self.file is not None:
            self.file.close()

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes. Raises UnreadableZipError for a bomb, a password, a wrong checksum."""
        try:
            if self.file is None:
                self.file = self.archive.open(self.member)  # type: ignore[assignment]
            assert self.file is not None
            data = self.file.read(size)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            # RuntimeError: a password; NotImplementedError, one of them, a method of packing.
            raise UnreadableZipError(str(error)) from error
        self.total += len(data)
        if self.total > max(self.member.compress_size, 4096) * MAX_RATIO:
            raise UnreadableZipError(f"unpacks to more than {MAX_RATIO} times its size")
        return data
