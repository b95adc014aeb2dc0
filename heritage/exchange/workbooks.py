"""Blank workbooks: Vietnamese headings, lists to choose from, one row as an example."""

from __future__ import annotations

import io
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from heritage.exchange.audiences import OFFERED
from heritage.exchange.examples import example_of, offered
from heritage.exchange.schema import BoundSheet, Cell, bound_sheets
from heritage.exchange.validators.formulas import escape_formula
from heritage.peoples.models import Term
from heritage.protocols.audiences import visible_to
from heritage.protocols.models import AudienceField
from heritage.records.sheets import Column, Fact, Family, Links, Tags, Terms, Told

ROWS = 2000
"""Rows for which the lists to choose from hold."""
MAX_CODES = 5000
"""Codes of one kind that a template lists."""
_HEADER = PatternFill("solid", fgColor="E7E0CF")
_REQUIRED = PatternFill("solid", fgColor="F3C9A5")
_NARROW, _MIDDLE, _WIDE = 16, 26, 48


def template_workbook(sheet: BoundSheet, user: Any) -> bytes:
    """The workbook of one sheet, with the codes its rows refer to as far as `user` may see them.

    A load leaves the example row out.
    """
    workbook = Workbook()
    table = workbook.active
    assert isinstance(table, Worksheet)
    table.title = sheet.sheet.label[:31]
    choices = workbook.create_sheet("Danh mục")
    choices.sheet_state = "hidden"
    examples = example_of(sheet)
    for number, cell in enumerate(offered(sheet), start=1):
        letter = get_column_letter(number)
        header = table.cell(1, number, cell.heading)
        header.font = Font(bold=True)
        header.fill = _REQUIRED if cell.required or cell.name == "id" else _HEADER
        header.alignment = Alignment(wrap_text=True, vertical="top")
        if cell.help:
            header.comment = Comment(cell.help, "")
        example = table.cell(2, number, escape_formula(examples[cell.name]))
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
    for kind in _referred(sheet):
        _list_codes(workbook, bound_sheets()[kind], user)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _referred(sheet: BoundSheet) -> list[str]:
    """The kinds of which a column of the template names things by their codes."""
    kinds = [kind for cell in offered(sheet) for kind in _kinds_in(cell.column)]
    return list(dict.fromkeys(kinds))


def _kinds_in(column: Column | Family) -> tuple[str, ...]:
    if isinstance(column, Links):
        return column.kinds
    return (column.links,) if isinstance(column, Fact) and column.links else ()


def _list_codes(workbook: Workbook, sheet: BoundSheet, user: Any) -> None:
    """A page of the workbook with what there is of a kind: code and name."""
    page = workbook.create_sheet(f"Mã · {sheet.sheet.label}"[:31])
    page.append(["Mã", "Tên"])
    originals = sheet.model._default_manager.originals().filter(visible_to(user))
    named = originals.values_list("identifier__sheet_id", "identifier_id", "title")
    for code, identifier, title in named.order_by("title")[:MAX_CODES]:
        page.append([escape_formula(code or identifier), escape_formula(title)])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _MIDDLE, _WIDE
    page.freeze_panes = "A2"


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


def _width(sheet: BoundSheet, cell: Cell) -> int:
    column = cell.column
    if isinstance(column, Told):
        kind = sheet.field(column.field).get_internal_type()
        return _WIDE if kind == "TextField" else _MIDDLE
    return _MIDDLE if isinstance(column, (Tags, Terms)) else _NARROW
