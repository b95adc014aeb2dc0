"""The embedded engine: FTS5 for words, sets of numbers for everything else."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import TypeVar

from search.documents import Document
from search.embedded.file import OPTIMISE, check, connect, is_spoilt, last_change
from search.embedded.generations import Generation, Generations, synchronise
from search.embedded.searching import Search
from search.embedded.writing import Rows, put, rows_of, rows_since
from search.engine import Answer, EngineError, Entry, Request, SpoiltError, each_made

_BATCH = 500
_BATCH_CHARACTERS = 8_000_000

Lent = TypeVar("Lent")


class EmbeddedEngine:
    """`search.engine.Engine` in a folder of its own, which is made when it is needed.

    Several processes may read and write; writers wait for each other. Make an engine after forking:
    connections must not cross it.
    """

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of what was there, all or none of them."""
        # The linguistics are done before anybody has to wait for them.
        self._write([rows_of(document) for document in documents])

    def remove(self, versions: Mapping[str, int]) -> None:
        """Remove documents, as of a version each."""
        self._write([Rows(id_, version, None) for id_, version in versions.items()])

    def search(self, request: Request) -> Answer:
        """Return one page of what is found."""
        with self._lent(Generation.reading) as (connection, holdings):
            return Search(connection, holdings, request).answer()

    def entries(self) -> Iterator[Entry]:
        """Yield what is there; a transaction is open until the last one."""
        with self._lent(Generation.trusted) as connection:
            connection.execute("BEGIN")
            for entry in connection.execute(
                "SELECT id, version, audience FROM documents WHERE NOT removed"
            ):
                yield Entry(*entry)

    def count(self) -> int:
        """Return how many documents there are."""
        with self._lent(Generation.trusted) as connection:
            (count,) = connection.execute(
                "SELECT count(*) FROM documents WHERE NOT removed"
            ).fetchone()
        return int(count)

    def rebuild(self, documents: Iterable[Document]) -> dict[str, str]:
        """Put `documents` in the place of all there is, in one step, at the end."""
        at_fault: dict[str, str] = {}
        with _reasons(), self._generations.aside() as path:
            since = self._since()
            with closing(connect(path)) as new:
                # Nobody reads it before it is whole and on the disk.
                new.execute("PRAGMA synchronous = OFF")
                for batch in _batches(each_made(documents, rows_of, at_fault)):
                    _put(new, batch)
                for optimise in OPTIMISE:
                    new.execute(optimise)
                # Most of what changed meanwhile comes over before writers have to wait.
                with self._lent(Generation.connection) as old:
                    old.execute("BEGIN")
                    upto = last_change(old)
                    _put(new, rows_since(old, since))
                new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                with self._writing() as old:
                    _put(new, rows_since(old, upto))
                    new.close()
                    synchronise(path)
                    self._generations.swap(path)
        return at_fault

    def close(self) -> None:
        """Close the connections."""
        self._generations.close()

    def _since(self) -> int:
        """Return the last change of what there is; if that cannot be read, one that is empty, and
        that nobody trusts, takes its place, for what changes during the rebuild."""
        try:
            with self._lent(Generation.connection) as old:
                check(old)
                return last_change(old)
        except SpoiltError:
            self._generations.begin_again()
            return 0

    def _write(self, rows: list[Rows]) -> None:
        if rows:
            with self._writing() as connection:
                put(connection, rows, last_change(connection) + 1)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a transaction that writes to what is current until it ends."""
        while True:
            with self._lent(_with_generation) as (connection, generation):
                connection.execute("BEGIN IMMEDIATE")
                # Whoever waited for the end of a rebuild now holds a file that nobody reads.
                if self._generations.is_current(generation):
                    yield connection
                    connection.commit()
                    return

    @contextmanager
    def _lent(self, lend: Callable[[Generation], AbstractContextManager[Lent]]) -> Iterator[Lent]:
        """Lend what the current generation lends."""
        with _reasons(), ExitStack() as stack:
            while True:
                generation = self._generations.current()
                try:
                    lent = stack.enter_context(lend(generation))
                    break
                except (sqlite3.OperationalError, SpoiltError):
                    # Between reading its name and opening it a file may be replaced and removed.
                    if self._generations.is_current(generation):
                        raise
            yield lent


@contextmanager
def _with_generation(generation: Generation) -> Iterator[tuple[sqlite3.Connection, Generation]]:
    with generation.connection() as connection:
        yield connection, generation


@contextmanager
def _reasons() -> Iterator[None]:
    """Say in the words of the interface what SQLite and the disk say."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise (SpoiltError if is_spoilt(error) else EngineError)(str(error)) from error


def _batches(rows: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Yield rows together as far as they are of bounded size."""
    batch: list[Rows] = []
    size = 0
    for one in rows:
        batch.append(one)
        size += sum(map(len, one.texts))
        if len(batch) == _BATCH or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _put(connection: sqlite3.Connection, rows: Iterable[Rows]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    put(connection, rows, last_change(connection) + 1)
    connection.commit()
