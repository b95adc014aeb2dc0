"""The version a load wrote, kept at the moment a person first edits it.

A load writes rows, not revisions: twenty thousand of them would be as much again to write, for
things that are mostly never touched. Before the first edit is saved, what the load wrote becomes
the first version, so that the history can compare with it.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page, Revision

from heritage.exchange.models import LoadRow
from heritage.records.things import HeritageObject


def keep_first_version(row: Any) -> None:
    """Make a revision of a row that was loaded and has none yet."""
    if not isinstance(row, HeritageObject) or row.latest_revision_id is not None:
        return
    journal = (
        LoadRow.objects.filter(kind=row.kind, identifier=row.identifier_id, undone=False)
        .exclude(action=LoadRow.Action.UNCHANGED)
        .select_related("load")
        .order_by("-load_id")
        .first()
    )
    if journal is None or journal.load.applied_at is None:
        return
    if row.revisions.filter(created_at__gt=journal.load.applied_at).exists():
        return  # what a later load, taken back since, had found
    stored: Any = type(row)._base_manager.get(pk=row.pk)
    with transaction.atomic():
        revision = Revision(
            content_object=stored,
            base_content_type=stored.get_base_content_type(),
            user=journal.load.loaded_by,
            # The very moment of the load: so an undo tells this version from an edit.
            created_at=journal.load.applied_at,
            content=stored.serializable_data(),
            object_str=str(stored),
        )
        revision.save()
        values: dict[str, Any] = {"latest_revision": revision}
        if stored.live:
            values["live_revision"] = revision
        if isinstance(stored, Page):
            values["latest_revision_created_at"] = revision.created_at
        manager: Any = type(row)._base_manager
        manager.filter(pk=row.pk, latest_revision=None).update(**values)
    for name, value in values.items():
        setattr(row, name, value)
