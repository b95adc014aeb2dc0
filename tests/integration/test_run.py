"""`manage.py start` as `make run` calls it: real processes, on a data folder of their own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.conftest import copy, once

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"}
FOUNDER = {
    "DEMO": "0",
    "PROVINCE": "Khánh Hòa",
    "AGENCY": "Sở Văn hóa, Thể thao và Du lịch",
    "ADMIN_USERNAME": "quan-tri",
    "ADMIN_PASSWORD": "gong-chieng-buoi-toi",
}
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
pytestmark = pytest.mark.slow


class Archive:
    """One data folder, and the process group that serves it while it runs."""

    def __init__(self, folder: Path, port: int) -> None:
        self.data = folder / "dữ liệu # 1"
        self.port = port
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, settings: str = "development", **variables: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "start"],
                cwd=ROOT,
                env={
                    **inherited,
                    "DJANGO_SETTINGS_MODULE": f"heritage.settings.{settings}",
                    "ENV_FILE": os.devnull,
                    "DATA_DIR": str(self.data),
                    "PORT": str(self.port),
                    "SERVER_PROCESSES": "1",
                    **variables,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def output(self) -> str:
        return self.log.read_text()

    def health(self) -> tuple[int, dict[str, object]]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as r:
                return r.status, json.load(r)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except OSError:
            return 0, {}

    def wait_until_healthy(self, seconds: float = 120, worker: bool = True) -> float:
        """Seconds it took until all is well, the worker included unless told otherwise."""
        began = time.monotonic()
        while time.monotonic() - began < seconds:
            status, found = self.health()
            state = found.get("worker")
            if status == 200 and (
                not worker or (isinstance(state, dict) and state["status"] == "ok")
            ):
                return time.monotonic() - began
            assert self.process is not None
            assert self.process.poll() is None, self.output()
            time.sleep(0.2)
        raise AssertionError(f"not healthy: {self.health()}\n{self.output()}")

    def children(self) -> dict[str, int]:
        listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        commands = {int(pid): Path(f"/proc/{pid}/cmdline").read_text() for pid in listed}
        return {
            name: pid
            for pid, command in commands.items()
            for name, word in (
                ("server", "granian"),
                ("worker", "run_worker"),
                ("media worker", "media\0work"),
            )
            if word in command
        }

    def wait(self, seconds: float = 15) -> int:
        assert self.process is not None
        return self.process.wait(seconds)

    def is_silent(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def kill(self) -> None:
        if self.process is not None:
            try:
                os.killpg(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                return
            self.process.wait()


def until(condition: object, seconds: float = 15) -> bool:
    assert callable(condition)
    began = time.monotonic()
    while not (true := bool(condition())) and time.monotonic() - began < seconds:
        time.sleep(0.1)
    return true


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def found(folder: Path) -> None:
    archive = Archive(folder, unused_port())
    archive.start(**FOUNDER)
    archive.wait_until_healthy(worker=False)
    os.killpg(archive.pid, signal.SIGINT)
    assert archive.wait() == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that has been started before, so that the tests start quickly."""
    founded = Archive(once(tmp_path_factory, "founded", found), unused_port())
    own = Archive(tmp_path_factory.mktemp("archive"), unused_port())
    copy(founded.data, own.data)
    return own.data.parent


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    it = Archive(folder, unused_port())
    it.log.unlink(missing_ok=True)
    yield it
    it.kill()


def test_starts_listens_here_only_and_ends_quietly_on_ctrl_c(archive: Archive) -> None:
    archive.start()
    archive.wait_until_healthy()
    assert until(lambda: f"http://127.0.0.1:{archive.port}/" in archive.output())
    if sys.platform == "linux":
        listening = re.findall(
            rf"^\s*\d+: (\w+):{archive.port:04X} \w+:\w+ 0A",
            Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text(),
            re.MULTILINE,
        )
        assert set(listening) == {"0100007F"}
    os.killpg(archive.pid, signal.SIGINT)
    assert archive.wait() == 0
    assert archive.is_silent()
    with pytest.raises(ProcessLookupError):
        os.killpg(archive.pid, 0)
    assert "Traceback" not in archive.output()


