"""Whatever is killed, and whenever: afterwards index and database agree, without a manual step.

A few rounds in the suite, many with `make torture`; `--seed` gives other moments.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection

from heritage.archive.models import Item
from search import engines
from search.engine import EngineError
from search.models import Change
from search.rebuilding import compare
from search.source import source
from tests.integration.exchange.test_kill import environment
from tests.integration.site.conftest import make

__all__ = ["make"]

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

COMMAND = """
import json, sys
import django
django.setup()
from django.core.management import CommandError, call_command
from django.test import override_settings

with override_settings(**json.loads(sys.argv[1])):
    try:
        call_command(*sys.argv[2:])
    except CommandError as said:  # that another one is rebuilding, say
        sys.exit(str(said))
"""
# As officers do, and sheets: saves, statements, drafts taken down, things closed.
STORM = """
import random, sys
import django
django.setup()
from django.db import OperationalError, transaction
from heritage.archive.models import Item

dice = random.Random(sys.argv[2])
keys = list(Item.objects.values_list("pk", flat=True))
while True:
    some = Item.objects.filter(pk__in=dice.sample(keys, dice.randrange(1, 6)))
    try:
        with transaction.atomic():
            some.update(title=f"Trống {dice.randrange(1000)}", description="x" * dice.randrange(9))
            some.update(live=dice.random() > 0.2, audience=dice.choice((1, 1, 2)))
            if dice.random() < 0.2:
                transaction.set_rollback(True)
    except OperationalError:
        pass
"""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """What all processes are told: an index of their own."""
    given: dict[str, Any] = {"SEARCH_FOLDER": str(tmp_path / "search")}
    if address := os.environ.get("ELASTICSEARCH_URL"):
        given["SEARCH_CLUSTER"] = settings.SEARCH_CLUSTER | {
            "addresses": [address],
            "index": f"torture-{os.getpid()}-{time.monotonic_ns()}",
        }
    for name, value in given.items():
        setattr(settings, name, value)
    engines.close()
    yield given
    engines.close()


@pytest.fixture
def start(world: dict[str, Any], tmp_path: Path) -> Iterator[Start]:
    """Starts programs in the same world; none outlives the test."""
    running: list[subprocess.Popen[bytes]] = []
    with (tmp_path / "said.txt").open("wb") as said:

        def started(program: str, *words: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-c", program, json.dumps(world), *words],
                env=environment(),
                cwd=project.BASE_DIR,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
            running.append(process)
            return process

        yield started
        for process in running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
    told = (tmp_path / "said.txt").read_text()
    assert "Traceback" not in told, told


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def test_kills_during_storms_and_rebuilds_leave_index_and_database_agreed(
    make: Any, start: Start, dice: Random
) -> None:
    for number in range(30):
        make("item", f"Trống {number}")
    connection.close()
    for _ in range(2):
        running = [
            start(STORM, str(dice.random())),
            start(COMMAND, "search", "work"),
            start(COMMAND, "search", "rebuild"),
        ]
        time.sleep(dice.uniform(2.0, 5.0))
        for process in dice.sample(running, len(running)):
            kill(process)
            time.sleep(dice.uniform(0, 0.3))
    # What the supervisor does.
    worker = start(COMMAND, "search", "work")
    until = time.monotonic() + 60
    while True:
        assert worker.poll() is None
        assert time.monotonic() < until, "the worker does not come to an end"
        try:
            found = compare(engines.engine(), source())
        except EngineError:
            found = None
        if not found and found is not None and not Change.objects.exists():
            break
        time.sleep(0.5)
    assert engines.engine().count() == Item.objects.filter(live=True).count()
