"""Files in: which sheet each one is, and its rows by the names of our columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from heritage.exchange.schema import BoundSheet, recognise
from heritage.exchange.validators.formulas import unescape_formula
from heritage.exchange.validators.problems import Params, Problem
from heritage.exchange.validators.table import read_table
from heritage.exchange.validators.table_model import Table
from heritage.records.sheets import Cells


@dataclass(frozen=True)
class SourceFile:
    """A file as it was sent, and cells for columns that it does not have."""

    name: str
    data: bytes
    defaults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SheetRow:
    """One row of a recognised sheet; `headers` gives each column the name it has in the file."""

    sheet: BoundSheet
    file: str
    number: int
    cells: Cells
    headers: Mapping[str, str]

    def problem(self, column: str | None, value: str, code: str, params: Params) -> Problem:
        """Something wrong in this row, under the column name the officer knows."""
        header = self.headers.get(column, column) if column else None
        return Problem(self.file, self.number, header, value, code, params)


@dataclass
class Reading:
    """All rows of all files, and what is wrong with the files."""

    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headers: dict[str, set[str]] = field(default_factory=dict)
    """The columns each file has."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The sheet each file is."""


def read_files(files: Sequence[SourceFile]) -> Reading:
    """Read all files; problems come together, none stops the others."""
    reading = Reading()
    for file in _told_apart(files):
        answer = read_table(file.data, file.name)
        reading.problems += answer.problems
        if answer.table is not None:
            _read_sheet(answer.table, file, reading)
    if reading.rows:
        # An export of a whole archive has a sheet for kinds of which there is nothing yet.
        reading.problems = [problem for problem in reading.problems if problem.code != "no_rows"]
    return reading


def _told_apart(files: Sequence[SourceFile]) -> list[SourceFile]:
    """The files under names that differ: two folders may both have a `bang.csv`."""
    seen: dict[str, int] = {}
    apart = []
    for file in files:
        seen[file.name] = seen.get(file.name, 0) + 1
        count = seen[file.name]
        apart.append(file if count == 1 else replace(file, name=f"{file.name} ({count})"))
    return apart


def _read_sheet(table: Table, file: SourceFile, reading: Reading) -> None:
    sheet, nearest = recognise(table.header)
    if sheet is None:
        near = ", ".join(one.sheet.label for one in nearest)
        code = "kind_unclear" if _all_known(table.header, nearest) else "kind_unknown"
        reading.problems.append(
            Problem(file.name, 1, None, ", ".join(table.header), code, {"near": near})
        )
        return
    names, problems = _columns(table, sheet)
    reading.problems += problems
    reading.kinds[file.name] = sheet.kind
    headers = {name: header for header, name in names.items()}
    defaults = {name: text for name, text in file.defaults.items() if name not in headers}
    reading.headers[file.name] = set(headers) | set(defaults)
    for number, cells in table.records():
        ours = {
            names[header]: unescape_formula(text)
            for header, text in cells.items()
            if header in names
        }
        reading.rows.append(SheetRow(sheet, file.name, number, defaults | ours, headers))


def _all_known(header: list[str], sheets: Sequence[BoundSheet]) -> bool:
    return any(all(sheet.name_of(text) for text in header) for sheet in sheets)


def _columns(table: Table, sheet: BoundSheet) -> tuple[dict[str, str], list[Problem]]:
    """The name of ours that each header means, and the headers that mean none or the same."""
    names: dict[str, str] = {}
    problems = []
    taken: dict[str, str] = {}
    for header in table.header:
        name = sheet.name_of(header)
        if name is None:
            near = ", ".join(get_close_matches(header.casefold(), sheet.names, 3, 0.6)) or "—"
            params = {"sheet": sheet.sheet.label, "near": near}
            problems.append(Problem(table.file, 1, header, header, "column_unknown", params))
        elif name in taken:
            params = {"other": taken[name]}
            problems.append(Problem(table.file, 1, header, header, "column_twice", params))
        else:
            taken[name] = header
            names[header] = name
    return names, problems
