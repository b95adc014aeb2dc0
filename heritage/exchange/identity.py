"""Which thing each row of a load is about: one in the archive, or one that will be made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from heritage.exchange.directory import Directory, label_of
from heritage.exchange.models import LoadRow
from heritage.exchange.naming import MAX_TITLE, title_column
from heritage.exchange.reading import SheetRow
from heritage.exchange.schema import ID, PERMANENT_ID, BoundSheet
from heritage.exchange.things import chunked
from heritage.exchange.validators.dates import parse_date
from heritage.exchange.validators.problems import Problem
from heritage.records.identifiers import is_valid, mint
from heritage.records.sheets import CellError, Fact
from heritage.records.things import kinds

MAX_ID = 64
_ID_BREAKERS = (";", "\n", "\t")
SEPARATOR = " · "


@dataclass
class Known:
    """A row and what it is about: `number` is the row number of the original, None if it is new."""

    row: SheetRow
    key: str
    identifier: str
    number: int | None


@dataclass
class Identities:
    """All rows of a load, each with its thing; `seen` finds rows that mean the same."""

    directory: Directory
    known: list[Known] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[SheetRow] = field(default_factory=list)
    """Rows of which a problem hides what they are about."""
    seen: dict[tuple[str, str], SheetRow] = field(default_factory=dict)


def identify(rows: Iterable[SheetRow], directory: Directory) -> Identities:
    """Find or mint the identifier of every row.

    Things come before the editions that hang on them, whatever the order of the files.
    """
    found = Identities(directory)
    rows = list(rows)
    keyed = _NaturalKeys(directory, rows)
    for row in rows:
        if not row.sheet.is_child:
            _identify_thing(row, found, keyed)
    children = [row for row in rows if row.sheet.is_child]
    if children:
        _identify_children(children, found)
    known = {id(one.row) for one in found.known}
    found.unknown = [row for row in rows if id(row) not in known]
    return found


class _NaturalKeys:
    """Things without an id, by what tells them apart (a word: language, headword, gloss)."""

    def __init__(self, directory: Directory, rows: list[SheetRow]) -> None:
        sheets = {row.sheet.kind: row.sheet for row in rows if row.sheet.sheet.key}
        self._known: dict[tuple[str, str], str] = {}
        for sheet in sheets.values():
            if sheet.is_child:
                continue
            names = [_field_of(sheet, name) for name in sheet.sheet.key]
            originals = kinds()[sheet.kind]._default_manager.originals()  # type: ignore[attr-defined]
            for identifier, *values in originals.values_list("identifier_id", *names):
                key = SEPARATOR.join(str(value) for value in values)
                self._known.setdefault((sheet.kind, key), identifier)
            self._remember(sheet, directory)

    def _remember(self, sheet: BoundSheet, directory: Directory) -> None:
        """What earlier loads made and a later undo removed gets its old identifier back."""
        removed = LoadRow.objects.filter(
            kind=sheet.kind,
            undone=True,
            action=LoadRow.Action.CREATED,
            identifier__withdrawn_at__isnull=False,
        )
        for key, identifier in removed.order_by("load_id").values_list("key", "identifier_id"):
            self._known.setdefault((sheet.kind, key), identifier)

    def get(self, kind: str, key: str) -> str | None:
        return self._known.get((kind, key))


def _field_of(sheet: BoundSheet, name: str) -> str:
    column = sheet.by_name[name].column
    return str(column.field)  # type: ignore[union-attr]


def _key_of(row: SheetRow) -> str:
    return SEPARATOR.join(row.cells.get(name, "") for name in row.sheet.sheet.key)


def _identify_thing(row: SheetRow, found: Identities, keyed: _NaturalKeys) -> None:
    directory = found.directory
    sheet_id = row.cells.get(ID.name, "")
    permanent = row.cells.get(PERMANENT_ID.name, "").lower()
    natural = _key_of(row) if row.sheet.sheet.key else ""
    if sheet_id and (len(sheet_id) > MAX_ID or any(part in sheet_id for part in _ID_BREAKERS)):
        found.problems.append(row.problem(ID.name, sheet_id, "id_malformed", {}))
        return
    if permanent and not is_valid(permanent):
        found.problems.append(
            row.problem(PERMANENT_ID.name, permanent, "permanent_id_malformed", {})
        )
        return
    if not (sheet_id or permanent or natural):
        found.problems.append(row.problem(ID.name, "", "id_missing", {}))
        return
    key = sheet_id or natural or permanent
    # Two words may be spelled and glossed alike; their permanent identifiers tell them apart.
    if not _is_first(row, sheet_id or permanent or natural, sheet_id, found):
        return
    by_id = directory.by_sheet_id.get(sheet_id) if sheet_id else None
    if permanent and (
        (by_id is not None and by_id != permanent)
        or (sheet_id and directory.sheet_ids.get(permanent, sheet_id) != sheet_id)
        or directory.kinds.get(permanent, row.sheet.kind) != row.sheet.kind
    ):
        owner = directory.called(permanent)
        found.problems.append(
            row.problem(PERMANENT_ID.name, permanent, "permanent_id_clash", {"owner": owner})
        )
        return
    identifier = (
        permanent or by_id or (keyed.get(row.sheet.kind, natural) if not sheet_id else None)
    )
    if identifier is not None and directory.kinds.get(identifier, row.sheet.kind) != row.sheet.kind:
        params = {"kind": label_of(directory.kinds[identifier])}
        found.problems.append(row.problem(ID.name, sheet_id, "id_of_another_kind", params))
        return
    if identifier is not None and not _is_first(row, f"#{identifier}", "", found):
        return
    number = None
    if identifier is not None and identifier in directory.alive:
        number = directory.number_if_any(identifier, row.sheet.kind)
    if number is None:
        identifier = identifier or _mint(directory)
        directory.plan(identifier, row.sheet.kind, sheet_id, _title(row))
    assert identifier is not None
    found.known.append(Known(row, key, identifier, number))


def _is_first(row: SheetRow, key: str, sheet_id: str, found: Identities) -> bool:
    # An id names one thing whatever its kind; a natural key only within its sheet.
    place = ("" if sheet_id else row.sheet.kind, key)
    first = found.seen.setdefault(place, row)
    if first is row:
        return True
    params: dict[str, str | int] = {"file": first.file, "row": first.number}
    if sheet_id:
        found.problems.append(row.problem(ID.name, sheet_id, "id_duplicate", params))
    else:
        column = row.sheet.sheet.key[1] if row.sheet.sheet.key else PERMANENT_ID.name
        value = row.cells.get(column, "")
        found.problems.append(row.problem(column, value, "key_duplicate", params | {"key": key}))
    return False


def _mint(directory: Directory) -> str:
    while (identifier := mint()) in directory.kinds:
        pass
    return identifier


def _title(row: SheetRow) -> str:
    return row.cells.get(title_column(row.sheet), "")[:MAX_TITLE]


def _identify_children(rows: list[SheetRow], found: Identities) -> None:
    """Editions: a festival and a first day."""
    directory = found.directory
    pending: list[tuple[SheetRow, str, date]] = []
    for row in rows:
        owner_column, day_column = row.sheet.sheet.key
        owner, day_text = row.cells.get(owner_column, ""), row.cells.get(day_column, "")
        fact: Fact = row.sheet.by_name[owner_column].column  # type: ignore[assignment]
        missing = [name for name in (owner_column, day_column) if not row.cells.get(name)]
        found.problems += [row.problem(name, "", "cell_empty", {}) for name in missing]
        day = parse_date(day_text)
        if day_text and not isinstance(day, date):
            if day is not None:
                found.problems.append(row.problem(day_column, day_text, day.code, day.params))
            missing.append(day_column)
        try:
            reference = directory.find(owner, (fact.links,), owner_column) if owner else None
        except CellError as error:
            found.problems.append(row.problem(error.column, error.value, error.code, error.params))
            continue
        if missing or reference is None or not isinstance(day, date):
            continue
        key = f"{directory.name_of_identifier(reference.identifier)}{SEPARATOR}{day}"
        code = row.cells.get(row.sheet.sheet.known_by, "")
        coded = f"{reference.identifier}{SEPARATOR}#{code}"
        if _is_first(row, key, "", found) and (not code or _is_first(row, coded, "", found)):
            pending.append((row, reference.identifier, day))
    for chunk in chunked(pending):
        found.known += _match_children(chunk, directory)


def _match_children(pending: list[tuple[SheetRow, str, date]], directory: Directory) -> list[Known]:
    sheet = pending[0][0].sheet
    owner = sheet.sheet.owner
    fact: Fact = sheet.by_name[sheet.sheet.key[0]].column  # type: ignore[assignment]
    numbers = {
        identifier: directory.number_if_any(identifier, fact.links)
        for _row, identifier, _day in pending
    }
    existing = sheet.model._base_manager.filter(
        **{f"{owner}__in": [number for number in numbers.values() if number is not None]}
    )
    by_day, by_code = {}, {}
    columns = ("pk", f"{owner}_id", "start_date", sheet.sheet.known_by)
    for pk, owner_number, day, code in existing.order_by("-pk").values_list(*columns):
        by_day[owner_number, day] = pk
        by_code[owner_number, code] = pk
    moved = [
        by_code.get((numbers[identifier], row.cells.get(sheet.sheet.known_by, "")))
        for row, identifier, _day in pending
    ]
    # A day may have been given to another edition in the same sheet: the code has the last word.
    on_their_day = {key: pk for key, pk in by_day.items() if pk not in moved}
    return [
        Known(
            row,
            f"{directory.name_of_identifier(identifier)}{SEPARATOR}{day}",
            identifier,
            number or on_their_day.get((numbers[identifier], day)),
        )
        for (row, identifier, day), number in zip(pending, moved, strict=True)
    ]
