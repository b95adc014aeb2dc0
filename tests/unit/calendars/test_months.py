"""Months, their weeks and their neighbours."""

from datetime import date

import pytest

from heritage.calendars.months import Month


def test_weeks_run_from_monday_to_sunday_without_days_of_other_months():
    weeks = Month(2027, 5).weeks
    assert weeks[0] == [None] * 5 + [date(2027, 5, 1), date(2027, 5, 2)]
    assert weeks[-1][0] == date(2027, 5, 31)
    assert {len(week) for week in weeks} == {7}
    assert [day for week in weeks for day in week if day] == [
        date(2027, 5, number) for number in range(1, 32)
    ]


@pytest.mark.parametrize(
    ("count", "there"),
    [
        (0, Month(2026, 11)),
        (2, Month(2027, 1)),
        (12, Month(2027, 11)),
        (-11, Month(2025, 12)),
    ],
)
def test_later_goes_over_the_end_of_a_year(count, there):
    assert Month(2026, 11).later(count) == there


def test_months_are_in_the_order_of_time():
    assert Month(2026, 12) < Month(2027, 1)
    assert Month.of(date(2027, 2, 9)) == Month(2027, 2)


def test_the_days_of_a_feast_are_those_within_the_month():
    february = Month(2028, 2)
    assert february.last == date(2028, 2, 29)
    assert february.days_of(date(2028, 1, 30), date(2028, 2, 2)) == [
        date(2028, 2, 1),
        date(2028, 2, 2),
    ]
    assert february.days_of(date(2028, 2, 28), date(2028, 3, 2))[-1] == date(2028, 2, 29)
    assert february.days_of(date(2028, 2, 9), None) == [date(2028, 2, 9)]
    assert february.days_of(date(2028, 3, 1), None) == []
