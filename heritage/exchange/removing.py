"""Removing what a load made: in all languages, with all that hangs on it, with a tombstone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from taggit.models import Tag

from heritage.exchange import audit
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.owners import forget_revisions
from heritage.exchange.references import token_of_child
from heritage.exchange.schema import ORIGINAL, BoundSheet, bound_sheets
from heritage.exchange.things import Thing, child_model, chunked
from heritage.exchange.versions import Version
from heritage.records.models import Identifier


@dataclass
class JournalRow:
    """A row of the journal with the thing it wrote."""

    journal: LoadRow
    sheet: BoundSheet
    thing: Thing
    version: Version | None

    @property
    def number(self) -> int:
        """The row number of the original."""
        return int(self.thing.original.pk)

    @property
    def token(self) -> str:
        """What names the row among those that refer to each other."""
        if self.sheet.is_child:
            return token_of_child(self.sheet, self.number)
        return str(self.journal.identifier_id)


def remove(rows: list[JournalRow], load: Load, user: Any) -> None:
    """Remove things in all their languages, those that refer before those referred to."""
    now = timezone.now()
    order = list(bound_sheets())
    rows.sort(key=lambda row: order.index(row.sheet.kind), reverse=True)
    tags = _tags_of(rows)
    things = [row for row in rows if not row.sheet.is_child]
    logged = [(row.thing.rows[ORIGINAL], audit.UNDONE, False) for row in things]
    pages, records = audit.entries(logged, load, now, user=user, deleted=True)
    _drop_links(things)
    by_sheet: dict[BoundSheet, list[JournalRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    for sheet, group in by_sheet.items():
        numbers = [one.pk for row in group for one in row.thing.rows.values()]
        for chunk in chunked(numbers):
            sheet.model._default_manager.filter(pk__in=chunk).delete()
    for chunk in chunked([row.journal.identifier_id for row in things]):
        Identifier.objects.filter(pk__in=chunk).update(withdrawn_at=now)
    for entries in (pages, records):
        if entries:
            type(entries[0])._default_manager.bulk_create(entries)
    for sheet, group in by_sheet.items():
        if sheet.is_child:
            owner = f"{sheet.sheet.owner}_id"
            forget_revisions(sheet, [getattr(row.thing.original, owner) for row in group])
    _drop_unused(tags)


def _drop_links(things: list[JournalRow]) -> None:
    """Child rows first: things of one load refer to each other in all directions."""
    by_sheet: dict[BoundSheet, list[int]] = {}
    for row in things:
        by_sheet.setdefault(row.sheet, []).append(row.number)
    for sheet, numbers in by_sheet.items():
        for relation in {family.relation for family in sheet.families}:
            model, owner = child_model(sheet, relation)
            for chunk in chunked(numbers):
                model._base_manager.filter(**{f"{owner}__in": chunk}).delete()


def _tags_of(rows: list[JournalRow]) -> set[str]:
    return {name for row in rows for names in row.thing.tags.values() for name in names}


def _drop_unused(names: set[str]) -> None:
    """Tags that nothing bears any more."""
    for chunk in chunked(names):
        unused = Tag.objects.filter(name__in=chunk)
        for sheet in bound_sheets().values():
            for column in sheet.tags:
                through, _owner = child_model(sheet, column.relation)
                unused = unused.exclude(pk__in=through._base_manager.values("tag_id"))
        unused.delete()
