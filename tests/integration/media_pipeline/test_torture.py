"""Whatever is killed, and whenever: what was accepted is there, and jobs are done once in effect.

A few rounds in the suite, many with `make torture`; `--seed` gives other moments.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import BotoCoreError
from django.conf import settings as project
from django.db import connection

from media_pipeline.fixity import check
from media_pipeline.models import Derivative, Job, Original, Quarantined
from media_pipeline.receiving import receive
from media_pipeline.reconciling import reconcile
from media_pipeline.storing import derivatives, originals, stored_names
from media_pipeline.working import work_once
from tests.integration.exchange.test_kill import environment
from tests.integration.media_pipeline.conftest import (
    CAPTIONS,
    keep_in_bucket,
    keep_on_disk,
    picture,
    stream,
)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
AT_ONCE = datetime.timedelta(seconds=-1)

PROGRAM = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.test import override_settings
from pathlib import Path

given = json.loads(sys.argv[1])
folder = Path(given["work"])
with override_settings(STORAGES=given["storages"], MEDIA_WORK_FOLDER=folder):
    call_command(*sys.argv[2:])
"""


Programs = Callable[..., subprocess.Popen[bytes]]


@contextlib.contextmanager
def started(settings: Any, folder: Path) -> Iterator[Programs]:
    """Starts commands of ours in processes of their own, in the same world; none outlives it."""
    given = {"storages": settings.STORAGES, "work": str(settings.MEDIA_WORK_FOLDER)}
    running: list[subprocess.Popen[bytes]] = []
    with (folder / "said.txt").open("wb") as said:

        def start(*command: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-c", PROGRAM, json.dumps(given, default=str), *command],
                env=environment(),
                cwd=project.BASE_DIR,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,
            )
            running.append(process)
            return process

        yield start
        for process in running:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture
def programs(
    dice: Random, request: pytest.FixtureRequest, settings: Any, tmp_path: Path
) -> Iterator[Programs]:
    """On disk in one round, in a bucket in the next, where there is S3."""
    if request.node.callspec.id.endswith(tuple("13579")) and os.environ.get("S3_ENDPOINT_URL"):
        keep_in_bucket(settings, tmp_path, request.getfixturevalue("bucket"))
    else:
        keep_on_disk(settings, tmp_path)
    with started(settings, tmp_path) as start:
        yield start
    assert "Traceback" not in (tmp_path / "said.txt").read_text()


def files(folder: Path, dice: Random) -> int:
    """Pictures of several sizes, captions, and some that are refused; how many are good."""
    folder.mkdir()
    for number in range(12):
        shade, side = dice.randrange(65536), dice.choice((60, 700, 1500))
        (folder / f"ảnh-{number}.png").write_bytes(picture(shade + number, side, side))
    for number in range(6):
        (folder / f"lời-{number}.vtt").write_bytes(CAPTIONS + f"\n{number}\n".encode())
    (folder / "rỗng.jpg").write_bytes(b"")
    (folder / "giả.jpg").write_bytes(b"PK\x03\x04" + dice.randbytes(50))
    return 18


def kill(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def free_silent_jobs() -> None:
    """As after a minute: what the dead were at may be taken."""
    Job.objects.filter(state=Job.State.RUNNING).update(
        held_until=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    )


def test_kills_during_ingest_and_making_lose_nothing(
    programs: Programs, tmp_path: Path, dice: Random
) -> None:
    folder = tmp_path / "đợt"
    good = files(folder, dice)
    for _ in range(3):
        ingesting, making = programs("ingest", str(folder)), programs("media", "work")
        time.sleep(dice.uniform(0.8, 5))
        for process in random.Random(dice.random()).sample([ingesting, making], 2):
            kill(process)
            time.sleep(dice.uniform(0, 0.3))
        connection.close()
        # At no moment is a row there whose bytes are not.
        for original in Original.objects.all():
            assert check(original).fixity == Original.Fixity.WHOLE
        free_silent_jobs()
    assert programs("ingest", str(folder)).wait() == 1, "two files are refused, and that is all"
    assert programs("media", "work", "--until-empty").wait() == 0

    reconcile(grace=AT_ONCE)
    assert Original.objects.count() == good
    assert Quarantined.objects.count() == 2
    for original in Original.objects.all():
        assert check(original).fixity == Original.Fixity.WHOLE
    assert set(Job.objects.values_list("state", "failures")) == {(Job.State.DONE, 0)}
    rows = [file.stored_name for file in Derivative.objects.select_related("job")]
    assert sorted(rows) == sorted(stored_names(derivatives(), "derivatives"))
    names = {one.stored_name for one in Original.objects.all()}
    assert names == set(stored_names(originals(), "originals"))
    again = reconcile(grace=AT_ONCE)
    assert (again.orphans, again.missing, again.made_again, again.left_over) == ([], [], [], [])


class Line:
    """A way to a service that can be cut: bytes are passed on until then."""

    def __init__(self, port: int) -> None:
        self.there = ("127.0.0.1", port)
        self.server: socket.socket | None = None
        self.open: list[socket.socket] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    def join(self) -> None:
        self.server = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.server,), daemon=True).start()

    def cut(self) -> None:
        assert self.server is not None
        for one in (self.server, *self.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def _accept(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = server.accept()
                far = socket.create_connection(self.there)
                self.open += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=ends, daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := here.recv(65536):
                there.sendall(data)
        with contextlib.suppress(OSError):
            there.shutdown(socket.SHUT_WR)


@pytest.mark.needs_s3
def test_while_s3_is_out_of_reach_nothing_is_lost(
    settings: Any, tmp_path: Path, dice: Random, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Line(urlsplit(os.environ["S3_ENDPOINT_URL"]).port or 80)
    line.join()
    monkeypatch.setenv("S3_ENDPOINT_URL", f"http://127.0.0.1:{line.port}")
    keep_in_bucket(settings, tmp_path, bucket)
    receive(stream(picture(dice.randrange(65536))), "trước.png")
    line.cut()
    with pytest.raises(BotoCoreError, match="connect"):
        receive(stream(CAPTIONS), "trong khi.vtt")
    assert list(Original.objects.values_list("name", flat=True)) == ["trước.png"]
    assert list((tmp_path / "work").iterdir()) == []
    assert work_once(), "it is tried"
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.WAITING}
    line.join()
    receive(stream(CAPTIONS), "trong khi.vtt")
    Job.objects.update(due_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    while work_once():
        pass
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    assert {check(original).fixity for original in Original.objects.all()} == {"whole"}
    assert reconcile(grace=AT_ONCE).orphans == []
    line.cut()
