"""Work after a load that nobody has to wait for: versions, references, the admin's own search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django_tasks import task
from modelsearch import index
from wagtail.models import Page, ReferenceIndex, Revision

from heritage.exchange.models import Load, LoadRow
from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.things import chunked

AT_A_TIME = 20
"""Things between two commits: an officer's save never waits for more than these."""


@task()
def follow_up(number: int) -> None:
    """Finish a load: a first version of each row, references and search. Can be run again."""
    load = Load.objects.filter(number=number, state=Load.State.DONE).first()
    if load is None:
        return
    for sheet, identifiers in _written(load):
        for chunk in chunked(identifiers, AT_A_TIME):
            with transaction.atomic():
                for row in sheet.model._base_manager.filter(identifier__in=chunk):
                    _keep_version(row, load)
                    _index(row)


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


def _keep_version(row: Any, load: Load) -> None:
    """A revision of what was loaded, so that later edits can be compared with it."""
    if row.latest_revision_id is not None:
        return
    revision = Revision(
        content_object=row,
        base_content_type=row.get_base_content_type(),
        user=load.loaded_by,
        created_at=load.applied_at,
        content=row.serializable_data(),
        object_str=str(row),
    )
    revision.save()
    values: dict[str, Any] = {"latest_revision": revision}
    if row.live:
        values["live_revision"] = revision
    if isinstance(row, Page):
        values["latest_revision_created_at"] = load.applied_at
    type(row)._base_manager.filter(pk=row.pk, latest_revision=None).update(**values)


def _index(row: Any) -> None:
    ReferenceIndex.create_or_update_for_object(row)
    if isinstance(row, Page):
        index.insert_or_update_object(row)
