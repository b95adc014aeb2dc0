"""Work after a load that nobody has to wait for: references, and the admin's own search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django_tasks import task
from modelsearch import index
from wagtail.models import Page, ReferenceIndex

from heritage.exchange.models import Load, LoadRow
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.things import chunked

AT_A_TIME = 20
"""Things between two commits: an officer's save never waits for more than these."""


@task()
def follow_up(number: int) -> None:
    """Enter what a load wrote in the admin's indexes. Can be run again."""
    load = Load.objects.filter(number=number).first()
    if load is None:
        return
    for sheet, identifiers in _written(load):
        for chunk in chunked(identifiers, AT_A_TIME):
            with transaction.atomic():
                for row in _rows(sheet, chunk):
                    ReferenceIndex.create_or_update_for_object(row)
                    if isinstance(row, Page):
                        index.insert_or_update_object(row)


def _rows(sheet: BoundSheet, identifiers: list[str]) -> Any:
    """All rows of pages; of records the originals, on which everything hangs that refers."""
    rows = sheet.model._default_manager.filter(identifier__in=identifiers)
    return rows if sheet.is_page else rows.originals()


def _written(load: Load) -> Iterator[tuple[BoundSheet, list[str]]]:
    rows = load.rows.exclude(action=LoadRow.Action.UNCHANGED)
    for kind, sheet in bound_sheets().items():
        if sheet.is_child:
            continue
        kinds = [kind, *(one.kind for one in bound_sheets().values() if _hangs_on(one, sheet))]
        identifiers = rows.filter(kind__in=kinds).values_list("identifier_id", flat=True)
        if found := list(dict.fromkeys(identifiers.order_by("pk"))):
            yield sheet, found


def _hangs_on(child: BoundSheet, owner: BoundSheet) -> bool:
    return child.is_child and child.field(child.sheet.owner).related_model is owner.model
