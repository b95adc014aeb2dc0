"""`manage.py undo_load NUMBER`: take a load back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from heritage.exchange.loading import ChangedMeanwhileError
from heritage.exchange.models import Load
from heritage.exchange.undoing import NotUndoableError, undo

REASONS = {
    "edited": "có người đã sửa sau lần nạp (edited since)",
    "referred": "có nội dung khác đang dẫn tới (something else refers to it)",
}


class Command(BaseCommand):
    """Undo a load by its number; what a person has edited since is named and left."""

    help = "Hoàn tác một lần nạp. Nội dung đã có người sửa thì giữ lại và nêu tên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which load."""
        parser.add_argument("number", type=int, metavar="NUMBER")

    def handle(self, *args: Any, **options: Any) -> None:
        """Undo it."""
        load = Load.objects.filter(number=options["number"]).first()
        if load is None:
            raise CommandError(f"Không có lần nạp số {options['number']}. (No such load.)")
        try:
            undone = undo(load)
        except NotUndoableError as error:
            raise CommandError(
                f"Lần nạp số {load.number} không ở tình trạng đã nạp. (It is {error}.)"
            ) from error
        except (ChangedMeanwhileError, IntegrityError) as error:
            raise CommandError(
                "Có người đang sửa đúng những nội dung này; chưa gỡ gì. Hãy chạy lại sau."
                " (Somebody is editing them; nothing was changed. Run it again.)"
            ) from error
        for kept in undone.kept:
            reason = REASONS.get(kept.reason, kept.reason)
            self.stdout.write(f"Giữ nguyên {kept.kind} {kept.key}: {reason}")
        self.stdout.write(
            f"Lần nạp số {load.number}: gỡ {undone.removed}, trả lại như cũ {undone.restored},"
            f" giữ nguyên {len(undone.kept)}."
        )
