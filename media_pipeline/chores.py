"""What the worker does when nothing waits: reading originals again, tidying up.

Nobody has to put anything into cron: a small archive has nobody who would.
"""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Callable, Collection

from django.db.models import Max
from django.utils import timezone

from media_pipeline.fixity import check
from media_pipeline.models import Original
from media_pipeline.reconciling import prune, reconcile

logger = logging.getLogger(__name__)

WITHIN = datetime.timedelta(days=30)
"""Every original is read again within so long."""
KEPT_ASIDE = 90
"""Days for which refused files are kept."""
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0  # seconds


def due_for_reading(now: datetime.datetime, but: Collection[str] = ()) -> Original | None:
    """The original that was not read for the longest time, if it is time for one.

    They are spread over the days: with 3,000 of them one every quarter of an hour, so that no day
    is busier than another, even where all of them came on the same.
    """
    oldest = Original.objects.exclude(pk__in=but).order_by("checked_at").first()
    if oldest is None:
        return None
    if oldest.checked_at <= now - WITHIN:
        return oldest
    last = Original.objects.aggregate(last=Max("checked_at"))["last"]
    pause = WITHIN / Original.objects.count()
    return oldest if now - last >= pause else None


class Chores:
    """When what was done last, in this worker. After a start it waits an hour for the rest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.looked = clock() - MINUTE
        self.tidied = clock() - DAY + HOUR
        self.unread: set[str] = set()
        """Originals that could not be read at all: others come first until the next tidying."""

    def do_one(self) -> bool:
        """Do what is due, a little of it; whether anything was."""
        now = self.clock()
        if now - self.tidied >= DAY:
            self.tidied = now - DAY + HOUR  # if it fails
            _tidy()
            self.tidied = now
            self.unread.clear()
            return True
        if now - self.looked < MINUTE:
            return False
        original = due_for_reading(timezone.now(), self.unread)
        if original is None:
            self.looked = now
            return False
        self.unread.add(original.pk)
        found = check(original)
        self.unread.discard(original.pk)
        if found.fixity != Original.Fixity.WHOLE:
            logger.error("the original %s is %s. %s", original.pk, found.fixity, found.detail)
        return True


def _tidy() -> None:
    found = reconcile(originals_too=False)
    if found.missing:
        logger.error("originals without bytes: %s", ", ".join(found.missing[:20]))
    strangers = [name for name in found.orphans if not name.startswith("derivatives/")]
    if strangers:
        logger.warning(
            "files without a row: %s (an older copy of the database? `manage.py media reconcile`"
            " removes them)",
            ", ".join(strangers[:20]),
        )
    prune(KEPT_ASIDE)
