"""`manage.py export_files DEST`: the files of all things with their words, and a sheet."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.management.base import BaseCommand, CommandError

from heritage.exchange.giving_out import DAMAGED, SHEET, give_out


class Command(BaseCommand):
    """`ingest DEST --sheet DEST/files.csv` gives the same again in an archive with the things."""

    help = "Xuất bản gốc của mọi nội dung kèm lời, quyền, bản chép lời. Chạy lại thì làm tiếp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, metavar="DEST")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export."""
        folder: Path = options["folder"]
        if folder.exists() and not folder.is_dir():
            raise CommandError(f"{folder} không phải là thư mục. ({folder} is no folder.)")
        try:
            given = give_out(folder)
        except (OSError, BotoCoreError, ClientError) as error:
            raise CommandError(
                f"Chưa xuất hết: {error}. Hãy chạy lại lệnh này. (Not finished: run this again.)"
            ) from error
        self.stdout.write(
            f"{folder / SHEET}: chép {given.copied} bản gốc, {given.there} đã có từ trước;"
            f" {given.hung_nowhere} không thuộc nội dung nào, để lại."
        )
        for file in given.damaged:
            self.stderr.write(f"{file.identifier_id} {file.name}: {file.original_id}")
        if given.damaged:
            count = len(given.damaged)
            raise CommandError(
                f"{count} bản gốc không còn nguyên vẹn; lời của chúng ở {DAMAGED}."
                f" ({count} originals are lost or changed; their words are in {DAMAGED}.)"
            )
