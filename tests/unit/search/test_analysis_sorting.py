"""Lists stand in the order of the dictionary, in any database."""

import random
import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.sorting import sort_key

# Each list stands in dictionary order: the letters of the whole phrase count before its tones.
VIETNAMESE = [
    ["a", "à", "ả", "ã", "á", "ạ", "ă", "ằ", "ẳ", "ẵ", "ắ", "ặ", "â", "ầ", "ẩ", "ẫ", "ấ", "ậ"],
    ["ba", "bà", "bả", "bã", "bá", "bạ", "bac", "bác", "bạc", "băng", "bằng", "bâng", "bậng"],
    ["da", "dạ", "dân", "dần", "dậu", "đa", "đá", "đàn", "đậu", "e"],
    ["o", "ò", "ó", "ô", "ồ", "ố", "ơ", "ờ", "ớ", "ơi", "p"],
    ["u", "ú", "ư", "ứ", "ưa", "v"],
    ["e", "é", "ê", "ế", "g"],
    ["can", "càn", "cản", "cán", "cạn", "cang", "căn", "cân", "cha"],
    ["lê", "lễ", "lễ hội", "lễ hội Đâm trâu", "lê lai", "lệ làng"],
    ["Ba Na", "Bà Rịa", "Ba Tơ", "Bác Ái", "Bạc Liêu", "Bến Tre"],
    ["Chăm", "Chăm H'roi", "Chơ Ro", "Chu Ru", "Co", "Cơ Ho", "Cơ Tu"],
    ["1 bài", "2 bài", "a"],
    ["hoa", "hoà", "hoả", "hòa bình"],
]
KHMER = [
    [
        "ក",
        "កក",
        "កា",
        "កិ",
        "កី",
        "កឹ",
        "កុ",
        "កូ",
        "កួ",
        "កើ",
        "កៀ",
        "កេ",
        "កែ",
        "កៃ",
        "កោ",
        "កៅ",
        "កុំ",
        "កំ",
        "កាំ",
        "កះ",
        "ក្ក",
        "ក្រ",
        "ក្រា",
        "ខ",
    ],
    ["រក", "ឫក", "លក", "ឭក", "វក"],
    ["អក", "អា", "ឥដ្ឋ", "ឧ", "ឯក"],
    ["បុណ្យ", "ពិធី", "ភូមិ"],
]


def in_order(words: list[str], language: str) -> list[str]:
    shuffled = random.Random(7).sample(words, len(words))
    return sorted(shuffled, key=lambda word: sort_key(word, language))


@pytest.mark.parametrize("words", VIETNAMESE)
def test_vietnamese_stands_in_dictionary_order(words: list[str]) -> None:
    assert in_order(words, "vi") == words


@pytest.mark.parametrize("words", KHMER)
def test_khmer_stands_in_dictionary_order(words: list[str]) -> None:
    assert in_order(words, "km") == words


def test_minority_letters_stand_after_their_base() -> None:
    words = [
        "ba",
        "ƀa",
        "ca",
        "ea",
        "ĕa",
        "êa",
        "ê̆a",
        "oa",
        "ŏa",
        "ôa",
        "ô̆a",
        "ơa",
        "ơ̆a",
        "ua",
        "ŭa",
        "ưa",
        "ư̆a",
    ]
    assert in_order(words, "bdq") == words


def test_khmer_readers_find_khmer_before_latin_and_others_after() -> None:
    assert in_order(["a", "ក"], "km") == ["ក", "a"]
    assert in_order(["a", "ក"], "vi") == ["a", "ក"]


def test_accents_typed_either_way_sort_alike() -> None:
    phrase = "Lễ hội Ơ̆i Đâm trâu"
    assert sort_key(unicodedata.normalize("NFD", phrase), "vi") == sort_key(phrase, "vi")


def test_a_vowel_typed_before_the_subscript_sorts_as_one_typed_after() -> None:
    right, slip = sort_key("ក្រា", "km"), sort_key("កា្រ", "km")
    assert right.split(" ")[0] == slip.split(" ")[0]


def test_sqlite_sorts_the_stored_keys_as_python_does() -> None:
    words = [word for group in VIETNAMESE + KHMER for word in group]
    database = sqlite3.connect(":memory:")
    database.execute("create table word (text, key)")
    database.executemany("insert into word values (?, ?)", [(w, sort_key(w, "vi")) for w in words])
    stored = [row[0] for row in database.execute("select text from word order by key")]
    database.close()
    assert stored == sorted(words, key=lambda word: sort_key(word, "vi"))


@given(st.text(), st.text())
def test_different_words_never_change_places_by_chance(one: str, other: str) -> None:
    """Keys hold no control character or zero byte (PostgreSQL refuses it) and are stable."""
    assert sort_key(one, "vi") == sort_key(one, "vi")
    assert "\x00" not in sort_key(one + other, "km")
    assert sort_key(one, "vi").encode("utf-8")


@given(st.sampled_from("bcdhmt"), st.sampled_from("aăâeêioôơuưy"), st.sampled_from("aăâeêioôơuưy"))
def test_the_letter_counts_before_the_tone(onset: str, one: str, other: str) -> None:
    tones = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
    keys = [
        sort_key(unicodedata.normalize("NFC", onset + vowel + tone), "vi")
        for vowel in sorted({one, other}, key="aăâeêioôơuưy".index)
        for tone in tones
    ]
    assert keys == sorted(keys)
