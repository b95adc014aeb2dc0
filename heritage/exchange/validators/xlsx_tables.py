"""Excel workbooks: one sheet as text, each cell as the officer sees and means it."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol, cast

from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter

from heritage.exchange.validators.limits import MAX_CELL_CHARACTERS, MAX_ROWS
from heritage.exchange.validators.problems import Params, Problem
from heritage.exchange.validators.table_model import Row, Table, TableReading, check_header, refused
from heritage.exchange.validators.xlsx_guard import check_workbook
from search.analysis.text import tidy

if not DEFUSEDXML:  # openpyxl then reads sheets with a parser that expands entities
    raise ImportError("defusedxml must be installed for openpyxl to read uploaded workbooks")

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_OVERLAP = 256
_ZEROS = re.compile(r"0{2,}")
_QUOTED_FORMAT = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


# openpyxl has no exception of its own for a malformed part: it raises what it trips over.
_MALFORMED = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    SyntaxError,  # what xml.etree raises for XML that is not well-formed
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)


class _Cell(Protocol):
    """What is used of openpyxl's read-only cells."""

    value: object
    data_type: str
    number_format: str


def read_xlsx(data: bytes, file: str, *, sheet: str | None = None) -> TableReading:
    """Read one sheet of a workbook: the one named, or the first that is not hidden.

    Of a formula the result is read that the officer's spreadsheet saved beside it: what he saw.
    Nothing is computed here; a formula without a result is refused by the name of its cell. Merged
    cells are refused: only the first of them holds the text.
    """
    fault = check_workbook(data)
    if fault is not None:
        return TableReading(None, [fault.at(file, None, None, "")])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's notes on styles it does not keep
            return _read(data, file, sheet)
    except _MALFORMED:
        return refused(file, "xlsx_damaged")


def _read(data: bytes, file: str, sheet: str | None) -> TableReading:
    with closing(_open(data)) as workbook:
        sheets = {found.title: found for found in workbook.worksheets}
        if not sheets:
            return refused(file, "xlsx_damaged")
        visible = [title for title, found in sheets.items() if found.sheet_state == "visible"]
        title = sheet if sheet is not None else next(iter(visible or sheets))
        if title not in sheets:
            names = ", ".join(visible or sheets)[:200]
            problem = Problem(file, None, None, title, "sheet_unknown", {"names": names})
            return TableReading(None, [problem])
        part = _part_name(sheets[title])
        merged = [found.decode("ascii") for found in _found(_MERGED, data, part)]
        if merged:
            params = {"ranges": ", ".join(merged[:5]), "sheet": title}
            return TableReading(None, [Problem(file, None, None, "", "cells_merged", params)])
        if not _found(_FORMULA, data, part):
            return _table(file, _rows(sheets[title]))
        # openpyxl reads either the formulas or their results.
        with closing(_open(data, results=True)) as shown:
            return _table(file, map(_shown, _rows(sheets[title]), _rows(shown[title])))


def _open(data: bytes, *, results: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=results, keep_links=False)


def _rows(sheet: Any) -> Iterable[Sequence[_Cell]]:
    sheet.reset_dimensions()  # the size a file claims is often wrong, and may be hostile
    return cast("Iterable[Sequence[_Cell]]", sheet.iter_rows())


def _shown(cells: Sequence[_Cell], results: Sequence[_Cell]) -> Sequence[_Cell]:
    """The cells of a row as the officer saw them; a formula without a result stays a formula."""
    return [
        result if cell.data_type == "f" and _is_there(result) else cell
        for cell, result in zip(cells, results, strict=True)
    ]


def _is_there(result: _Cell) -> bool:
    # openpyxl reads an empty text as None; only its type tells it from no result at all.
    return result.value is not None or result.data_type != "n"


def _part_name(sheet: object) -> str:
    """Return the name of the sheet's part in the archive, which openpyxl keeps to itself."""
    return str(getattr(sheet, "_worksheet_path"))  # noqa: B009 - private, and absent from its types


