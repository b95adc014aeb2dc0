"""The queue of jobs: who may take one, and what becomes of it. Rows only; nothing is made here.

A job is done once *in effect*: it may be begun again after a kill, but only whoever holds it when
it ends writes what came of it, and writing the same files twice changes nothing.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from media_pipeline.facts import Kind
from media_pipeline.models.jobs import Derivative, Job
from media_pipeline.models.originals import Original
from media_pipeline.recipes.book import RECIPES, recipes_for
from media_pipeline.recipes.recipe import Made

SILENCE = datetime.timedelta(seconds=60)
"""How long a worker may say nothing before its job is taken from it."""
FAILURES = 5
"""A job that failed so many times waits for a person."""
BACK_OFF = (10, 60, 600, 3600)
"""Seconds until the next attempt, after the first, second, … failure."""
SETTLED = datetime.timedelta(minutes=10)
"""What was made already is made anew only when nobody has changed what it says for so long: who
writes a credit line in three steps has a film made once."""
BROKEN = "broken"
"""The reason of a failure that is not the file's: a storage out of reach, a mistake of ours."""


@dataclass(frozen=True)
class Held:
    """A job that is ours to do, as long as we say so in time."""

    job: Job
    holder: uuid.UUID


def add_jobs(original: Original) -> None:
    """What is to be made of a new original."""
    Job.objects.bulk_create(
        [
            Job(original=original, recipe=recipe.name, version=recipe.version)
            for recipe in recipes_for(Kind(original.kind))
        ],
        ignore_conflicts=True,
    )


def tell(original: Original, options: Mapping[str, Any]) -> None:
    """Say what its recipes are told from now on: names as in `Recipe.options`.

    What has been made with other options is made anew, and stays in use until then.
    """
    for job in original.jobs.all():
        told = {name: options[name] for name in sorted(job.told_recipe.options & options.keys())}
        if told == job.options:
            continue
        fresh = Job.objects.filter(pk=job.pk, state=Job.State.WAITING, finished_at=None)
        if fresh.update(options=told):
            continue
        Job.objects.filter(pk=job.pk).update(
            options=told,
            state=Job.State.WAITING,
            failures=0,
            due_at=timezone.now() + SETTLED,
            holder=None,
            held_until=None,
        )


def claim() -> Held | None:
    """Take the job that is due longest, if any: a waiting one, or one whose worker is gone."""
    now = timezone.now()
    due = Q(state=Job.State.WAITING, due_at__lte=now) | Q(
        state=Job.State.RUNNING, held_until__lt=now
    )
    # A few, because another worker may take the first of them before we do.
    for job in Job.objects.filter(due).select_related("original").order_by("due_at", "pk")[:20]:
        holder = uuid.uuid4()
        if Job.objects.filter(due, pk=job.pk).update(
            state=Job.State.RUNNING, holder=holder, held_until=now + SILENCE
        ):
            job.refresh_from_db(fields=["options"])  # what it was told in between
            return Held(job, holder)
    return None


def renew(held: Held) -> bool:
    """Say that it is still being done; False when it is no longer ours."""
    return bool(_ours(held).update(held_until=timezone.now() + SILENCE))


def finish(
    held: Held, made: Made, sizes: dict[str, int], folder: str, *, seconds: float, memory: int
) -> bool:
    """Write down what came of it, and in which `folder` it lies; False, and nothing written, when
    it is no longer ours."""
    job, recipe = held.job, held.job.told_recipe
    with transaction.atomic():
        ended = _ours(held).update(
            state=Job.State.DONE,
            version=recipe.version,
            reason="",
            detail="",
            seconds=seconds,
            memory=memory,
            learned=made.learned,
            holder=None,
            held_until=None,
            finished_at=timezone.now(),
        )
        if not ended:
            return False
        job.files.all().delete()
        Derivative.objects.bulk_create(
            [
                Derivative(job=job, folder=folder, bytes=sizes[file.name], **asdict(file))
                for file in made.files
            ]
        )
    return True


def fail(held: Held, reason: str, detail: str, *, again: bool) -> None:
    """It did not work; tried again later if that may help, otherwise a person has to look."""
    failures = held.job.failures + 1
    again = again and failures < FAILURES
    pause = BACK_OFF[min(failures, len(BACK_OFF)) - 1]
    _ours(held).update(
        state=Job.State.WAITING if again else Job.State.FAILED,
        failures=failures,
        reason=reason,
        detail=detail[-4000:].replace("\0", ""),
        due_at=timezone.now() + datetime.timedelta(seconds=pause),
        holder=None,
        held_until=None,
        finished_at=None if again else timezone.now(),
    )


def give_back(held: Held) -> None:
    """The worker has to end: the job waits again, as if it had not been begun."""
    _ours(held).update(state=Job.State.WAITING, holder=None, held_until=None)


def retry(jobs: models.QuerySet[Job] | None = None) -> int:
    """Let failed jobs, or those among `jobs`, begin anew; return how many."""
    failed = (Job.objects.all() if jobs is None else jobs).filter(state=Job.State.FAILED)
    return failed.update(
        state=Job.State.WAITING, failures=0, due_at=timezone.now(), finished_at=None
    )


def renew_recipes() -> int:
    """Let everything be made again that an older version of its recipe made, or that no job was
    for yet; return how many jobs. What is there stays in use until the new files are there."""
    renewed = 0
    for recipe in RECIPES.values():
        older = Job.objects.filter(recipe=recipe.name, version__lt=recipe.version).exclude(
            state=Job.State.RUNNING
        )
        renewed += older.update(
            state=Job.State.WAITING, version=recipe.version, failures=0, due_at=timezone.now()
        )
        without = Original.objects.filter(kind__in=[kind.value for kind in recipe.kinds]).exclude(
            jobs__recipe=recipe.name
        )
        for original in without.iterator():
            add_jobs(original)
            renewed += 1
    return renewed


def _ours(held: Held) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=held.job.pk, state=Job.State.RUNNING, holder=held.holder)
