"""Loads from the admin, checked, applied and taken back by the background worker."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.contrib.auth import get_user_model
from django_tasks import task

from heritage.exchange import storage
from heritage.exchange.loading import Outcome, check, run
from heritage.exchange.models import Load
from heritage.exchange.reports import report_of
from heritage.exchange.schema import bound_sheets
from heritage.exchange.staged import Landing
from heritage.exchange.undoing import undo

logger = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds between two notes of the progress: each is a write of its own."""


@task()
def check_load(number: int) -> None:
    """Check the files of a load and keep the report for its page."""
    load = Load.objects.filter(number=number, state=Load.State.WAITING).first()
    if load is None:
        return
    try:
        outcome = check(storage.files_of(load), _landing(load), _progress(load))
    except Exception as error:
        _fail(load, error)
        raise
    _keep_report(load, outcome)
    load.state = Load.State.REFUSED if outcome.problems else Load.State.CHECKED
    load.save()


@task()
def apply_load(number: int) -> None:
    """Apply a checked load. Killed in the middle, it has written nothing and is run again."""
    load = Load.objects.filter(number=number, state=Load.State.APPLYING).first()
    if load is None:
        return
    try:
        outcome = run(storage.files_of(load), _landing(load), load, _progress(load))
    except Exception as error:
        _fail(load, error)
        raise
    _keep_report(load, outcome)
    if outcome.problems:
        load.state = Load.State.REFUSED
    else:
        storage.drop(load)
    load.save()


@task()
def undo_load(number: int, user: int) -> None:
    """Take a load back. Killed in the middle, it has changed nothing and is run again."""
    load = Load.objects.filter(number=number, state=Load.State.UNDOING).first()
    if load is None:
        return
    try:
        undo(load, get_user_model()._default_manager.filter(pk=user).first(), _progress(load))
    except Exception as error:
        _fail(load, error)
        raise


def _landing(load: Load) -> Landing:
    return Landing(load.landing, load.leader, sender=load.loaded_by)


def _keep_report(load: Load, outcome: Outcome) -> None:
    load.report = report_of(outcome)
    load.counts = outcome.counts
    sheets = bound_sheets()
    for file in load.files:
        if (kind := outcome.kinds.get(file["name"])) is not None:
            file["sheet"] = sheets[kind].sheet.label


def _fail(load: Load, error: Exception) -> None:
    logger.exception("load %s", load.number)
    found = Load.objects.filter(number=load.number)
    message = f"{type(error).__name__}: {error}"[:2000]
    # What could not be taken back is still there.
    if not found.filter(state=Load.State.UNDOING).update(state=Load.State.DONE, message=message):
        found.exclude(state=Load.State.DONE).update(state=Load.State.FAILED, message=message)


def _progress(load: Load) -> Callable[[str, int, int], None]:
    """Notes the progress where the page reads it, outside the transaction of the load."""
    last = 0.0

    def note(step: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if step == "compare" and (now - last >= EVERY or done == total):
            last = now
            Load.objects.filter(number=load.number).update(progress_done=done, progress_total=total)

    return note
