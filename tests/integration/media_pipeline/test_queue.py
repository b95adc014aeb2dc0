"""Each job is done once in effect, whoever dies over it."""

import datetime
import uuid
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from media_pipeline import queue
from media_pipeline.models import Derivative, Job, Original
from media_pipeline.recipes.book import RECIPES
from media_pipeline.recipes.recipe import DerivedFile, Made

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 2, 1, 8, tzinfo=datetime.UTC)
MADE = Made((DerivedFile("640.jpg", "image/jpeg", 640, 427),), {"thumbhash": "x"})


def original(digest: str = "ab", kind: str = "image") -> Original:
    one = Original.objects.create(
        sha256=digest * 32, name="một.jpg", bytes=1, kind=kind, media_type="image/jpeg"
    )
    queue.add_jobs(one)
    return one


def claimed() -> queue.Held:
    held = queue.claim()
    assert held is not None
    return held


def finish(held: queue.Held) -> bool:
    folder = f"sound-{RECIPES['sound'].version}"
    return queue.finish(held, MADE, {"640.jpg": 3}, folder, seconds=0.5, memory=9)


def test_an_original_has_one_job_for_each_recipe_of_its_kind_however_often_asked_for() -> None:
    one = original()
    queue.add_jobs(one)
    assert sorted(one.jobs.values_list("recipe", flat=True)) == ["picture", "zoom"]


def test_a_job_is_taken_by_one_worker_only() -> None:
    original(kind="audio")
    claimed()
    assert queue.claim() is None


def test_what_came_of_a_job_is_written_with_it() -> None:
    original(kind="audio")
    assert finish(claimed())
    job = Job.objects.get()
    assert (job.state, job.seconds, job.memory) == (Job.State.DONE, 0.5, 9)
    file = Derivative.objects.get()
    assert (file.name, file.width, file.bytes, file.folder) == ("640.jpg", 640, 3, "sound-1")


def test_the_job_of_a_worker_that_was_killed_is_done_by_another_and_counts_as_no_failure() -> None:
    original(kind="audio")
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(20):
            dead = claimed()
            clock.shift(queue.SILENCE + datetime.timedelta(seconds=1))
        alive = claimed()
        assert finish(alive)
        assert not finish(dead), "the first comes back to life"
    assert Job.objects.get().failures == 0
    assert Derivative.objects.count() == 1


def test_a_worker_that_says_it_is_at_it_keeps_its_job() -> None:
    original(kind="audio")
    with time_machine.travel(NOW, tick=False) as clock:
        held = claimed()
        for _ in range(100):
            clock.shift(50)
            assert queue.renew(held)
        assert queue.claim() is None
        clock.shift(61)
        claimed()
        assert not queue.renew(held)


def test_a_failure_is_tried_again_later_and_later_and_then_waits_for_a_person() -> None:
    original(kind="audio")
    waits = []
    with time_machine.travel(NOW, tick=False) as clock:
        while Job.objects.get().state != Job.State.FAILED:
            queue.fail(claimed(), queue.BROKEN, "no route to host", again=True)
            job = Job.objects.get()
            if job.state == Job.State.WAITING:
                assert queue.claim() is None
                waits.append((job.due_at - timezone.now()).total_seconds())
                clock.move_to(job.due_at)
        assert waits == [10, 60, 600, 3600]
        assert queue.claim() is None
        assert queue.retry() == 1
        assert finish(claimed())


def test_what_no_attempt_would_change_is_not_tried_again() -> None:
    original(kind="audio")
    queue.fail(claimed(), "damaged", "invalid data", again=False)
    job = Job.objects.get()
    assert (job.state, job.reason, job.detail) == (Job.State.FAILED, "damaged", "invalid data")


def test_a_worker_that_ends_gives_its_job_back_as_it_was() -> None:
    original(kind="audio")
    queue.give_back(claimed())
    job = Job.objects.get()
    assert (job.state, job.failures, job.holder) == (Job.State.WAITING, 0, None)
    assert queue.claim() is not None


def test_a_new_version_of_a_recipe_has_everything_made_again(monkeypatch: Any) -> None:
    original(kind="audio")
    assert finish(claimed())
    assert queue.renew_recipes() == 0
    newer = RECIPES["sound"].__class__(**{**vars(RECIPES["sound"]), "version": 2})
    monkeypatch.setitem(RECIPES, "sound", newer)
    assert queue.renew_recipes() == 1
    assert Derivative.objects.get().folder == "sound-1", "what is there stays in use meanwhile"
    assert finish(claimed())
    assert Derivative.objects.get().folder == "sound-2"


def test_a_new_recipe_is_for_what_is_there_already() -> None:
    original(kind="audio").jobs.all().delete()
    assert queue.renew_recipes() == 1
    assert queue.renew_recipes() == 0
    assert Job.objects.count() == 1


def test_a_stranger_cannot_finish_a_job() -> None:
    original(kind="audio")
    held = claimed()
    assert not finish(queue.Held(held.job, uuid.uuid4()))
    assert not Derivative.objects.exists()
