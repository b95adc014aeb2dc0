"""Files beside the sheets of things, which every export has and a copy of an archive brings back:
communities, their rules, labels, consents, holds, synonyms. Their rows, and how a cell of one is
read.

They are no sheets for officers: who decides about these things does so in the archive itself. Only
an empty archive takes them (`Landing.restoring`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from heritage.accounts.spoken_codes import ALPHABET, typed
from heritage.exchange.directory import Directory
from heritage.exchange.validators.cells import parse_text
from heritage.exchange.validators.dates import parse_date
from heritage.exchange.validators.formulas import unescape_formula
from heritage.exchange.validators.problems import Fault, Params, Problem
from heritage.exchange.validators.table_model import Table
from heritage.peoples.communities import found_communities
from heritage.peoples.models import People
from heritage.protocols.models import Community
from heritage.records.sheets import CellError

CODE_LENGTH = 7
LONG = 100_000
"""Characters of a text that its form does not limit."""
Read = TypeVar("Read")


@dataclass(frozen=True)
class Row:
    """One row of such a file."""

    file: str
    number: int
    cells: dict[str, str]

    def problem(self, column: str, code: str, params: Params | None = None) -> Problem:
        """Something wrong in it."""
        value = self.cells.get(column, "")
        return Problem(self.file, self.number, column, value, code, params or {})


def rows_of(table: Table) -> list[Row]:
    """The rows of such a file."""
    return [
        Row(table.file, number, {name: unescape_formula(text) for name, text in row.items()})
        for number, row in table.records()
    ]


@dataclass
class Cells:
    """The cells of one row, read one after the other; what is wrong with them is collected."""

    row: Row
    look: Directory
    problems: list[Problem] = field(default_factory=list)
    seen: set[tuple[str, Any]] = field(default_factory=set)
    """What rows before have in columns where no two may have the same."""

    def once(self, column: str, value: Any) -> None:
        """Note that another row has the same, where it has."""
        if (column, value) in self.seen:
            self.wrong(column, "twice_in_file")
        self.seen.add((column, value))

    def wrong(self, column: str, code: str, params: Params | None = None) -> None:
        """Note that a cell cannot be read."""
        self.problems.append(self.row.problem(column, code, params))

    def text(self, column: str, limit: int, *, required: bool = False) -> str:
        """A text of at most `limit` characters."""
        text = self.row.cells.get(column, "")
        answer = parse_text(text, max_length=limit)
        if isinstance(answer, Fault):
            self.wrong(column, answer.code, answer.params)
        elif not answer and required:
            self.wrong(column, "cell_empty")
        return text

    def code(self, column: str = "code") -> str:
        """A code of seven characters, as it is spoken."""
        code = typed(self.row.cells.get(column, ""))
        if len(code) != CODE_LENGTH or set(code) - set(ALPHABET):
            self.wrong(column, "code_malformed" if code else "cell_empty")
        else:
            self.once(column, code)
        return code

    def choice(self, column: str, choices: Sequence[str]) -> str:
        """One of these words."""
        text = self.row.cells.get(column, "")
        if text not in choices:
            code = "choice_unknown" if text else "cell_empty"
            self.wrong(column, code, {"near": ", ".join(choices)})
        return text

    def day(self, column: str, *, required: bool = False) -> datetime.date | None:
        """A day, or None where there is none."""
        text = self.row.cells.get(column, "")
        answer = parse_date(text)
        if isinstance(answer, Fault):
            self.wrong(column, answer.code, answer.params)
            return None
        if answer is None and required:
            self.wrong(column, "cell_empty")
        return answer

    def moment(self, column: str) -> datetime.datetime | None:
        """A moment as an export writes it, with its time zone; None where there is none."""
        text = self.row.cells.get(column, "")
        if not text:
            return None
        try:
            moment = datetime.datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            self.wrong(column, "moment_malformed")
            return None
        return moment

    def thing(self, column: str, kinds: Sequence[str], text: str | None = None) -> str | None:
        """The permanent identifier of a thing that is named by it or by the id of its sheet."""
        named = self.row.cells.get(column, "") if text is None else text
        try:
            return self.look.find(named, kinds, column).identifier
        except CellError as error:
            self.wrong(column, error.code, error.params)
            return None

    def community(self, column: str = "community") -> Owner | None:
        """The community that is named: by its people, or by its own code."""
        text = self.row.cells.get(column, "")
        if not text:
            self.wrong(column, "cell_empty")
            return None
        if (code := typed(text)) in self.look.communities:
            people = self.look.communities[code]
            return Owner(people=people) if people else Owner(code=code)
        try:
            return Owner(people=self.look.find(text, ("people",), column).identifier)
        except CellError as error:
            self.wrong(column, "community_unknown", error.params)
            return None


@dataclass(frozen=True)
class Owner:
    """A community that may not be written yet: that of a people, or the one with this code."""

    people: str = ""
    code: str = ""

    def found(self) -> Community:
        """The community, once the things are written; that of a people is founded if need be."""
        if not self.people:
            return Community.objects.get(code=self.code)
        there = Community.objects.filter(people=self.people).first()
        if there is None:
            found_communities(People.objects.originals().filter(identifier=self.people))
            there = Community.objects.get(people=self.people)
        return there


def owner_cell(community: Community, look: Directory) -> str:
    """How a file names a community: that of a people that was removed is nobody else's."""
    people = people_cell(community, look)
    return people or community.code


def people_cell(community: Community, look: Directory) -> str:
    """The people whose community it is; nothing where it is no people's, or the people is gone."""
    people: str | None = community.people_id
    return look.name_of_identifier(people) if people and look.exists(people) else ""


def read_all(
    rows: Iterable[Row],
    look: Directory,
    read: Callable[[Cells], Read],
    problems: list[Problem],
) -> list[Read]:
    """What the rows say; what is wrong with them is added to `problems`, and such rows left out."""
    found = []
    seen: set[tuple[str, Any]] = set()
    for row in rows:
        cells = Cells(row, look, seen=seen)
        answer = read(cells)
        problems += cells.problems
        if not cells.problems:
            found.append(answer)
    return found


def iso(moment: Any) -> str:
    """A day or moment as a file has it; nothing for None."""
    return "" if moment is None else str(moment.isoformat())
