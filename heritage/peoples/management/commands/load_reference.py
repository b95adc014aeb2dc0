"""`manage.py load_reference`: vocabularies and administrative units. Can be run again."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from heritage.peoples.reference.shipped import Outcome
from heritage.peoples.reference.synonyms import load_synonyms
from heritage.peoples.reference.terms import load_terms
from heritage.peoples.reference.units import load_units


class Command(BaseCommand):
    """Load what ships with the archive; see heritage/peoples/reference/README.md."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing, update what nobody edited, delete nothing."""
        started = monotonic()
        with transaction.atomic():
            outcomes = {
                "Danh mục": load_terms(),
                "Đơn vị hành chính": load_units(),
                "Từ cùng nghĩa": load_synonyms(),
            }
        if options["verbosity"]:
            for what, outcome in outcomes.items():
                self.stdout.write(f"{what}: {_in_words(outcome)}")
            self.stdout.write(f"Xong sau {monotonic() - started:.1f} giây.")


def _in_words(outcome: Outcome) -> str:
    words = [
        f"thêm {outcome.created}",
        f"cập nhật {outcome.changed}",
        f"không đổi {outcome.unchanged}",
    ]
    if outcome.kept:
        words.append(f"giữ bản cán bộ đã sửa {len(outcome.kept)}")
    return ", ".join(words) + "."
