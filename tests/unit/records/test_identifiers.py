"""Permanent identifiers: typed by hand, read aloud, printed on labels, opened in spreadsheets."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.records.identifiers import ALPHABET, check_character, is_valid, mint, normalise

identifiers = st.integers().map(lambda seed: mint(random.Random(seed)))
places = st.integers(min_value=0, max_value=6)


@given(identifiers, places, st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_detected(identifier: str, place: int, wrong: str) -> None:
    mistyped = identifier[:place] + wrong + identifier[place + 1 :]
    assert is_valid(mistyped) == (mistyped == identifier)


@given(identifiers, st.integers(min_value=0, max_value=5))
def test_any_swap_of_neighbours_is_detected(identifier: str, place: int) -> None:
    one, other = identifier[place], identifier[place + 1]
    swapped = identifier[:place] + other + one + identifier[place + 2 :]
    assert is_valid(swapped) == (swapped == identifier)


@given(identifiers)
def test_a_minted_identifier_is_valid_and_never_a_number_or_a_date(identifier: str) -> None:
    assert is_valid(identifier)
    assert identifier[0].isalpha()
    assert not re.fullmatch(r"[-+]?[0-9.,]+([edED][-+]?[0-9]+)?", identifier)
    assert not re.fullmatch("[a-z]+[0-9]+|[0-9]+[a-z]+[0-9]*", identifier)
    with pytest.raises(ValueError, match="could not convert"):
        float(identifier)


@given(identifiers, st.data())
def test_what_a_person_types_is_understood(identifier: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(min_value=1, max_value=6))
    assert normalise(f" {identifier[:cut].upper()} - {identifier[cut:]} ") == identifier
    assert normalise(identifier.replace("0", "O").replace("1", "l")) == identifier


@pytest.mark.parametrize(
    "text", ["", "abc", "k3v0tx", "ễ" * 7, "k3v0txdd", "1d5bcdf", "k3v\x000txd"]
)
def test_what_is_no_identifier_is_refused(text: str) -> None:
    assert not is_valid(text)
    assert normalise(text) is None


def test_the_check_character_is_that_of_the_noid_specification() -> None:
    """The worked example of the specification: 13030/xf93gt2 gets the check character q."""
    assert check_character("13030/xf93gt2") == "q"


def test_two_mints_differ_and_a_seed_repeats() -> None:
    assert len({mint() for _ in range(200)}) == 200
    assert mint(random.Random(4)) == mint(random.Random(4))
