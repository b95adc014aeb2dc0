"""What becomes of identifiers, translations and drafts when a thing is removed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import registry

from heritage.records.models import Identifier


def withdraw(sender: Any, instance: Any, **kwargs: Any) -> None:
    """With an original go its translations, and its identifier becomes a tombstone.

    Called after any removal, in its transaction: of one thing, of many, of a section's pages.
    """
    registry.get_logs_for_instance(instance).filter(deleted=True).update(
        label=name_when_gone(instance)
    )
    if not instance.is_original:
        return
    for translation in instance.get_translations():
        translation.delete()
    identifier = Identifier.objects.filter(pk=instance.identifier_id, withdrawn_at=None)
    identifier.update(withdrawn_at=timezone.now(), was_public=was_public(instance))


def was_public(thing: Any) -> bool:
    """Whether everybody could read of it, so that strangers may be told that it is gone.

    Of what was closed or never published they do not learn that there was anything.
    """
    return bool(thing.first_published_at) and not thing.is_restricted


def name_when_gone(thing: Any) -> str:
    """How the history names a thing that is no more: nobody could be asked whom it was open to."""
    return str(thing.identifier_id if thing.is_restricted else thing)[:255]


def without_removed(model: type[models.Model], content: dict[str, Any]) -> dict[str, Any]:
    """The content of a draft without what it names that has been removed since.

    A draft is JSON: the database does not know what it names, and modelcluster refuses all of it
    for one name that leads nowhere. A link goes; a column is left empty, as its form will say.
    """
    whole = dict(content)
    for relation in get_all_child_relations(model):
        name = relation.get_accessor_name()
        if name in whole:
            for field in _protecting(relation.related_model):
                whole[name] = _without(field, whole[name])
    for field in _protecting(model):
        if field.null:
            (whole,) = _without(field, [whole])
    return whole


def _protecting(model: type[models.Model]) -> list[Any]:
    fields: list[Any] = list(model._meta.concrete_fields)
    keys = [field for field in fields if field.remote_field]
    return [key for key in keys if key.remote_field.on_delete is models.PROTECT]


def _without(field: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without the targets of `field` that are gone; without the row where it needs one."""
    named = {row.get(field.name) for row in rows} - {None}
    if not named:
        return rows
    key = field.remote_field.field_name
    targets = field.related_model._default_manager.filter(**{f"{key}__in": named})
    gone = named - set(targets.values_list(key, flat=True))
    if field.null:
        return [row | {field.name: None} if row.get(field.name) in gone else row for row in rows]
    return [row for row in rows if row.get(field.name) not in gone]
