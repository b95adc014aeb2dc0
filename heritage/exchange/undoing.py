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
from taggit.models import Tag

from heritage.exchange import audit
from heritage.exchange.building import Builder
from heritage.exchange.identity import Known
from heritage.exchange.loading import ChangedMeanwhileError, still_true
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.reading import SheetRow
from heritage.exchange.references import referring
from heritage.exchange.schema import ORIGINAL, BoundSheet, bound_sheets
from heritage.exchange.staging import Landing, Staging, stage_known, why_kept
from heritage.exchange.tasks import follow_up
from heritage.exchange.things import (
    Thing,
    cells_of,
    child_model,
    chunked,
    fingerprint,
    read_things,
)
from heritage.exchange.versions import Version, versions_of
from heritage.exchange.directory import Directory
from heritage.records.models import Identifier
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


@dataclass
class _Row:
    journal: LoadRow
    sheet: BoundSheet
    thing: Thing
    version: Version | None

    @property
    def number(self) -> int:
        return int(self.thing.original.pk)


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
        _remove(removable, load, user)
        journal = [row.journal.pk for row in removable]
        journal += [
            row.journal.pk for row in changed if row.journal.identifier_id in restored
        ]
        for chunk in chunked(journal):
            LoadRow.objects.filter(pk__in=chunk).update(undone=True)
        undone.removed, undone.restored = len(removable), sum(1 for one in staging.rows if one.changed)
        load.state, load.undone_at = Load.State.UNDONE, timezone.now()
        load.report = load.report | {"kept": [vars(one) for one in undone.kept]}
        load.save()
        if restored:
            follow_up.enqueue(load.number)
    return undone


def _collect(
    load: Load, directory: Directory, undone: Undone
) -> tuple[list[_Row], list[_Row]]:
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
) -> Iterable[_Row]:
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
        yield _Row(
            numbers[thing.original.pk], sheet, thing, versions.get(thing.original.pk)
        )


def _touched(row: _Row, load: Load, directory: Directory) -> str | None:
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


def _stage_restoring(changed: list[_Row], directory: Directory, undone: Undone) -> Staging:
    """The changed rows with the cells they had before."""
    staging = Staging(directory, Landing(exactly=True, restoring=True))
    known = []
    for row in changed:
        cells = {
            name: text for name, text in (row.journal.before or {}).items() if name in row.sheet.by_name
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
    created: list[_Row], staging: Staging, directory: Directory, undone: Undone
) -> list[_Row]:
    """Of what the load created, all to which nothing refers that stays."""
    things = {row.journal.identifier_id: row for row in created if not row.sheet.is_child}
    children = [row for row in created if row.sheet.is_child]
    restored = {
        (staged.row.sheet.kind, staged.identifier): staged.cells for staged in staging.rows
    }
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


def _references(things: dict[str, _Row]) -> Iterable[tuple[str, str, str, str]]:
    by_kind: dict[str, dict[int, str]] = {}
    for identifier, row in things.items():
        by_kind.setdefault(row.sheet.kind, {})[row.number] = identifier
    for kind, numbers in by_kind.items():
        yield from referring(kind, numbers)


def _foreign_children(
    things: dict[str, _Row], children: list[_Row]
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


def _still_same(rows: list[_Row]) -> None:
    by_sheet: dict[BoundSheet, list[_Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    for sheet, group in by_sheet.items():
        now = versions_of(sheet, [row.number for row in group])
        if any(now.get(row.number) != row.version for row in group):
            raise ChangedMeanwhileError


def _remove(rows: list[_Row], load: Load, user: Any) -> None:
    """Remove things in all their languages, those that refer before those referred to."""
    now = timezone.now()
    order = list(bound_sheets())
    rows.sort(key=lambda row: order.index(row.sheet.kind), reverse=True)
    tags = _tags_of(rows)
    things = [row for row in rows if not row.sheet.is_child]
    logged = [(row.thing.rows[ORIGINAL], audit.UNDONE, False) for row in things]
    pages, records = audit.entries(logged, load, now, user=user, deleted=True)
    _drop_links(things)
    by_sheet: dict[BoundSheet, list[_Row]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    for sheet, group in by_sheet.items():
        numbers = [one.pk for row in group for one in row.thing.rows.values()]
        for chunk in chunked(numbers):
            sheet.model._default_manager.filter(pk__in=chunk).delete()
    for chunk in chunked([row.journal.identifier_id for row in things]):
        Identifier.objects.filter(pk__in=chunk).update(withdrawn_at=now)
    for entries in (pages, records):
        if entries:
            type(entries[0])._default_manager.bulk_create(entries)
    _drop_unused(tags)


def _drop_links(things: list[_Row]) -> None:
    """Child rows first: things of one load refer to each other in all directions."""
    by_sheet: dict[BoundSheet, list[int]] = {}
    for row in things:
        by_sheet.setdefault(row.sheet, []).append(row.number)
    for sheet, numbers in by_sheet.items():
        for relation in {family.relation for family in sheet.families}:
            model, owner = child_model(sheet, relation)
            for chunk in chunked(numbers):
                model._base_manager.filter(**{f"{owner}__in": chunk}).delete()


def _tags_of(rows: list[_Row]) -> set[str]:
    return {name for row in rows for names in row.thing.tags.values() for name in names}


def _drop_unused(names: set[str]) -> None:
    """Tags that nothing bears any more."""
    for chunk in chunked(names):
        unused = Tag.objects.filter(name__in=chunk)
        for sheet in bound_sheets().values():
            for column in sheet.tags:
                through, _owner = child_model(sheet, column.relation)
                unused = unused.exclude(pk__in=through._base_manager.values("tag_id"))
        unused.delete()
