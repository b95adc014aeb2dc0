"""What somebody may have begun to type: titles that begin so, at any of their words.

Read from the table of beginnings and never from the engine: it answers while the engine does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from heritage.protocols.audiences import searched_by
from heritage.records.things import HeritageObject
from heritage.site.indexing.book import BOOK
from heritage.site.reader import Reader
from search import beginnings
from search.beginnings import Row

MOST = 20
"""Suggestions at a time, whatever is asked for."""
LONGEST = 200
"""Of what is typed, so many characters are read: no title that is begun so is longer."""


@dataclass(frozen=True)
class Suggestion:
    """A title that begins so, and where it leads."""

    thing: HeritageObject
    title: str
    language: str
    """BCP 47, of the title."""
    address: str

    @property
    def kind(self) -> str:
        """The word for its kind."""
        return self.thing.kind

    @property
    def identifier(self) -> str:
        """Of the thing."""
        return str(self.thing.identifier_id)


def suggest(text: str, reader: Reader, size: int = 8) -> list[Suggestion]:
    """Titles that the reader may see and that begin so, one for each thing.

    Whole titles before parts of them, then the kinds in their order, then what is told in the
    reader's language.
    """
    keys = beginnings.begun(text[:LONGEST])
    size = min(size, MOST)
    if not keys or size < 1:
        return []
    audiences = searched_by(reader.user)
    # Some may be gone by now: the database has the last word.
    wanted = size + 4
    rows = beginnings.matching(keys, audiences, WEIGHTS, wanted)
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: _order(one, reader)):
        if len(best) < wanted:
            best.setdefault(row.document, row)
    told = _told_best(keys, best.keys(), audiences, reader)
    shown: dict[str, Any] = {
        thing.identifier_id: thing
        for thing in reader.by_identifier((row.kind, key) for key, row in best.items())
    }
    found: list[Suggestion] = []
    for key in best:
        if key in shown and len(found) < size:
            row = told.get(key, best[key])
            thing = shown[key]
            found.append(Suggestion(thing, row.title, row.language, reader.address(thing)))
    return found


WEIGHTS = frozenset(projection.weight for projection in BOOK.values())
"""All there are."""


def _told_best(
    keys: Iterable[str], documents: Iterable[str], audiences: frozenset[int], reader: Reader
) -> dict[str, Row]:
    """Of each document the row in the language its reader reads, of those that begin so."""
    rows = beginnings.of_documents(keys, list(documents), audiences)
    rows.sort(key=lambda row: (not _is_read(row, reader), row.rank, row.folded, row.title))
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.document, row)
    return found


def _order(row: Row, reader: Reader) -> tuple[int, bool, str, str, str]:
    return (row.rank, not _is_read(row, reader), row.folded, row.document, row.title)


def _is_read(row: Row, reader: Reader) -> bool:
    return row.language.split("-")[0] == reader.language
