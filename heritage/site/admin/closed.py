"""What is closed to somebody who works in the admin.

Staff are viewers like others: outside the audience they learn that a record exists (identifier,
kind, community), and nothing else. Every list, chooser, report and view of the admin asks here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext
from wagtail.models import Page

from heritage.accounts.roles import PAGES, RECORDS
from heritage.protocols.audiences import may_see, visible_to
from heritage.records.things import HeritageObject


def closed_rows(model: Any, user: Any) -> QuerySet[Any]:
    """Rows of a kind that are closed to `user`, in all languages."""
    rows: QuerySet[Any] = model._base_manager.exclude(visible_to(user))
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


def closed_among(user: Any, keys: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of these (content type, key) that name something closed to `user`.

    One query for each kind among them.
    """
    wanted: dict[int, set[str]] = defaultdict(set)
    for content_type, key in keys:
        wanted[content_type].add(key)
    found = set()
    for content_type, texts in wanted.items():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and issubclass(model, HeritageObject):
            rows = closed_rows(model, user).filter(pk__in=texts)
            found |= {(content_type, str(pk)) for pk in rows.values_list("pk", flat=True)}
    return found


def name_for(thing: HeritageObject, user: Any) -> str:
    """The name of a thing to somebody who came across it: its title, or that it is closed."""
    if may_see(user, thing.audience_id):
        return str(thing.title)
    return gettext("%(identifier)s (đóng)") % {"identifier": thing.identifier_id}


def is_closed(user: Any, thing: Any) -> bool:
    """Whether a page or record is closed to `user`. A section, or a user, never is."""
    specific = thing.specific_deferred if type(thing) is Page else thing
    return isinstance(specific, HeritageObject) and not may_see(user, specific.audience_id)
