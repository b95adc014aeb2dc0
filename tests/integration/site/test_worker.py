"""The worker shows that it lives, and a task survives the worker that ran it."""

import logging
import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import task
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from wagtail.models import Locale

from heritage.peoples.models import Place
from heritage.site import heartbeat
from heritage.site.worker import ATTEMPTS, ArchiveWorker

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
ran: list[str] = []


@task
def note(text: str) -> None:
    """Remember what was said, and the heartbeat of that moment."""
    beat = heartbeat.last()
    ran.append(f"{text} during {beat and beat.task}")


@task
def dawdle(text: str) -> None:
    """Is told to stop, and does not come to an end."""
    ran.append("begun")
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)


class ShortWorker(ArchiveWorker):
    """Ends when the queue is empty instead of waiting for more."""

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        self.running = False


@pytest.fixture(autouse=True)
def _database_queue(settings: Any, tmp_path: Path) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DATA_DIR = tmp_path
    ran.clear()


def queued(task: str = "note", **fields: Any) -> "DBTaskResult[Any, Any]":
    return DBTaskResult.objects.create(
        task_path=f"{__name__}.{task}",
        args_kwargs={"args": ["gong"], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
        **fields,
    )


def test_a_task_runs_between_heartbeats() -> None:
    result = queued()
    ShortWorker("this machine").run()
    result.refresh_from_db()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert ran == [f"gong during {__name__}.note"]
    beat = heartbeat.last()
    assert beat is not None
    assert beat.task is None


def test_a_task_is_run_again_after_its_worker_was_killed() -> None:
    result = queued(
        status=TaskResultStatus.RUNNING, worker_ids=["this machine"], started_at=timezone.now()
    )
    ShortWorker("this machine").run()
    result.refresh_from_db()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert len(ran) == 1


def test_a_task_of_another_machine_is_left_to_it() -> None:
    result = queued(status=TaskResultStatus.RUNNING, worker_ids=["this machine", "another"])
    ArchiveWorker("this machine").recover()
    result.refresh_from_db()
    assert result.status == TaskResultStatus.RUNNING


def test_a_task_that_kills_its_worker_each_time_is_given_up() -> None:
    result = queued(status=TaskResultStatus.RUNNING, worker_ids=["this machine"] * ATTEMPTS)
    ArchiveWorker("this machine").recover()
    result.refresh_from_db()
    assert result.status == TaskResultStatus.FAILED
    assert "died 3 times" in result.traceback


@pytest.fixture
def _own_signals() -> Iterator[None]:
    """Give the test process its handlers back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    logging.getLogger("django_tasks").disabled = False
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_own_signals")
def test_stopping_takes_a_long_task_back_quietly_and_not_as_a_failed_attempt(
    caplog: pytest.LogCaptureFixture,
) -> None:
    result = queued("dawdle")
    worker = ArchiveWorker("this machine")
    worker.configure_signals()
    began = time.monotonic()
    worker.run()
    assert time.monotonic() - began < 10
    result.refresh_from_db()
    assert ran == ["begun"]
    assert (result.status, result.worker_ids) == (TaskResultStatus.READY, [])
    assert result.traceback == ""
    assert "Traceback" not in caplog.text


def test_what_was_planned_is_published_when_its_time_has_come() -> None:
    Locale.objects.get_or_create(language_code="vi")
    place = Place(title="Tháp Bà", place_kind="temple", live=False)
    place.save()
    place.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    queued()
    ShortWorker("this machine").run()
    place.refresh_from_db()
    assert place.live
