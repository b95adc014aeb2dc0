"""Files in: which sheet each one is, and its rows by the names of our columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from heritage.exchange.beside import Row, rows_of
from heritage.exchange.copies import file_of
from heritage.exchange.examples import example_id, example_of, is_example
from heritage.exchange.schema import ID, BoundSheet, recognise
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
        if column is not None:
            column = self.header_of(column)
        if code == "list_too_long":
            params = {**params, "other": self.header_of(str(params["other"]))}
        return Problem(self.file, self.number, column, value, code, params)

    def header_of(self, column: str) -> str:
        """The name of a column in the file, or the one it would have beside those."""
        if column in self.headers:
            return self.headers[column]
        is_english = any(name == header for name, header in self.headers.items())
        return column if is_english else self.sheet.by_name[column].heading


@dataclass
class Reading:
    """All rows of all files, and what is wrong with the files."""

    rows: list[SheetRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    headers: dict[str, set[str]] = field(default_factory=dict)
    """The columns each file has."""
    beside: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Rows of the files that stand beside the sheets of things, by the name such a file has."""
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
        idle = ("no_rows", "example_only")
        reading.problems = [problem for problem in reading.problems if problem.code not in idle]
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
    if (beside := file_of(table.header)) is not None:
        reading.beside[beside] += rows_of(table)
        return
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
    example = example_of(sheet)
    for number, cells in table.records():
        ours = {
            names[header]: unescape_formula(text)
            for header, text in cells.items()
            if header in names
        }
        row = SheetRow(sheet, file.name, number, defaults | ours, headers)
        if is_example(ours, example):
            reading.warnings.append(row.problem(None, "", "example_skipped", {}))
        elif not sheet.is_child and ours.get(ID.name) == example_id(sheet):
            reading.problems.append(row.problem(ID.name, ours[ID.name], "example_id", {}))
        else:
            reading.rows.append(row)
    if len(table.rows) == 1 and reading.warnings and reading.warnings[-1].file == file.name:
        reading.problems.append(Problem(file.name, None, None, "", "example_only"))


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
            known = [*(cell.heading for cell in sheet.cells), *sheet.names]
            near = ", ".join(get_close_matches(header, known, 3, 0.6)) or "—"
            params = {"sheet": sheet.sheet.label, "near": near}
            problems.append(Problem(table.file, 1, header, header, "column_unknown", params))
        elif name in taken:
            params = {"other": taken[name]}
            problems.append(Problem(table.file, 1, header, header, "column_twice", params))
        else:
            taken[name] = header
            names[header] = name
    return names, problems
