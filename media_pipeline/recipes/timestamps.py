"""Moments as WebVTT writes them, in milliseconds.

https://www.w3.org/TR/webvtt1/#collect-a-webvtt-timestamp
"""

from __future__ import annotations

import re

PATTERN = r"(?:(\d{1,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
"""Minutes have two digits and hours as many as they like; four are a year."""
_WHOLE = re.compile(PATTERN + r"\Z", re.ASCII)


def timestamp(text: str) -> int | None:
    """`01:02:03.004` or `02:03.004`; None for anything else."""
    match = _WHOLE.match(text)
    return milliseconds(*match.groups()) if match else None


def milliseconds(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    """From the four numbers of a moment; `rest` is a decimal fraction."""
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(rest.ljust(3, "0"))


def written(moment: int) -> str:
    """Always with hours, so that all look alike."""
    seconds, rest = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"
