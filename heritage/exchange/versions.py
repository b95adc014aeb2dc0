"""The exact rows a thing consists of, to find out whether anybody has written to it meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from wagtail.models import Revision, WorkflowState

from heritage.exchange.schema import BoundSheet
from heritage.exchange.things import Thing, child_model, child_relations, chunked, through_of

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True)
class Version:
    """All columns of all rows of a thing, as the database holds them."""

    rows: Rows
    children: Rows
    in_review: bool = False
    scheduled: bool = False


def versions_of(sheet: BoundSheet, numbers: Sequence[int]) -> dict[int, Version]:
    """The versions of the things whose originals have these row numbers.

    Read before the things themselves: what is written in between makes the version differ later,
    and the load is staged again.
    """
    versions = {}
    for chunk in chunked(numbers):
        versions.update(_versions(sheet, chunk))
    return versions


def _versions(sheet: BoundSheet, numbers: list[int]) -> dict[int, Version]:
    manager = sheet.model._base_manager
    names = [field.attname for field in sheet.model._meta.concrete_fields]
    if sheet.is_child:
        rows = _as_stored(manager.filter(pk__in=numbers).values_list(*names))
        place = names.index(sheet.model._meta.pk.attname)
        return {row[place]: Version((row,), ()) for row in rows}
    keys = dict(_as_stored(manager.filter(pk__in=numbers).values_list("translation_key", "pk")))
    rows_of: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    told = manager.filter(translation_key__in=list(keys)).order_by("pk")
    pks: dict[str, int] = {}
    key_place, pk_place = names.index("translation_key"), names.index(sheet.model._meta.pk.attname)
    for row in _as_stored(told.values_list(*names)):
        number = keys[row[key_place]]
        rows_of[number].append(row)
        pks[str(row[pk_place])] = number
    children: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for model, owner in _tables(sheet):
        linked = model._base_manager.filter(**{f"{owner}__in": numbers}).order_by("pk")
        attnames = _attnames(model)
        place = attnames.index(f"{owner}_id")
        for row in _as_stored(linked.values_list(*attnames)):
            children[row[place]].append((model._meta.label, *row))
    in_review = {pks[pk] for pk in _in_review(sheet, list(pks))}
    scheduled = {pks[pk] for pk in _scheduled(sheet, list(pks))}
    return {
        number: Version(
            tuple(rows), tuple(children[number]), number in in_review, number in scheduled
        )
        for number, rows in rows_of.items()
    }


def _as_stored(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database gives them: to be compared, columns need not be understood."""
    try:
        statement = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return cursor.fetchall()


def _tables(sheet: BoundSheet) -> list[tuple[Any, str]]:
    tables = [child_model(sheet, relation) for relation in child_relations(sheet)]
    tables += [child_model(sheet, tags.relation) for tags in sheet.tags]
    for terms in sheet.terms:
        through, owner, _target = through_of(sheet, terms.field)
        tables.append((through, owner))
    return tables


def _attnames(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _in_review(sheet: BoundSheet, pks: list[str]) -> set[str]:
    content_type = ContentType.objects.get_for_model(sheet.model)
    active = WorkflowState.objects.active().filter(content_type=content_type, object_id__in=pks)
    return set(active.values_list("object_id", flat=True))


def _scheduled(sheet: BoundSheet, pks: list[str]) -> set[str]:
    content_type = ContentType.objects.get_for_model(sheet.model)
    planned = Revision.objects.filter(
        content_type=content_type, object_id__in=pks, approved_go_live_at__isnull=False
    )
    return set(planned.values_list("object_id", flat=True))


def why_kept(thing: Thing | None, version: Version | None) -> str | None:
    """Why a thing that a person is working on is left alone; None if nobody is."""
    if version is not None and version.scheduled:
        return "kept_scheduled"
    for row in thing.rows.values() if thing else ():
        if getattr(row, "locked", False):
            return "kept_locked"
        if getattr(row, "live", False) and getattr(row, "has_unpublished_changes", False):
            return "kept_draft"
    if version is not None and version.in_review:
        return "kept_in_review"
    return None
