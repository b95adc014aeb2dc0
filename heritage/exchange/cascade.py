"""Statements that remove rows with all that hangs on them, as Django's own deletion would.

Django deletes inside the transaction, where it fetches every row and asks every table about each.
Here the tables are asked before it. What a person hangs on a row meanwhile breaks a foreign key at
the end of the transaction, and whoever removes looks again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import get_candidate_relations_to_delete
from wagtail.models import Page, ReferenceIndex

from heritage.exchange.things import chunked
from heritage.exchange.writing import Statements


def prepare_removal(statements: Statements, model: Any, numbers: Sequence[Any]) -> None:
    """Prepare the removal of the rows of `model` with these numbers.

    What refuses to be left without them (`PROTECT`) is the caller's to remove, too.
    """
    for related, name, found, on_delete in _hanging(model, numbers):
        if on_delete is models.SET_NULL:
            statements.set(related, name, None, name, numbers)
        elif on_delete is models.CASCADE:
            prepare_removal(statements, related, found)
    for field in model._meta.private_fields:
        if isinstance(field, GenericRelation):
            for chunk in chunked(numbers):
                rows: Any = [SimpleNamespace(pk=number) for number in chunk]
                told: Any = field.bulk_related_objects(rows, DEFAULT_DB_ALIAS)
                if found := list(told.values_list("pk", flat=True)):
                    prepare_removal(statements, field.related_model, found)
    for table in (model, *model._meta.get_parent_list()):
        statements.delete(table, table._meta.pk.name, numbers)


def _hanging(model: Any, numbers: Sequence[Any]) -> Iterator[tuple[Any, str, list[Any], Any]]:
    """The tables with rows that point at these: model, key, numbers of the rows, what to do."""
    for relation in get_candidate_relations_to_delete(model._meta):
        related: Any = relation.related_model
        key: Any = relation.remote_field
        if key.remote_field.parent_link or not related._meta.managed:
            continue
        found: list[Any] = []
        for chunk in chunked(numbers):
            rows = related._base_manager.filter(**{f"{key.name}__in": chunk})
            found += rows.values_list("pk", flat=True)
        if found:
            yield related, key.name, found, key.remote_field.on_delete


def prepare_forgetting(statements: Statements, model: Any, numbers: Sequence[int]) -> None:
    """Prepare the removal of things from Wagtail's index of references, on both sides."""
    base = Page if issubclass(model, Page) else model
    kind = ContentType.objects.get_for_model(base).pk
    texts = [str(number) for number in numbers]
    statements.delete(ReferenceIndex, "object_id", texts, base_content_type=kind)
    statements.delete(ReferenceIndex, "to_object_id", texts, to_content_type=kind)