def _found(pattern: re.Pattern[bytes], data: bytes, part: str) -> list[bytes]:
    """What of a part matches; openpyxl's streaming reader does not tell before it has read all."""
    found: list[bytes] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            window = rest + chunk
            found.extend(pattern.findall(window))
            rest = window[window.rfind(b"<") :][-_OVERLAP:]
    return list(dict.fromkeys(found))


def _table(file: str, sheet_rows: Iterable[Sequence[_Cell]]) -> TableReading:
    header: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in enumerate(sheet_rows, start=1):
        cells = cells[: _used(cells)]
        if number == 1:
            header, problems = check_header(file, [cell_text(cell) for cell in cells])
            if problems:
                return TableReading(None, problems)
        elif cells:
            if len(rows) == MAX_ROWS:
                return refused(file, "too_many_rows", limit=MAX_ROWS)
            row = _row(file, number, cells, header)
            if isinstance(row, Row):
                rows.append(row)
            else:
                problems.extend(row)
    if not header:
        problems.append(Problem(file, 1, None, "", "header_missing"))
    elif not rows and not problems:
        problems.append(Problem(file, None, None, "", "no_rows"))
    return TableReading(Table(file, header, rows) if header else None, problems)


def _used(cells: Sequence[_Cell]) -> int:
    """Return how many cells are left when the empty ones at the end are dropped."""
    used = 0
    for count, cell in enumerate(cells, start=1):
        if cell is EMPTY_CELL:  # a row can have 16,384 of them
            continue
        value = cell.value
        if value is not None and (not isinstance(value, str) or value.strip()):
            used = count
    return used


def _row(file: str, number: int, cells: Sequence[_Cell], header: list[str]) -> Row | list[Problem]:
    if len(cells) > len(header):
        column = get_column_letter(min(len(cells), 16_384))
        params: Params = {"count": len(cells), "expected": len(header), "letter": column}
        return [Problem(file, number, None, cell_text(cells[-1]), "cell_outside_header", params)]
    problems = []
    texts = []
    for position, (name, cell) in enumerate(zip(header, cells, strict=False), start=1):
        text = cell_text(cell)
        if cell.data_type == "f":
            where = {"cell": f"{get_column_letter(position)}{number}"}
            problems.append(Problem(file, number, name, text, "cell_is_formula", where))
        elif cell.data_type == "e":
            problems.append(Problem(file, number, name, text, "cell_is_error"))
        elif len(text) > MAX_CELL_CHARACTERS:
            limit = {"limit": MAX_CELL_CHARACTERS}
            problems.append(Problem(file, number, name, text, "cell_too_long", limit))
        texts.append(text)
    texts.extend("" for _ in header[len(texts) :])
    return problems or Row(number, tuple(texts))


def cell_text(cell: _Cell) -> str:
    """Return the text an officer means by a cell.

    5.0 is `5`, a number shown with leading zeros keeps them, a date is `2024-02-17` (`2024-02` or
    `2024` where the format of the cell shows no more), a time `19:30`, true and false are `yes`
    and `no`. Text stays text, leading zeros and all.
    """
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return _moment(value, cell.number_format)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        return str(value)
    return tidy(str(getattr(value, "text", value)))


def _number(value: float, number_format: str) -> str:
    # 15 significant digits, as Excel shows: 0.1 + 0.2 is 0.3.
    text = f"{value:.15g}"
    if "e" in text:
        text = f"{value:f}".rstrip("0").rstrip(".")
    if _ZEROS.fullmatch(number_format or "") and text.isdigit():
        return text.zfill(len(number_format))
    return text


def _moment(value: datetime, number_format: str) -> str:
    shown = _QUOTED_FORMAT.sub("", number_format or "").lower()
    if value.time() != time():
        return value.isoformat(" ", "minutes" if not value.second else "seconds")
    if "d" in shown or "y" not in shown:
        return value.date().isoformat()
    return value.strftime("%Y-%m") if "m" in shown else value.strftime("%Y")
