"""An archive to look at: the one at BASE_URL, or one with the demo content, started for it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PATIENCE = 300
"""Seconds an archive may take to load the demo content."""
MEMBER = "giu-cham"
"""The demo account that pages of communities are seen with."""


@dataclass(frozen=True)
class Archive:
    """Where it answers, and who may sign in; no password: nobody."""

    base: str
    password: str = ""

    def fetch(self, address: str) -> str:
        """What stands at an address; a page that is not found is a page, too."""
        try:
            with urllib.request.urlopen(self.base + address) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode() if error.code == 404 else ""


@contextmanager
def opened() -> Iterator[Archive]:
    """The archive at BASE_URL as it is; without one, a fresh one that ends with the block."""
    if base := os.environ.get("BASE_URL"):
        yield Archive(base.rstrip("/"), os.environ.get("MEMBER_PASSWORD", ""))
        return
    folder = VAR / "screens" / "archive"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "heritage.settings.development",
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "DEMO": "1",
    }
    base = f"http://127.0.0.1:{port}"
    with (folder / "output.txt").open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"{base}/healthz", server)
            subprocess.run(
                [sys.executable, "-m", "tests.screens.additions"],
                cwd=ROOT,
                env=environment,
                check=True,
            )
            accounts = (folder / "demo-accounts.txt").read_text("utf-8")
            found = re.search(rf"^\s*{MEMBER}\s+(\S+)", accounts, re.MULTILINE)
            yield Archive(base, found.group(1) if found else "")
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until it answers; raises when it ended or PATIENCE did."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE and server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"no archive at {address}; see var/screens/archive/output.txt")
