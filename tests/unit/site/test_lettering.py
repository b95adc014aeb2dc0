"""How wide a word is taken to be: never less than it is drawn."""

import pytest

from heritage.site.lettering import MOST, ems


@pytest.mark.parametrize(
    ("word", "drawn"),
    [
        # Measured in a browser, in ems of our faces.
        ("អកអំបុក", 3.62),
        ("បុណ្យ", 2.48),
        ("ឈូក", 2.15),
        ("សាស្ត្រាស្លឹករឹត", 5.94),
        ("ម្សិលមិញ", 3.94),
        ("ꨀꨇꩉ", 3.69),
        ("ꨛꨩꩀ", 2.17),
        ("manyum", 3.9),
        ("Cam", 2.06),
    ],
)
def test_a_word_has_room_for_all_its_letters(word: str, drawn: float) -> None:
    assert drawn <= ems(word) < drawn * 1.5 + 1


def test_marks_above_and_below_take_no_room() -> None:
    assert ems("កក្កក") == ems("កកក")


def test_only_the_longest_part_of_several_words_counts() -> None:
    assert ems("chĭng chêng") == ems("chêng")
    assert ems("") == 2
    assert ems("m" * 90) == MOST
