"""`manage.py search work|rebuild|status|compare`: the index, for operators."""

from __future__ import annotations

import json
import signal
from argparse import ArgumentParser
from dataclasses import asdict
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max, Min

from search import rebuilding, working
from search.engine import EngineError, RebuildingError
from search.engines import engine
from search.models import Change
from search.source import source


class Command(BaseCommand):
    """What an operator does with the index: one word after `search`."""

    help = "Chỉ mục tìm kiếm: làm việc, dựng lại, xem tình trạng, so với dữ liệu."
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be asked for."""
        words = parser.add_subparsers(dest="word", required=True)
        work = words.add_parser("work", help="đưa thay đổi vào chỉ mục cho đến khi được bảo dừng")
        work.add_argument("--until-empty", action="store_true", help="dừng khi không còn việc")
        words.add_parser("rebuild", help="dựng chỉ mục mới bên cạnh rồi thay chỉ mục cũ")
        for word, help_ in (
            ("status", "chỉ mục có bao nhiêu, còn gì chờ, gì không được"),
            ("compare", "so chỉ mục với dữ liệu: thiếu, cũ, thừa, sai người xem"),
        ):
            words.add_parser(word, help=help_).add_argument(
                "--format", choices=["text", "json"], default="text"
            )

    def handle(self, *args: Any, word: str, **options: Any) -> None:
        """Do what the word says."""
        try:
            getattr(self, word)(options)
        except EngineError as error:
            raise CommandError(f"Máy tìm kiếm không trả lời: {error}") from error
        except RebuildingError as error:
            raise CommandError("Đang có người khác dựng lại chỉ mục này.") from error

    def work(self, options: dict[str, Any]) -> None:
        """Bring changes to the index. Ends on SIGTERM: what is not done waits."""
        if options["until_empty"]:
            working.until_done(engine(), source())
            return
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        working.work(engine(), source(), lambda: not self.stopping)

    def rebuild(self, options: dict[str, Any]) -> None:
        """Make the index anew."""
        count = rebuilding.rebuild(engine(), source(), self._told)
        self.stdout.write(f"Chỉ mục mới có {count} mục.")

    def status(self, options: dict[str, Any]) -> None:
        """What there is, what waits, what is stuck. An engine that does not answer is an answer."""
        stuck = Change.objects.filter(failures__gt=0).values("document")
        report: dict[str, Any] = {
            "documents": None,
            "error": "",
            "waiting": Change.objects.values("document").distinct().count(),
            "waiting_since": Change.objects.aggregate(at=Min("at"))["at"],
            "stuck": list(
                stuck.annotate(
                    most=Max("failures"), why=Max("reason"), next=Max("due_at")
                ).order_by("document")
            ),
        }
        try:
            report["documents"] = engine().count()
        except EngineError as error:
            report["error"] = str(error)
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, default=str, indent=1))
            return
        if report["error"]:
            self.stdout.write(f"Máy tìm kiếm không trả lời: {report['error']}")
        else:
            self.stdout.write(f"Chỉ mục có {report['documents']} mục.")
        self.stdout.write(f"Đang chờ: {report['waiting']} mục.")
        for one in report["stuck"]:
            self.stdout.write(f"  {one['document']}: {one['why']} ({one['most']} lần)")

    def compare(self, options: dict[str, Any]) -> None:
        """What does not agree. Exit status 1 if anything does not."""
        found = rebuilding.compare(engine(), source())
        if options["format"] == "json":
            self.stdout.write(json.dumps(asdict(found), indent=1))
        else:
            words = {
                "missing": "Thiếu",
                "stale": "Cũ",
                "extra": "Thừa",
                "forbidden": "Sai người xem",
            }
            for name, keys in asdict(found).items():
                self.stdout.write(" ".join([f"{words[name]}: {len(keys)}.", *keys]))
        if found:
            raise SystemExit(1)

    def _told(self, done: int) -> None:
        self.stderr.write(f"{done} …", ending="\r")

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
