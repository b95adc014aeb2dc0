"""`manage.py ingest PATH…`: files, folders and ZIPs into the archive, and to their things."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from heritage.exchange.file_sheet import PlannedFile, read_sheet
from heritage.exchange.leaders import leader_called
from heritage.exchange.reading import SourceFile
from heritage.exchange.taking_in import take_in
from heritage.exchange.validators.limits import MAX_FILE_BYTES
from media_pipeline.folders import Source, UnreadableZipError, sources
from media_pipeline.receiving import Outcome

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
        parser.add_argument("--sheet", type=Path, help="CSV or XLSX: which belongs to what")
        parser.add_argument("--by", metavar="USER", help="whose files they are")
        parser.add_argument("--leader", metavar="USER", help="lets what is whole be seen")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="of reasons")

    def handle(self, *args: Any, **options: Any) -> None:
        """Receive one after the other; exit status 1 where something was refused."""
        counts: Counter[str] = Counter()
        rows = []
        by, leader = _user(options["by"]), _leader(options["leader"])
        if by is not None and by == leader:
            raise CommandError(
                "Người gửi không tự duyệt được. (Nobody approves what he sent himself.)"
            )
        for path in options["paths"]:
            if not path.exists():
                raise CommandError(f"Không có {path}. (There is no {path}.)")
        try:
            sheet, language = options["sheet"], options["language"]
            with translation.override(language), sources(options["paths"], sheet) as found:
                planned = self._planned(sheet, found, language)
                for taken in take_in(found, planned, by=by, leader=leader):
                    counts[taken.outcome] += 1
                    if options["format"] == "json":
                        rows.append(taken.as_json())
                    else:
                        said = f"{WORDS[taken.outcome]}: {taken.path}"
                        self.stdout.write(f"{said}. {taken.reason}" if taken.reason else said)
        except UnreadableZipError as error:
            raise CommandError(str(error)) from error
        except (OSError, BotoCoreError, ClientError) as error:
            raise CommandError(
                f"Kho tệp không nhận được lúc này: {error}. Những tệp đã báo là đã nhận vẫn còn;"
                " hãy chạy lại lệnh này. (Files cannot be stored now: run this again.)"
            ) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        elif options["verbosity"]:
            told = ", ".join(f"{WORDS[outcome]} {counts[outcome]}" for outcome in Outcome)
            self.stdout.write(f"Tổng cộng: {told}.")
        if counts[Outcome.REFUSED]:
            sys.exit(1)

    def _planned(
        self, path: Path | None, found: dict[str, Source], language: Any
    ) -> dict[str, PlannedFile]:
        if path is None:
            return {}
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        planned, problems = read_sheet(SourceFile(path.name, data), found)
        for problem in problems:
            where = ":".join(str(x) for x in (problem.file, problem.row, problem.column) if x)
            self.stderr.write(f"{where} {problem.message(language)}")
        if problems:
            raise CommandError("Bảng có lỗi, chưa nhận tệp nào. (The sheet has errors.)")
        return planned


def _user(username: str | None) -> Any:
    if not username:
        return None
    user = get_user_model()._default_manager.filter(username=username).first()
    if user is None:
        raise CommandError(f"Không có tài khoản “{username}”. (No account {username!r}.)")
    return user


def _leader(username: str | None) -> Any:
    if not username:
        return None
    leader = leader_called(username)
    if leader is None:
        raise CommandError(
            f"Không có tài khoản lãnh đạo “{username}”. (No account {username!r} that may publish.)"
        )
    return leader
