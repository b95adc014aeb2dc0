"""What stands in the file of an index.

Every document has a number, which it keeps as long as the file lives; its row stays when it is
removed, so that an older version that comes late stays out. Contentless tables would be half as
large, but nothing can be deleted from them before SQLite 3.43.

Titles and leads have tables of their own: most tiers look there, and their lists are short.
"""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from search.engine import SpoiltError

FORMAT = 4
"""Counts changes of tables, and of the analysis: tokens of two kinds do not find each other. An
index of another format is left alone; the first one of a new format is empty, until a rebuild."""

_PRIMARY = 0xFF
_SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

_TABLES = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    change INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    audience INTEGER NOT NULL DEFAULT 0,
    weight INTEGER NOT NULL DEFAULT 0,
    facets TEXT NOT NULL DEFAULT '{}',
    sorts TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX documents_by_change ON documents (change);
CREATE TABLE shown (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, packed BLOB NOT NULL);
CREATE TABLE whole_titles (
    title TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (title, number)
) WITHOUT ROWID;
CREATE INDEX whole_titles_by_number ON whole_titles (number);
CREATE VIRTUAL TABLE titles USING fts5(tx, tf, tk, tokenize='ascii');
CREATE VIRTUAL TABLE leads USING fts5(lx, lf, lk, tokenize='ascii');
CREATE VIRTUAL TABLE texts USING fts5(x, f, k, tokenize='ascii');
"""

# Merges the lists of each word into one: for a file to which few changes will come.
OPTIMISE = (
    "INSERT INTO titles (titles) VALUES ('optimize')",
    "INSERT INTO leads (leads) VALUES ('optimize')",
    "INSERT INTO texts (texts) VALUES ('optimize')",
)

# Whoever waits longer for another writer is told so.
_PATIENCE_SECONDS = 30


def connect(path: Path, patience: float = _PATIENCE_SECONDS) -> sqlite3.Connection:
    """Open the file, which must be there. Transactions are the caller's.

    Raises sqlite3.OperationalError if there is none.
    """
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=patience,
        isolation_level=None,
        check_same_thread=False,
    )


def create(path: Path, *, is_trusted: bool = True) -> None:
    """Make the file of an empty index."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN; {_TABLES} COMMIT;")
        if not is_trusted:
            connection.execute(_DISTRUST)
    finally:
        connection.close()


# Of a file that lacks something, until a rebuild makes another one.
_DISTRUSTED = 1
_DISTRUST = f"PRAGMA user_version = {_DISTRUSTED}"


def distrust(path: Path) -> None:
    """Let nobody be answered from this file any more; it can be written to. Who does so just now
    is not waited for: the next one who meets the damage will tell."""
    with suppress(sqlite3.Error), closing(connect(path, patience=0)) as connection:
        connection.execute(_DISTRUST)


def trust(connection: sqlite3.Connection) -> None:
    """Raise SpoiltError where nobody may be answered from this file."""
    if connection.execute("PRAGMA user_version").fetchone() == (_DISTRUSTED,):
        raise SpoiltError("the index lacks something, until it is rebuilt")


def is_spoilt(error: BaseException) -> bool:
    """Tell whether an error says that the file is not what it should be."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & _PRIMARY in _SPOILT


@contextmanager
def as_written() -> Iterator[None]:
    """Say as SQLite does that something is not what was written there. Pages have no checksums: a
    damaged one may give other bytes, or one row less."""
    try:
        yield
    except (zlib.error, ValueError, TypeError) as error:
        damage = sqlite3.DatabaseError(f"{type(error).__name__}: {error}")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage from error


def check(connection: sqlite3.Connection) -> None:
    """Read the file through. Raises sqlite3.DatabaseError, or SpoiltError, if it is not whole."""
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise SpoiltError(said)


def last_change(connection: sqlite3.Connection) -> int:
    """Return the number of the last change; changes are counted from 1."""
    (change,) = connection.execute("SELECT max(change) FROM documents").fetchone()
    return change or 0
