"""Keeps the web server and the background workers running, and stops them together.

Run by `manage.py start` in its own place (`exec`), with nothing of Django loaded: a process that
only waits should not hold 100 MB.
"""

import argparse
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from types import FrameType

TICK = 0.2  # seconds between two looks at the children
STOP_TIMEOUT = 10.0  # seconds for a child to end by itself before it is killed
MAX_RESTARTS = 5  # of a worker; one that then ran for RESTART_WINDOW seconds starts counting anew
RESTART_WINDOW = 600.0


def _with_parent() -> None:
    """In a child before it becomes its program: Ctrl-C is the supervisor's, and its death ours.

    SIGINT reaches the whole process group; only the supervisor answers it, and sends SIGTERM. It
    is blocked and not ignored, because granian installs a handler of its own, and its processes
    can hang when SIGINT and SIGTERM reach them at the same time.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    if sys.platform == "linux":
        PR_SET_PDEATHSIG = 1
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Program:
    """One child process, started again when it may be."""

    def __init__(self, name: str, command: list[str], restarts: int = 0) -> None:
        self.name = name
        self.command = command
        self.restarts = restarts
        self.deaths = 0
        self.process: subprocess.Popen[bytes] | None = None
        self.due = 0.0

    def start(self) -> None:
        """Start it now."""
        self.process = subprocess.Popen(self.command, preexec_fn=_with_parent)
        self.started = time.monotonic()

    def look(self) -> bool:
        """Whether it runs or will soon run again; False when it has died for good."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return True
        if (status := self.process.poll()) is None:
            return True
        if now - self.started > RESTART_WINDOW:
            self.deaths = 0
        self.deaths += 1
        if self.deaths > self.restarts:
            say(f"the {self.name} ended (status {status})")
            return False
        delay = 2.0 ** (self.deaths - 1)
        say(f"the {self.name} ended (status {status}); starting it again in {delay:.0f} s")
        self.process, self.due = None, now + delay
        return True

    def stop(self, deadline: float) -> None:
        """Wait for it to end until `deadline` (monotonic seconds), then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"the {self.name} does not end; killed")
            self.process.kill()
            self.process.wait()

    def terminate(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()


class Supervisor:
    """Runs programs until one dies for good or a signal asks to stop."""

    def __init__(self, programs: list[Program], ready: Callable[[], bool]) -> None:
        self.programs = programs
        self.ready = ready
        self.stopping = False

    def run(self) -> int:
        """Exit status: 0 when asked to stop, 1 when a program died."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        announced = False
        while not self.stopping:
            alive = [program.look() for program in self.programs]
            if not all(alive):
                break
            announced = announced or self.ready()
            time.sleep(TICK)
        for program in self.programs:
            program.terminate()
        deadline = time.monotonic() + STOP_TIMEOUT
        for program in self.programs:
            program.stop(deadline)
        return 0 if self.stopping else 1

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def say(text: str) -> None:
    """One line for the operator."""
    with contextlib.suppress(OSError):  # the terminal may be gone
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def announcer(port: int, text: str) -> Callable[[], bool]:
    """A function that prints `text` and says True once the server answers on `port`."""

    def ready() -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1):
                pass
        except urllib.error.HTTPError:
            pass  # an answer, if a bad one
        except OSError:
            return False
        say(text)
        return True

    return ready


def main(arguments: list[str]) -> int:
    """Run server and worker for one installation; see `manage.py start` for the arguments."""
    parser = argparse.ArgumentParser(prog="supervisor")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--processes", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--announce", default="")
    options = parser.parse_args(arguments)
    server = [
        *(sys.executable, "-m", "granian", "heritage.wsgi:application"),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(options.port)),
        *("--workers", str(options.processes), "--blocking-threads", str(options.threads)),
        *("--workers-kill-timeout", "5", "--no-ws", "--log-level", "error"),
    ]
    worker = [sys.executable, "manage.py", "run_worker"]
    # On its own: a film of two hours must not keep a load of sheets waiting.
    media = [sys.executable, "manage.py", "media", "work"]
    # And neither of them what was published.
    search = [sys.executable, "manage.py", "search", "work"]
    return Supervisor(
        [
            Program("web server", server),
            Program("worker", worker, restarts=MAX_RESTARTS),
            Program("media worker", media, restarts=MAX_RESTARTS),
            Program("search worker", search, restarts=MAX_RESTARTS),
        ],
        announcer(options.port, options.announce),
    ).run()


if __name__ == "__main__":
    os.umask(0o027)
    sys.exit(main(sys.argv[1:]))
