"""Which years and months the calendar has: those with something in them, and the year ahead.

Every other address is none. So nobody, and no crawler, turns pages into empty centuries.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from heritage.calendars.months import Month
from heritage.site.calendar.dates import festivals_shown, months_with_editions
from heritage.site.reader import Reader

AHEAD = 12
"""Months after this one that are always there."""


@dataclass(frozen=True)
class Span:
    """The months of the calendar in their order."""

    months: list[Month]

    @classmethod
    def of(cls, reader: Reader) -> Span:
        """Those of the festivals the reader may see; one query."""
        ahead = {this_month().later(count) for count in range(AHEAD + 1)}
        return cls(sorted(ahead | months_with_editions(festivals_shown(reader))))

    @property
    def years(self) -> list[int]:
        """The years of these months."""
        return sorted({month.year for month in self.months})

    def months_beside(self, month: Month) -> tuple[Month | None, Month | None]:
        """The nearest months before and after."""
        before = [other for other in self.months if other < month]
        after = [other for other in self.months if other > month]
        return (before[-1] if before else None, after[0] if after else None)

    def years_beside(self, year: int) -> tuple[int | None, int | None]:
        """The nearest years before and after."""
        before = [other for other in self.years if other < year]
        after = [other for other in self.years if other > year]
        return (before[-1] if before else None, after[0] if after else None)


def this_month() -> Month:
    """The month in which we are."""
    return Month.of(timezone.localdate())
