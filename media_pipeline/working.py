"""Doing jobs: the original on disk, the recipe apart, its files into the storage, then the row."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Self

from django.db import DatabaseError, connection

from media_pipeline.apart import apart
from media_pipeline.queue import BROKEN, Held, claim, fail, finish, give_back, renew
from media_pipeline.reasons import RefusedError
from media_pipeline.recipes.recipe import Made
from media_pipeline.storing import (
    derivative_name,
    derivatives,
    folder_of,
    on_disk,
    originals,
    put,
    work_folder,
)
from media_pipeline.uploads.arriving import take_arrived

logger = logging.getLogger(__name__)
RENEW_EVERY = 10.0  # seconds
FOLDER = "making-"


class LostError(Exception):
    """The job was taken from us: we had been silent for too long."""


class StoppedError(Exception):
    """Raised by `beat` when the worker has to end: the job waits for the next one."""


def work_once(beat: Callable[[], None] = lambda: None) -> bool:
    """Take an upload that has arrived, or else do one job that is due; False if there is neither.

    `beat` is called while it goes on.
    """
    if take_arrived():
        return True
    held = claim()
    if held is None:
        return False
    try:
        _do(held, beat)
    except RefusedError as refusal:
        # The same bytes and the same recipe: another attempt would end the same way.
        fail(held, refusal.reason, refusal.detail, again=False)
    except StoppedError:
        give_back(held)
        raise
    except LostError:
        logger.warning("%s was taken over by another worker", held.job)
    except Exception:  # noqa: BLE001
        # A storage out of reach, a full disk, a mistake of ours: all of them may be over later, and
        # none may end the worker. The row says what it was.
        fail(held, BROKEN, traceback.format_exc(), again=True)
    return True


class Holding:
    """Says every ten seconds that we are at a job, whatever we are doing: making, fetching an
    original from S3, storing a film there. In a thread, which has a connection of its own."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.is_lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._say, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._ended.set()
        self._thread.join()

    def _say(self) -> None:
        try:
            while not self.is_lost and not self._ended.wait(RENEW_EVERY):
                try:
                    self.is_lost = not renew(self.held)
                except DatabaseError:  # busy for long, or gone: there are five more tries
                    logger.exception("%s could not be held", self.held.job)
                    connection.close()
        finally:
            connection.close()


def _do(held: Held, beat: Callable[[], None]) -> None:
    job, recipe = held.job, held.job.told_recipe
    aside = folder_of(recipe.name, recipe.version, job.options)
    began = time.monotonic()

    def tick() -> None:
        beat()
        if holding.is_lost:
            raise LostError

    with (
        Holding(held) as holding,
        on_disk(originals(), job.original.stored_name) as original,
        tempfile.TemporaryDirectory(dir=work_folder(), prefix=FOLDER) as folder,
    ):
        into = Path(folder)
        request = {
            "recipe": recipe.name,
            "original": str(original),
            "facts": job.original.found().as_json(),
            "into": str(into),
            "options": job.options,
        }
        done = apart("make", request, recipe.bounds, tick)
        made = Made.from_json(done.value)
        sizes = {file.name: (into / file.name).stat().st_size for file in made.files}
        for file in made.files:
            name = derivative_name(job.original_id, aside, file.name)
            put(derivatives(), name, into / file.name)
            tick()
    seconds = time.monotonic() - began
    if not finish(held, made, sizes, aside, seconds=seconds, memory=done.memory):
        raise LostError
