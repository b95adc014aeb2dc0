"""The part of a picture that is shown keeps what must be seen, and its shape."""

from hypothesis import given
from hypothesis import strategies as st

from media_pipeline.recipes.crops import CARD, Crop, box

SHAPES = (CARD, Crop("square", 1, 1, (640,)), Crop("scroll", 1, 9, (640,)))
SIDE = st.integers(1, 9000)
PART = st.floats(0, 1)


@given(SIDE, SIDE, st.sampled_from(SHAPES), st.none() | st.tuples(PART, PART, PART, PART))
def test_a_crop_lies_within_and_is_as_large_as_can_be(width, height, shape, focus) -> None:
    left, top, wide, high = box(width, height, shape, focus)
    assert left >= 0 <= top
    assert left + wide <= width
    assert top + high <= height
    assert wide == width or high == height
    assert abs(wide * shape.height - high * shape.width) <= max(shape.width, shape.height)


@given(SIDE, SIDE, st.sampled_from(SHAPES), PART, PART)
def test_the_middle_of_what_must_be_seen_is_seen(width, height, shape, x, y) -> None:
    left, top, wide, high = box(width, height, shape, (x, y, 0.1, 0.1))
    assert left - 1 <= x * width <= left + wide + 1
    assert top - 1 <= y * height <= top + high + 1


def test_without_a_word_it_is_the_middle_and_of_portraits_the_upper_part() -> None:
    assert box(3000, 2000, CARD, None) == (166, 0, 2667, 2000)
    assert box(2000, 3000, CARD, None) == (0, 450, 2000, 1500)


def test_a_focus_at_the_edge_is_as_near_to_the_middle_as_it_can_be() -> None:
    assert box(3000, 2000, CARD, (0.0, 0.5, 0.1, 0.1))[0] == 0
    assert box(3000, 2000, CARD, (0.5, 0.5, 0.1, 0.1))[0] == 166
    assert box(3000, 2000, CARD, (7.0, 0.5, 0.1, 0.1))[0] == 333


def test_what_has_the_shape_loses_nothing() -> None:
    assert box(4000, 3000, CARD, None) == (0, 0, 4000, 3000)
    assert box(401, 300, CARD, None) == (0, 0, 400, 300)
