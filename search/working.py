"""The worker that keeps the index right, as long as it is not told to stop."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

from search.engine import Engine, EngineError, RebuildingError
from search.indexing import Indexer
from search.models import Indexed
from search.rebuilding import catch_up
from search.source import Source

logger = logging.getLogger(__name__)

IDLE = 0.25
"""Seconds between two looks for changes: what is published is to be found within two."""
LOOKED_FOR = 5.0
"""Seconds after which an idle worker looks whether there still is an index that answers."""
AGREED_FOR = 600.0
"""Seconds after which engine and rows are compared again: a folder may be restored from a backup
under a worker that runs."""
PAUSES = (1.0, 2.0, 5.0, 10.0)
"""Seconds until engine or database are asked again when they did not answer."""


def work(engine: Engine, source: Source, go_on: Callable[[], bool]) -> None:
    """Bring the engine up to date, again and again, while `go_on` says so."""
    indexer = Indexer(engine, source)
    failed = 0
    agreed = looked = -math.inf
    while go_on():
        try:
            if time.monotonic() - agreed > AGREED_FOR:
                catch_up(engine, source)
                agreed = time.monotonic()
            done = indexer.drain()
            if not done and time.monotonic() - looked > LOOKED_FOR:
                looked = time.monotonic()
                if not engine.count() and Indexed.objects.filter(removed=False).exists():
                    agreed = -math.inf
            failed = 0
        except Exception as error:
            # All that waits is a row: nothing is lost, however long it takes.
            known = isinstance(error, EngineError | RebuildingError | DatabaseError)
            if not failed:
                logger.warning("the index waits: %s", error, exc_info=not known)
            if isinstance(error, EngineError | RebuildingError):
                agreed = -math.inf
            done = 0
            connection.close()
            _sleep(PAUSES[min(failed, len(PAUSES) - 1)], go_on)
            failed += 1
        if not done:
            close_old_connections()
            time.sleep(IDLE)


def until_done(engine: Engine, source: Source) -> int:
    """Do all that is due now; return how many documents that were. Raises EngineError."""
    indexer = Indexer(engine, source)
    total = 0
    while done := indexer.drain():
        total += done
    return total


def _sleep(seconds: float, go_on: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while go_on() and time.monotonic() < until:
        time.sleep(IDLE)
