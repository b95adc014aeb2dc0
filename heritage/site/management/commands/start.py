"""`manage.py start`: make the archive ready, then run the web server and the background worker."""

import fcntl
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import BaseCommand, CommandError, call_command

from heritage.site import founding, setup, static_files


class Command(BaseCommand):
    """What `make run` and `make serve` call, with development and production settings."""

    help = "Prepares the archive and runs web server and background worker."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Come back only with an error: when all is ready the supervisor takes this process."""
        try:
            self.prepare()
        except KeyboardInterrupt:
            sys.exit(130)
        announce = f"Kho tư liệu đã mở · the archive is open: {settings.SITE_URL}/"
        if settings.PRODUCTION:
            announce += f" (http://127.0.0.1:{settings.PORT})"
        else:
            announce += "   (Ctrl-C: dừng · stop)"
        sys.stdout.flush()
        os.chdir(settings.BASE_DIR)
        command = [
            *(sys.executable, "-m", "heritage.site.supervisor"),
            *("--port", str(settings.PORT), "--announce", announce),
            *("--processes", str(settings.SERVER_PROCESSES)),
            *("--threads", str(settings.SERVER_THREADS)),
        ]
        os.execv(sys.executable, command)  # noqa: S606 - its own interpreter, no shell

    def prepare(self) -> None:
        """Everything from the checks to the first content; each step is quick when done before."""
        os.umask(0o027)
        self.insist(checks.Tags.security)
        take_lock(Path(settings.DATA_DIR) / "lock")
        refuse_taken(settings.PORT)
        (Path(settings.DATA_DIR) / "worker.json").unlink(missing_ok=True)
        self.step("compile_catalogues")
        self.step("migrate", interactive=False)
        self.insist(checks.Tags.database)
        static_files.collect()
        self.step("prepare")
        if not setup.is_new():
            return
        if settings.DEMO:
            self.stdout.write("Nạp nội dung mẫu · loading the demo content …")
            self.stdout.write(setup.found_with_demo())
        else:
            setup.found(**founding.ask(settings.FOUNDING))

    def insist(self, tag: str) -> None:
        """In production, refuse what `check --deploy` calls an error."""
        if not settings.PRODUCTION:
            return
        found = checks.run_checks(tags=[tag], include_deployment_checks=True, databases=["default"])
        errors = [message for message in found if message.level >= checks.ERROR]
        if errors:
            lines = [f"  {error.msg} {error.hint or ''}" for error in errors]
            raise CommandError("\n".join(["The archive cannot be opened to the public:", *lines]))

    def step(self, name: str, **options: Any) -> None:
        """Call a command quietly."""
        call_command(name, verbosity=0, **options)


def take_lock(path: Path) -> None:
    """Hold the data folder for this process and its children, until the last of them has ended.

    Two workers on one folder would run a task twice, and two servers are a mistake anyway.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.read(descriptor, 100).decode() or "?"
        raise CommandError(
            f"{path.parent} is already being served (process {holder}). Stop that first,"
            " or give another DATA_DIR and PORT."
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, str(os.getpid()).encode())
    os.set_inheritable(descriptor, True)


def refuse_taken(port: int) -> None:
    """Say so now, and not in the server's words later, when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). Choose another: PORT=8001 make run"
            ) from None
