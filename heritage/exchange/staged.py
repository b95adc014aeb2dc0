"""What is known of each row of a load before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from heritage.exchange.copies import Brought
from heritage.exchange.directory import Directory
from heritage.exchange.models import LoadRow
from heritage.exchange.reading import SheetRow
from heritage.exchange.schema import ORIGINAL, BoundSheet
from heritage.exchange.things import Thing
from heritage.exchange.validators.problems import Problem
from heritage.exchange.versions import Version
from heritage.records.sheets import LANGUAGES, Cells


@dataclass(frozen=True)
class Landing:
    """In which state new things land, and by whose leave they are published."""

    state: str = "draft"
    leader: Any = None
    drafts: frozenset[str] = frozenset()
    """Ids that land as drafts whatever the rest does."""
    restoring: bool = False
    """A copy of an archive is read into an empty one: the states of its sheets hold."""
    sender: Any = None
    """Whose sheets these are; None: the operator, at the machine itself."""
    exactly: bool = False
    """Every cell is to be as given, whatever stands there: an undo."""


@dataclass
class Staged:
    """One row, understood and compared."""

    row: SheetRow
    key: str
    identifier: str
    number: int | None
    given: Cells
    cells: Cells
    """All cells the thing shall have."""
    thing: Thing | None = None
    before: Cells | None = None
    changed: frozenset[str] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)
    """Values of the facts and texts, by the name of the cell."""
    children: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    """Child rows by the position of their family in the sheet."""
    kept: bool = False
    version: Version | None = None

    @property
    def action(self) -> str:
        """`created`, `changed` or `unchanged`."""
        if self.number is None and not self.kept:
            return str(LoadRow.Action.CREATED)
        return str(LoadRow.Action.CHANGED if self.changed else LoadRow.Action.UNCHANGED)


@dataclass
class Staging:
    """All rows of a load."""

    directory: Directory
    landing: Landing
    rows: list[Staged] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    brought: Brought = field(default_factory=Brought)
    """What a copy of an archive brings along beside its things."""
    needs_leader: list[Staged] = field(default_factory=list)
    """Rows that would publish something, or change what is published."""

    seen: dict[BoundSheet, int] = field(default_factory=dict)
    """How many rows there were of each kind that is told apart by what its rows say."""

    def counts(self) -> dict[str, int]:
        """How many rows are created, changed, unchanged."""
        counts = {str(action): 0 for action in LoadRow.Action.values}
        for row in self.rows:
            counts[row.action] += 1
        return counts


def told_languages(sheet: BoundSheet, cells: Cells) -> list[str]:
    """The languages in which a thing with these cells is told: Vietnamese, and each with a text."""
    return [
        language
        for language in LANGUAGES
        if language == ORIGINAL
        or any(cells[told.name_in(language)] for told in sheet.told if told.makes)
    ]
