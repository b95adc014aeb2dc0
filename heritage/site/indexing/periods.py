"""Times as values of facets: centuries, decades and years, by the first digits they share.

`19` is 1900 to 1999, `19/195` the fifties, and of the facet `year` each year by itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from babel.dates import get_month_names

from heritage.calendars import edtf_dates

MOST_YEARS = 300
"""Of what may be of any of more years, no year is said."""


class Span(NamedTuple):
    """From one day to another; None where that is open or unknown."""

    first: datetime.date | None
    last: datetime.date | None


def span(date: object) -> Span:
    """The days that a date can mean: a day, a moment, or a text in EDTF; neither if it is none."""
    if isinstance(date, datetime.datetime):
        date = date.date()
    if isinstance(date, datetime.date):
        return Span(date, date)
    try:
        parsed = edtf_dates.parse(str(date)) if date else None
    except edtf_dates.EdtfError:
        parsed = None
    return Span(parsed.earliest, parsed.latest) if parsed else Span(None, None)


def years(found: Span) -> range:
    """The years of a span; of an open one the one that is known."""
    first, last = found.first or found.last, found.last or found.first
    if first is None or last is None or last.year - first.year >= MOST_YEARS:
        return range(0)
    return range(first.year, last.year + 1)


def period_values(found: Span) -> tuple[str, ...]:
    """Its centuries and decades."""
    known = [f"{year:04}" for year in years(found)]
    centuries = dict.fromkeys(year[:2] for year in known)
    return (*centuries, *dict.fromkeys(f"{year[:2]}/{year[:3]}" for year in known))


def year_values(found: Span) -> tuple[str, ...]:
    """Each year."""
    return tuple(f"{year:04}" for year in years(found))


def month_names(months: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What months are called in each language of the archive, each with its language."""
    for month in months:
        if month.isdigit() and 1 <= int(month) <= 12:
            yield f"tháng {int(month)}", "vi"
            for language in ("en", "km"):
                yield get_month_names("wide", "stand-alone", language)[int(month)], language
