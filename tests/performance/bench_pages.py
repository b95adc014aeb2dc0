"""How many pages a second two server processes answer, kept and made anew, beside nginx.

`make bench` runs it where wrk and nginx are installed. A whole archive with the demo content is
started as `make run` does it; nginx serves the very bytes of the kept page as a file, on the same
machine and in the same run. Pages made anew are compared with those of a stock Wagtail site that
holds the same records (`tests/performance/stock`).
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.integration.test_run import Archive, until, unused_port

pytestmark = [
    pytest.mark.performance,
    pytest.mark.skipif(
        not (shutil.which("wrk") and shutil.which("nginx")), reason="needs wrk and nginx"
    ),
]

PAGE = "/le-hoi/le-hoi-kate/"
LIST = "/tu-lieu/"
STOCK = "tests.performance.stock"
SECONDS = 5
CONNECTIONS = 8

NGINX = """
{user}worker_processes 2; daemon off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off; default_type text/html; client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


@dataclass(frozen=True)
class Measured:
    """What wrk says of one address."""

    rate: float
    """Answers a second."""
    slowest: str
    """The slowest but one in a hundred."""
    bad: int

    def __str__(self) -> str:
        return f"{self.rate:7.0f} a second, p99 {self.slowest}" + (" BAD" if self.bad else "")


def load(address: str, *headers: str) -> Measured:
    """Ask for it over and over, with several connections."""
    asked = [part for header in headers for part in ("-H", header)]
    answer = subprocess.run(
        ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--latency", *asked, address],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", answer)
    slowest = re.search(r"99%\s+(\S+)", answer)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", answer)
    assert rate is not None, answer
    assert slowest is not None, answer
    return Measured(float(rate[1]), slowest[1], int(bad[1]) if bad else 0)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def memory(pid: int) -> int:
    """Megabytes that a process and its children hold, shared ones counted in each."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    own = pages * os.sysconf("SC_PAGE_SIZE") // 2**20
    return own + sum(memory(int(child)) for child in children)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """The demo archive with two server processes."""
    found = Archive(tmp_path, unused_port())
    found.start(SERVER_PROCESSES="2")
    found.wait_until_healthy(300)
    yield found
    found.kill()


def test_kept_pages_beside_the_same_bytes_from_nginx(archive: Archive, tmp_path: Path) -> None:
    base = f"http://127.0.0.1:{archive.port}"
    asking = urllib.request.Request(base + PAGE, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asking) as answer:
        packed = answer.read()
    folder = tmp_path / "nginx"
    (folder / "www").mkdir(parents=True)
    (folder / "www" / "page.html").write_bytes(packed)
    port = unused_port()
    # Started by root, its workers would be somebody who may not read our folder.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "conf").write_text(NGINX.format(folder=folder, port=port, user=user))
    nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "conf")])
    try:
        assert until(lambda: _listens(port))
        file = load(f"http://127.0.0.1:{port}/page.html")
        load(base + PAGE, "Accept-Encoding: gzip")  # each process keeps what it has made itself
        kept = load(base + PAGE, "Accept-Encoding: gzip")
    finally:
        nginx.terminate()
        nginx.wait()
    # Who is signed in, or brings a cookie that looks so, is never answered from what is kept.
    anew = load(base + PAGE, "Accept-Encoding: gzip", "Cookie: sessionid=x")
    rows = load(base + LIST, "Accept-Encoding: gzip", "Cookie: sessionid=x")
    beside, beside_rows = stock(tmp_path)
    print(
        f"\n{PAGE}: {len(packed)} bytes packed, {len(gzip.decompress(packed))} unpacked\n"
        f"file, nginx  {file}\nkept         {kept}, {kept.rate / file.rate:.0%} of nginx\n"
        f"made anew    {anew}\nstock page   {beside}, ours {anew.rate / beside.rate:.1f} times\n"
        f"list anew    {rows}\nstock list   {beside_rows}, "
        f"ours {rows.rate / beside_rows.rate:.1f} times\n"
        f"memory of all processes {memory(archive.pid)} MB"
    )
    assert kept.bad + anew.bad + rows.bad + beside.bad + beside_rows.bad == 0


def stock(folder: Path) -> tuple[Measured, Measured]:
    """The same page and list on a stock Wagtail site, served as ours is."""
    places = os.pathsep.join((str(folder), str(Path.cwd())))
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": places, "DATA_DIR": str(folder)}
    env["DJANGO_SETTINGS_MODULE"] = STOCK + ".settings"
    filled = subprocess.run(
        [sys.executable, "-m", STOCK + ".fill"], env=env, capture_output=True, text=True, check=True
    )
    port = unused_port()
    command = [sys.executable, "-m", "granian", STOCK + ".wsgi:application", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    command += ["--blocking-threads", "4", "--no-ws", "--log-level", "error"]
    server = subprocess.Popen(command, env=env)
    try:
        assert until(lambda: _listens(port))
        base = f"http://127.0.0.1:{port}"
        # The first answer of each process loads what the others find there.
        load(base + "/items/")
        return load(base + filled.stdout.strip()), load(base + "/items/")
    finally:
        server.terminate()
        server.wait(10)
