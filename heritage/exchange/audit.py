"""Entries in Wagtail's history: who loaded or published a thing, and with which load.

They also say whose a loaded text is (`heritage.accounts.second_person`): a load makes no revisions.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from heritage.accounts.second_person import LOADED, TAKEN_BACK
from heritage.exchange.building import Plan
from heritage.exchange.models import Load
from heritage.exchange.owners import owner_sheet
from heritage.exchange.schema import ORIGINAL, STATE_COLUMNS
from heritage.exchange.staged import Staged
from heritage.records.removed import name_when_gone

CREATED, CHANGED = LOADED
RESTORED = TAKEN_BACK
UNDONE = "exchange.undone"

Written = tuple[Any, str, set[str]]
"""The original, what was done to it, and in which languages its texts were written."""


def written(plan: Plan, *, restoring: bool = False) -> list[Written]:
    """What a load or its undoing writes; a festival as well when only its editions are."""
    changed = RESTORED if restoring else CHANGED
    things: dict[tuple[type, int], Written] = {}
    for built in plan.built:
        staged, original = built.staged, built.thing.original
        if not staged.row.sheet.is_child:
            action = CREATED if staged.number is None else changed
            things[type(original), original.pk] = (original, action, _languages(staged))
    for sheet, numbers in plan.owners.items():
        model = owner_sheet(sheet).model
        for number, owner in model._base_manager.in_bulk(list(numbers)).items():
            things.setdefault((model, number), (owner, changed, set()))[2].add(ORIGINAL)
    return list(things.values())


def _languages(staged: Staged) -> set[str]:
    """The languages in which the row says something else now; facts stand at the original."""
    states = {column.name for column in STATE_COLUMNS.values()}
    cells = staged.row.sheet.by_name
    return {cells[name].language or ORIGINAL for name in staged.changed - states}


def entries(
    things: Iterable[Written],
    load: Load,
    now: datetime,
    *,
    user: Any = None,
    deleted: bool = False,
) -> tuple[list[PageLogEntry], list[ModelLogEntry]]:
    """An entry for each original. `user` is whoever takes a load back, if it is known."""
    pages: list[PageLogEntry] = []
    records: list[ModelLogEntry] = []
    together = uuid.uuid4()
    leader = load.leader.get_username() if load.leader else ""
    for row, action, languages in things:
        published = bool(row.live) and action in LOADED
        shared = {
            "content_type": ContentType.objects.get_for_model(type(row)),
            "label": name_when_gone(row) if deleted else str(row)[:255],
            "action": action,
            "timestamp": now,
            "user": user or (load.leader if published and load.leader else load.loaded_by),
            "uuid": together,
            "content_changed": True,
            "deleted": deleted,
            "data": {
                "load": load.number,
                "published": published,
                "leader": leader,
                "author": load.loaded_by_id,
                "languages": sorted(languages),
            },
        }
        if isinstance(row, Page):
            pages.append(PageLogEntry(page_id=row.pk, **shared))
        else:
            records.append(ModelLogEntry(object_id=str(row.pk), **shared))
    return pages, records
