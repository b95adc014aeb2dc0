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

from heritage.accounts.models import User
from heritage.archive.models import Festival
from heritage.peoples.models import Person, Place
from heritage.protocols.models import Audience, Consent
from heritage.records.consents import record
from heritage.site import heartbeat
from heritage.site.admin.desk import Desk
from heritage.site.admin.workflow import sync_workflow
from heritage.site.models import SectionPage
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


def planned(thing: Any, minutes_ago: int = 1, **fields: Any) -> None:
    """A version that should have become public by now."""
    when = timezone.now() - timedelta(minutes=minutes_ago)
    thing.save_revision(approved_go_live_at=when, clean=False, **fields)


@pytest.fixture
def place() -> Place:
    Locale.objects.get_or_create(language_code="vi")
    place = Place(title="Tháp Bà", place_kind="temple", live=False)
    place.save()
    return place


def test_what_was_planned_is_published_when_its_time_has_come(place: Place) -> None:
    planned(place)
    queued()
    ShortWorker("this machine").run()
    place.refresh_from_db()
    assert place.live


def test_what_was_planned_to_end_is_taken_down(place: Place) -> None:
    Place.objects.update(live=True, expire_at=timezone.now() - timedelta(minutes=1))
    queued()
    ShortWorker("this machine").run()
    place.refresh_from_db()
    assert (place.live, place.expired) == (False, True)


def test_what_cannot_be_published_goes_back_with_the_reason_and_stops_nothing_else(
    place: Place,
) -> None:
    sync_workflow()
    officer = User.objects.create_user("officer")
    section = SectionPage.objects.get(section_kind="festival", locale=Locale.get_default())
    festival = section.add_child(
        instance=Festival(title="Lễ hội Katê", calendar="cham", sources="Sư cả", live=False)
    )
    festival.calendar = ""
    planned(festival, minutes_ago=2, user=officer)
    planned(place)
    queued()
    ShortWorker("this machine").run()
    place.refresh_from_db()
    assert place.live
    festival = Festival.objects.get(pk=festival.pk)
    assert (festival.live, festival.scheduled_revision) == (False, None)
    (line,) = Desk(officer).returned
    assert line.title == "Lễ hội Katê"
    assert "Đến giờ hẹn mà không xuất bản được" in line.comment
    assert "Không được để trống." in line.comment
    festival.current_workflow_state.resume(officer)
    assert Desk(officer).submitted, "it can be submitted again"


def test_what_a_consent_no_longer_covers_is_closed_by_the_worker(
    place: Place, settings: Any, tmp_path: Path
) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    giver = Person(title="Y Dơ", living="yes")
    giver.save()
    Place.objects.update(live=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    consent = Consent(
        person=giver.identifier,
        may_show=True,
        way="paper",
        evidence="Tủ 2",
        given_on=yesterday,
        valid_until=yesterday,
    )
    record(consent, [place.identifier])
    queued()
    ShortWorker("this machine").run()
    place.refresh_from_db()
    assert place.audience_id == Audience.CLOSED
