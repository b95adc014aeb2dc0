"""The things on which child rows of their own sheet hang: the festivals of editions.

Wagtail keeps the child rows of a draft inside its revision. An edition that is written beside such
a draft would vanish when the draft is published; so nothing is written to a festival on which a
person is working, and of others the revision is no longer what the editor opens.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from heritage.exchange.schema import ORIGINAL, BoundSheet, bound_sheets
from heritage.exchange.things import Thing, chunked
from heritage.exchange.versions import versions_of, why_kept


def owner_sheet(sheet: BoundSheet) -> BoundSheet:
    """The sheet of the things that the rows of `sheet` hang on."""
    model = sheet.field(sheet.sheet.owner).related_model
    return next(one for one in bound_sheets().values() if one.model is model)


def thing_sheet(sheet: BoundSheet) -> BoundSheet:
    """The sheet of the things that its rows are about: that of festivals for editions."""
    return owner_sheet(sheet) if sheet.is_child else sheet


def at_work(sheet: BoundSheet, numbers: Iterable[int]) -> dict[int, str]:
    """Owners on which a person is working, by row number, and how: the code of a message."""
    owners = owner_sheet(sheet)
    wanted = list(set(numbers))
    versions = versions_of(owners, wanted)
    rows: dict[int, Any] = owners.model._base_manager.in_bulk(wanted)
    reasons = {
        number: why_kept(Thing({ORIGINAL: row}), versions.get(number))
        for number, row in rows.items()
    }
    return {number: reason for number, reason in reasons.items() if reason is not None}


def forget_revisions(sheet: BoundSheet, numbers: Iterable[int]) -> None:
    """Let the editor open the rows of these owners, not an older revision of them."""
    values: dict[str, Any] = {"latest_revision": None, "live_revision": None}
    if issubclass(owner_sheet(sheet).model, Page):
        values["latest_revision_created_at"] = None
    for chunk in chunked(set(numbers)):
        _rows(sheet, chunk).exclude(live=True, has_unpublished_changes=True).update(**values)


def published_anew(sheet: BoundSheet, numbers: Iterable[int]) -> None:
    """What these owners show has changed: calendars and maps of the site say since when."""
    for chunk in chunked(set(numbers)):
        _rows(sheet, chunk).filter(live=True).update(last_published_at=timezone.now())


def _rows(sheet: BoundSheet, numbers: list[int]) -> Any:
    return owner_sheet(sheet).model._base_manager.filter(pk__in=numbers)
