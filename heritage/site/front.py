"""The front page: peoples, what comes next, what is new, one word, some products."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from catalogue.models import Product
from heritage.archive.models import Custom, Edition, Festival, Notice, Story
from heritage.languages.models import Entry
from heritage.site import rows
from heritage.site.calendar.dates import festivals_shown, within
from heritage.site.calendar.month import MonthOfFestivals
from heritage.site.calendar.span import this_month
from heritage.site.coming import editions_ahead
from heritage.site.pictures import front_picture
from heritage.site.reader import Reader

COMING = 5
AHEAD = timedelta(days=400)
"""How far the front page looks ahead: a year, and the feasts that wander by a month."""


def front_context(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows; a fixed number of queries."""
    reader = Reader.of(request)
    month = festivals_of_this_month(reader)
    customs, _ = reader.few(Custom.objects.order_by("-first_published_at", "pk"), 4)
    stories, _ = reader.few(Story.objects.order_by("-first_published_at", "pk"), 3)
    notices, _ = reader.few(Notice.objects.order_by("-published_on", "pk"), 3)
    picture, band = front_picture(timezone.localdate(), reader.language)
    return {
        "picture": picture,
        "weave": band,
        "peoples": rows.people_rows(reader),
        "month": month,
        "coming": coming_festivals(reader, [edition.festival_id for edition in month.editions]),
        "customs": rows.prepared("custom", customs, reader),
        "stories": stories,
        "notices": notices,
        "word": word_of_the_day(reader),
        "products": some_products(reader),
    }


def festivals_of_this_month(reader: Reader) -> MonthOfFestivals:
    """What is on this month: the days that are known, and whose season it is."""
    month = this_month()
    dated = Edition.objects.filter(within(month.first, month.last)).values("festival")
    here = _usual_in(month.number) | Q(pk__in=dated)
    return MonthOfFestivals(month, festivals_shown(reader).filter(here), reader)


def coming_festivals(reader: Reader, told_already: list[int]) -> list[Festival]:
    """Festivals with dates ahead first, then those whose season the next month is; `coming` is set
    on each."""
    today = timezone.localdate()
    editions = editions_ahead().filter(start_date__lte=today + AHEAD)
    dated = reader.shown(Festival.objects.filter(pk__in=editions.values("festival")))
    found = rows.prepared("festival", dated.exclude(pk__in=told_already), reader)
    found.sort(key=lambda festival: festival.coming.start_date)
    if len(found) < COMING:
        known = [*told_already, *(festival.pk for festival in found)]
        season = Festival.objects.filter(_usual_in(this_month().later(1).number))
        held = reader.shown(season).exclude(pk__in=known)
        found += rows.prepared("festival", held.order_by("sort_key")[: COMING - len(found)], reader)
    return found[:COMING]


def _usual_in(month: int) -> Q:
    return Q(typical_months__regex=rf"(^|;)\s*{month}\s*(;|$)")


def word_of_the_day(reader: Reader) -> Entry | None:
    """A word with an example sentence, another one each day."""
    words = reader.shown(Entry.objects.exclude(example="")).order_by("pk")
    if not (count := words.count()):
        return None
    return reader.told([words[timezone.localdate().toordinal() % count]])[0]


def some_products(reader: Reader) -> list[Product]:
    """Three things for sale, of other makers each week."""
    ranked = reader.shown(Product.objects.filter(for_sale=True)).order_by("pk")
    if not (count := ranked.count()):
        return []
    start = timezone.localdate().isocalendar().week * 3 % count
    picked = list(ranked[start : start + 3])
    return rows.prepared("product", picked, reader)
