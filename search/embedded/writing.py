"""Documents go in and out, inside a transaction of the caller."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.analysis.query import MOST_WORDS
from search.documents import Document, analysed
from search.packing import packed


class Rows(NamedTuple):
    """What the tables hold of one document, in the order of their columns."""

    id: str
    version: int
    held: tuple[int, int, str, str] | None
    """Audience, weight, facets, sorts; None if it is removed, and then there is nothing else."""
    shown: tuple[str, bytes] = ("", b"")
    whole_titles: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def rows_of(document: Document) -> Rows:
    """Return the rows of a document. Raises ValueError or TypeError for what is not JSON."""
    tokens = analysed(document)
    return Rows(
        document.id,
        document.version,
        held=(
            document.audience,
            document.weight,
            json.dumps({name: list(values) for name, values in document.facets.items()}),
            json.dumps(dict(document.sorts)),
        ),
        shown=(document.kind, packed([dict(document.stored), document.titles, document.body])),
        # No query is longer.
        whole_titles=tuple(t for t in tokens.whole_titles if t.count(" ") < MOST_WORDS),
        titles=tokens.title,
        leads=tokens.lead,
        texts=tokens.text,
    )


def put(connection: sqlite3.Connection, many: Iterable[Rows], change: int) -> None:
    """Put rows in the place of what is there of their documents, unless that is newer."""
    for rows in many:
        known = connection.execute(
            "SELECT number, version FROM documents WHERE id = ?", (rows.id,)
        ).fetchone()
        if known is None:
            number = connection.execute(
                "INSERT INTO documents (id, version, change, removed) VALUES (?, ?, ?, 1)",
                (rows.id, rows.version, change),
            ).lastrowid
        elif known[1] <= rows.version:
            number = known[0]
            _clear(connection, number)
        else:
            continue
        connection.execute(
            "UPDATE documents SET version = ?, change = ?, removed = ?, audience = ?, weight = ?,"
            " facets = ?, sorts = ? WHERE number = ?",
            (rows.version, change, rows.held is None, *(rows.held or _NOTHING), number),
        )
        if rows.held is not None:
            _fill(connection, number, rows)


_NOTHING = (0, 0, "{}", "{}")


def _clear(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("DELETE FROM shown WHERE number = ?", (number,))
    connection.execute("DELETE FROM whole_titles WHERE number = ?", (number,))
    connection.execute("DELETE FROM titles WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM leads WHERE rowid = ?", (number,))
    connection.execute("DELETE FROM texts WHERE rowid = ?", (number,))


def _fill(connection: sqlite3.Connection, number: int | None, rows: Rows) -> None:
    connection.execute("INSERT INTO shown VALUES (?, ?, ?)", (number, *rows.shown))
    connection.executemany(
        "INSERT INTO whole_titles VALUES (?, ?)", ((title, number) for title in rows.whole_titles)
    )
    connection.execute(
        "INSERT INTO titles (rowid, tx, tf, tk) VALUES (?, ?, ?, ?)", (number, *rows.titles)
    )
    connection.execute(
        "INSERT INTO leads (rowid, lx, lf, lk) VALUES (?, ?, ?, ?)", (number, *rows.leads)
    )
    connection.execute(
        "INSERT INTO texts (rowid, x, f, k) VALUES (?, ?, ?, ?)", (number, *rows.texts)
    )


_OF_A_NUMBER = (
    "SELECT kind, packed FROM shown WHERE number = ?",
    "SELECT tx, tf, tk FROM titles WHERE rowid = ?",
    "SELECT lx, lf, lk FROM leads WHERE rowid = ?",
    "SELECT x, f, k FROM texts WHERE rowid = ?",
)


def rows_since(connection: sqlite3.Connection, change: int) -> Iterator[Rows]:
    """Yield the rows of all documents that were written or removed after a change."""
    changed = connection.execute(
        "SELECT number, id, version, removed, audience, weight, facets, sorts FROM documents"
        " WHERE change > ? ORDER BY change, number",
        (change,),
    )
    for number, id_, version, removed, *held in changed:
        if removed:
            yield Rows(id_, version, None)
            continue
        (shown, titles, leads, texts) = (
            connection.execute(select, (number,)).fetchone() for select in _OF_A_NUMBER
        )
        whole = connection.execute("SELECT title FROM whole_titles WHERE number = ?", (number,))
        audience, weight, facets, sorts = held
        yield Rows(
            id_,
            version,
            (audience, weight, facets, sorts),
            shown,
            tuple(title for (title,) in whole),
            titles,
            leads,
            texts,
        )
