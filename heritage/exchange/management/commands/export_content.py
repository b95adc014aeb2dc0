"""`manage.py export_content DEST`: the whole archive as CSV sheets."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heritage.exchange.exporting import write_all


class Command(BaseCommand):
    """Write one CSV a kind into a folder; `import_content` of that folder gives the same again."""

    help = "Xuất toàn bộ kho ra các bảng CSV, mỗi loại một tệp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, metavar="DEST")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        folder: Path = options["folder"]
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} không phải là thư mục. ({folder} is no folder.)")
        for name, count in write_all(folder).items():
            self.stdout.write(f"{name}: {count}")
