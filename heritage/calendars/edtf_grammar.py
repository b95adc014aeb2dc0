"""The grammar of archive dates: which texts are dates, and which days they can mean.

The notation is the Extended Date/Time Format (ISO 8601-2:2019; Library of Congress, EDTF
specification of 4 February 2019). Read here: level 0 dates and intervals, and of level 1 the
qualifiers `? ~ %` at the end, unspecified digits from the right (`197X`, `19XX`, `2019-XX`,
`2019-04-XX`), seasons (`2019-21` to `2019-24`), open (`1950/..`) and unknown (`1950/`) ends.

Why a small parser of our own and not the library `edtf` (5.0.2): it accepts what no record may
hold (the reversed interval `1918/1909`, times of day, year 170000000, a line break at the end), it
misses both flags of `1998%`, lets winter end on 31 December, and gives positions in a grammar
where an officer needs to read what to type. The tests hold this parser to the library's answers
wherever both accept a date.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

MAX_LENGTH = 32
"""Characters; the longest date of this profile has 23."""

_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[~?%])?"
)
_DAY_FIRST = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|[0-9]{1,2}[/.-][0-9]{4}")
_ONE_DIGIT = re.compile(r"[0-9]{4}-(?:[0-9]-[0-9]{1,2}|[0-9]{1,2}-[0-9]|[0-9])[~?%]?")
_DASHES = re.compile("[\u2010-\u2015\u2212]|[0-9]{4}-[0-9]{4}")

# First month, last month counted from January of the named year. EDTF leaves open what a season
# is. Spring is February to April by the lunar year of Vietnam and March to May by the weather
# service; each season takes both, so that a search by date never misses the record.
_SEASON_MONTHS = {21: (2, 5), 22: (5, 8), 23: (8, 11), 24: (11, 14)}


class EdtfError(ValueError):
    """A text that is not a date of the profile above.

    `reason` is one of: `empty`, `too_long`, `day_first`, `dash`, `one_digit`, `not_edtf`, `year`,
    `month`, `day`, `reversed`, `no_ends`. The text of the exception says the same in English.
    """

    def __init__(self, reason: str, explanation: str) -> None:
        super().__init__(explanation)
        self.reason = reason


@dataclass(frozen=True)
class EdtfPoint:
    """One end of a date: the parts as written, None where nothing is said.

    `year` is four characters and may end in X; `month` is 1-12 or a season 21-24.
    """

    year: str
    month: int | None
    day: int | None
    approximate: bool
    uncertain: bool
    earliest: date
    latest: date


@dataclass(frozen=True)
class EdtfDate:
    """A parsed date. `earliest` and `latest` are the first and the last day it can mean, by its
    digits alone (`1955~` is 1 January to 31 December 1955); None at an open or unknown end."""

    text: str
    earliest: date | None
    latest: date | None
    approximate: bool
    uncertain: bool


@dataclass(frozen=True)
class OpenEnd:
    """The end of an interval that has no date: still going on (`..`), or not known (nothing)."""

    known_open: bool


def parse(text: str) -> EdtfDate:
    """Return the date that `text` states, outer blanks and a small `x` forgiven.

    Raises EdtfError with a reason for anything else.
    """
    text = _prepared(text)
    ends = split(text)
    points = [end for end in ends if isinstance(end, EdtfPoint)]
    first, last = ends[0], ends[-1]
    return EdtfDate(
        text=text,
        earliest=first.earliest if isinstance(first, EdtfPoint) else None,
        latest=last.latest if isinstance(last, EdtfPoint) else None,
        approximate=any(point.approximate for point in points),
        uncertain=any(point.uncertain for point in points),
    )


def split(text: str) -> list[EdtfPoint | OpenEnd]:
    """Return the one point of a date or the two ends of an interval; raises EdtfError."""
    text = _prepared(text)
    _refuse_common_mistakes(text)
    parts = text.split("/")
    if len(parts) == 1:
        return [_point(text)]
    if len(parts) > 2:
        raise EdtfError("not_edtf", f"{text!r} has more than two ends")
    ends = [OpenEnd(part == "..") if part in ("", "..") else _point(part) for part in parts]
    first, last = ends
    if isinstance(first, EdtfPoint) and isinstance(last, EdtfPoint):
        if first.earliest > last.latest:
            raise EdtfError("reversed", f"{text!r} ends before it begins")
    elif isinstance(first, OpenEnd) and isinstance(last, OpenEnd):
        raise EdtfError("no_ends", f"{text!r} names no date")
    return ends


def _prepared(text: str) -> str:
    text = text.strip().replace("x", "X")
    if not text:
        raise EdtfError("empty", "no date is given")
    if len(text) > MAX_LENGTH:
        raise EdtfError("too_long", f"a date has at most {MAX_LENGTH} characters")
    return text


def _refuse_common_mistakes(text: str) -> None:
    if _DAY_FIRST.fullmatch(text):
        raise EdtfError("day_first", f"{text!r} is written day first; write 2019-12-31")
    if _DASHES.search(text):
        raise EdtfError("dash", f"{text!r}: a span is written with a slash, 1909/1918")
    if _ONE_DIGIT.fullmatch(text):
        raise EdtfError("one_digit", f"{text!r}: month and day have two digits, 2019-04-05")


def _point(text: str) -> EdtfPoint:
    match = _POINT.fullmatch(text)
    if match is None:
        raise EdtfError("not_edtf", f"{text!r} is not a date")
    year, month_text, day_text = match["year"], match["month"], match["day"]
    if "X" in year and month_text is not None:
        raise EdtfError("not_edtf", f"{text!r}: a month needs its full year")
    if month_text == "XX" and day_text not in (None, "XX"):
        raise EdtfError("not_edtf", f"{text!r}: a day needs its month")
    month = int(month_text) if month_text not in (None, "XX") else None
    day = int(day_text) if day_text not in (None, "XX") else None
    earliest, latest = _bounds(text, year, month, day, has_day=day_text is not None)
    qualifier = match["qualifier"]
    return EdtfPoint(
        year=year,
        month=month,
        day=day,
        approximate=qualifier in ("~", "%"),
        uncertain=qualifier in ("?", "%"),
        earliest=earliest,
        latest=latest,
    )


def _bounds(
    text: str, year: str, month: int | None, day: int | None, *, has_day: bool
) -> tuple[date, date]:
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year < 1 or (first_year < 1 and "X" not in year):
        raise EdtfError("year", f"{text!r}: years run from 0001 to 9999")
    if month is None:
        return date(max(first_year, 1), 1, 1), date(last_year, 12, 31)
    if month in _SEASON_MONTHS and not has_day:
        first_month, last_month = _SEASON_MONTHS[month]
        return date(first_year, first_month, 1), _month_end(first_year, last_month)
    if not 1 <= month <= 12:
        raise EdtfError("month", f"{text!r} has no month {month:02}")
    if day is None:
        return date(first_year, month, 1), _month_end(first_year, month)
    try:
        exact = date(first_year, month, day)
    except ValueError as error:
        raise EdtfError("day", f"{text!r}: that month has no day {day}") from error
    return exact, exact


def _month_end(year: int, month: int) -> date:
    """Return the last day of the month; months past 12 are those of the next year."""
    if month > 12:
        if year == date.max.year:
            return date.max
        year, month = year + 1, month - 12
    return date(year, month, calendar.monthrange(year, month)[1])
