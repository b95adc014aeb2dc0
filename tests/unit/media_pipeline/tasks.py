"""Tasks that misbehave, in the place of the real ones: `python -m` this."""

import ctypes
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from media_pipeline import apart
from media_pipeline.reasons import Reason, RefusedError


def echo(request: dict[str, Any]) -> Any:
    return request


def refuse(request: dict[str, Any]) -> Any:
    raise RefusedError(Reason.TOO_BIG, "in its own words", limit=3)


def environment(request: dict[str, Any]) -> Any:
    return dict(os.environ)


def chatter(request: dict[str, Any]) -> Any:
    os.write(1, b'{"value": "another"}')
    os.write(2, b'{"value": "another"}')
    return "answer"


def hang(request: dict[str, Any]) -> Any:
    program = subprocess.Popen(["sleep", "60"])
    Path(request["note"]).write_text(f"{os.getpid()} {program.pid}")
    time.sleep(60)


def swell(request: dict[str, Any]) -> Any:
    return len(bytearray(request["bytes"]))


def spill(request: dict[str, Any]) -> Any:
    with Path(request["into"]).open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 65536)


def crash(request: dict[str, Any]) -> Any:
    ctypes.string_at(0)


def divide(request: dict[str, Any]) -> Any:
    return 1 / 0


NAMES = ("echo", "refuse", "environment", "chatter", "hang", "swell", "spill", "crash", "divide")
if __name__ == "__main__":
    apart.TASKS |= {name: f"tests.unit.media_pipeline.tasks:{name}" for name in NAMES}
    apart.main(*sys.argv[1:])
