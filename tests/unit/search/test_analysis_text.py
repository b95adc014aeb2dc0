"""Text at the door: one form is stored, and nothing hidden is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.text import find_control_characters, nfc, tidy, without_control_characters


def test_a_name_typed_on_a_mac_and_on_windows_is_stored_the_same() -> None:
    composed = "Lễ hội Ơ̆i Đâm trâu"
    assert tidy(unicodedata.normalize("NFD", composed)) == tidy(composed) == nfc(composed)


def test_tidy_takes_the_outside_off_and_leaves_the_inside_alone() -> None:
    assert tidy("\ufeff  Tết  Chôl\r\nChnăm\tThmây \n") == "Tết  Chôl\nChnăm\tThmây"


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(st.text())
def test_nothing_hidden_is_left_and_nothing_else_is_taken(text: str) -> None:
    hidden = {character for _, character, _ in find_control_characters(text)}
    left = without_control_characters(text)
    assert not find_control_characters(left)
    assert left == "".join(character for character in text if character not in hidden)


@pytest.mark.parametrize(
    "hidden", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u200f", "\u061c"]
)
def test_hidden_characters_are_found_with_their_place(hidden: str) -> None:
    ((offset, character, name),) = find_control_characters(f"cồng{hidden}chiêng")
    assert (offset, character) == (4, hidden)
    assert name


def test_what_khmer_typists_need_is_no_control_character() -> None:
    assert find_control_characters("ពិធី\u200bបុណ្យ\u200dអុំ\u200cទូក\n\tdòng") == []
