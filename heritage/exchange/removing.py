"""Removing what a load made: in all languages, with all that hangs on it, with a tombstone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page

from heritage.exchange import audit
from heritage.exchange.building import Plan
from heritage.exchange.cascade import prepare_forgetting, prepare_removal
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.references import token_of_child
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.things import Thing, child_model, chunked
from heritage.exchange.versions import Version
from heritage.protocols.models import PlacedLabel
from heritage.records.models import Identifier
from heritage.records.removed import was_public


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


def prepare_removals(rows: list[JournalRow], plan: Plan, load: Load, user: Any) -> None:
    """Add to `plan` that these rows go in all their languages, with what hangs on them."""
    now, statements = timezone.now(), plan.statements
    things = [row for row in rows if not row.sheet.is_child]
    removed: list[audit.Written] = [(row.thing.original, audit.UNDONE, set()) for row in things]
    for sheet, group in by_sheet(rows).items():
        told = [one for row in group for one in row.thing.rows.values()]
        numbers = [one.pk for one in told]
        prepare_removal(statements, sheet.model, numbers)
        if not sheet.is_child:
            prepare_forgetting(statements, sheet.model, numbers)
        if sheet.is_page:
            plan.left.update(page.path[: -Page.steplen] for page in told)
    statements.delete(Tag, "id", _unused_tags(rows, plan))
    identifiers = [row.journal.identifier_id for row in things]
    # What its community put on a thing since would have kept it: these labels are of the load.
    statements.delete(PlacedLabel, "identifier", identifiers)
    statements.set(Identifier, "withdrawn_at", now, "value", identifiers)
    public = [row.journal.identifier_id for row in things if was_public(row.thing.original)]
    statements.set(Identifier, "was_public", True, "value", public)
    for entries in audit.entries(removed, load, now, user=user, deleted=True):
        statements.insert(entries)


def by_sheet(rows: list[JournalRow]) -> dict[BoundSheet, list[JournalRow]]:
    """The rows of each sheet."""
    found: dict[BoundSheet, list[JournalRow]] = {}
    for row in rows:
        found.setdefault(row.sheet, []).append(row)
    return found


def _unused_tags(rows: list[JournalRow], plan: Plan) -> set[int]:
    """Tags that nothing bears any more, once these rows are gone and the plan is carried out."""
    names = {name for row in rows for names in row.thing.tags.values() for name in names}
    kept = {n for built in plan.built for names in built.thing.tags.values() for n in names}
    unused = {
        number
        for chunk in chunked(names - kept)
        for number in Tag.objects.filter(name__in=chunk).values_list("pk", flat=True)
    }
    going = by_sheet(rows)
    for sheet in bound_sheets().values():
        numbers = {row.number for row in going.get(sheet, [])}
        numbers |= {
            built.thing.original.pk for built in plan.built if built.staged.row.sheet == sheet
        }
        for column in sheet.tags:
            model, owner = child_model(sheet, column.relation)
            for chunk in chunked(list(unused)):
                bearing = model._base_manager.filter(tag_id__in=chunk)
                for tag, bearer in bearing.values_list("tag_id", f"{owner}_id"):
                    if bearer not in numbers:
                        unused.discard(tag)
    return unused