def test_a_second_start_makes_nothing_anew_and_sigterm_ends_it(archive: Archive) -> None:
    archive.start()
    archive.wait_until_healthy(worker=False)
    assert "Nạp nội dung mẫu" not in archive.output()
    os.kill(archive.pid, signal.SIGTERM)
    assert archive.wait() == 0
    assert archive.is_silent()
    assert "Traceback" not in archive.output()


@linux
@pytest.mark.parametrize("name", ["worker", "media worker"])
def test_a_worker_that_dies_is_started_again(archive: Archive, name: str) -> None:
    archive.start()
    archive.wait_until_healthy()
    killed = archive.children()[name]
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: archive.children().get(name, killed) != killed)
    assert f"the {name} ended (status -9); starting it again" in archive.output()
    archive.wait_until_healthy()


@linux
def test_without_the_server_the_worker_stops_and_the_status_says_so(archive: Archive) -> None:
    archive.start()
    archive.wait_until_healthy()
    children = archive.children()
    os.kill(children["server"], signal.SIGTERM)
    assert archive.wait() == 1
    assert not Path(f"/proc/{children['worker']}").exists()
    assert "the web server ended" in archive.output()


@linux
def test_nothing_outlives_a_supervisor_that_is_killed(archive: Archive) -> None:
    archive.start()
    archive.wait_until_healthy()
    children = archive.children()
    os.kill(archive.pid, signal.SIGKILL)
    assert archive.wait() == -signal.SIGKILL
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children.values()))
    assert until(archive.is_silent)


def test_one_data_folder_is_served_once(archive: Archive, folder: Path) -> None:
    archive.start()
    archive.wait_until_healthy(worker=False)
    second = Archive(folder, unused_port())
    second.start()
    assert second.wait(60) == 1
    assert f"already being served (process {archive.pid})" in second.output()


def test_a_taken_port_is_said_at_once(archive: Archive) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", archive.port))
        other.listen()
        archive.start()
        assert archive.wait(60) == 1
    assert f"Port {archive.port} cannot be used" in archive.output()


def test_an_empty_archive_without_a_terminal_says_what_to_set(unfounded: Path) -> None:
    output = Archive(unfounded, unused_port()).output()
    assert (unfounded / "status").read_text() == "1"
    assert "AGENCY, ADMIN_USERNAME, ADMIN_PASSWORD" in output
    assert "Traceback" not in output


def test_production_refuses_to_start_without_its_secrets(tmp_path: Path) -> None:
    archive = Archive(tmp_path, unused_port())
    archive.start("base")
    assert archive.wait(60) == 1
    output = archive.output()
    assert all(name in output for name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"))
    assert "Traceback" not in output
    assert not (archive.data / "archive.sqlite3").exists()


PRODUCTION = {
    "SECRET_KEY": "x" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "di-san.example.vn",
    "SITE_URL": "https://di-san.example.vn",
    "BEHIND_PROXY": "true",
}


@pytest.mark.parametrize(("variable", "value"), [("DEMO", "1"), ("SECRET_KEY", "a")])
def test_production_creates_nothing_with_what_is_not_safe(
    tmp_path: Path, variable: str, value: str
) -> None:
    archive = Archive(tmp_path, unused_port())
    archive.start("base", **{**PRODUCTION, variable: value})
    try:
        assert archive.wait(60) == 1
    finally:
        archive.kill()
    assert variable in archive.output()
    assert "Traceback" not in archive.output()
    assert list(archive.data.iterdir()) == []


def test_production_starts_with_them_and_answers_the_monitor_of_its_machine(
    archive: Archive,
) -> None:
    archive.start("base", **PRODUCTION)
    archive.wait_until_healthy()
    assert "Traceback" not in archive.output()
    request = urllib.request.Request(
        f"http://127.0.0.1:{archive.port}/admin/login/",
        headers={"X-Forwarded-Proto": "https", "Host": "di-san.example.vn"},
    )
    with urllib.request.urlopen(request, timeout=20) as response:
        assert response.status == 200
        assert "max-age" in response.headers["Strict-Transport-Security"]
        assert "Secure" in response.headers["Set-Cookie"]
    request = urllib.request.Request(
        f"http://127.0.0.1:{archive.port}/admin/login/", headers={"X-Forwarded-Proto": "https"}
    )
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(request, timeout=20)
