"""A month: its days, what falls on them, and whose season it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from heritage.archive.models import Edition, Festival
from heritage.calendars.months import Month
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.calendar import addresses
from heritage.site.calendar.dates import dated, editions_of, told_festivals, within
from heritage.site.calendar.page import CalendarPage
from heritage.site.calendar.span import this_month
from heritage.site.reader import Reader

SEASON = 5
"""Months on either side of a month in which a dated edition is that season's edition."""


@dataclass(frozen=True)
class Day:
    """A square of the month; `date` is None where the day is another month's."""

    date: date | None
    told: list[tuple[str, Edition]]
    """What falls on it, each with the name in the agenda that tells of it."""
    is_today: bool = False

    @property
    def first(self) -> tuple[str, Edition] | None:
        """What the square is drawn for."""
        return self.told[0] if self.told else None


class MonthOfFestivals:
    """The festivals of one month among those a reader may see."""

    def __init__(self, month: Month, festivals: QuerySet[Festival], reader: Reader) -> None:
        self.month, self.reader = month, reader
        self._festivals: dict[int, Festival] = told_festivals(festivals, reader)
        near = within(month.later(-SEASON).first, month.later(SEASON).last)
        self._near = list(editions_of(festivals).filter(near))

    @cached_property
    def editions(self) -> list[Edition]:
        """Editions with a day in this month, the earliest first."""
        here = [e for e in self._near if self._days_of(e)]
        return dated(here, self._festivals, self.reader)

    def _days_of(self, edition: Edition) -> list[date]:
        assert edition.start_date is not None
        return self.month.days_of(edition.start_date, edition.end_date)

    @property
    def title(self) -> str:
        """`Tháng 2 năm 2027`."""
        return wording.month_of_year(self.month, self.reader.language)

    @property
    def address(self) -> str:
        """The page of the month."""
        return addresses.month_address(self.reader.language, self.month)

    @cached_property
    def season(self) -> list[Festival]:
        """Festivals that usually are in this month and of which no day is known; none when the
        month is over: nobody has told."""
        if self.month < this_month():
            return []
        known = {edition.festival_id for edition in self._near}
        number = str(self.month.number)
        return [
            festival
            for festival in self._festivals.values()
            if festival.pk not in known and number in split_list(festival.typical_months)
        ]

    @cached_property
    def weeks(self) -> list[list[Day]]:
        """The squares, a row a week."""
        on: dict[date, list[tuple[str, Edition]]] = {}
        for edition in self.editions:
            days = self._days_of(edition)
            for day in days:
                on.setdefault(day, []).append((anchor(days[0]), edition))
        today = timezone.localdate()
        return [
            [Day(day, on.get(day, []) if day else [], day == today) for day in week]
            for week in self.month.weeks
        ]

    @cached_property
    def agenda(self) -> list[tuple[str, Edition]]:
        """Editions, each with the name to link to it; only the first of a day has one."""
        named: set[str] = set()
        lines = []
        for edition in self.editions:
            name = anchor(self._days_of(edition)[0])
            lines.append(("" if name in named else name, edition))
            named.add(name)
        return lines


def anchor(day: date) -> str:
    """The name of a day on the page of its month."""
    return f"n{day.day}"


@dataclass(frozen=True)
class Way:
    """A link to another month."""

    rel: str
    address: str
    name: str
    is_next_door: bool
    """False where the months between have nothing in them: it is no turning of a page."""


class MonthPage(CalendarPage):
    """The page of a month."""

    def __init__(self, request: HttpRequest, month: Month) -> None:
        super().__init__(request)
        if month not in self.span.months:
            raise Http404
        self.month = month
        self.held = MonthOfFestivals(month, self.festivals, self.reader)
        self.before, self.after = self.span.months_beside(month)

    @property
    def title(self) -> str:
        """The heading."""
        return self.held.title

    @property
    def weekdays(self) -> list[tuple[str, str]]:
        """The heads of the columns, short and in full."""
        return wording.weekdays(self.reader.language)

    @property
    def year_address(self) -> str:
        """The year of this month."""
        return addresses.year_address(self.reader.language, self.month.year) + self.tail

    def bare_address_in(self, language: str) -> str:
        """Where the page is, without filters."""
        return addresses.month_address(language, self.month)

    @property
    def ways(self) -> list[Way]:
        """To the nearest months of the calendar before and after this one."""
        language = self.reader.language
        return [
            Way(
                rel,
                addresses.month_address(language, month) + self.tail,
                wording.month_of_year(month, language),
                month == self.month.later(step),
            )
            for rel, step, month in (("prev", -1, self.before), ("next", 1, self.after))
            if month is not None
        ]
