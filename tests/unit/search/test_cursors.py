"""A cursor says where a page ended, whichever engine reads it."""

from hypothesis import given
from hypothesis import strategies as st

from search.cursors import Cursor, key_of, read, value_at, written

# Half pairs of UTF-16 that stand side by side become one character when JSON is read.
VALUES = st.none() | st.integers() | st.text()


@given(value=VALUES, falling=st.booleans(), id_=st.text())
def test_a_value_comes_back(value: int | str | None, falling: bool, id_: str) -> None:
    assert value_at(key_of(value, id_, falling), falling) == value


@given(
    value=st.none() | st.integers(-(1 << 64), 1 << 64) | st.text("aàក\0😀"), falling=st.booleans()
)
def test_a_cursor_comes_back(value: int | str | None, falling: bool) -> None:
    cursor = Cursor(3, key_of(value, "bn2024k", falling))
    assert read(written(cursor)) == cursor


@given(one=st.text(), other=st.text())
def test_falling_texts_come_the_other_way_round(one: str, other: str) -> None:
    keys = [key_of(text, "", falling=True) for text in (one, other)]
    assert (keys[0] < keys[1]) == (one > other)
