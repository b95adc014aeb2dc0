"""Rows compared with the archive: what each would create or change, and all that is wrong.

Everything here reads; nothing is written. A row of a sheet that was loaded before is compared three
ways: with the cell as the last load brought it and with the cell as it stands. The sheet wins only
where the sheet itself has changed since; what a person has edited in the archive meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from heritage.exchange.directory import Directory
from heritage.exchange.identity import Identities, Known, identify
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.reading import Reading, SheetRow
from heritage.exchange.rules import contradictions, same_decimals
from heritage.exchange.scalars import understand, understand_told
from heritage.exchange.schema import (
    ID,
    ORIGINAL,
    PERMANENT_ID,
    STATE_COLUMNS,
    BoundSheet,
)
from heritage.exchange.things import Thing, cells_of, chunked, read_things
from heritage.exchange.versions import Version, versions_of
from heritage.exchange.validators.problems import Problem
from heritage.records.sheets import (
    LANGUAGES,
    CellError,
    Cells,
    Fact,
    Family,
    Links,
    Tags,
    Terms,
    Told,
    join,
    split,
)

Progress = Callable[[int, int], None]
STATES = ("draft", "published")


@dataclass(frozen=True)
class Landing:
    """In which state new things land, and by whose leave they are published."""

    state: str = "draft"
    leader: Any = None
    drafts: frozenset[str] = frozenset()
    """Ids that land as drafts whatever the rest does."""
    restoring: bool = False
    """A copy of an archive is read into an empty one: the states of its sheets hold."""
    exactly: bool = False
    """Every cell is to be as given, whatever stands there: an undo."""


@dataclass
class Staged:
    """One row, understood and compared."""

    row: SheetRow
    key: str
    identifier: str
    number: int | None
    given: Cells
    cells: Cells
    """All cells the thing shall have."""
    thing: Thing | None = None
    before: Cells | None = None
    changed: frozenset[str] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)
    """Values of the facts and texts, by the name of the cell."""
    children: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    """Child rows by the position of their family in the sheet."""
    kept: bool = False
    version: Version | None = None

    @property
    def action(self) -> str:
        """`created`, `changed` or `unchanged`."""
        if self.number is None:
            return str(LoadRow.Action.CREATED)
        return str(LoadRow.Action.CHANGED if self.changed else LoadRow.Action.UNCHANGED)


@dataclass
class Staging:
    """All rows of a load."""

    directory: Directory
    landing: Landing
    rows: list[Staged] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    needs_leader: list[Staged] = field(default_factory=list)
    """Rows that would publish something, or change what is published."""

    seen: dict[BoundSheet, int] = field(default_factory=dict)
    """How many rows there were of each kind that is told apart by what its rows say."""

    def counts(self) -> dict[str, int]:
        """How many rows are created, changed, unchanged."""
        counts = {str(action): 0 for action in LoadRow.Action.values}
        for row in self.rows:
            counts[row.action] += 1
        return counts


def stage(reading: Reading, landing: Landing, progress: Progress | None = None) -> Staging:
    """Understand and compare all rows. Problems of all files and rows come together."""
    directory = Directory()
    staging = Staging(directory, landing, problems=list(reading.problems))
    identities = identify(reading.rows, directory)
    staging.problems += identities.problems
    _missing_columns(reading, identities, staging)
    stage_known(identities.known, staging, progress)
    _check_children(staging)
    order = {id(row): position for position, row in enumerate(reading.rows)}
    staging.rows.sort(key=lambda staged: order[id(staged.row)])
    staging.problems.sort(key=lambda problem: (problem.file, problem.row or 0))
    return staging


def stage_known(
    all_known: Sequence[Known], staging: Staging, progress: Progress | None = None
) -> None:
    """Understand and compare rows of which it is known what they are about."""
    by_sheet: dict[BoundSheet, list[Known]] = {}
    for known in all_known:
        by_sheet.setdefault(known.row.sheet, []).append(known)
    done, total = 0, len(all_known)
    for sheet, rows in by_sheet.items():
        for chunk in chunked(rows):
            _stage_chunk(sheet, chunk, staging)
            done += len(chunk)
            if progress is not None:
                progress(done, total)


def _missing_columns(reading: Reading, identities: Identities, staging: Staging) -> None:
    """Required columns that a file lacks although it brings new things."""
    creating: dict[str, SheetRow] = {}
    for known in identities.known:
        if known.number is None:
            creating.setdefault(known.row.file, known.row)
    for file, row in creating.items():
        for cell in row.sheet.cells:
            if cell.required and cell.name not in reading.headers[file]:
                params = {"name": cell.name, "heading": cell.heading}
                staging.problems.append(
                    Problem(file, 1, cell.name, "", "column_missing", params)
                )


def _stage_chunk(sheet: BoundSheet, known: Sequence[Known], staging: Staging) -> None:
    numbers = [one.number for one in known if one.number is not None]
    versions = versions_of(sheet, numbers)
    things = {thing.original.pk: thing for thing in read_things(sheet, numbers)}
    bases = _bases(sheet, known)
    for one in known:
        thing = things.get(one.number) if one.number is not None else None
        staged = Staged(
            one.row,
            one.key,
            one.identifier,
            one.number if thing else None,
            given={},
            cells={},
            thing=thing,
            before=cells_of(sheet, thing, staging.directory) if thing else None,
            version=versions.get(one.number) if one.number is not None else None,
        )
        _compare(staged, bases.get((one.identifier, one.key if sheet.is_child else "")), staging)
        staging.rows.append(staged)


def _bases(sheet: BoundSheet, known: Sequence[Known]) -> dict[tuple[str, str], Cells]:
    """The cells as the last load brought them."""
    bases: dict[tuple[str, str], Cells] = {}
    rows = LoadRow.objects.filter(
        kind=sheet.kind,
        identifier__in=[one.identifier for one in known if one.number is not None],
        undone=False,
        load__state__in=[Load.State.DONE, Load.State.UNDONE],
    ).order_by("load_id")
    for identifier, key, given in rows.values_list("identifier_id", "key", "given"):
        place = (identifier, key if sheet.is_child else "")
        bases[place] = bases.get(place, {}) | given
    return bases


def _compare(staged: Staged, base: Cells | None, staging: Staging) -> None:
    row, sheet, look = staged.row, staged.row.sheet, staging.directory
    errors: list[CellError] = []
    _given(staged, look, errors)
    before = staged.before
    if before is None:
        staged.cells = dict.fromkeys(sheet.names, "") | staged.given
        staged.changed = frozenset(sheet.names)
        _land(staged, staging.landing)
    else:
        changed = {
            name
            for name, text in staged.given.items()
            if _sheet_wins(text, before[name], None if base is None else base.get(name))
            or (staging.landing.exactly and text != before[name])
        }
        staged.changed = frozenset(changed - {ID.name, PERMANENT_ID.name})
        staged.cells = before | {name: staged.given[name] for name in staged.changed}
        if staged.changed and (reason := why_kept(staged.thing, staged.version)) is not None:
            staging.warnings.append(row.problem(None, staged.key, reason, {}))
            staged.kept, staged.changed, staged.cells = True, frozenset(), dict(before)
        for name in sorted(staged.changed):
            if base is not None and name in base and before[name] not in (base[name], ""):
                params = {"current": before[name][:80]}
                staging.warnings.append(
                    row.problem(name, staged.given[name], "both_changed", params)
                )
    if staged.changed:
        _understand(staged, look, errors)
        errors += contradictions(sheet.kind, staged.cells)
        _check_told(staged, errors)
        _check_leave(staged, staging)
    seen = set()
    for error in errors:
        place = (error.column, error.code)
        if place not in seen:
            seen.add(place)
            staging.problems.append(row.problem(error.column, error.value, error.code, error.params))
    for column, value, code, params in look.take_warnings():
        staging.warnings.append(row.problem(column, value, code, params))


def _sheet_wins(text: str, current: str, base: str | None) -> bool:
    if text == current:
        return False
    # Without an earlier load an empty cell says nothing: it does not wipe out what is there.
    return text != base if base is not None else text != ""


def _given(staged: Staged, look: Directory, errors: list[CellError]) -> None:
    """The cells of the row in the form in which they leave the archive."""
    sheet, raw = staged.row.sheet, staged.row.cells
    same = dict(raw)
    for name, text in raw.items():
        column = sheet.by_name[name].column
        try:
            same[name] = _canonical(sheet, column, name, text, look)
        except CellError as error:
            errors.append(error)
    same_decimals(same)
    staged.given = same


def _canonical(sheet: BoundSheet, column: Any, name: str, text: str, look: Directory) -> str:
    if isinstance(column, Told):
        return understand_told(column, name, sheet.field(column.field), text)[1]
    if isinstance(column, Fact):
        return understand(column, sheet.field(column.field), text, look)[1]
    if isinstance(column, Links) and name == column.columns[0].name:
        found = [look.find(part, column.kinds, name) for part in split(text) if part]
        return join(look.name_of_identifier(one.identifier) for one in found)
    if isinstance(column, (Family, Tags)):
        return join(split(text))
    if isinstance(column, Terms):
        scheme = _scheme(sheet, column)
        return join(look.find_term(scheme, part, name)[1] for part in split(text) if part)
    if name in {state.name for state in STATE_COLUMNS.values()}:
        return _state(name, text)
    return text.lower() if name == PERMANENT_ID.name else text


def _state(name: str, text: str) -> str:
    known = {"": "", "bản nháp": "draft", "nháp": "draft", "xuất bản": "published"}
    known |= {state: state for state in STATES}
    if text.casefold() not in known:
        raise CellError(name, text, "choice_unknown", near=", ".join(STATES))
    return known[text.casefold()]


def _scheme(sheet: BoundSheet, column: Terms) -> str:
    return str(sheet.field(column.field).get_limit_choices_to()["scheme"])  # type: ignore[attr-defined]


def told_languages(sheet: BoundSheet, cells: Cells) -> list[str]:
    """The languages in which a thing with these cells is told: Vietnamese, and each with a text."""
    return [
        language
        for language in LANGUAGES
        if language == ORIGINAL
        or any(cells[told.name_in(language)] for told in sheet.told if told.makes)
    ]


def _land(staged: Staged, landing: Landing) -> None:
    """The state of a new thing in each of its languages."""
    sheet, cells = staged.row.sheet, staged.cells
    if sheet.is_child:
        return
    first = STATE_COLUMNS[ORIGINAL].name
    default = "draft" if cells[ID.name] in landing.drafts else landing.state
    cells[first] = cells[first] or default
    for language in told_languages(sheet, cells)[1:]:
        name = STATE_COLUMNS[language].name
        cells[name] = cells[name] or cells[first]


def _understand(staged: Staged, look: Directory, errors: list[CellError]) -> None:
    """Values of all changed cells, child rows of all changed families."""
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
                if sheet.by_name[column.name].required and not cells[column.name]:
                    errors.append(CellError(column.name, "", "cell_empty"))
            elif isinstance(column, Told):
                _understand_told(staged, column, sheet)
            elif isinstance(column, Terms) and column.name in staged.changed:
                scheme = _scheme(sheet, column)
                found = [look.find_term(scheme, part, column.name) for part in split(cells[column.name])]
                staged.values[column.name] = [pk for pk, _code in found]
        except CellError as error:
            errors.append(error)


def _understand_told(staged: Staged, column: Told, sheet: BoundSheet) -> None:
    field = sheet.field(column.field)
    for language in LANGUAGES:
        name = column.name_in(language)
        if name in staged.changed:
            staged.values[name] = understand_told(column, name, field, staged.cells[name])[0]


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
                errors.append(CellError(name, "", "cell_empty"))
            else:
                errors.append(
                    CellError(name, "", "told_text_missing", language=names[language])
                )


def _check_leave(staged: Staged, staging: Staging) -> None:
    """Publishing, and changing what is published, needs a leader."""
    if staged.row.sheet.is_child:
        return
    states = {staged.cells[column.name] for column in STATE_COLUMNS.values()}
    if staged.before is not None:
        states |= {staged.before[column.name] for column in STATE_COLUMNS.values()}
    if "published" not in states:
        return
    staging.needs_leader.append(staged)
    unsourced = staged.row.sheet.kind in SOURCED and not staged.cells["sources"]
    if staged.before is None and unsourced:
        staging.warnings.append(staged.row.problem("sources", "", "source_missing", {}))


def _check_children(staging: Staging) -> None:
    """An edition is as public as its festival."""
    published = {
        staged.identifier
        for staged in staging.rows
        if staged.number is None and staged.cells.get(STATE_COLUMNS[ORIGINAL].name) == "published"
    }
    for sheet in {staged.row.sheet for staged in staging.rows if staged.row.sheet.is_child}:
        owner = sheet.field(sheet.sheet.owner).related_model
        live = owner._base_manager.filter(live=True)  # type: ignore[union-attr]
        published |= set(live.values_list("identifier_id", flat=True))
    staging.needs_leader += [
        staged
        for staged in staging.rows
        if staged.row.sheet.is_child and staged.changed and staged.identifier in published
    ]


SOURCED = ("festival", "custom", "word")
"""Kinds that may not be submitted for approval without a source."""


def why_kept(thing: Thing | None, version: Version | None) -> str | None:
    """Why a thing that a person is working on is left alone; None if nobody is."""
    for row in thing.rows.values() if thing else ():
        if getattr(row, "locked", False):
            return "kept_locked"
        if getattr(row, "live", False) and getattr(row, "has_unpublished_changes", False):
            return "kept_draft"
    if version is not None and version.in_review:
        return "kept_in_review"
    return None
