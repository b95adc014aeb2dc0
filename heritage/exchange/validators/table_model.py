"""What a table is once it is read, whatever file it came from, and what its header must be."""

from collections.abc import Iterator
from dataclasses import dataclass

from heritage.exchange.validators.limits import MAX_COLUMNS
from heritage.exchange.validators.problems import Problem
from search.analysis.text import tidy


@dataclass(frozen=True)
class Row:
    """One row: its number in the spreadsheet (the header is row 1) and its cells, as many as the
    header has. Cells are tidied text (NFC, no outer blanks); an empty cell is ``""``."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A file's header and rows. Rows without any text are left out; their numbers are not."""

    file: str
    header: list[str]
    rows: list[Row]

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (row number, cells by column name)."""
        for row in self.rows:
            yield row.number, dict(zip(self.header, row.cells, strict=True))


@dataclass(frozen=True)
class TableReading:
    """What came of reading a file: a table, or none if nothing can be trusted, and the problems.

    A table next to problems holds the rows that are whole; a row with a problem is not in it.
    """

    table: Table | None
    problems: list[Problem]


def refused(file: str, code: str, **params: str | int) -> TableReading:
    """Return a reading of a file that cannot be read at all, for one reason."""
    return TableReading(None, [Problem(file, None, None, "", code, params)])


def check_header(file: str, cells: list[str]) -> tuple[list[str], list[Problem]]:
    """Return the tidied header and its problems: empty or repeated names, too many columns.

    Empty cells at the end are dropped (spreadsheets export them). Names are compared as written
    but without regard to capitals, as officers read them.
    """
    header = [tidy(cell) for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        return [], [Problem(file, 1, None, "", "header_missing")]
    if len(header) > MAX_COLUMNS:
        params = {"count": len(header), "limit": MAX_COLUMNS}
        return header, [Problem(file, 1, None, "", "too_many_columns", params)]
    problems = []
    seen: dict[str, int] = {}
    for number, name in enumerate(header, start=1):
        if not name:
            problems.append(Problem(file, 1, None, "", "header_empty", {"position": number}))
        elif name.casefold() in seen:
            params = {"position": number, "first": seen[name.casefold()]}
            problems.append(Problem(file, 1, name, name, "header_repeated", params))
        seen.setdefault(name.casefold(), number)
    return header, problems
