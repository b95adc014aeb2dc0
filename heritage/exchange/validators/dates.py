"""Days and archive dates in cells."""

import re
from datetime import date

from heritage.calendars.edtf_dates import EdtfDate, EdtfError, parse
from heritage.exchange.validators.problems import Fault

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}")
_SERIAL = re.compile(r"[0-9]{5}")


def parse_date(text: str) -> date | Fault | None:
    """Return a day: `2024-02-17`, or day first as people write it here (`17/02/2024`).

    Named mistakes: month before day, a year of two digits, the bare number Excel keeps for a day.
    """
    text = text.strip()
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 >= day >= 1 and month <= 31:
            return Fault("date_month_first", {"meant": f"{year:04}-{day:02}-{month:02}"})
        return _day(year, month, day)
    if _SHORT_YEAR.fullmatch(text):
        return Fault("date_short_year")
    return Fault("date_excel_number" if _SERIAL.fullmatch(text) else "date_malformed")


def _day(year: int, month: int, day: int) -> date | Fault:
    try:
        return date(year, month, day)
    except ValueError:
        return Fault("date_impossible")


def parse_edtf(text: str) -> EdtfDate | Fault | None:
    """Return an archive date in EDTF; the fault's code is `edtf_` and the reason."""
    if not text.strip():
        return None
    try:
        return parse(text)
    except EdtfError as error:
        return Fault(f"edtf_{error.reason}")
