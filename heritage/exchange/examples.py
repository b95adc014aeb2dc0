"""What a template offers: its columns, and the row that shows how they are filled in."""

from __future__ import annotations

from django.utils.translation import override

from heritage.exchange.schema import ID, BoundSheet, Cell
from heritage.peoples.models import Term
from heritage.records.sheets import Cells, Fact, Told

SHOWN_LANGUAGES = ("vi", "en")
_HIDDEN = {"permanent_id", "state", "state_en", "state_km", "unit_codes", "programme", "labels"}


def offered(sheet: BoundSheet) -> list[Cell]:
    """The columns an officer fills in: not what the archive fills in itself, nor addresses."""
    return [
        cell
        for cell in sheet.cells
        if cell.name not in _HIDDEN
        and not (isinstance(cell.column, Told) and not cell.column.makes)
        and not (cell.language and cell.language not in SHOWN_LANGUAGES)
    ]


def example_id(sheet: BoundSheet) -> str:
    """The id of the example row."""
    return f"vi-du-{sheet.kind.replace('_', '-')}"


def example_of(sheet: BoundSheet) -> Cells:
    """The example row, by the names of its columns; a code as the label that the list offers."""
    return {cell.name: _sample(sheet, cell) for cell in offered(sheet)}


def is_example(cells: Cells, example: Cells) -> bool:
    """Whether these are the cells of the example row and nothing else."""
    return _filled(cells) == _filled(example)


def _filled(cells: Cells) -> Cells:
    return {name: text for name, text in cells.items() if text}


def _sample(sheet: BoundSheet, cell: Cell) -> str:
    if cell.name == ID.name:
        return example_id(sheet)
    column = cell.column
    if not isinstance(column, Fact) or not cell.sample:
        return cell.sample
    field = sheet.field(column.field)
    with override("vi"):
        if field.choices:
            return str(dict(field.flatchoices).get(cell.sample, cell.sample))
        if field.is_relation and not column.links:
            scheme = field.get_limit_choices_to()["scheme"]  # type: ignore[attr-defined]
            term = Term.objects.filter(scheme=scheme, code=cell.sample).first()
            return term.label_vi if term else cell.sample
    return cell.sample
