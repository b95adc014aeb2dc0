"""A cursor says where a page ended, whichever engine reads it."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.cursors import MOST_WORTH, Cursor, is_one, key_of, read, value_at, written

# Half pairs of UTF-16 that stand side by side become one character when JSON is read.
VALUES = st.none() | st.integers() | st.text()


@given(value=VALUES, falling=st.booleans(), id_=st.text())
def test_a_value_comes_back(value: int | str | None, falling: bool, id_: str) -> None:
    assert value_at(key_of(value, id_, falling), falling) == value


@given(
    value=st.none() | st.integers(-(1 << 64), 1 << 64) | st.text("aàក\0😀"),
    falling=st.booleans(),
    worths=st.lists(st.integers(0, MOST_WORTH), max_size=70).map(tuple),
)
def test_a_cursor_comes_back(
    value: int | str | None, falling: bool, worths: tuple[int, ...]
) -> None:
    cursor = Cursor(3, key_of(value, "bn2024k", falling), worths)
    assert read(written(cursor)) == cursor


@pytest.mark.parametrize("worth", [-1, MOST_WORTH + 1, 10**400, "1", None, 1.5, [1]])
def test_what_no_word_is_worth_is_not_read(worth: object) -> None:
    found = read(written(Cursor(3, key_of(1, "a", falling=True), (1, worth))))  # type: ignore[arg-type]
    assert found == Cursor(3, key_of(1, "a", falling=True))


@given(one=st.text(), other=st.text())
def test_falling_texts_come_the_other_way_round(one: str, other: str) -> None:
    keys = [key_of(text, "", falling=True) for text in (one, other)]
    assert (keys[0] < keys[1]) == (one > other)


@pytest.mark.parametrize(
    "said", [[1, 0, 0, "a", True], [True, 0, 0, "a"], [1, 0, False, "a"], [1, True, "b", "a"]]
)
def test_true_is_no_number(said: list[object]) -> None:
    assert read(base64.urlsafe_b64encode(json.dumps(said).encode()).decode()) is None


def test_nothing_has_no_value() -> None:
    assert read(base64.urlsafe_b64encode(b'[1,2,5,"a"]').decode()) is None
    assert read(written(Cursor(1, key_of(None, "a", falling=False)))) is not None


def test_what_nobody_was_given_is_no_cursor() -> None:
    text = written(Cursor(3, key_of("à", "bn2024k", falling=False), (1, 2)))
    assert is_one(text)
    for other in ("", "x", "W10=", text[:-2], f"{text}=", f"{text}\0", f" {text}", text * 2):
        assert not is_one(other), other
