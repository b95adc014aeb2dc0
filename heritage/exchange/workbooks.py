"""Blank workbooks: Vietnamese headings, lists to choose from, one row as an example."""

from __future__ import annotations

import io

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from heritage.exchange.audiences import OFFERED
from heritage.exchange.schema import BoundSheet, Cell
from heritage.exchange.validators.formulas import escape_formula
from heritage.peoples.models import Term
from heritage.protocols.models import AudienceField
from heritage.records.sheets import Fact, Tags, Terms, Told

ROWS = 2000
"""Rows for which the lists to choose from hold."""
SHOWN_LANGUAGES = ("vi", "en")
_HEADER = PatternFill("solid", fgColor="E7E0CF")
_REQUIRED = PatternFill("solid", fgColor="F3C9A5")
_NARROW, _MIDDLE, _WIDE = 16, 26, 48


def template_workbook(sheet: BoundSheet) -> bytes:
    """The workbook of one sheet. The example row carries an id that says what it is; a load of the
    template as it stands makes that one thing, as a draft."""
    workbook = Workbook()
    table = workbook.active
    assert isinstance(table, Worksheet)
    table.title = sheet.sheet.label[:31]
    choices = workbook.create_sheet("Danh mục")
    choices.sheet_state = "hidden"
    for number, cell in enumerate(offered(sheet), start=1):
        letter = get_column_letter(number)
        header = table.cell(1, number, cell.heading)
        header.font = Font(bold=True)
        header.fill = _REQUIRED if cell.required or cell.name == "id" else _HEADER
        header.alignment = Alignment(wrap_text=True, vertical="top")
        if cell.help:
            header.comment = Comment(cell.help, "")
        example = table.cell(2, number, escape_formula(sample_of(sheet, cell)))
        example.number_format = "@"
        example.font = Font(italic=True, color="777777")
        table.column_dimensions[letter].width = _width(sheet, cell)
        # Text, so that no spreadsheet turns an identifier or a date into something else.
        for row in range(3, 60):
            table.cell(row, number).number_format = "@"
        values = choices_of(sheet, cell)
        if values:
            for row, value in enumerate(values, start=1):
                choices.cell(row, number, value)
            rule = DataValidation(
                type="list",
                formula1=f"'Danh mục'!${letter}$1:${letter}${len(values)}",
                allow_blank=not cell.required,
                showErrorMessage=True,
                errorTitle="Kho tư liệu sống",
                error="Hãy chọn một giá trị trong danh sách.",
            )
            table.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS}")
    table.freeze_panes = "A2"
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def offered(sheet: BoundSheet) -> list[Cell]:
    """The columns an officer fills in: not what the archive fills in itself, nor addresses."""
    hidden = {"permanent_id", "state", "state_en", "state_km", "unit_codes", "programme"}
    return [
        cell
        for cell in sheet.cells
        if cell.name not in hidden
        and not (isinstance(cell.column, Told) and not cell.column.makes)
        and not (cell.language and cell.language not in SHOWN_LANGUAGES)
    ]


def choices_of(sheet: BoundSheet, cell: Cell) -> list[str]:
    """The values a column allows, in Vietnamese; the import understands them."""
    column = cell.column
    if not isinstance(column, Fact) or column.links or column.reads:
        return []
    field = sheet.field(column.field)
    if isinstance(field, AudienceField):
        return list(OFFERED)
    with override("vi"):
        if field.choices:
            return [str(label) for value, label in field.flatchoices if value != ""]
        if field.is_relation:
            scheme = field.get_limit_choices_to()["scheme"]  # type: ignore[attr-defined]
            terms = Term.objects.filter(scheme=scheme).order_by("sort_order", "code")
            return [term.label_vi for term in terms]
    return ["có", "không"] if field.get_internal_type() == "BooleanField" else []


def sample_of(sheet: BoundSheet, cell: Cell) -> str:
    """The cell of the example row; a code as the label that the list offers."""
    if cell.name == "id":
        return f"vi-du-{sheet.kind.replace('_', '-')}"
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


def _width(sheet: BoundSheet, cell: Cell) -> int:
    column = cell.column
    if isinstance(column, Told):
        kind = sheet.field(column.field).get_internal_type()
        return _WIDE if kind == "TextField" else _MIDDLE
    return _MIDDLE if isinstance(column, (Tags, Terms)) else _NARROW
