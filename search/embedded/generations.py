"""Which file is the index: each rebuild makes another one, and a small file names the current one.

The file of a database is never replaced by another under the same name: its write-ahead log lies
beside it by name, and a process that still has the old one open would read the new one's log
(https://sqlite.org/howtocorrupt.html, section 1.3 and 2.5). So the name is what is replaced.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from uuid import uuid4

from search.embedded.file import FORMAT, connect, create, distrust, is_spoilt, last_change, trust
from search.embedded.holdings import Holdings
from search.engine import RebuildingError, SpoiltError

_CURRENT = f"current-{FORMAT}"
_INDEX = f"index-{FORMAT}-*.sqlite"
_ANY = ("current-*", "index-*")
_ASIDE = ".new"
_BEGINNING, _REBUILDING = "beginning", "rebuilding"
"""Files by which processes wait for each other."""


class Generation:
    """One file, with its connections and what is held of it in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._holdings = Holdings()
        self._catching_up = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to one thread; whatever it left open is undone.

        Whoever meets damage marks the file: nobody reads all of it.
        """
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = connect(self.path)
        damaged = False
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            damaged = is_spoilt(error)
            raise
        finally:
            if connection.in_transaction:
                connection.rollback()
            if damaged:
                distrust(self.path)
            self._idle.append(connection)
            if self._closed:
                self.close()

    @contextmanager
    def trusted(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to a file that has everything. Raises SpoiltError if it has not."""
        with self.connection() as connection:
            trust(connection)
            yield connection

    @contextmanager
    def reading(self) -> Iterator[tuple[sqlite3.Connection, Holdings]]:
        """Lend a connection in a transaction, with the holdings as of just this moment."""
        with self.trusted() as connection:
            while True:
                connection.execute("BEGIN")
                if (holdings := self._held(connection)) is not None:
                    break
                connection.rollback()
            yield connection, holdings

    def _held(self, connection: sqlite3.Connection) -> Holdings | None:
        """Return the holdings of this transaction; None if others are further already."""
        change = last_change(connection)
        holdings = self._holdings
        if holdings.change < change:
            with self._catching_up:
                holdings = self._holdings
                if holdings.change < change:
                    self._holdings = holdings = holdings.caught_up(connection)
        return holdings if holdings.change == change else None

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        self._closed = True
        with suppress(IndexError):
            while True:
                self._idle.pop().close()


class Generations:
    """The generations in a folder, which is made if there is none. Shared by threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._generation: Generation | None = None
        self._opening = Lock()

    def current(self) -> Generation:
        """Return the generation that is current now; the first one is made here.

        Raises SpoiltError if its file is gone.
        """
        seen = self._signature()
        generation = self._generation
        if seen == self._seen and generation is not None and _is_there(generation.path):
            return generation
        with self._opening:
            # Looked at before the name is read: who replaces it in between is noticed next time.
            while (seen := self._signature()) is None or (name := self._named()) is None:
                self._begin(None)
            path = self._folder / name
            if not _is_there(path) and self._signature() == seen:
                raise SpoiltError(f"{path} is gone")
            if self._generation is None or self._generation.path != path:
                if self._generation is not None:
                    self._generation.close()
                self._generation = Generation(path)
            self._seen = seen
            return self._generation

    def is_current(self, generation: Generation) -> bool:
        """Tell whether a generation still is the current one, whatever was seen before."""
        return self._named() == generation.path.name

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """Make an empty index, to be filled and then given to `swap`; it is removed otherwise.

        Raises RebuildingError while anybody else does so. What a killed one has left is removed.
        """
        if self._named() is None:
            self._begin(None)
        with self._locked(_REBUILDING, fcntl.LOCK_EX | fcntl.LOCK_NB):
            self._remove_others(_INDEX + "*")
            path = self._new()
            try:
                yield path
            finally:
                self._remove_others(_INDEX + "*")
            # Of other formats only now: whoever goes back to an older release has its index.
            self._remove_others(*_ANY)

    def begin_again(self) -> None:
        """Put an empty index in the place of one that is gone or cannot be read."""
        self._begin(self._named())

    def swap(self, path: Path) -> None:
        """Make another index the current one, in one step; it must be closed and synchronised."""
        name = self._folder / f"{_CURRENT}{_ASIDE}"
        with name.open("w", encoding="utf-8") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        name.replace(self._folder / _CURRENT)
        synchronise(self._folder)

    def close(self) -> None:
        """Close all connections that nobody uses."""
        with self._opening:
            if self._generation is not None:
                self._generation.close()
            self._generation = self._seen = None

    def _signature(self) -> tuple[int, int] | None:
        try:
            found = (self._folder / _CURRENT).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def _named(self) -> str | None:
        """The file that is said to be current."""
        try:
            return (self._folder / _CURRENT).read_text("utf-8")
        except FileNotFoundError:
            return None

    def _begin(self, instead_of: str | None) -> None:
        """Make an empty index in the place of this one, unless another process is faster. It is not
        trusted where there was one before, of this or another format."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked(_BEGINNING, fcntl.LOCK_EX):
            if self._named() == instead_of:
                self.swap(self._new(is_trusted=not any(self._folder.glob(_ANY[0]))))

    def _new(self, *, is_trusted: bool = True) -> Path:
        path = self._folder / _INDEX.replace("*", uuid4().hex)
        create(path, is_trusted=is_trusted)
        return path

    def _remove_others(self, *patterns: str) -> None:
        """Remove what is not current; connections to it read on until they are closed."""
        current = self._named()
        for path in chain.from_iterable(map(self._folder.glob, patterns)):
            is_kept = path.name == _CURRENT or path.suffix == _ASIDE
            if not is_kept and not (current and path.name.startswith(current)):
                path.unlink(missing_ok=True)

    @contextmanager
    def _locked(self, name: str, how: int) -> Iterator[None]:
        with (self._folder / name).open("w") as file:
            try:
                fcntl.flock(file, how)
            except BlockingIOError:
                raise RebuildingError("this index is being rebuilt") from None
            yield


def _is_there(path: Path) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    return S_ISREG(found.st_mode) and found.st_size > 0


def synchronise(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
