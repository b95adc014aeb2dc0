"""The front page: what is on and comes, peoples, one word, one story, what is new, products."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Case, Q, When
from django.http import HttpRequest
from django.utils import timezone

from catalogue.models import Product
from heritage.archive.models import Edition, Festival, Notice, Story
from heritage.languages.models import Entry
from heritage.peoples.models import People
from heritage.records.telling import by_name
from heritage.records.things import kinds
from heritage.site import rows
from heritage.site.calendar.dates import festivals_shown, within
from heritage.site.calendar.month import MonthOfFestivals
from heritage.site.calendar.span import this_month
from heritage.site.coming import editions_ahead
from heritage.site.pictures import front_picture, picture_before_asking
from heritage.site.reader import Reader

COMING = 5
AHEAD = timedelta(days=400)
"""How far the front page looks ahead: a year, and the feasts that wander by a month."""


def front_context(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows; a fixed number of queries."""
    reader = Reader.of(request)
    month = festivals_of_this_month(reader)
    stories, _ = reader.few(Story.objects.order_by("-first_published_at", "pk"), 1)
    notices, _ = reader.few(Notice.objects.order_by("-published_on", "pk"), 3)
    picture, band = front_picture(timezone.localdate(), reader.language)
    peoples = rows.people_rows(reader)
    coming = coming_festivals(reader, [edition.festival_id for edition in month.editions])
    for first in coming[:1]:
        shown = picture_before_asking(first, first.peoples, reader.language)
        first.picture = shown if shown != picture else None
    return {
        "picture": picture,
        "weave": band,
        "peoples": peoples,
        "in_turn": in_turn(peoples),
        "month": month,
        "coming": coming,
        "newest": newest(reader),
        "stories": rows.prepared("story", stories, reader),
        "notices": notices,
        "word": word_of_the_day(reader),
        "products": some_products(reader),
    }


FEW = 3
"""How many peoples a phone shows at a time."""


def in_turn(peoples: Sequence[People]) -> set[int]:
    """Keys of the peoples whose week it is on small screens: all of them, one after another."""
    first = timezone.localdate().isocalendar().week * FEW
    return {peoples[(first + n) % len(peoples)].pk for n in range(FEW)} if peoples else set()


def festivals_of_this_month(reader: Reader) -> MonthOfFestivals:
    """What is on this month: the days that are known, and whose season it is."""
    month = this_month()
    dated = Edition.objects.filter(within(month.first, month.last)).values("festival")
    here = _in_season("typical_months", month.number) | Q(pk__in=dated)
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
        season = Festival.objects.filter(_in_season("typical_months", this_month().later(1).number))
        held = reader.shown(season).exclude(pk__in=known)
        held = by_name(held, reader.language)
        found += rows.prepared("festival", held[: COMING - len(found)], reader)
    return found[:COMING]


def _in_season(field: str, month: int) -> Q:
    return Q(**{f"{field}__regex": rf"(^|;)\s*{month}\s*(;|$)"})


def word_of_the_day(reader: Reader) -> Entry | None:
    """A word with an example sentence, another one each day."""
    words = reader.shown(Entry.objects.exclude(example="")).order_by("pk")
    if not (count := words.count()):
        return None
    return reader.told([words[timezone.localdate().toordinal() % count]])[0]


def some_products(reader: Reader) -> list[Product]:
    """Three things for sale: those whose season it is, then others; other ones each week."""
    offered = reader.shown(Product.objects.filter(for_sale=True))
    now = Case(When(_in_season("season_months", this_month().number), then=0), default=1)
    ranked = list(offered.annotate(out_of_season=now).values_list("pk", "out_of_season"))
    week = timezone.localdate().isocalendar().week
    # The same order for everybody in a week, another one in the next.
    ranked.sort(key=lambda one: (one[1], one[0] * (2 * week + 1) % 1009))
    picked = offered.in_bulk([pk for pk, _out in ranked[:3]])
    return rows.pictured("product", [picked[pk] for pk, _out in ranked[:3]], reader)


NEWS = ("item", "custom", "story", "library", "product", "word")
"""Kinds of which the front page shows what came last; peoples and festivals stand above."""


def newest(reader: Reader) -> list[Any]:
    """What was published last of each of these kinds, the newest first."""
    found: list[Any] = []
    for kind in NEWS:
        every: Any = kinds()[kind]._default_manager
        told_of = every.filter(first_published_at__isnull=False)
        found += reader.few(told_of.order_by("-first_published_at", "-pk"), 1)[0]
    rows.add_terms(found, reader)
    return sorted(found, key=lambda thing: thing.first_published_at, reverse=True)
