"""The sign of life of the background worker: one small file, rewritten each time round its loop.

A file and not a row, so that neither the worker nor `/healthz` writes the database for it.
"""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

# Idle, the worker beats once a second, or once in SQLite's busy timeout (20 s) while another
# process holds the write lock.
IDLE_LIMIT = 60.0
# A task beats when it begins and ends. The longest, an import of 10,000 rows, should take 60 s.
TASK_LIMIT = 15 * 60.0


@dataclass(frozen=True)
class Heartbeat:
    """When the worker was last seen (seconds since the epoch), and the task it was beginning."""

    time: float
    task: str | None = None

    @property
    def age(self) -> float:
        """Seconds since."""
        return max(0.0, time.time() - self.time)

    @property
    def limit(self) -> float:
        """The age in seconds from which the worker counts as stuck."""
        return TASK_LIMIT if self.task else IDLE_LIMIT


def path() -> Path:
    """Where the heartbeat is kept."""
    return Path(settings.DATA_DIR) / "worker.json"


def beat(task: str | None = None) -> None:
    """Say that the worker is alive and, with `task`, what it is about to do."""
    draft = path().with_suffix(".new")
    draft.write_text(json.dumps(asdict(Heartbeat(time.time(), task))))
    draft.replace(path())


def last() -> Heartbeat | None:
    """The last heartbeat, or None where there has been none."""
    try:
        return Heartbeat(**json.loads(path().read_text()))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
