"""Strangers' bytes are read in a process of its own: bounded, and killed when it does not end.

    found = apart("look", {"path": "/…/photo.jpg", "name": "photo.jpg"}, Bounds())

The process knows nothing of the archive: no settings, no database, no environment. It answers with
a file of JSON, because native libraries write to the standard streams whatever they like.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from media_pipeline.reasons import Reason, RefusedError

MB = 1024 * 1024
TASKS = {
    "look": "media_pipeline.opening.looking:look",
    "make": "media_pipeline.recipes.making:make",
}
"""What may be asked for, and where it is: a function from a JSON object to a JSON value."""
MODULE = "media_pipeline.apart"
ANSWER_LIMIT = 16 * MB
NO_MEMORY = ("MemoryError", "out of memory", "bad_alloc", "failed to allocate")
"""What Python, libvips, C++ and GLib say last."""
TICK = 0.5  # seconds between two looks at a process
PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Bounds:
    """What a process may take."""

    memory: int = 768 * MB
    """Bytes of its own data, and as much again for each program it starts."""
    seconds: float = 60.0
    """Of the clock on the wall, from its start."""
    written: int = 4096 * MB
    """Bytes of the largest file it may write."""


@dataclass(frozen=True)
class Done:
    """What came back."""

    value: Any
    seconds: float
    memory: int
    """Bytes it held at most, with the largest program it started."""


class BrokenTaskError(Exception):
    """The fault is ours and not the file's. Carries the traceback of the other process."""


def apart(
    task: str,
    request: Mapping[str, Any],
    bounds: Bounds,
    tick: Callable[[], None] = lambda: None,
) -> Done:
    """Run a task of `TASKS` apart. `tick` is called a few times a second; if it raises, that ends.

    Raises RefusedError for whatever is wrong with the file, a crash and a bound that was reached
    included; BrokenTaskError when the task failed in a way it does not know.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="apart-") as folder:
        answer = Path(folder) / "answer.json"
        asked = {
            "request": dict(request),
            "bounds": asdict(bounds),
            "answer": str(answer),
            "parent": os.getpid(),
        }
        (Path(folder) / "asked.json").write_text(json.dumps(asked))
        status = _run([task, str(Path(folder) / "asked.json")], Path(folder), bounds, tick)
        seconds = time.monotonic() - began
        if not answer.is_file() or answer.stat().st_size > ANSWER_LIMIT:
            raise _died(status, Path(folder) / "said.txt")
        said = json.loads(answer.read_text())
    if (reason := said.get("refused")) is not None:
        raise RefusedError(Reason(reason), said["detail"], **said["params"])
    return Done(said["value"], seconds, said["memory"])


def _run(arguments: list[str], folder: Path, bounds: Bounds, tick: Callable[[], None]) -> int:
    environment = {
        "PATH": os.pathsep.join(os.get_exec_path()),
        "LANG": "C.UTF-8",
        "TMPDIR": str(folder),
        "HOME": str(folder),
        # One more picture at a time is one more process; within one, two threads are enough.
        "VIPS_CONCURRENCY": "2",
        "OMP_THREAD_LIMIT": "1",  # Tesseract is slower with more
        "MALLOC_ARENA_MAX": "2",
    }
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE, *arguments],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        end = time.monotonic() + bounds.seconds
        try:
            while time.monotonic() < end:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    return process.wait(TICK)
                tick()
            raise RefusedError(Reason.TOO_SLOW, limit=round(bounds.seconds))
        finally:
            # Its programs as well, and also when whoever waits is interrupted.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _died(status: int, said: Path) -> Exception:
    """It ended without an answer: a native library gave up, or brought it down, or we did."""
    words = said.read_bytes()[-2000:].decode(errors="replace").strip()
    if status == -signal.SIGXCPU:
        return RefusedError(Reason.TOO_SLOW, words)
    if any(sign in words for sign in NO_MEMORY):
        return RefusedError(Reason.TOO_MUCH_MEMORY, words)
    if status == 1:  # Python's own, with a traceback
        return BrokenTaskError(words)
    return RefusedError(Reason.CRASHED, f"status {status}: {words}")


def _bound(bounds: Bounds) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What it allocates, not what it maps: threads and files reserve addresses that cost nothing.
    resource.setrlimit(resource.RLIMIT_DATA, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (bounds.written, bounds.written))
    processor = int(bounds.seconds * 4) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))


def with_parent() -> None:
    """End when the process that started this one is killed; also as `preexec_fn`."""
    if sys.platform == "linux":
        import ctypes

        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _held() -> int:
    """Bytes this process and the largest of its programs held at most.

    Of its own from /proc where there is one: `ru_maxrss` begins with what its parent held.
    """
    programs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    except OSError:
        found = None
    own = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (own + programs) * 1024


def main(task: str, asked_in: str) -> None:
    """In the other process: do one task and write the answer down."""
    with_parent()
    asked = json.loads(Path(asked_in).read_text())
    if os.getppid() != asked["parent"]:
        return  # it was killed before the line above
    _bound(Bounds(**asked["bounds"]))
    module, name = TASKS[task].split(":")
    said: dict[str, Any]
    try:
        said = {"value": getattr(importlib.import_module(module), name)(asked["request"])}
    except RefusedError as refusal:
        said = {"refused": refusal.reason, "detail": refusal.detail, "params": refusal.params}
    except MemoryError:
        said = {"refused": Reason.TOO_MUCH_MEMORY, "detail": "MemoryError", "params": {}}
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        said = {"refused": Reason.TOO_BIG, "detail": str(error), "params": {}}
    said["memory"] = _held()
    aside = Path(asked["answer"] + ".part")
    aside.write_text(json.dumps(said))
    aside.rename(asked["answer"])


if __name__ == "__main__":
    main(*sys.argv[1:])
