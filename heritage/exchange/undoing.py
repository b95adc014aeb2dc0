"""Taking a load back: what it made is removed, what it changed is as it was before.

A thing that a person has edited since is left as it is, and so is a thing that something else has
come to refer to; the outcome names them. Identifiers of what is removed become tombstones; when the
same sheet is loaded again, its rows get them back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from heritage.exchange import audit
from heritage.exchange.building import Builder, Plan
from heritage.exchange.directory import Directory
from heritage.exchange.identity import Known
from heritage.exchange.loading import ATTEMPTS, ChangedMeanwhileError, Progress, still_true
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.owners import at_work, owner_sheet, thing_sheet
from heritage.exchange.reading import SheetRow
from heritage.exchange.references import hanging, referring, token_of_child
from heritage.exchange.removing import JournalRow, by_sheet, prepare_removals
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.staged import Landing, Staged, Staging
from heritage.exchange.staging import stage_known
from heritage.exchange.tasks import follow_up
from heritage.exchange.things import (
    cells_of,
    chunked,
    fingerprint,
    read_things,
)
from heritage.exchange.versions import versions_of, why_kept
from heritage.records.access import take
from heritage.records.sheets import split

UNDOABLE = (Load.State.DONE, Load.State.UNDOING)


class NotUndoableError(Exception):
    """The load is not one that is done, or somebody else has taken it back."""


@dataclass(frozen=True)
class Kept:
    """A row that was left as it is, and why: `edited`, `referred`, or a code of the messages."""

    kind: str
    key: str
    reason: str
    identifier: str = ""
    created: bool = False
    kind_key: str = ""
    """The kind of the thing that `identifier` names."""


@dataclass
class Undone:
    """What an undo did."""

    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)

    def report(self) -> dict[str, Any]:
        """What the page of the load says about it."""
        kept = [vars(one) for one in self.kept]
        return {"removed": self.removed, "restored": self.restored, "kept": kept}

    def keep(self, row: JournalRow, reason: str) -> None:
        """Note a row that is left."""
        journal = row.journal
        created = journal.action == LoadRow.Action.CREATED and not row.sheet.is_child
        self.kept.append(
            Kept(
                row.sheet.kind,
                journal.key,
                reason,
                journal.identifier_id,
                created,
                thing_sheet(row.sheet).kind,
            )
        )


def undo(load: Load, user: Any = None, progress: Progress | None = None) -> Undone:
    """Take a load back as far as nobody has built on it. Raises NotUndoableError.

    Where somebody writes to the same things meanwhile it looks again, and raises
    ChangedMeanwhileError or IntegrityError when that does not end; then it has changed nothing.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return _undo(load, user, progress)
        except (ChangedMeanwhileError, IntegrityError):
            if attempt == ATTEMPTS:
                raise
            load.refresh_from_db()
    raise AssertionError("unreachable")


def _undo(load: Load, user: Any, progress: Progress | None) -> Undone:
    if load.state not in UNDOABLE:
        raise NotUndoableError(load.state)
    undone = Undone()
    directory = Directory()
    created, changed = _collect(load, directory, undone, progress)
    staging = _stage_restoring(changed, directory, undone)
    restored = {_token(staged) for staged in staging.rows if staged.changed}
    removable = _removable(created, staging, directory, undone)
    now = timezone.now()
    plan = Builder(staging, load, now).build()
    _add_owners(plan, removable)
    prepare_removals(removable, plan, load, user)
    for entries in audit.entries(audit.written(plan, restoring=True), load, now, user=user):
        plan.statements.insert(entries)
    journal = [row.journal.pk for row in removable]
    journal += [row.journal.pk for row in changed if row.token in restored]
    plan.statements.set(LoadRow, "undone", True, "id", journal)
    undone.removed, undone.restored = len(removable), len(restored)
    with transaction.atomic():
        current = Load.objects.select_for_update().get(pk=load.pk)
        if current.state != load.state:
            raise NotUndoableError(current.state)
        changed_now = (staged.identifier for staged in staging.rows if staged.changed)
        take(*changed_now, *(row.journal.identifier_id for row in removable))
        still_true(staging, plan)
        _still_same(removable)
        plan.statements.execute()
        plan.finish()
        load.state, load.undone_at, load.message = Load.State.UNDONE, timezone.now(), ""
        load.report = load.report | undone.report()
        load.save(update_fields=["state", "undone_at", "message", "report"])
        follow_up.enqueue(load.number)
    return undone


def _collect(
    load: Load, directory: Directory, undone: Undone, progress: Progress | None
) -> tuple[list[JournalRow], list[JournalRow]]:
    """The rows the load created and those it changed, as far as nobody has touched them since."""
    created, changed = [], []
    written = load.rows.exclude(action=LoadRow.Action.UNCHANGED).order_by("pk")
    done, total = 0, written.count()
    for kind, sheet in bound_sheets().items():
        for chunk in chunked(list(written.filter(kind=kind))):
            rows = list(_present(sheet, chunk, directory))
            working = _owners_at_work(sheet, rows)
            for row in rows:
                reason = _touched(row, load, directory) or working.get(row.number)
                if reason is not None:
                    undone.keep(row, reason)
                elif row.journal.action == LoadRow.Action.CREATED:
                    created.append(row)
                else:
                    changed.append(row)
            done += len(chunk)
            if progress is not None:
                progress("compare", done, total)
    return created, changed


