"""Archive dates: what officers type, what they mean, how they are shown."""

from datetime import date
from typing import Any

import pytest
from edtf import parse_edtf as library_parse
from hypothesis import event, given
from hypothesis import strategies as st

from heritage.calendars.edtf_dates import EdtfError, display, parse

years = st.integers(min_value=1000, max_value=2100).map(str)
months = st.integers(min_value=1, max_value=12).map("{:02}".format)
points = st.one_of(
    years,
    years.map(lambda year: year[:3] + "X"),
    years.map(lambda year: year[:2] + "XX"),
    st.builds("{}-{}".format, years, months),
    st.dates(min_value=date(1000, 1, 1)).map(date.isoformat),
)
qualified = st.builds("{}{}".format, points, st.sampled_from(["", "~", "?", "%"]))
dates = st.one_of(qualified, qualified.map("{}/..".format), qualified.map("../{}".format))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1998", date(1998, 1, 1), date(1998, 12, 31)),
        ("2019-04", date(2019, 4, 1), date(2019, 4, 30)),
        ("2024-02-17", date(2024, 2, 17), date(2024, 2, 17)),
        ("1955~", date(1955, 1, 1), date(1955, 12, 31)),
        ("197X", date(1970, 1, 1), date(1979, 12, 31)),
        ("19xx", date(1900, 1, 1), date(1999, 12, 31)),
        (" 1909/1918 ", date(1909, 1, 1), date(1918, 12, 31)),
        ("1950/..", date(1950, 1, 1), None),
        ("../1950", None, date(1950, 12, 31)),
        ("1950/", date(1950, 1, 1), None),
        ("2019-02-XX", date(2019, 2, 1), date(2019, 2, 28)),
        ("1975/197X", date(1975, 1, 1), date(1979, 12, 31)),
    ],
)
def test_a_date_means_its_days(text: str, earliest: date | None, latest: date | None) -> None:
    found = parse(text)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("1955", False, False),
        ("1955~", True, False),
        ("1955?", False, True),
        ("1955%", True, True),
        ("1909/1918~", True, False),
    ],
)
def test_about_and_perhaps_are_kept(text: str, approximate: bool, uncertain: bool) -> None:
    found = parse(text)
    assert (found.approximate, found.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("khoảng 1955", "not_edtf"),
        ("17/02/2024", "day_first"),
        ("02/2024", "day_first"),
        ("1909–1918", "dash"),
        ("1909-1918", "dash"),
        ("2019-4", "one_digit"),
        ("2019-13", "month"),
        ("2019-02-30", "day"),
        ("0000", "year"),
        ("1918/1909", "reversed"),
        ("../..", "no_ends"),
        ("1909/1918/1920", "not_edtf"),
        ("2019-04-05T10:00", "not_edtf"),
        ("Y170000000", "not_edtf"),
        ("１９９８", "not_edtf"),
        ("1" * 100, "too_long"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse(text)
    assert refused.value.reason == reason


def test_a_season_holds_its_months_by_either_way_of_counting() -> None:
    spring, winter = parse("2019-21"), parse("2019-24")
    assert (spring.earliest, spring.latest) == (date(2019, 2, 1), date(2019, 5, 31))
    assert (winter.earliest, winter.latest) == (date(2019, 11, 1), date(2020, 2, 29))


@given(qualified)
def test_the_days_are_those_of_the_edtf_library(text: str) -> None:
    library: Any = library_parse(text)
    found = parse(text)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest.timetuple()[:3] == tuple(library.lower_strict()[:3])
    assert found.latest.timetuple()[:3] == tuple(library.upper_strict()[:3])


@given(st.text(alphabet="0123456789X-/.~?%xT ", max_size=24))
def test_any_text_is_a_date_or_an_error_with_a_reason(text: str) -> None:
    try:
        found = parse(text)
    except EdtfError as error:
        event(error.reason)
        return
    assert found.earliest or found.latest
    assert not (found.earliest and found.latest) or found.earliest <= found.latest
    assert parse(found.text) == found


@given(dates, st.sampled_from(["vi", "en", "km"]))
def test_every_date_can_be_shown(text: str, language: str) -> None:
    shown = display(text, language)
    assert shown
    assert not set(shown) & set("~?%/{}")
    assert "XX" not in shown or language == "vi"


@pytest.mark.parametrize(
    ("text", "vietnamese", "english", "khmer"),
    [
        ("1955~", "khoảng 1955", "about 1955", "ប្រហែលឆ្នាំ1955"),
        ("197X", "thập niên 1970", "1970s", "ទសវត្សរ៍ឆ្នាំ1970"),
        ("19XX", "thế kỷ XX", "20th century", "សតវត្សរ៍ទី20"),
        ("1909/1918", "1909–1918", "1909–1918", "ឆ្នាំ1909–ឆ្នាំ1918"),
        ("2019-04", "tháng 4 năm 2019", "April 2019", "ខែមេសា ឆ្នាំ2019"),
        ("2024-02-17", "ngày 17 tháng 2 năm 2024", "17 February 2024", "ថ្ងៃទី17 ខែកុម្ភៈ ឆ្នាំ2024"),
        ("1950/..", "từ 1950", "from 1950", "ចាប់ពីឆ្នាំ1950"),
        ("../1950", "đến 1950", "until 1950", "រហូតដល់ឆ្នាំ1950"),
        ("1950/", "1950–?", "1950–?", "ឆ្នាំ1950–?"),
    ],
)
def test_dates_in_words(text: str, vietnamese: str, english: str, khmer: str) -> None:
    assert [display(text, language) for language in ("vi", "en", "km")] == [
        vietnamese,
        english,
        khmer,
    ]


def test_a_span_of_months_reads_well_and_old_data_is_shown_as_it_stands() -> None:
    assert display("2019-04/2019-06", "vi") == "tháng 4 năm 2019 – tháng 6 năm 2019"
    assert display("đầu thế kỷ XX", "vi") == "đầu thế kỷ XX"
