"""Whatever names and values are, an index gives them back and keeps their order."""

from hypothesis import given
from hypothesis import strategies as st

from search.elastic.terms import LONGEST, escaped, key, label, ordered, unescaped, value_of

ODD = st.text(st.characters(exclude_categories=[]) | st.sampled_from("\ud7ff\ud800\udfff\ue000\0a"))
NUMBERS = st.integers(-(1 << 63), (1 << 63) - 1)


@given(text=ODD)
def test_a_text_comes_back(text: str) -> None:
    escaped(text).encode()
    assert unescaped(escaped(text)) == text


@given(one=ODD, other=ODD)
def test_texts_keep_their_order(one: str, other: str) -> None:
    assert (one < other) == (escaped(one).encode() < escaped(other).encode())
    assert other.startswith(one) == escaped(other).startswith(escaped(one))


@given(one=NUMBERS, other=NUMBERS)
def test_numbers_keep_their_order(one: int, other: int) -> None:
    assert (one < other) == (ordered(one) < ordered(other))
    assert value_of(ordered(one)) == one


@given(number=NUMBERS, text=ODD)
def test_numbers_come_before_texts(number: int, text: str) -> None:
    assert ordered(number) < ordered(text)
    assert value_of(ordered(text)) == text


def test_what_is_too_long_is_cut_and_what_is_too_great_is_the_greatest() -> None:
    assert len(escaped("a" * 10_000)) == LONGEST
    assert len(label("people", "\udfff" * 10_000).encode()) < 32_766
    assert value_of(ordered(1 << 99)) == (1 << 63) - 1
    assert value_of(ordered(-1 << 99)) == -1 << 63


@given(name=ODD, value=ODD)
def test_a_label_is_one_of_its_facet(name: str, value: str) -> None:
    assert label(name, value) == f"{key(name)}:{escaped(value)}"
    assert ":" not in key(name)


@given(one=ODD, other=ODD)
def test_keys_are_as_different_as_names(one: str, other: str) -> None:
    assert (key(one) == key(other)) == (one == other)


def test_usual_names_are_their_keys() -> None:
    assert key("people") == "people"
    assert key("year-month") == "year-month"
    # The language of queries reads two of these as a dot.
    assert key("a__b").startswith("=")
    assert key("").startswith("=")
    assert key("a.b") != key("a.c")
