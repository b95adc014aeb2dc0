"""Rows compared with the archive: what each would create or change, and all that is wrong.

Everything here reads; nothing is written. A row of a sheet that was loaded before is compared three
ways: with the cell as the last load brought it and with the cell as it stands. The sheet wins only
where the sheet itself has changed since; what a person has edited in the archive meanwhile stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from heritage.exchange import copies
from heritage.exchange.consents import unconsented
from heritage.exchange.directory import Directory
from heritage.exchange.identity import Identities, Known, identify
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.owners import at_work, owner_sheet
from heritage.exchange.reading import Reading, SheetRow
from heritage.exchange.schema import (
    ID,
    ORIGINAL,
    PERMANENT_ID,
    STATE_COLUMNS,
    BoundSheet,
)
from heritage.exchange.staged import Landing, Staged, Staging, told_languages
from heritage.exchange.things import Thing, cells_of, chunked, read_things
from heritage.exchange.understanding import understand_changes, understand_given
from heritage.exchange.validators.problems import Problem
from heritage.exchange.versions import versions_of, why_kept
from heritage.protocols.audiences import may_see
from heritage.records.required import CHILD_ROWS, REQUIRED
from heritage.records.sheets import (
    CellError,
    Cells,
)

Progress = Callable[[int, int], None]


def stage(reading: Reading, landing: Landing, progress: Progress | None = None) -> Staging:
    """Understand and compare all rows. Problems of all files and rows come together."""
    directory = Directory(landing.sender)
    staging = Staging(
        directory, landing, problems=list(reading.problems), warnings=list(reading.warnings)
    )
    identities = identify(reading.rows, directory)
    staging.problems += identities.problems
    staging.brought = copies.understand(
        reading.beside,
        directory,
        restoring=landing.restoring,
        problems=staging.problems,
        warnings=staging.warnings,
    )
    for row in identities.unknown:
        staging.problems += _mistakes(row, directory)
    _missing_columns(reading, identities, staging)
    stage_known(identities.known, staging, progress)
    _check_children(staging)
    staging.problems += unconsented(staging)
    order = {id(row): position for position, row in enumerate(reading.rows)}
    staging.rows.sort(key=lambda staged: order[id(staged.row)])
    # The same mistake is met where a cell is read and where it is built into child rows.
    once = {(one.file, one.row, one.column, one.value, one.code): one for one in staging.problems}
    staging.problems = sorted(once.values(), key=lambda one: (one.file, one.row or 0))
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
    new = [known.row for known in identities.known if known.number is None]
    new += [row for row in identities.unknown if _can_only_be_new(row, staging.directory)]
    for row in new:
        creating.setdefault(row.file, row)
    for file, row in creating.items():
        for cell in row.sheet.cells:
            if cell.required and cell.name not in reading.headers[file]:
                params = {"name": cell.name, "heading": cell.heading}
                header = row.header_of(cell.name)
                staging.problems.append(Problem(file, 1, header, "", "column_missing", params))


def _mistakes(row: SheetRow, look: Directory) -> list[Problem]:
    """What else is wrong in a row of which it is not known what it is about."""
    errors: list[CellError] = []
    staged = Staged(row, "", "", None, given={}, cells={})
    understand_given(staged, look, errors)
    if _can_only_be_new(row, look):
        staged.cells = dict.fromkeys(row.sheet.names, "") | staged.given
        staged.changed = frozenset(row.sheet.names)
        understand_changes(staged, look, errors)
    look.take_warnings()
    return [row.problem(one.column, one.value, one.code, one.params) for one in errors]


def _can_only_be_new(row: SheetRow, look: Directory) -> bool:
    """Whether nothing in the row could name a thing that is there already."""
    key = row.sheet.sheet.key
    return not (
        row.cells.get(ID.name, "") in look.by_sheet_id
        or row.cells.get(PERMANENT_ID.name)
        or (key and all(row.cells.get(name) for name in key))
    )


def _stage_chunk(sheet: BoundSheet, known: Sequence[Known], staging: Staging) -> None:
    numbers = [one.number for one in known if one.number is not None]
    versions = versions_of(sheet, numbers)
    things = {thing.original.pk: thing for thing in read_things(sheet, numbers)}
    closed = _closed(sheet, things.values(), staging)
    bases = _bases(sheet, known)
    working = _owners_at_work(sheet, known, staging)
    for one in known:
        thing = things.get(one.number) if one.number is not None else None
        if one.number in closed:
            staging.problems.append(one.row.problem(None, one.key, "closed_to_you", {}))
            continue
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
        if staged.changed and (reason := working.get(one.identifier)) is not None:
            _keep(staged, reason, staging)
        staging.rows.append(staged)


def _closed(sheet: BoundSheet, things: Iterable[Thing], staging: Staging) -> set[int]:
    """Row numbers of things that are closed to the sender: he is told nothing of them."""
    sender = staging.landing.sender
    if sender is None:
        return set()
    owner = sheet.sheet.owner
    originals = [thing.original for thing in things]
    return {
        original.pk
        for original in originals
        if not may_see(sender, getattr(original, owner, original).audience_id)
    }


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
    understand_given(staged, look, errors)
    before = staged.before
    if before is None:
        staged.cells = dict.fromkeys(sheet.names, "") | staged.given
        staged.changed = frozenset(sheet.names)
        _land(staged, staging.landing)
        _remember_audience(staged, look)
    else:
        changed = {
            name
            for name, text in staged.given.items()
            if _sheet_wins(text, before[name], None if base is None else base.get(name))
            or (staging.landing.exactly and text != before[name])
        }
        own = {ID.name, PERMANENT_ID.name}
        if not row.cells.get(sheet.sheet.known_by):
            own.add(sheet.sheet.known_by)  # what has a code keeps it
        staged.changed = frozenset(changed - own)
        staged.cells = before | {name: staged.given[name] for name in staged.changed}
        if staged.changed and (reason := why_kept(staged.thing, staged.version)) is not None:
            _keep(staged, reason, staging)
        for name in sorted(staged.changed):
            if base is not None and name in base and before[name] not in (base[name], ""):
                current: dict[str, str | int] = {"current": look.told(before[name])[:80]}
                staging.warnings.append(
                    row.problem(name, staged.given[name], "both_changed", current)
                )
    if staged.changed:
        understand_changes(staged, look, errors)
        _check_leave(staged, staging)
    for error in errors:
        staging.problems.append(row.problem(error.column, error.value, error.code, error.params))
    for column, value, code, params in look.take_warnings():
        staging.warnings.append(row.problem(column, value, code, params))


def _keep(staged: Staged, reason: str, staging: Staging) -> None:
    """Leave a row alone, and say why."""
    staging.warnings.append(staged.row.problem(None, staged.key, reason, {}))
    staged.kept, staged.changed, staged.cells = True, frozenset(), dict(staged.before or {})


def _owners_at_work(sheet: BoundSheet, known: Sequence[Known], staging: Staging) -> dict[str, str]:
    """Identifiers of the festivals of these editions on which a person is working."""
    if not sheet.is_child:
        return {}
    kind = owner_sheet(sheet).kind
    numbers = {
        number: one.identifier
        for one in known
        if (number := staging.directory.number_if_any(one.identifier, kind)) is not None
    }
    return {numbers[number]: reason for number, reason in at_work(sheet, numbers).items()}


def _sheet_wins(text: str, current: str, base: str | None) -> bool:
    if text == current:
        return False
    # Without an earlier load an empty cell says nothing: it does not wipe out what is there.
    return text != base if base is not None else text != ""


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


def _remember_audience(staged: Staged, look: Directory) -> None:
    """A thing that was removed comes back as closed as its community had decided."""
    decided = look.audiences.decided.get(staged.identifier)
    if decided is None or staged.row.sheet.is_child:
        return
    given = staged.cells["audience"]
    staged.cells["audience"] = look.audiences.say(staged.identifier, decided, ())
    if given:
        look.warnings.append(("audience", given, "audience_remembered", {}))


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
    if "published" in {staged.cells[column.name] for column in STATE_COLUMNS.values()}:
        _warn_of_missing(staged, staging)


def _warn_of_missing(staged: Staged, staging: Staging) -> None:
    """What its form would ask for before it is submitted."""
    sheet = staged.row.sheet
    for required in REQUIRED.get(sheet.kind, ()):
        name = sheet.name_for(CHILD_ROWS.get(required, required))
        if not staged.cells[name]:
            staging.warnings.append(staged.row.problem(name, "", f"{required}_missing", {}))


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
