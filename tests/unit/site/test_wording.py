"""Dates, months and rules in words."""

from datetime import date

import pytest
from django.utils import translation

from heritage.site import wording


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "9–11 tháng 2 năm 2027"),
        ("en", "9–11 February 2027"),
        ("km", "ថ្ងៃទី9–11 ខែកុម្ភៈ ឆ្នាំ2027"),
    ],
)
def test_days_of_one_month_share_it(language: str, said: str) -> None:
    assert wording.days(date(2027, 2, 9), date(2027, 2, 11), language) == said


def test_days_that_repeat_in_the_year_are_not_confused() -> None:
    assert wording.days(date(2022, 2, 20), date(2022, 2, 22), "en") == "20–22 February 2022"
    assert wording.days(date(2022, 2, 20), date(2022, 2, 22), "vi") == "20–22 tháng 2 năm 2022"


def test_one_day_and_two_months() -> None:
    assert wording.days(date(2027, 2, 9), None, "vi") == "9 tháng 2 năm 2027"
    assert (
        wording.days(date(2027, 1, 31), date(2027, 2, 1), "en")
        == "31 January 2027 – 1 February 2027"
    )


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("9;10", "vi", "tháng 9–10"),
        ("11;12;1", "en", "November–January"),
        ("1;2;4", "en", "January–February, April"),
        ("3", "vi", "tháng 3"),
        ("1;2;3;4;5;6;7;8;9;10;11;12", "vi", "quanh năm"),
        ("", "vi", ""),
    ],
)
def test_months_of_a_season(text: str, language: str, said: str) -> None:
    with translation.override(language):
        assert wording.months(text, language) == said


def test_rules_are_divided_at_sentences_and_semicolons() -> None:
    assert wording.rules("Bỏ mũ. không chụp; xin phép\n") == ["Bỏ mũ.", "Không chụp.", "Xin phép."]
