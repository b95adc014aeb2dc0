"""The archive as sheets: one CSV a kind, every language, state and identifier; and the files that
stand beside them: communities, rules, labels, consents, holds, synonyms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Q

from heritage.exchange import copies
from heritage.exchange.directory import Directory
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.things import cells_of, read_things
from heritage.exchange.validators.formulas import escape_formula
from heritage.records.sheets import Fact


def file_name(sheet: BoundSheet) -> str:
    """The name of a sheet's file."""
    return f"{sheet.sheet.file}.csv"


def lines(sheet: BoundSheet, look: Directory, visible: Q) -> Iterator[str]:
    """The file of one kind, line by line, in an order that does not depend on row numbers.

    UTF-8 without byte order mark, comma, LF; a text that a spreadsheet would run as a formula has
    an apostrophe before it, which the import takes away. `visible`: the things it may tell.
    """
    yield csv_line(sheet.names)
    for thing in read_things(sheet, _numbers(sheet, visible)):
        cells = cells_of(sheet, thing, look)
        yield csv_line([escape_formula(cells[name]) for name in sheet.names])


def lines_beside(look: Directory, reader: Any = None) -> dict[str, Iterator[str]]:
    """The files beside them in the same form. `reader`: whose export it is; None: the operator."""

    def text(name: str, rows: Iterator[list[str]]) -> Iterator[str]:
        yield csv_line(list(copies.COLUMNS[name]))
        for cells in rows:
            yield csv_line([escape_formula(cell) for cell in cells])

    return {name: text(name, rows) for name, rows in copies.files(look, reader).items()}


def write_all(folder: Path) -> dict[str, int]:
    """Write a file for each kind and those beside them; return how many rows each has. A kind
    without rows has its header all the same.

    For the operator, who holds the database anyway: nothing is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    look = Directory()
    files = {file_name(sheet): lines(sheet, look, Q()) for sheet in bound_sheets().values()}
    files |= lines_beside(look)
    return {name: write_lines(folder / name, text) for name, text in files.items()}


def write_lines(target: Path, text: Iterator[str]) -> int:
    """Write a file aside and put it in place whole: an interrupted export leaves no half file.
    How many rows it has below its header."""
    aside = target.with_suffix(".part")
    count = -1
    with aside.open("w", encoding="utf-8", newline="") as file:
        for line in text:
            file.write(line)
            count += 1
    aside.replace(target)
    return count


def csv_line(cells: list[str]) -> str:
    """A row of a file."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _numbers(sheet: BoundSheet, visible: Q) -> list[int]:
    """Row numbers of the originals: by the sheet's id, then the permanent identifier.

    A child row of a draft that lacks what names it in a sheet (an edition its day) is left out.
    """
    if sheet.is_child:
        owner = sheet.sheet.owner
        fact = next(one for one in sheet.columns if isinstance(one, Fact) and one.field == owner)
        path = f"{fact.field}__identifier"
        owners = sheet.field(owner).related_model._base_manager.filter(visible)  # type: ignore[union-attr]
        key = [one.field for one in sheet.facts if one.name in sheet.sheet.key]
        whole = {f"{name}__isnull": False for name in key}
        ordered = sheet.model._base_manager.filter(**whole, **{f"{owner}__in": owners}).order_by(
            f"{path}__sheet_id", f"{path}_id", "sort_order", "pk"
        )
        return list(ordered.values_list("pk", flat=True))
    originals = sheet.model._default_manager.originals().filter(visible)
    rows = originals.values_list("identifier__sheet_id", "identifier_id", "pk")
    # Compared here: databases do not agree on the order of texts, or of what is missing.
    return [pk for _id, _value, pk in sorted(rows, key=lambda row: (row[0] or "\uffff", row[1]))]
