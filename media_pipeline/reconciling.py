"""Bringing rows and bytes together: what a kill, an outage or an older copy has left apart.

Rows say what there is. A stored file that no row names is an orphan: nobody was told that it had
been taken. A row whose bytes are gone is never removed: it is reported, and made anew where it can.
"""

from __future__ import annotations

import datetime
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.files.storage import Storage
from django.db.models import QuerySet
from django.utils import timezone

from media_pipeline.models import Derivative, Job, Original, Quarantined, Upload
from media_pipeline.storing import UPLOADS, derivatives, originals, stored_names, work_folder

GRACE = datetime.timedelta(hours=1)
"""What is younger may be on its way to its row."""


GIVEN_UP = datetime.timedelta(days=7)
"""How long an upload that was dropped may be gone on with."""


@dataclass
class Reconciled:
    """What was found, by stored names."""

    orphans: list[str] = field(default_factory=list)
    """Files without a row. Removed, unless one only looks."""
    missing: list[str] = field(default_factory=list)
    """Rows of originals whose bytes are gone: only a copy can help."""
    made_again: list[str] = field(default_factory=list)
    """Derivatives whose bytes are gone: their jobs wait again."""
    left_over: list[str] = field(default_factory=list)
    """What lay in the work folder since a kill."""


def reconcile(
    *, grace: datetime.timedelta = GRACE, remove: bool = True, originals_too: bool = True
) -> Reconciled:
    """Compare rows and stored files, and mend what can be mended.

    `originals_too` False: originals without a row are told and stay. Beside an older copy of the
    database they may be all that is left of what came since: only a person can say.
    """
    found = Reconciled()
    _originals(found, grace, remove, originals_too)
    _derivatives(found, grace, remove)
    _work_folder(found, grace, remove)
    return found


def prune(days: int) -> int:
    """Throw away what has been in quarantine for so many days; return how many files.

    Uploads that nobody has gone on with for a week go, too, with those that were answered then; not
    what has arrived and waits to be looked at, however long: its sender believes it is here.
    """
    old_uploads = Upload.objects.filter(touched_at__lt=timezone.now() - GIVEN_UP)
    for upload in old_uploads.exclude(state=Upload.State.ARRIVED):
        upload.path.unlink(missing_ok=True)
        upload.delete()
    old = Quarantined.objects.filter(refused_at__lt=timezone.now() - datetime.timedelta(days=days))
    thrown = 0
    for kept in old:
        originals().delete(kept.stored_name)
        kept.delete()
        thrown += 1
    return thrown


def _originals(
    found: Reconciled, grace: datetime.timedelta, remove: bool, originals_too: bool
) -> None:
    storage = originals()
    known = {one.stored_name for one in Original.objects.only("pk").iterator()}
    kept = {one.stored_name for one in Quarantined.objects.only("pk").iterator()}
    stored = set(stored_names(storage, "originals"))
    found.missing += sorted(known - stored)
    aside = set(stored_names(storage, "quarantine"))
    orphans = (stored - known) | (aside - kept)
    found.orphans += _orphans(storage, orphans, grace, remove and originals_too)
    if remove:
        gone = [name.rsplit("/", 1)[-1] for name in known - stored]
        Original.objects.filter(pk__in=gone).update(fixity=Original.Fixity.MISSING)


def _derivatives(found: Reconciled, grace: datetime.timedelta, remove: bool) -> None:
    storage = derivatives()
    rows: QuerySet[Derivative] = Derivative.objects.select_related("job")
    known = {one.stored_name: one.job_id for one in rows.iterator()}
    stored = set(stored_names(storage, "derivatives"))
    gone = known.keys() - stored
    found.made_again += sorted(gone)
    if remove:
        Job.objects.filter(pk__in={known[name] for name in gone}, state=Job.State.DONE).update(
            state=Job.State.WAITING, due_at=timezone.now()
        )
    found.orphans += _orphans(storage, stored - known.keys(), grace, remove)


def _orphans(
    storage: Storage, names: set[str], grace: datetime.timedelta, remove: bool
) -> Iterator[str]:
    before = timezone.now() - grace
    for name in sorted(names):
        try:
            if storage.get_modified_time(name) > before:
                continue
            if remove:
                storage.delete(name)
        except FileNotFoundError:
            continue
        yield name


def _work_folder(found: Reconciled, grace: datetime.timedelta, remove: bool) -> None:
    before = time.time() - grace.total_seconds()
    for path in sorted(work_folder().iterdir()):
        if path.name == UPLOADS or path.stat().st_mtime > before:
            continue
        found.left_over.append(path.name)
        if remove and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif remove:
            path.unlink(missing_ok=True)
