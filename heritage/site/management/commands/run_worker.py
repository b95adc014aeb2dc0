"""`manage.py run_worker`: run background tasks until told to stop."""

import socket
from typing import Any

from django.core.management.base import BaseCommand

from heritage.site.worker import ArchiveWorker


class Command(BaseCommand):
    """Run background tasks. `start` keeps one such worker; there is one for a data folder."""

    help = "Runs background tasks until told to stop."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM."""
        worker = ArchiveWorker(worker_id=socket.gethostname()[:64])
        worker.configure_signals()
        worker.run()
