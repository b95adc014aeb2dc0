"""CSV as offices make it: comma, semicolon or tab, RFC 4180 quotes, line breaks inside cells."""

import csv
import io
import re
from collections.abc import Iterator

from heritage.exchange.validators.encoding import decode
from heritage.exchange.validators.limits import MAX_CELL_CHARACTERS, MAX_FILE_BYTES, MAX_ROWS
from heritage.exchange.validators.problems import Problem
from heritage.exchange.validators.table_model import Row, Table, TableReading, check_header, refused
from search.analysis.text import tidy

DELIMITERS = (",", ";", "\t")

# Excel writes this line so that another Excel splits the cells right; it shows it to nobody.
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


def read_csv(data: bytes, file: str) -> TableReading:
    """Read a CSV file. Rows of the wrong length are reported and left out, the others kept.

    An unbalanced quotation mark ends the reading: what follows cannot be told apart.
    """
    if len(data) > MAX_FILE_BYTES:
        return refused(file, "file_too_large", limit=MAX_FILE_BYTES // 1_000_000)
    decoded = decode(data, file)
    if isinstance(decoded, Problem):
        return TableReading(None, [decoded])
    text = decoded.text
    stated = _SEPARATOR_LINE.match(text)
    if stated:
        text = text[stated.end() :]
    delimiter = stated[1] if stated else sniff_delimiter(text)
    return _read(text, file, delimiter)


def sniff_delimiter(text: str) -> str:
    """Return the delimiter that divides the header line best; a comma if it has one column.

    Only the header counts: in the rows below, commas and semicolons belong to the sentences.
    """
    header = _QUOTED.sub("", text.lstrip("\r\n"))
    header = re.split(r"[\r\n]", header, maxsplit=1)[0]
    return max(DELIMITERS, key=header.count)


def _read(text: str, file: str, delimiter: str) -> TableReading:
    records = _records(text, delimiter)
    header: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    number = 0
    while True:
        number += 1
        try:
            cells = next(records)
        except StopIteration:
            break
        except csv.Error as error:
            code = "cell_too_long" if "field larger" in str(error) else "quotes_unbalanced"
            params = {"limit": MAX_CELL_CHARACTERS} if code == "cell_too_long" else {}
            problems.append(Problem(file, number, None, "", code, params))
            break
        if number == 1:
            header, problems = check_header(file, cells)
            if problems:
                return TableReading(None, problems)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MAX_ROWS:
            return refused(file, "too_many_rows", limit=MAX_ROWS)
        row = _row(file, number, cells, header)
        if isinstance(row, Problem):
            problems.append(row)
        else:
            rows.append(row)
    if not rows and not problems:
        problems.append(Problem(file, None, None, "", "no_rows"))
    return TableReading(Table(file, header, rows) if header else None, problems)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records. A record is one spreadsheet row, however many lines its cells hold."""
    stream = io.StringIO(text, newline="")
    # strict: a quotation mark out of place is an error instead of a guess.
    yield from csv.reader(stream, delimiter=delimiter, strict=True)


def _row(file: str, number: int, cells: list[str], header: list[str]) -> Row | Problem:
    while len(cells) > len(header) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) != len(header):
        params = {"count": len(cells), "expected": len(header)}
        code = "row_too_long" if len(cells) > len(header) else "row_too_short"
        return Problem(file, number, None, cells[0], code, params)
    for name, cell in zip(header, cells, strict=True):
        if len(cell) > MAX_CELL_CHARACTERS:
            limit = {"limit": MAX_CELL_CHARACTERS}
            return Problem(file, number, name, cell, "cell_too_long", limit)
    return Row(number, tuple(tidy(cell) for cell in cells))
