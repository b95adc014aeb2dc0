"""When something was taken, as devices write it: with an offset where they knew one."""

from __future__ import annotations

import datetime
import re

EXIF = re.compile(
    r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?"
)
OFFSET = re.compile(r"(?:(Z)|([+-])(\d{2})[:']?(\d{2})?'?)\s*$")
PDF = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(\d{2})?(\d{2})?(\d{2})?")
NO_CLOCK = 1980
"""Years before it are what a clock says that was never set: no digital device is older, and 1904
and 1970 are where QuickTime and Unix begin to count."""


def of_device(said: str, offset: str = "", fraction: str = "") -> datetime.datetime | None:
    """EXIF 3.0, 4.6.5: `2019:03:30 10:15:00` with `+07:00` beside it; or ISO 8601 as in XMP.

    None for what is no time, a date without a time of day included: midnight would be a guess.
    """
    found = EXIF.match(said.strip())
    if not found or found.group(4) is None or int(found.group(1)) < NO_CLOCK:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups()[:5])
    after = (fraction.strip() if fraction.strip().isdigit() else found.group(7)) or "0"
    return _moment(
        (year, month, day, hour, minute, int(found.group(6) or 0)),
        offset.strip() or said.strip()[found.end() :],
        int(after[:6].ljust(6, "0")),
    )


def of_pdf(said: str) -> datetime.datetime | None:
    """ISO 32000-1, 7.9.4: `D:20190330101500+07'00'`, from the right as short as one likes."""
    found = PDF.match(said.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return _moment((year, month, day, hour, minute, second), said.strip()[found.end() :], 0)


def _moment(
    parts: tuple[int, int, int, int, int, int], offset: str, microsecond: int
) -> datetime.datetime | None:
    try:
        return datetime.datetime(*parts, microsecond, tzinfo=_zone(offset))
    except ValueError:  # the 31st of February, or midnight as 24:00
        return None


def _zone(offset: str) -> datetime.timezone | None:
    found = OFFSET.match(offset.strip())
    if not found:
        return None
    if found.group(1):
        return datetime.UTC
    minutes = int(found.group(3)) * 60 + int(found.group(4) or 0)
    if minutes >= 24 * 60:
        return None
    return datetime.timezone(
        datetime.timedelta(minutes=minutes * (-1 if found.group(2) == "-" else 1))
    )
