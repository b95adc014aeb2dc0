"""Months of the Gregorian year, in which visitors plan: their days, weeks and neighbours."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def later(self, count: int) -> Month:
        """The month `count` months on; negative: back."""
        years, month = divmod(self.number - 1 + count, 12)
        return Month(self.year + years, month + 1)

    @property
    def weeks(self) -> list[list[date | None]]:
        """Weeks from Monday to Sunday (ISO 8601); None where a day is another month's."""
        days = calendar.Calendar(firstweekday=calendar.MONDAY).monthdatescalendar(
            self.year, self.number
        )
        return [[day if day.month == self.number else None for day in week] for week in days]

    def days_of(self, start: date, end: date | None) -> list[date]:
        """The days of this month among those from `start` to `end`."""
        first, last = max(start, self.first), min(end or start, self.last)
        return [first + timedelta(days=count) for count in range((last - first).days + 1)]


def months_between(first: Month, last: Month) -> Iterator[Month]:
    """Every month from the first to the last."""
    while first <= last:
        yield first
        first = first.later(1)
