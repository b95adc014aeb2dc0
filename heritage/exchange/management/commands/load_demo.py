"""`manage.py load_demo`: the demo content as one load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from heritage.exchange.demo import DRAFTS, LEADER, demo_files
from heritage.exchange.leaders import leader_called
from heritage.exchange.loading import run
from heritage.exchange.models import Load
from heritage.exchange.staged import Landing


class Command(BaseCommand):
    """Load `demo/content`, published by the demo leader; only into an archive without loads."""

    help = "Nạp nội dung mẫu vào kho chưa có lần nạp nào."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it, or say why not."""
        if Load.objects.exists():
            self.stdout.write("Kho đã có lần nạp; nội dung mẫu không được nạp thêm.")
            return
        files = demo_files(Path(settings.BASE_DIR) / "demo" / "content")
        leader = leader_called(LEADER)
        load = Load(
            landing=Load.Landing.PUBLISHED,
            leader=leader,
            is_demo=True,
            files=[{"name": file.name, "size": len(file.data)} for file in files],
        )
        landing = Landing("published", leader, drafts=DRAFTS, restoring=leader is None)
        outcome = run(files, landing, load)
        for problem in outcome.problems:
            self.stderr.write(
                f"{problem.file}:{problem.row} {problem.column} {problem.message('vi')}"
            )
        if outcome.problems:
            raise CommandError("Nội dung mẫu có lỗi. (The demo content has errors.)")
        if options["verbosity"]:
            self.stdout.write(
                f"Nội dung mẫu: {outcome.counts['created']} dòng, lần nạp số {load.number}."
            )
