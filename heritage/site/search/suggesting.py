"""What somebody may have begun to type: titles that begin so, at any of their words.

Read from the table of beginnings and never from the engine: it answers while the engine does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from heritage.peoples.models import People
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

    Those that agree with the marks that were typed before those that do not; then names that are
    just what was typed, whole titles before parts of them, the kinds in their order, and what is
    told in the reader's language.
    """
    text = text[:LONGEST]
    keys = beginnings.begun(text)
    size = min(size, MOST)
    if not keys or size < 1:
        return []
    audiences = searched_by(reader.user)
    agrees = beginnings.agreeing(text)
    nearness = _nearness(keys, agrees)
    # Some may be gone by now: the database has the last word.
    wanted = size + 4
    rows = beginnings.matching(keys, audiences, WEIGHTS, wanted, agrees)
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: (nearness(one), _order(one, reader))):
        if len(best) < wanted:
            best.setdefault(row.document, row)
    shown: dict[str, Any] = {
        thing.identifier_id: thing
        for thing in reader.by_identifier((row.kind, key) for key, row in best.items())
    }
    told = _told_best(keys, shown, nearness, audiences, reader)
    found: list[Suggestion] = []
    for key in best:
        if key in shown and len(found) < size:
            row = told.get(key, best[key])
            thing = shown[key]
            found.append(Suggestion(thing, row.title, row.language, reader.address(thing)))
    return found


WEIGHTS = frozenset(projection.weight for projection in BOOK.values())
"""All there are."""


Nearness = Callable[[Row], tuple[bool, int]]


def _nearness(keys: Collection[str], agrees: beginnings.Agreeing) -> Nearness:
    """How far a row is from what was typed, whatever its kind weighs. Of names that are just that,
    the people's is meant first: words and places sound like many of them."""

    def nearness(row: Row) -> tuple[bool, int]:
        is_name = not row.word and row.folded in keys
        return (not agrees(row), 2 if not is_name else int(row.kind != People.kind))

    return nearness


def _told_best(
    keys: Iterable[str],
    things: Mapping[str, Any],
    nearness: Nearness,
    audiences: frozenset[int],
    reader: Reader,
) -> dict[str, Row]:
    """Of each thing the row in the language its reader reads, of those that begin so; its title
    before its other names."""
    rows = beginnings.of_documents(keys, list(things), audiences)
    rows.sort(
        key=lambda row: (
            not _is_read(row, reader),
            nearness(row),
            row.title != things[row.document].told.title,
            _order(row, reader),
        )
    )
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.document, row)
    return found


def _order(row: Row, reader: Reader) -> tuple[int, bool, str, str, str]:
    return (row.rank, not _is_read(row, reader), row.folded, row.document, row.title)


def _is_read(row: Row, reader: Reader) -> bool:
    return row.language.split("-")[0] == reader.language
