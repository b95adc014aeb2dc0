"""A load from files to rows: checked and prepared outside the transaction, written inside it.

The transaction is one and short. What was compared is compared again inside it; where a person has
saved something meanwhile, the load is staged anew, so nothing of his is lost. A process that is
killed leaves nothing behind but unused numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from heritage.exchange import audit
from heritage.exchange.building import Builder, Plan
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.owners import at_work
from heritage.exchange.reading import Reading, SourceFile, read_files
from heritage.exchange.schema import BoundSheet
from heritage.exchange.sections import SectionMissingError
from heritage.exchange.staged import Landing, Staged, Staging
from heritage.exchange.staging import stage
from heritage.exchange.tasks import follow_up
from heritage.exchange.validators.problems import Problem
from heritage.exchange.versions import versions_of
from heritage.exchange.writing import Statements, reserve
from heritage.records.access import take

ATTEMPTS = 4
"""How often a load is staged anew because somebody wrote to the same things meanwhile."""

Progress = Callable[[str, int, int], None]
"""Told the step (`read`, `compare`, `prepare`, `write`), how much is done, and of how much."""


class ChangedMeanwhileError(Exception):
    """What was compared is no longer what is in the archive."""


@dataclass
class Outcome:
    """What a load did, or would do."""

    counts: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    staging: Staging | None = None
    load: Load | None = None
    kinds: dict[str, str] = field(default_factory=dict)


def check(
    files: Sequence[SourceFile], landing: Landing, progress: Progress | None = None
) -> Outcome:
    """Read, understand and compare; change nothing."""
    reading = read_files(files)
    return _check(reading, landing, progress)


def _check(reading: Reading, landing: Landing, progress: Progress | None) -> Outcome:
    counter = _numbers_of(reading)
    staging = stage(reading, landing, _step(progress, "compare"))
    staging.seen = counter
    return Outcome(
        staging.counts(),
        problems=staging.problems,
        warnings=staging.warnings,
        staging=staging,
        kinds=reading.kinds,
    )


def unled(staging: Staging) -> list[Problem]:
    """Problems of the rows that need a leader where none is named."""
    if staging.landing.leader is not None or staging.landing.restoring:
        return []
    return [
        staged.row.problem(
            "state" if "state" in staged.row.headers else None, staged.key, "state_needs_leader", {}
        )
        for staged in staging.needs_leader
    ]


def run(
    files: Sequence[SourceFile],
    landing: Landing,
    load: Load,
    progress: Progress | None = None,
) -> Outcome:
    """Load the files, all or nothing. `load` is saved with its number when it is done.

    Problems come back in the outcome; then nothing was written.
    """
    reading = read_files(files)
    for attempt in range(1, ATTEMPTS + 1):
        outcome = _check(reading, landing, progress)
        staging = outcome.staging
        assert staging is not None
        outcome.problems += unled(staging)
        if outcome.problems:
            return outcome
        try:
            _apply(staging, load, progress)
        except SectionMissingError as error:
            kind = str(error)
            outcome.problems.append(Problem("", None, None, "", "section_missing", {"kind": kind}))
            return outcome
        except (ChangedMeanwhileError, IntegrityError):
            # An identifier taken, a place removed, an officer's save: look again.
            if attempt == ATTEMPTS:
                raise
            continue
        outcome.load = load
        return outcome
    raise AssertionError("unreachable")


def _apply(staging: Staging, load: Load, progress: Progress | None) -> None:
    now = timezone.now()
    if load.number is None:
        load.number = reserve(Load, 1)[0]
    total = sum(1 for staged in staging.rows if staged.changed)
    _tell(progress, "prepare", 0, total)
    builder = Builder(staging, load, now)
    plan = builder.build()
    plan.brought = staging.brought
    journal = _journal(staging, load, dict(_after(builder)))
    _history(plan, load, now)
    plan.statements.insert(journal)
    load.state, load.applied_at = Load.State.DONE, now
    load.counts = staging.counts()
    load.progress_done = load.progress_total = len(staging.rows)
    _tell(progress, "write", 0, total)
    with transaction.atomic():
        take(*(staged.identifier for staged in staging.rows if staged.changed))
        still_true(staging, plan)
        load.save()
        plan.statements.execute()
        plan.finish(load.loaded_by)
        follow_up.enqueue(load.number)
    _tell(progress, "write", total, total)


def _after(builder: Builder) -> list[tuple[int, str]]:
    return [(id(staged), mark) for staged, mark in builder.fingerprints()]


def still_true(staging: Staging, plan: Plan) -> None:
    """Compare again what the load rests on, now that nobody else can write."""
    by_sheet: dict[BoundSheet, list[Staged]] = {}
    for staged in staging.rows:
        if staged.changed and staged.number is not None:
            by_sheet.setdefault(staged.row.sheet, []).append(staged)
    for sheet, rows in by_sheet.items():
        now = versions_of(sheet, [staged.number for staged in rows if staged.number is not None])
        if any(now.get(staged.number or 0) != staged.version for staged in rows):
            raise ChangedMeanwhileError
    if any(_number(sheet) != count for sheet, count in staging.seen.items()):
        raise ChangedMeanwhileError
    if any(at_work(sheet, numbers) for sheet, numbers in plan.owners.items()):
        raise ChangedMeanwhileError
    if not all(section.is_unchanged() for section in plan.sections):
        raise ChangedMeanwhileError


def _numbers_of(reading: Reading) -> dict[BoundSheet, int]:
    """How many rows there are of the kinds whose rows are told apart by what they say."""
    sheets = {row.sheet for row in reading.rows if row.sheet.sheet.key}
    return {sheet: _number(sheet) for sheet in sheets}


def _number(sheet: BoundSheet) -> int:
    count: int = sheet.model._base_manager.count()
    return count


def _journal(staging: Staging, load: Load, after: dict[int, str]) -> list[LoadRow]:
    return [
        LoadRow(
            load_id=load.number,
            kind=staged.row.sheet.kind,
            key=staged.key[:512],
            identifier_id=staged.identifier,
            action=staged.action,
            file=staged.row.file[:255],
            row=staged.row.number,
            given=staged.given,
            before=staged.before if staged.changed else None,
            after_fingerprint=after.get(id(staged), ""),
        )
        for staged in staging.rows
        if not staged.kept
    ]


def _history(plan: Plan, load: Load, now: Any) -> None:
    pages, records = audit.entries(audit.written(plan), load, now)
    statements: Statements = plan.statements
    statements.insert(pages)
    statements.insert(records)


def _step(progress: Progress | None, name: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(name, done, total)


def _tell(progress: Progress | None, name: str, done: int, total: int) -> None:
    if progress is not None:
        progress(name, done, total)
