"""How far a date can be relied on today. Dates of rites are announced or not; never computed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """What may be said of a date. Nobody has told whether what is over was held, unless he did."""

    ANNOUNCED = "announced"
    EXPECTED = "expected"
    CANCELLED = "cancelled"
    HELD = "held"
    WAS_ANNOUNCED = "was_announced"
    WAS_EXPECTED = "was_expected"

    @property
    def is_over(self) -> bool:
        """Whether it says something about the past, and nothing else."""
        return self in (Standing.HELD, Standing.WAS_ANNOUNCED, Standing.WAS_EXPECTED)


def standing(status: str, last_day: date, today: date) -> Standing:
    """What an edition's recorded status (`announced`, `expected`, `held`, `cancelled`) means today.

    Once its last day is over, an announcement and an expectation are what they were: nothing says
    that the festival took place.
    """
    known = Standing(status)
    if last_day < today and known is Standing.ANNOUNCED:
        return Standing.WAS_ANNOUNCED
    if last_day < today and known is Standing.EXPECTED:
        return Standing.WAS_EXPECTED
    return known
