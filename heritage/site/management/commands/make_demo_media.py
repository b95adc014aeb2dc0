"""`manage.py make_demo_media INTO_FOLDER`: the demo's own recordings, films and pictures."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heritage.site.demo_media.making import NAMES, make_all


class Command(BaseCommand):
    """Make them, with the sheet and the transcripts beside them, ready for `ingest`."""

    help = "Dựng tệp mẫu (âm thanh, phim, tranh, trang lá buông, bản quét) vào một thư mục."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which."""
        parser.add_argument("folder", type=Path, metavar="INTO_FOLDER")
        parser.add_argument("--only", action="append", metavar="NAME", help="tên tệp (repeatable)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make each, and say how large it is."""
        names = options["only"] or NAMES
        if unknown := sorted(set(names) - set(NAMES)):
            raise CommandError(f"Không có tệp mẫu này (no such file): {', '.join(unknown)}")
        begun, total = time.monotonic(), 0
        for made in make_all(options["folder"], names):
            total += made.stat().st_size
            if options["verbosity"]:
                self.stdout.write(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")
        if options["verbosity"]:
            seconds = time.monotonic() - begun
            self.stdout.write(f"{len(names)} tệp, {total / 1e6:.1f} MB, {seconds:.0f} giây.")
