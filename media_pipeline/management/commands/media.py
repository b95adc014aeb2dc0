"""`manage.py media work|status|retry|renew|verify|reconcile|prune`: the pipeline, for operators."""

from __future__ import annotations

import datetime
import json
import logging
import signal
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.models import Count, Sum

from media_pipeline import fixity, queue, reconciling
from media_pipeline.chores import KEPT_ASIDE, Chores
from media_pipeline.models import Derivative, Job, Original, Quarantined
from media_pipeline.working import StoppedError, work_once

logger = logging.getLogger(__name__)
IDLE = 1.0  # seconds between two looks for work


class Command(BaseCommand):
    """What an operator does with files: one word after `media`."""

    help = "Tệp gốc và bản dẫn xuất: làm việc, xem tình trạng, thử lại, kiểm tra, dọn dẹp."
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What can be asked for."""
        words = parser.add_subparsers(dest="word", required=True)
        work = words.add_parser("work", help="làm các việc đang chờ cho đến khi được bảo dừng")
        work.add_argument("--until-empty", action="store_true", help="dừng khi không còn việc")
        status = words.add_parser(
            "status", help="bao nhiêu tệp, bao nhiêu việc, việc nào không được"
        )
        status.add_argument("--format", choices=["text", "json"], default="text")
        words.add_parser("retry", help="cho mọi việc không làm được bắt đầu lại")
        words.add_parser("renew", help="làm lại những gì công thức cũ đã làm")
        verify = words.add_parser("verify", help="đọc lại bản gốc và so với SHA-256")
        verify.add_argument("--within", type=int, default=30, metavar="DAYS")
        verify.add_argument("--all", action="store_true", help="đọc hết, không chia theo ngày")
        verify.add_argument("--format", choices=["text", "json"], default="text")
        reconcile = words.add_parser("reconcile", help="so dòng dữ liệu với tệp đang có")
        reconcile.add_argument("--dry-run", action="store_true", help="chỉ xem, không sửa")
        reconcile.add_argument("--grace", type=int, default=3600, metavar="SECONDS")
        prune = words.add_parser("prune", help="bỏ những gì để riêng đã lâu")
        prune.add_argument("--days", type=int, default=KEPT_ASIDE)

    def handle(self, *args: Any, word: str, **options: Any) -> None:
        """Do what the word says."""
        getattr(self, word)(options)

    def work(self, options: dict[str, Any]) -> None:
        """Do jobs. Ends on SIGTERM: what is being made waits for the next worker."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        chores = Chores()
        while not self.stopping:
            try:
                worked = work_once(self._beat)
            except StoppedError:
                return
            if not worked:
                if options["until_empty"]:
                    return
                if not self._chore(chores):
                    time.sleep(IDLE)
                close_old_connections()

    def _chore(self, chores: Chores) -> bool:
        try:
            return chores.do_one()
        except Exception:
            # A storage out of reach: the next look comes by itself, and files come first.
            logger.exception("a chore was not done")
            return False

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _beat(self) -> None:
        if self.stopping:
            raise StoppedError

    def status(self, options: dict[str, Any]) -> None:
        """Counts, and what failed."""
        counts = dict.fromkeys(Job.State.values, 0)
        counts |= dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
        failed = [
            {
                "original": job.original_id,
                "name": job.original.name,
                "recipe": job.recipe,
                "reason": job.reason,
                "detail": (job.detail.strip().splitlines() or [""])[-1],
            }
            for job in Job.objects.filter(state=Job.State.FAILED).select_related("original")
        ]
        report = {
            "originals": Original.objects.count(),
            "bytes": Original.objects.aggregate(total=Sum("bytes"))["total"] or 0,
            "derivatives": Derivative.objects.count(),
            "derived_bytes": Derivative.objects.aggregate(total=Sum("bytes"))["total"] or 0,
            "quarantined": Quarantined.objects.count(),
            "jobs": counts,
            "not_whole": Original.objects.exclude(fixity=Original.Fixity.WHOLE).count(),
            "failed": failed,
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"Bản gốc: {report['originals']} tệp, {report['bytes']} byte;"
            f" {report['not_whole']} không nguyên vẹn; {report['quarantined']} để riêng.\n"
            f"Bản dẫn xuất: {report['derivatives']} tệp, {report['derived_bytes']} byte.\n"
            f"Việc: {counts['waiting']} chờ, {counts['running']} đang làm,"
            f" {counts['done']} xong, {counts['failed']} không được."
        )
        for one in failed:
            self.stdout.write(f"  {one['name']} → {one['recipe']}: {one['reason']} {one['detail']}")

    def retry(self, options: dict[str, Any]) -> None:
        """Let failed jobs begin anew."""
        self.stdout.write(f"{queue.retry()} việc chờ làm lại.")

    def renew(self, options: dict[str, Any]) -> None:
        """Let what older recipes made be made again."""
        self.stdout.write(f"{queue.renew_recipes()} việc chờ làm lại.")

    def verify(self, options: dict[str, Any]) -> None:
        """Read originals again; exit status 1 where one is not what it was."""
        days = datetime.timedelta(days=0 if options["all"] else options["within"])
        share = 1.0 if options["all"] else 1 / max(1, options["within"])
        looked, wrong = 0, []
        for checked in fixity.verify(days, share):
            looked += 1
            if checked.fixity != Original.Fixity.WHOLE:
                wrong.append(checked)
        if options["format"] == "json":
            rows = [
                {"original": c.original.pk, "name": c.original.name, "fixity": c.fixity.value}
                for c in wrong
            ]
            self.stdout.write(json.dumps({"looked_at": looked, "wrong": rows}, ensure_ascii=False))
        else:
            for c in wrong:
                self.stdout.write(
                    f"{c.original.name} ({c.original.pk}): {c.fixity.label} {c.detail}"
                )
            self.stdout.write(f"Đã đọc lại {looked} bản gốc, {len(wrong)} không nguyên vẹn.")
        if wrong:
            sys.exit(1)

    def reconcile(self, options: dict[str, Any]) -> None:
        """Compare rows and files; exit status 1 where an original is missing."""
        grace = datetime.timedelta(seconds=options["grace"])
        found = reconciling.reconcile(grace=grace, remove=not options["dry_run"])
        for title, names in (
            ("Tệp không có dòng dữ liệu", found.orphans),
            ("Bản gốc không thấy tệp", found.missing),
            ("Bản dẫn xuất phải làm lại", found.made_again),
            ("Sót lại trong thư mục làm việc", found.left_over),
        ):
            self.stdout.write(f"{title}: {len(names)}")
            for name in names:
                self.stdout.write(f"  {name}")
        if found.missing:
            sys.exit(1)

    def prune(self, options: dict[str, Any]) -> None:
        """Throw away what was refused long ago."""
        self.stdout.write(f"Đã bỏ {reconciling.prune(options['days'])} tệp để riêng.")
