"""`manage.py import_content PATH…`: sheets into the archive, all or nothing."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heritage.exchange.leaders import leader_called
from heritage.exchange.loading import Outcome, check, run, unled
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.staged import Landing
from heritage.exchange.validators.limits import MAX_FILE_BYTES
from heritage.exchange.validators.problems import MessageLanguage, Problem
from heritage.records.models import Identifier

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx")
STEPS = {"compare": "Kiểm tra", "prepare": "Chuẩn bị", "write": "Ghi"}


class Command(BaseCommand):
    """Load CSV and XLSX sheets; files may have any name and come in any order."""

    help = "Nạp các bảng CSV, XLSX vào kho. Có lỗi thì không thay đổi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be asked for."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
        parser.add_argument("--dry-run", action="store_true", help="check only, change nothing")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument("--state", choices=Load.Landing.values, default=Load.Landing.DRAFT)
        parser.add_argument("--leader", help="user name of the leader who lets it be published")
        parser.add_argument("--language", choices=["vi", "en"], default="vi", help="of messages")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, load, report; exit status 1 where something is wrong."""
        files = list(read_paths(options["paths"]))
        leader = None
        if options["leader"]:
            leader = leader_called(options["leader"])
            if leader is None:
                raise CommandError(
                    f"Không có tài khoản lãnh đạo “{options['leader']}”."
                    f" (No account {options['leader']!r} that may publish.)"
                )
        landing = Landing(options["state"], leader, restoring=_is_empty())
        if options["state"] == Load.Landing.PUBLISHED and leader is None:
            raise CommandError("--state published: hãy nêu --leader. (Name the leader.)")
        progress = self._progress if options["format"] == "text" and sys.stderr.isatty() else None
        if options["dry_run"]:
            outcome = check(files, landing, progress)
            assert outcome.staging is not None
            outcome.problems += unled(outcome.staging)
        else:
            load = Load(
                landing=options["state"],
                leader=leader,
                files=[{"name": file.name, "size": len(file.data)} for file in files],
            )
            outcome = run(files, landing, load, progress)
        report = as_json(outcome, options["language"])
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._tell(outcome, report, options)
        if outcome.problems:
            sys.exit(1)

    def _progress(self, step: str, done: int, total: int) -> None:
        self.stderr.write(f"\r{STEPS.get(step, step)} {done}/{total}   ", ending="")
        if done == total:
            self.stderr.write("")

    def _tell(self, outcome: Outcome, report: dict[str, Any], options: dict[str, Any]) -> None:
        for problem in [*report["errors"], *report["warnings"]]:
            place = ":".join(str(part) for part in (problem["file"], problem["row"]) if part)
            column = f" [{problem['column']}]" if problem["column"] else ""
            self.stdout.write(f"{place}{column} {problem['message']}")
        counts = outcome.counts
        if outcome.problems:
            self.stdout.write(
                f"{len(outcome.problems)} lỗi; không thay đổi gì. (Errors; nothing was changed.)"
            )
            return
        number = f"Lần nạp số {outcome.load.number}" if outcome.load else "Chạy thử"
        self.stdout.write(
            f"{number}: tạo mới {counts['created']}, sửa {counts['changed']},"
            f" giữ nguyên {counts['unchanged']}."
        )


def _is_empty() -> bool:
    """Whether the archive has never held anything: then a copy of another may be read in."""
    return not Identifier.objects.exists()


def read_paths(paths: list[Path]) -> list[SourceFile]:
    """The files named, and the sheets in the folders named."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES)
        elif path.is_file():
            found.append(path)
        else:
            raise CommandError(f"Không có {path}. (There is no {path}.)")
    if not found:
        raise CommandError("Không có tệp CSV hay XLSX nào. (No CSV or XLSX file.)")
    return [SourceFile(path.name, _read(path)) for path in found]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        # One byte more than is allowed is enough to say that it is too large.
        return file.read(MAX_FILE_BYTES + 1)


def as_json(outcome: Outcome, language: MessageLanguage) -> dict[str, Any]:
    """The report of a load, as `--format json` prints it."""
    return {
        **outcome.counts,
        "load": outcome.load.number if outcome.load else None,
        "errors": [as_dict(problem, language) for problem in outcome.problems],
        "warnings": [as_dict(problem, language) for problem in outcome.warnings],
    }


def as_dict(problem: Problem, language: MessageLanguage) -> dict[str, Any]:
    """A problem with its message."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "message": problem.message(language),
    }
