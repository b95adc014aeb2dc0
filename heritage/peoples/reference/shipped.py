"""Bringing rows that ship with the archive into the database, without undoing anybody's work.

What is missing is added. A row that differs from the file is set right as long as no person has
touched it: the log of the admin (Wagtail's) names no edit of it. Nothing is ever deleted.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import ModelLogEntry

BATCH = 1000


@dataclass
class Outcome:
    """What a load did, in rows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: set[int] = field(default_factory=set)
    """Primary keys of the rows that differ from the file because a person edited them."""

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.created + other.created,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.kept | other.kept,
        )


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a shipped CSV file: UTF-8, comma, header row."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    """An ISO date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


def edited_by_persons(model: type[Model]) -> set[int]:
    """Primary keys of the rows of `model` that somebody created or changed in the admin."""
    log = ModelLogEntry.objects.get_for_model(model).filter(action__startswith="wagtail.")
    return {int(pk) for pk in log.values_list("object_id", flat=True).distinct()}


def bring(rows: QuerySet[Any], identity: tuple[str, ...], wanted: list[dict[str, Any]]) -> Outcome:
    """Make the table hold `wanted`, each a mapping of columns to values.

    `identity` names the columns by which a row is recognised; they are part of each mapping.
    """
    known = {tuple(getattr(row, name) for name in identity): row for row in rows.all()}
    edited = edited_by_persons(rows.model)
    outcome, missing, wrong = Outcome(), [], []
    for values in wanted:
        row = known.get(tuple(values[name] for name in identity))
        if row is None:
            missing.append(rows.model(**values))
        elif all(getattr(row, name) == value for name, value in values.items()):
            outcome.unchanged += 1
        elif row.pk in edited:
            outcome.kept.add(row.pk)
        else:
            for name, value in values.items():
                setattr(row, name, value)
            wrong.append(row)
    rows.bulk_create(missing, batch_size=BATCH)
    if wrong:
        rows.bulk_update(wrong, sorted(set(wanted[0]) - set(identity)), batch_size=BATCH)
    outcome.created, outcome.changed = len(missing), len(wrong)
    return outcome


def bring_links(through: Any, source: str, target: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Add the missing rows of a many-to-many table, given as pairs of primary keys.

    Links of a row that a person edited are left as he left them.
    """
    model = through._meta.get_field(source).related_model
    edited = edited_by_persons(model)
    known = set(through.objects.values_list(source, target))
    missing = sorted({pair for pair in pairs if pair[0] not in edited} - known)
    through.objects.bulk_create(
        [through(**{source: one, target: other}) for one, other in missing], batch_size=BATCH
    )
