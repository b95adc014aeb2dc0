"""Entries in Wagtail's history: who loaded or published a thing, and with which load."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from heritage.exchange.models import Load

CREATED = "exchange.created"
CHANGED = "exchange.changed"
UNDONE = "exchange.undone"


def entries(
    things: Iterable[tuple[Any, str, bool]],
    load: Load,
    now: datetime,
    *,
    user: Any = None,
    deleted: bool = False,
) -> tuple[list[PageLogEntry], list[ModelLogEntry]]:
    """An entry for each original, as (row, action, whether it is public now)."""
    pages: list[PageLogEntry] = []
    records: list[ModelLogEntry] = []
    together = uuid.uuid4()
    leader = load.leader.get_username() if load.leader else ""
    for row, action, published in things:
        shared = {
            "content_type": ContentType.objects.get_for_model(type(row)),
            "label": str(row)[:255],
            "action": action,
            "timestamp": now,
            "user": user or (load.leader if published and load.leader else load.loaded_by),
            "uuid": together,
            "content_changed": True,
            "deleted": deleted,
            "data": {"load": load.number, "published": published, "leader": leader},
        }
        if isinstance(row, Page):
            pages.append(PageLogEntry(page_id=row.pk, **shared))
        else:
            records.append(ModelLogEntry(object_id=str(row.pk), **shared))
    return pages, records
