"""The background worker: django-tasks-db's, made to show that it lives and to survive a kill."""

import logging
import signal
import sys
import time
from types import FrameType
from typing import Any

from django_tasks_db.compat import TASKS_LOGGER, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from heritage.records.consents import close_run_out
from heritage.site import generations, heartbeat
from heritage.site.forgetting import forget
from heritage.site.schedule import publish_due

# A task that took the worker down with it this many times is marked failed, not tried again.
ATTEMPTS = 3
# Seconds a running task may still take when the archive is being stopped; then it is taken back,
# and the next start runs it again from the beginning.
PATIENCE = 3
# Seconds between two looks at what was planned to be published or taken back by now, at consents
# that have run out, at the count of changes, and at what is not kept any longer.
SCHEDULE_EVERY = 60.0


class TaskInterrupted(BaseException):
    """Raised inside a task that still runs when the worker has to end; no task should catch it."""


class TaskAbandonedError(Exception):
    """The worker was killed each time it ran this task."""


class ArchiveWorker(Worker):
    """Runs queued tasks, one after the other, until it is told to stop.

    The heartbeat comes from the loop itself and not from a thread of its own: a worker that hangs
    stops beating.
    """

    def __init__(self, worker_id: str, interval: float = 1.0) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=interval,
            # `Worker.run` comes back whenever the queue is empty.
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )

    def configure_signals(self) -> None:
        """Stop on SIGTERM, and on Ctrl-C where no supervisor answers that."""
        signal.signal(signal.SIGINT, self.shutdown)
        signal.signal(signal.SIGTERM, self.shutdown)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End at once when idle; a running task has `PATIENCE` seconds to finish."""
        self.running = False
        if not self.running_task:
            sys.exit(0)
        signal.signal(signal.SIGALRM, self._interrupt)
        signal.alarm(PATIENCE)

    def _interrupt(self, signum: int, frame: FrameType | None) -> None:
        # It would report the interruption as a failure, with a traceback.
        logging.getLogger(TASKS_LOGGER).disabled = True
        raise TaskInterrupted

    def run(self) -> None:
        """Work until told to stop."""
        self.recover()
        due = time.monotonic()
        while self.running:
            heartbeat.beat()
            if time.monotonic() >= due:
                close_run_out()
                publish_due()
                generations.fold()
                forget()
                due = time.monotonic() + SCHEDULE_EVERY
            super().run()
            if self.running:
                time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        """Run one task between two heartbeats."""
        heartbeat.beat(db_task_result.task_path)
        super().run_task(db_task_result)
        signal.alarm(0)
        if db_task_result.exception_class_path.endswith(f".{TaskInterrupted.__name__}"):
            self._queue_again(db_task_result, worker_ids=db_task_result.worker_ids[:-1])
        heartbeat.beat()

    def recover(self) -> None:
        """Queue the tasks again that this worker was running when it was last killed."""
        for result in DBTaskResult.objects.running():
            if result.worker_ids[-1:] != [self.worker_id]:
                continue
            if len(result.worker_ids) >= ATTEMPTS:
                result.set_failed(TaskAbandonedError(f"The worker died {ATTEMPTS} times."))
            else:
                self._queue_again(result, worker_ids=result.worker_ids)

    def _queue_again(self, result: DBTaskResult[Any, Any], worker_ids: list[str]) -> None:
        """`worker_ids` counts the attempts."""
        result.status = TaskResultStatus.READY
        result.worker_ids = worker_ids
        result.finished_at = None
        result.exception_class_path = result.traceback = ""
        result.save()
