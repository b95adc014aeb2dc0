"""The part of a picture that is shown keeps what must be seen, and its shape."""

from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.recipes.crops import CROPS, Crop, box

SQUARE, WIDE = CROPS
SIDE = st.integers(1, 9000)
PART = st.floats(0, 1)


@given(SIDE, SIDE, st.sampled_from(CROPS), st.none() | st.tuples(PART, PART, PART, PART))
def test_a_crop_lies_within_and_is_as_large_as_can_be(width, height, shape, focus) -> None:
    left, top, wide, high = box(width, height, shape, focus)
    assert left >= 0 <= top
    assert left + wide <= width
    assert top + high <= height
    assert wide == width or high == height
    assert abs(wide * shape.height - high * shape.width) <= max(shape.width, shape.height)


@given(SIDE, SIDE, st.sampled_from(CROPS), PART, PART)
def test_the_middle_of_what_must_be_seen_is_seen(width, height, shape, x, y) -> None:
    left, top, wide, high = box(width, height, shape, (x, y, 0.1, 0.1))
    assert left - 1 <= x * width <= left + wide + 1
    assert top - 1 <= y * height <= top + high + 1


def test_without_a_word_it_is_the_middle_and_of_portraits_the_upper_part() -> None:
    assert box(3000, 2000, SQUARE, None) == (500, 0, 2000, 2000)
    assert box(2000, 3000, SQUARE, None) == (0, 200, 2000, 2000)


def test_a_focus_at_the_edge_is_as_near_to_the_middle_as_it_can_be() -> None:
    assert box(3000, 2000, SQUARE, (0.0, 0.5, 0.1, 0.1))[0] == 0
    assert box(3000, 2000, SQUARE, (0.4, 0.5, 0.1, 0.1))[0] == 200
    assert box(3000, 2000, SQUARE, (7.0, 0.5, 0.1, 0.1))[0] == 1000


def test_photographs_lose_nothing_in_cards() -> None:
    assert box(6000, 4000, WIDE, None) == (0, 1, 6000, 3998)
    assert box(900, 600, Crop("whole", 3, 2), None) == (0, 0, 900, 600)
