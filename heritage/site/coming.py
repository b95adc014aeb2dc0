"""Festivals and their editions in the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from heritage.archive.models import Edition
from heritage.records.telling import told_sort_key


def editions_ahead() -> QuerySet[Edition]:
    """Editions that are not over today and will take place as far as anybody knows."""
    today = timezone.localdate()
    return Edition.objects.filter(Q(end_date__gte=today) | Q(start_date__gte=today)).exclude(
        status__in=[Edition.Status.HELD, Edition.Status.CANCELLED]
    )


def soonest_first(festivals: QuerySet[Any], language: str) -> QuerySet[Any]:
    """By their next date; those without one last, by the names a reader of `language` is shown."""
    ahead = editions_ahead().filter(festival=OuterRef("pk")).order_by("start_date")
    dated = festivals.annotate(next_date=Subquery(ahead.values("start_date")[:1]))
    name = told_sort_key(festivals.model, language)
    return dated.order_by(F("next_date").asc(nulls_last=True), name, "pk")


def not_over(editions: Iterable[Edition]) -> list[Edition]:
    """Those ahead, the next one first; what is cancelled comes after what will take place."""
    today = timezone.localdate()
    ahead = [
        e
        for e in editions
        if e.start_date
        and (e.end_date or e.start_date) >= today
        and e.status != Edition.Status.HELD
    ]
    return sorted(ahead, key=lambda e: (e.status == Edition.Status.CANCELLED, e.start_date))
