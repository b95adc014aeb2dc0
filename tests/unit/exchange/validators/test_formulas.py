"""No cell of an export runs as a formula, and every cell comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange.validators.formulas import escape_formula, unescape_formula

risky = st.text(alphabet="'=+-@\t\r\n ＝＋1a,.", max_size=8)


@given(st.one_of(st.text(), risky))
def test_every_text_makes_the_round_trip(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text


@given(risky, risky)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert (escape_formula(one) == escape_formula(other)) == (one == other)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "＝1+1",
        "+84-28-3822",
        "- Nhà rông",
        '=HYPERLINK("http://example.vn","x")',
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "-5",
        "+2,5",
        "+84 912 345 678",
        "-",
        "",
        "'bok",
        "’bok Kei Dei",
        "Lễ hội = vui",
        "1-2",
        "–",
        "a@b.vn",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert escape_formula(text) == text
    assert unescape_formula(text) == text
