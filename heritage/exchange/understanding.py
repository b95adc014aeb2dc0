"""The cells of one row understood: their canonical text, their values, and what contradicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from heritage.exchange.directory import Directory
from heritage.exchange.rules import contradictions, same_decimals
from heritage.exchange.scalars import understand, understand_told
from heritage.exchange.schema import ORIGINAL, PERMANENT_ID, STATE_COLUMNS, BoundSheet
from heritage.exchange.staged import Staged, told_languages
from heritage.peoples.communities import WORDS
from heritage.records.sheets import (
    LANGUAGES,
    CellError,
    Fact,
    Family,
    Labels,
    Links,
    Tags,
    Terms,
    Told,
    join,
    split,
)

STATES = ("draft", "published")

Found = TypeVar("Found")


def understand_given(staged: Staged, look: Directory, errors: list[CellError]) -> None:
    """The cells of the row in the form in which they leave the archive."""
    sheet, raw = staged.row.sheet, staged.row.cells
    same = dict(raw)
    for name, text in raw.items():
        column = sheet.by_name[name].column
        found: list[CellError] = []
        try:
            canonical = _canonical(sheet, column, name, text, look, found)
        except CellError as error:
            found.append(error)
        errors += found
        if not found:
            same[name] = canonical
    if not {"latitude", "longitude"} & {error.column for error in errors}:
        same_decimals(same)
    staged.given = same


def _canonical(
    sheet: BoundSheet, column: Any, name: str, text: str, look: Directory, errors: list[CellError]
) -> str:
    if isinstance(column, Told):
        return understand_told(column, name, sheet.field(column.field), text)[1]
    if isinstance(column, Fact):
        return understand(column, sheet.field(column.field), text, look)[1]
    if isinstance(column, Links) and name == column.columns[0].name:
        found = _each(text, lambda part: look.find(part, column.kinds, name), errors)
        return join(look.name_of_identifier(one.identifier) for one in found)
    if isinstance(column, Labels):
        return join(look.labels.understand(name, text))
    if isinstance(column, (Family, Tags)):
        return join(split(text))
    if isinstance(column, Terms):
        scheme = _scheme(sheet, column)
        return join(_each(text, lambda part: look.find_term(scheme, part, name)[1], errors))
    if name in {state.name for state in STATE_COLUMNS.values()}:
        return _state(name, text)
    return text.lower() if name == PERMANENT_ID.name else text


def _each(text: str, find: Callable[[str], Found], errors: list[CellError]) -> list[Found]:
    """What the parts of a cell mean; every part that means nothing is an error of its own."""
    found = []
    for part in filter(None, split(text)):
        try:
            found.append(find(part))
        except CellError as error:
            errors.append(error)
    return found


def _state(name: str, text: str) -> str:
    known = {"": "", "bản nháp": "draft", "nháp": "draft", "xuất bản": "published"}
    known |= {state: state for state in STATES}
    if text.casefold() not in known:
        raise CellError(name, text, "choice_unknown", near="bản nháp (draft), xuất bản (published)")
    return known[text.casefold()]


def _scheme(sheet: BoundSheet, column: Terms) -> str:
    return str(sheet.field(column.field).get_limit_choices_to()["scheme"])  # type: ignore[attr-defined]


def understand_changes(staged: Staged, look: Directory, errors: list[CellError]) -> None:
    """Values of all changed cells, child rows of all changed families; what contradicts."""
    sheet, cells = staged.row.sheet, staged.cells
    relations = {
        family.relation
        for family in sheet.families
        if staged.changed & {part.name for part in family.columns}
    }
    for position, column in enumerate(sheet.columns):
        try:
            if isinstance(column, Family):
                if column.relation in relations:
                    staged.children[position] = column.build(cells, look)
            elif isinstance(column, Fact) and column.name in staged.changed:
                field = sheet.field(column.field)
                value, _text = understand(column, field, cells[column.name], look)
                staged.values[column.name] = value
                # A column that the file lacks altogether is reported once, not in every row.
                is_asked = column.name in staged.row.cells and sheet.by_name[column.name].required
                if is_asked and not cells[column.name]:
                    errors.append(CellError(column.name, "", "cell_empty"))
            elif isinstance(column, Told):
                _understand_told(staged, column, sheet)
            elif isinstance(column, Terms) and column.name in staged.changed:
                scheme = _scheme(sheet, column)
                found = [
                    look.find_term(scheme, part, column.name) for part in split(cells[column.name])
                ]
                staged.values[column.name] = [pk for pk, _code in found]
        except CellError as error:
            errors.append(error)
    errors += contradictions(sheet.kind, cells)
    _check_audience(staged, errors)
    _check_labels(staged, errors)
    _check_told(staged, errors)


def _understand_told(staged: Staged, column: Told, sheet: BoundSheet) -> None:
    field = sheet.field(column.field)
    for language in LANGUAGES:
        name = column.name_in(language)
        if name in staged.changed:
            staged.values[name] = understand_told(column, name, field, staged.cells[name])[0]


def _check_audience(staged: Staged, errors: list[CellError]) -> None:
    """A sheet says for whom a new thing is; of what is there already, the community decides."""
    sheet, text = staged.row.sheet, staged.cells.get("audience", "")
    if staged.before is not None:
        if "audience" in staged.changed:
            errors.append(CellError("audience", text, "audience_is_decided"))
    elif text in WORDS and sheet.kind != "people":
        named = next((one for one in sheet.families if one.relation == "people_links"), None)
        if named is None or not staged.cells[named.columns[0].name]:
            errors.append(CellError("audience", text, "audience_of_no_people"))


def _check_labels(staged: Staged, errors: list[CellError]) -> None:
    """A sheet says the labels of a new thing; on what is there already the community puts them."""
    if staged.before is not None and "labels" in staged.changed:
        errors.append(CellError("labels", staged.cells["labels"], "labels_are_decided"))


def _check_told(staged: Staged, errors: list[CellError]) -> None:
    """A text without which nothing can be told must stand in each language there is."""
    sheet, cells = staged.row.sheet, staged.cells
    names = {"vi": "tiếng Việt", "en": "tiếng Anh", "km": "tiếng Khmer"}
    for language in told_languages(sheet, cells):
        for told in sheet.told:
            name = told.name_in(language)
            if not told.required or cells[name]:
                continue
            if language == ORIGINAL:
                if name in staged.row.cells:
                    errors.append(CellError(name, "", "cell_empty"))
            else:
                errors.append(CellError(name, "", "told_text_missing", language=names[language]))
