"""`manage.py ingest PATH…`: files, folders and ZIPs into the archive."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from media_pipeline.folders import UnreadableZipError, sources
from media_pipeline.receiving import Outcome, receive

WORDS = {
    Outcome.READY: "đã nhận",
    Outcome.DUPLICATE: "đã có",
    Outcome.REFUSED: "không nhận",
}


class Command(BaseCommand):
    """Receive files. What was received before is recognised, so that it may be run again."""

    help = "Nhận tệp, thư mục và ZIP vào kho. Chạy lại cũng không lưu hai lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be asked for."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="of reasons")

    def handle(self, *args: Any, **options: Any) -> None:
        """Receive one after the other; exit status 1 where something was refused."""
        counts: Counter[str] = Counter()
        rows = []
        with translation.override(options["language"]):
            for row in self._received(options["paths"]):
                counts[row["outcome"]] += 1
                if options["format"] == "json":
                    rows.append(row)
                else:
                    said = f"{WORDS[row['outcome']]}: {row['path']}"
                    self.stdout.write(f"{said}. {row['reason']}" if row["reason"] else said)
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            told = ", ".join(f"{WORDS[outcome]} {counts[outcome]}" for outcome in Outcome)
            self.stdout.write(f"Tổng cộng: {told}.")
        if counts[Outcome.REFUSED]:
            sys.exit(1)

    def _received(self, paths: list[Path]) -> Iterator[dict[str, Any]]:
        for path in paths:
            if not path.exists():
                raise CommandError(f"Không có {path}. (There is no {path}.)")
        for path in paths:
            try:
                for name, opener in sources(path):
                    yield received(name, opener)
            except UnreadableZipError as error:
                raise CommandError(f"{path}: {error}") from error


def received(name: str, opener: Any) -> dict[str, Any]:
    """Receive one file. Raises what `receive` raises where nothing could be stored at all."""
    try:
        opened = opener()
    except OSError as error:  # it went away meanwhile, or is not for us to read
        why = _("Không mở được tệp trên máy này: %(why)s.") % {"why": error.strerror}
        return row(name, Outcome.REFUSED, why, None)
    try:
        with opened as stream:
            taken = receive(stream, name)
    except UnreadableZipError as error:
        why = _("Không lấy được tệp này ra khỏi ZIP: %(why)s. Hãy nén lại, không đặt mật khẩu.")
        return row(name, Outcome.REFUSED, why % {"why": error}, None)
    asset = taken.original.pk if taken.original is not None else None
    return row(name, taken.outcome, taken.reason, asset)


def row(path: str, outcome: Outcome, reason: str, asset: str | None) -> dict[str, Any]:
    """One file of the report."""
    return {"path": path, "outcome": outcome, "reason": reason, "asset": asset}