def _present(
    sheet: BoundSheet, journal: list[LoadRow], directory: Directory
) -> Iterable[JournalRow]:
    """The rows whose things are still there; what a person has removed needs no undoing."""
    numbers: dict[int, LoadRow] = {}
    if sheet.is_child:
        owner = sheet.sheet.owner
        identifiers = {row.identifier_id for row in journal}
        found = sheet.model._base_manager.filter(**{f"{owner}__identifier__in": identifiers})
        by_key = {
            (identifier, str(day)): pk
            for pk, identifier, day in found.values_list(
                "pk", f"{owner}__identifier_id", sheet.sheet.key[1]
            )
        }
        for row in journal:
            day = row.key.rpartition(" ")[2]
            if (pk := by_key.get((row.identifier_id, day))) is not None:
                numbers[pk] = row
    else:
        for row in journal:
            if (pk := directory.number_if_any(row.identifier_id, sheet.kind)) is not None:
                numbers[pk] = row
    versions = versions_of(sheet, list(numbers))
    for thing in read_things(sheet, list(numbers)):
        yield JournalRow(numbers[thing.original.pk], sheet, thing, versions.get(thing.original.pk))


def _owners_at_work(sheet: BoundSheet, rows: list[JournalRow]) -> dict[int, str]:
    """Editions of festivals on which a person is working, by row number, and how he is."""
    if not sheet.is_child:
        return {}
    owners = {row.number: getattr(row.thing.original, f"{sheet.sheet.owner}_id") for row in rows}
    reasons = at_work(sheet, owners.values())
    return {number: reasons[owner] for number, owner in owners.items() if owner in reasons}


def _token(staged: Staged) -> str:
    sheet = staged.row.sheet
    return token_of_child(sheet, staged.number or 0) if sheet.is_child else staged.identifier


def _touched(row: JournalRow, load: Load, directory: Directory) -> str | None:
    """Why a row must stay; None if it is exactly as the load left it."""
    if fingerprint(cells_of(row.sheet, row.thing, directory)) != row.journal.after_fingerprint:
        return "edited"
    if row.sheet.is_child:
        return None
    if (reason := why_kept(row.thing, row.version)) is not None:
        return reason
    revisions = [
        one.latest_revision for one in row.thing.rows.values() if one.latest_revision_id is not None
    ]
    # The version that is kept before a first edit bears the very moment of the load.
    if any(one.created_at != load.applied_at for one in revisions):
        return "edited"
    return None


def _stage_restoring(changed: list[JournalRow], directory: Directory, undone: Undone) -> Staging:
    """The changed rows with the cells they had before."""
    staging = Staging(directory, Landing(exactly=True, restoring=True))
    known = []
    for row in changed:
        cells = {
            name: text
            for name, text in (row.journal.before or {}).items()
            if name in row.sheet.by_name
        }
        sheet_row = SheetRow(row.sheet, row.journal.file, row.journal.row, cells, {})
        known.append(Known(sheet_row, row.journal.key, row.journal.identifier_id, row.number))
    stage_known(known, staging)
    # What it once referred to may be gone: then it cannot be as it was.
    wrong = {(problem.file, problem.row): problem.code for problem in staging.problems}
    for staged in list(staging.rows):
        code = wrong.get((staged.row.file, staged.row.number))
        if code is not None or staged.kept:
            sheet = staged.row.sheet
            undone.kept.append(
                Kept(
                    sheet.kind,
                    staged.key,
                    code or "edited",
                    staged.identifier,
                    kind_key=thing_sheet(sheet).kind,
                )
            )
            staging.rows.remove(staged)
    return staging


def _removable(
    created: list[JournalRow], staging: Staging, directory: Directory, undone: Undone
) -> list[JournalRow]:
    """Of what the load created, all to which nothing refers that stays.

    A festival stays with an edition that a person has added, and keeps those it was loaded with.
    """
    rows = {row.token: row for row in created}
    # Things of this load that stay because a person has edited them.
    made_here = {kept.identifier for kept in undone.kept if kept.created}
    restored = {_token(staged): staged.cells for staged in staging.rows}
    references = list(_references(rows))
    while True:
        staying = {
            target
            for target, referrer, column in references
            if target in rows
            and referrer not in rows
            and not _is_dropped(target, restored.get(referrer), column, directory)
        }
        staying |= {
            token
            for token, row in rows.items()
            if row.sheet.is_child and row.journal.identifier_id in made_here
        }
        if not staying:
            return list(rows.values())
        for token in staying:
            row = rows.pop(token)
            made_here.add(row.journal.identifier_id)
            undone.keep(row, "referred")


def _add_owners(plan: Plan, removable: list[JournalRow]) -> None:
    """The festivals that stay while editions of theirs go."""
    going = {row.number for row in removable if not row.sheet.is_child}
    for row in removable:
        if row.sheet.is_child:
            owner = getattr(row.thing.original, f"{row.sheet.sheet.owner}_id")
            plan.owners[row.sheet] |= {owner} - going


def _is_dropped(target: str, cells: Any, column: str, directory: Directory) -> bool:
    """Whether the row that refers is itself put back to cells that do not."""
    if cells is None or not column:
        return False
    return directory.name_of_identifier(target) not in split(cells[column])


def _references(rows: dict[str, JournalRow]) -> Iterable[tuple[str, str, str]]:
    by_kind: dict[str, dict[int, str]] = {}
    for token, row in rows.items():
        if not row.sheet.is_child:
            by_kind.setdefault(row.sheet.kind, {})[row.number] = token
    for kind, numbers in by_kind.items():
        yield from referring(kind, numbers)
    for sheet in bound_sheets().values():
        if sheet.is_child:
            numbers = by_kind.get(owner_sheet(sheet).kind, {})
            for owner, token in hanging(sheet, list(numbers.values())):
                yield owner, token, ""


def _still_same(rows: list[JournalRow]) -> None:
    for sheet, group in by_sheet(rows).items():
        now = versions_of(sheet, [row.number for row in group])
        if any(now.get(row.number) != row.version for row in group):
            raise ChangedMeanwhileError
