"""What may be said of a date today."""

from datetime import date

import pytest

from heritage.calendars.standing import Standing, standing

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("status", ["announced", "expected", "held", "cancelled"])
def test_until_its_last_day_is_over_a_date_is_what_was_entered(status):
    assert standing(status, TODAY, TODAY) == status


@pytest.mark.parametrize(
    ("status", "then"),
    [
        ("announced", Standing.WAS_ANNOUNCED),
        ("expected", Standing.WAS_EXPECTED),
        ("held", Standing.HELD),
        ("cancelled", Standing.CANCELLED),
    ],
)
def test_nobody_is_told_that_a_festival_took_place_unless_somebody_said_so(status, then):
    assert standing(status, date(2026, 11, 27), TODAY) is then


def test_an_unknown_status_is_refused():
    with pytest.raises(ValueError):
        standing("moved", TODAY, TODAY)
