"""`/healthz` says what is down, and never writes the database."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from heritage.site import health, heartbeat
from search.engines import close
from search.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _long_running(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """A server that started long ago, with a data folder of its own."""
    monkeypatch.setattr(health, "_loaded", time.monotonic() - 3600)
    settings.DATA_DIR = tmp_path


def ask(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz")
    return response.status_code, json.loads(response.content)


def test_all_is_well(client: Client, settings: Any) -> None:
    heartbeat.beat()
    status, found = ask(client)
    assert status == 200
    assert (found["status"], found["database"], found["media"]) == ("ok", "ok", "ok")
    assert found["version"] == settings.VERSION
    assert found["worker"]["seconds"] < 5
    assert found["worker"]["last_heartbeat"].endswith("+00:00")


def test_the_monitor_of_the_machine_need_not_know_the_name_of_the_site(
    client: Client, settings: Any
) -> None:
    heartbeat.beat()
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["di-san.example.vn"], True
    assert client.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200
    others = client.get("/healthz/", secure=True, headers={"Host": "127.0.0.1:8000"})
    assert others.status_code == 400


def test_it_only_reads(client: Client, django_assert_num_queries: Any) -> None:
    heartbeat.beat()
    with django_assert_num_queries(2) as queries:
        ask(client)
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_it_is_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_a_worker_that_never_came(client: Client) -> None:
    status, found = ask(client)
    assert status == 503
    assert found["worker"]["status"] == "has not started"


def test_a_server_that_has_just_started_waits_for_its_worker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "_loaded", time.monotonic())
    status, found = ask(client)
    assert status == 200
    assert found["worker"]["status"] == "starting"


@pytest.mark.parametrize(
    ("task", "seconds", "expected"),
    [(None, 30, 200), (None, 90, 503), ("a.task", 90, 200), ("a.task", 3600, 503)],
)
def test_a_worker_that_hangs(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    task: str | None,
    seconds: int,
    expected: int,
) -> None:
    with monkeypatch.context() as past:
        then = time.time() - seconds
        past.setattr(time, "time", lambda: then)
        heartbeat.beat(task)
    status, found = ask(client)
    assert status == expected
    assert found["worker"]["task"] == task


def test_media_that_cannot_be_written(client: Client, settings: Any, tmp_path: Path) -> None:
    heartbeat.beat()
    settings.MEDIA_ROOT = tmp_path / "file"
    settings.MEDIA_ROOT.write_text("not a folder")
    status, found = ask(client)
    assert status == 503
    assert found["media"].startswith("not writable")


def test_a_database_that_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat.beat()

    def broken(*args: object) -> None:
        raise DatabaseError("password=secret")

    monkeypatch.setattr(ContentType.objects, "order_by", broken)
    status, found = ask(client)
    assert status == 503
    assert found["database"] == "does not answer (DatabaseError)"


def test_a_torn_heartbeat_is_no_heartbeat(client: Client, tmp_path: Path) -> None:
    (tmp_path / "worker.json").write_text("{")
    assert ask(client)[0] == 503


def test_a_search_that_is_behind_is_told_and_is_no_error(client: Client) -> None:
    heartbeat.beat()
    assert ask(client)[1]["search"] == "ok"
    Change.objects.create(document="b1qcggd", at=timezone.now() - timedelta(minutes=10))
    status, body = ask(client)
    assert body["search"].startswith("behind for 60")
    assert (status, body["status"]) == (200, "ok")


def test_an_engine_that_does_not_answer_is_told_and_is_no_error(
    client: Client, settings: Any
) -> None:
    heartbeat.beat()
    close()
    # The port of discard: nobody listens.
    settings.SEARCH_CLUSTER = {**settings.SEARCH_CLUSTER, "addresses": ["http://127.0.0.1:9"]}
    try:
        status, body = ask(client)
    finally:
        close()
    assert body["search"].startswith("does not answer, only names")
    assert (status, body["status"]) == (200, "ok")
