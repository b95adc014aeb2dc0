"""Taking a load back: what it made is removed, what it changed is as it was before.

A thing that a person has edited since is left as it is, and so is a thing that something else has
come to refer to; the outcome names them. Identifiers of what is removed become tombstones; when the
same sheet is loaded again, its rows get them back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from heritage.exchange.building import Builder
from heritage.exchange.directory import Directory
from heritage.exchange.identity import Known
from heritage.exchange.loading import ChangedMeanwhileError, still_true
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.reading import SheetRow
from heritage.exchange.owners import at_work, forget_revisions, owner_sheet
from heritage.exchange.references import referring
from heritage.exchange.removing import JournalRow, remove
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.staged import Landing, Staging
from heritage.exchange.staging import stage_known
from heritage.exchange.tasks import follow_up
from heritage.exchange.things import (
    cells_of,
    chunked,
    fingerprint,
    read_things,
)
from heritage.exchange.versions import versions_of, why_kept
from heritage.records.sheets import split


class NotUndoableError(Exception):
    """The load is not one that is done."""


@dataclass(frozen=True)
class Kept:
    """A row that was left as it is, and why: `edited`, `referred`, or a code of the messages."""

    kind: str
    key: str
    reason: str


@dataclass
class Undone:
    """What an undo did."""

    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)


def undo(load: Load, user: Any = None) -> Undone:
    """Take a load back as far as nobody has built on it. Raises NotUndoableError."""
    if load.state != Load.State.DONE:
        raise NotUndoableError(load.state)
    undone = Undone()
    directory = Directory()
    created, changed = _collect(load, directory, undone)
    staging = _stage_restoring(changed, directory, undone)
    restored = {staged.identifier for staged in staging.rows if staged.changed}
    removable = _removable(created, staging, directory, undone)
    builder = Builder(staging, load, timezone.now())
    plan = builder.build()
    with transaction.atomic():
        current = Load.objects.select_for_update().get(pk=load.pk)
        if current.state != Load.State.DONE:
            raise NotUndoableError(current.state)
        still_true(staging, plan)
        _still_same(removable)
        plan.statements.execute()
        plan.finish()
        remove(removable, load, user)
        journal = [row.journal.pk for row in removable]
        journal += [row.journal.pk for row in changed if row.journal.identifier_id in restored]
        for chunk in chunked(journal):
            LoadRow.objects.filter(pk__in=chunk).update(undone=True)
        undone.removed, undone.restored = (
            len(removable),
            sum(1 for one in staging.rows if one.changed),
        )
        load.state, load.undone_at = Load.State.UNDONE, timezone.now()
        load.report = load.report | {"kept": [vars(one) for one in undone.kept]}
        load.save()
        if restored:
            follow_up.enqueue(load.number)
    return undone


def _collect(
    load: Load, directory: Directory, undone: Undone
) -> tuple[list[JournalRow], list[JournalRow]]:
    """The rows the load created and those it changed, as far as nobody has touched them since."""
    created, changed = [], []
    for kind, sheet in bound_sheets().items():
        journal = list(
            load.rows.filter(kind=kind).exclude(action=LoadRow.Action.UNCHANGED).order_by("pk")
        )
        for chunk in chunked(journal):
            for row in _present(sheet, chunk, directory, undone):
                reason = _touched(row, load, directory)
                if reason is not None:
                    undone.kept.append(Kept(kind, row.journal.key, reason))
                elif row.journal.action == LoadRow.Action.CREATED:
                    created.append(row)
                else:
                    changed.append(row)
    return created, changed


def _present(
    sheet: BoundSheet, journal: list[LoadRow], directory: Directory, undone: Undone
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
            undone.kept.append(Kept(staged.row.sheet.kind, staged.key, code or "edited"))
            staging.rows.remove(staged)
    return staging


def _removable(
    created: list[JournalRow], staging: Staging, directory: Directory, undone: Undone
) -> list[JournalRow]:
    """Of what the load created, all to which nothing refers that stays."""
    things = {row.journal.identifier_id: row for row in created if not row.sheet.is_child}
    children = [row for row in created if row.sheet.is_child]
    restored = {(staged.row.sheet.kind, staged.identifier): staged.cells for staged in staging.rows}
    references = list(_references(things))
    references += list(_foreign_children(things, children))
    while True:
        staying = {
            target
            for target, kind, owner, column in references
            if target in things
            and owner not in things
            and not _is_dropped(target, restored.get((kind, owner)), column, directory)
        }
        if not staying:
            break
        for identifier in staying:
            row = things.pop(identifier)
            undone.kept.append(Kept(row.sheet.kind, row.journal.key, "referred"))
    return [*children, *things.values()]


def _is_dropped(target: str, cells: Any, column: str, directory: Directory) -> bool:
    if cells is None or not column:
        return False
    return directory.name_of_identifier(target) not in split(cells[column])


def _references(things: dict[str, JournalRow]) -> Iterable[tuple[str, str, str, str]]:
    by_kind: dict[str, dict[int, str]] = {}
    for identifier, row in things.items():
        by_kind.setdefault(row.sheet.kind, {})[row.number] = identifier
    for kind, numbers in by_kind.items():
        yield from referring(kind, numbers)


def _foreign_children(
    things: dict[str, JournalRow], children: list[JournalRow]
) -> Iterable[tuple[str, str, str, str]]:
    """Editions that a person has added to a festival of the load: the festival stays with them."""
    ours = {(row.sheet.kind, row.number) for row in children}
    for sheet in bound_sheets().values():
        if not sheet.is_child:
            continue
        owner = sheet.sheet.owner
        for chunk in chunked(things):
            rows = sheet.model._base_manager.filter(**{f"{owner}__identifier__in": chunk})
            for pk, identifier in rows.values_list("pk", f"{owner}__identifier_id"):
                if (sheet.kind, pk) not in ours:
                    yield identifier, sheet.kind, f"{sheet.kind} {pk}", ""


def _still_same(rows: list[JournalRow]) -> None:
    by_sheet: dict[BoundSheet, list[JournalRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    for sheet, group in by_sheet.items():
        now = versions_of(sheet, [row.number for row in group])
        if any(now.get(row.number) != row.version for row in group):
            raise ChangedMeanwhileError
