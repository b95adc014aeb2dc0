"""Editions with their days, and the festivals they are of, as far as a reader may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from heritage.archive.models import Edition, Festival
from heritage.calendars.months import Month
from heritage.records.telling import by_name
from heritage.site import rows
from heritage.site.reader import Reader

LONG_TEXTS = ("body", "etiquette", "closed_to_outsiders", "getting_there", "contact", "sources")


def festivals_shown(reader: Reader) -> QuerySet[Festival]:
    """Every festival the reader may see, in alphabetical order, without its long texts."""
    found = reader.shown(Festival.objects.all())
    return by_name(found, reader.language).defer(*LONG_TEXTS)


def told_festivals(festivals: QuerySet[Festival], reader: Reader) -> dict[int, Festival]:
    """These festivals with `told` and `peoples`, by primary key."""
    found: list[Any] = reader.told(festivals)
    rows.add_peoples(found, reader)
    return {festival.pk: festival for festival in found}


def editions_of(festivals: QuerySet[Festival]) -> QuerySet[Edition]:
    """Those that have a day, the earliest first."""
    keys = festivals.order_by().values("pk")
    found = Edition.objects.filter(festival__in=keys, start_date__isnull=False)
    return found.order_by("start_date", "festival", "pk")


def within(first: date, last: date) -> Q:
    """Editions with a day between these two."""
    open_end = Q(end_date__isnull=True, start_date__gte=first)
    return Q(start_date__lte=last) & (Q(end_date__gte=first) | open_end)


def not_over() -> Q:
    """Editions that somebody can still plan for, or had planned for: the cancelled ones, too."""
    today = timezone.localdate()
    open_end = Q(end_date__isnull=True, start_date__gte=today)
    return (Q(end_date__gte=today) | open_end) & ~Q(status=Edition.Status.HELD)


def dated(
    editions: Iterable[Edition], festivals: dict[int, Festival], reader: Reader
) -> list[Edition]:
    """Those of `festivals`, each with its festival as told and `told_place`."""
    found: list[Any] = [one for one in editions if one.festival_id in festivals]
    places = rows.places_by_key({one.place_id for one in found if one.place_id}, reader)
    for edition in found:
        edition.festival = festivals[edition.festival_id]
        edition.told_place = places.get(edition.place_id)
    return found


def months_with_editions(festivals: QuerySet[Festival]) -> set[Month]:
    """Every month in which an edition has a day."""
    found: set[Month] = set()
    for start, end in editions_of(festivals).values_list("start_date", "end_date"):
        month, last = Month.of(start), Month.of(end or start)
        while month <= last:
            found.add(month)
            month = month.later(1)
    return found
