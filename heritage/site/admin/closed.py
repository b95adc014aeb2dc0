"""What is closed to somebody who works in the admin.

Staff are viewers like others: outside the audience they learn that a record exists (identifier,
kind, community), and nothing else. Every list, chooser, report and view of the admin asks here.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.models import Page, PageLogEntry

from heritage.accounts.roles import PAGES, RECORDS
from heritage.protocols.audiences import closed_to, may_see
from heritage.records.things import HeritageObject


def closed_rows(model: Any, user: Any) -> QuerySet[Any]:
    """Rows of a kind that are closed to `user`, in all languages."""
    rows: QuerySet[Any] = model._base_manager.filter(closed_to(user))
    return rows


def without_closed(pages: QuerySet[Page], user: Any) -> QuerySet[Page]:
    """Pages of any kind without those that are closed to `user`."""
    for label in PAGES.values():
        pages = pages.exclude(pk__in=closed_rows(apps.get_model(label), user).values("pk"))
    return pages


def closed_objects(user: Any, content_type: str = "content_type", pk: str = "object_id") -> Q:
    """A condition on rows that name a closed page or record by content type and key as text.

    Wagtail's workflow states, revisions and log entries do.
    """
    condition = Q(pk__in=[])
    for label in (PAGES | RECORDS).values():
        model = apps.get_model(label)
        keys = closed_rows(model, user).annotate(as_text=Cast("pk", CharField()))
        condition |= Q(
            **{
                content_type: ContentType.objects.get_for_model(model).pk,
                f"{pk}__in": keys.values("as_text"),
            }
        )
    return condition


def open_entries(entries: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Entries of the log of pages, or of records, about what is open to `user`.

    What was removed has no audience any more: only that it was removed is shown, under a name that
    everybody may read (`heritage.records.removed`).
    """
    if entries.model is PageLogEntry:
        still_open = without_closed(Page.objects.all(), user)
        return entries.filter(Q(page__in=still_open) | Q(deleted=True))
    removed = entries.model.objects.filter(
        content_type__in=[record.pk for record in _record_types()],
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        deleted=True,
    )
    return entries.exclude(closed_objects(user)).filter(Q(deleted=True) | ~Exists(removed))


def _record_types() -> list[ContentType]:
    models = [apps.get_model(label) for label in RECORDS.values()]
    return list(ContentType.objects.get_for_models(*models).values())


def name_for(thing: HeritageObject, user: Any) -> str:
    """The name of a thing to somebody who came across it: its title, or that it is closed."""
    if may_see(user, thing.audience_id):
        return str(thing.title)
    return gettext("%(identifier)s (đóng)") % {"identifier": thing.identifier_id}


def is_closed(user: Any, thing: Any) -> bool:
    """Whether a page or record is closed to `user`. A section, or a user, never is."""
    specific = thing.specific_deferred if type(thing) is Page else thing
    return isinstance(specific, HeritageObject) and not may_see(user, specific.audience_id)
