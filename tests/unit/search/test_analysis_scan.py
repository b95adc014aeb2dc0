"""Text into tokens: what a person would call the same word gives the same token."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.characters import LONGEST_TOKEN
from search.analysis.scan import BREAK, scan

# Letters and marks that meet in this archive, and what breaks naive programs.
ALPHABET = st.one_of(
    st.sampled_from("aăâđêôơưyhkqusʼ'’`´-̣́̀̉̃̂̆\u0345\u034fȷẬằÐ¶\n \t\r0²½_*\"‘ŉßİΣ\u1fef\u1ffd\u1fc1"),
    st.sampled_from("កដតរបឯឬៗ៎៏័្ើោាីុំះេ៉៊់៌៍\u17b4\u17dd\u17d3។៤"),
    st.sampled_from("ꨀꨇꨔꨩꨯꨳꨴꩃꩌꩍ꩒꩜ꪹꪮꪻꫀไทยกำລາວ漢字〇が\u3099각"),
    st.sampled_from("\u200b\u200c\u200d\u00ad\u2060\ufeff\u202e\u200f\ufe0f\x00\x1b"),
    st.characters(),
)
TEXTS = st.text(ALPHABET, max_size=60)


def exact(text: str) -> list[str]:
    return [token.exact for token in scan(text)]


def folded(text: str) -> list[str]:
    return [token.folded for token in scan(text)]


@pytest.mark.parametrize(
    "spellings",
    [
        ("hòa", "hoà", "HÒA", unicodedata.normalize("NFD", "Hòa")),
        ("thuỷ", "thủy", "Thủy"),
        ("quý", "qúy", "QUÝ"),
        ("lễ hội đua bò", "LỄ HỘI ĐUA BÒ", "lễ–hội (Ðua, bò)", "lễ\u00a0hội đua\u200e bò."),
        ("h’rê", "H'rê", "hʼrê", "H`RÊ", "H´rê"),
        ("Khơ-me", "Khơ Me", "khơ\u2011me"),
        ("pơlê̆", "pơle\u0306\u0302", "pơlĕ\u0302", "POLÊ\u0306".replace("O", "Ơ")),
        ("people", "People's", "people’s"),
        ("Hrê", "Hrê's"),
        ("Cắm", "Cắm’s", unicodedata.normalize("NFD", "cắmʼs")),
        ("2024", "២០២៤", "꩒꩐꩒꩔", "２０２４"),
        ("ពិធី\u200bបុណ្យ", "ពិធីបុណ្យ", "ពិធី\u2060បុណ្យ"),
        ("ក្រា", "កា្រ"),  # a vowel typed before the subscript
        ("ស្ត្រី", "ស្រ្តី", "ស្ដ្រី"),  # RO typed first; a subscript DA
        ("ម៉ោង", "មោ៉ង", "ម៉េាង"),  # the shifter last; e + aa
        ("កើត", "កេីត", "កីេត"),
        ("ꨀꨳꨩꩃ", "ꨀꨩꨳꩃ", "ꨀꩃꨩꨳ"),
    ],
)
def test_spellings_of_one_text_have_the_same_exact_tokens(spellings: tuple[str, ...]) -> None:
    assert len({" ".join(exact(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("lễ hội đua bò", "le hoi dua bo", "Lê Hồi Đưa Bỏ"),
        ("H're", "h’rê", "Hre", "Hrè"),
        ("Mỹ", "mĩ", "my", "mi"),
        ("quý", "quí", "qui"),
        ("ƀar", "bar", "ʼbar"),
        ("Ê Đê", "e de"),
        ("សង់", "សង"),  # bantoc, which typists leave out
        ("ធម៌", "ធម"),
    ],
)
def test_what_is_typed_without_marks_meets_the_folded_tokens(spellings: tuple[str, ...]) -> None:
    assert len({" ".join(folded(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hội", "hồi"),
        ("hội", "hoi"),
        ("đua", "dua"),
        ("ăn", "ân"),
        ("ca", "ka"),
        ("thuý", "thủy"),
        ("bʼar", "bar"),
    ],
)
def test_exact_tokens_keep_what_distinguishes_words(one: str, other: str) -> None:
    assert exact(one) != exact(other)


@pytest.mark.parametrize(("one", "other"), [("កា", "កី"), ("ꨀꨩ", "ꨀꨪ"), ("ꪹꪮ", "ꪮ"), ("กา", "กำ")])
def test_vowels_of_asian_scripts_are_never_folded_away(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize("word", ["thuy", "country", "nhy", "yen", "hym"])
def test_y_is_kept_where_it_is_no_doublet_of_i(word: str) -> None:
    assert folded(word) == [word]


def test_a_people_keeps_its_letter_and_english_loses_its_ending() -> None:
    assert folded("K's") == ["ks"]
    assert exact("Bahnar's gongs' sound") == ["bahnar", "gongs", "sound"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ba-na, 1950s: 'bok", ["Ba", "na", "1950", "s", "'bok"]),
        ("BN-2024/15", ["BN", "2024", "15"]),
        ("ꨀꨇꩉ ꨔꨴꩃ꩜ꨌꩌ", ["ꨀꨇꩉ", "ꨔꨴꩃ", "ꨌꩌ"]),
        ("漢字Nôm", ["漢", "字", "Nôm"]),
        ("abcไทยລາວxyz", ["abc", "ไทยລາວ", "xyz"]),
        ("ꪼꪕꪒꪾ Tai", ["ꪼꪕꪒꪾ", "Tai"]),
        ("ពិធីបុណ្យភូមិ។ពិធី", ["ពិធី", "បុណ្យ", "ភូមិ", "ពិធី"]),
        ("l\u200bễ hội", ["l\u200bễ", "hội"]),
    ],
)
def test_tokens_stand_where_the_words_stand(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in scan(text)] == words


def test_a_word_of_the_list_is_found_in_an_unspaced_sentence() -> None:
    words = exact("ពេលនោះគេធ្វើអំបុកនៅក្នុងភូមិ")
    assert {"អំបុក", "ភូមិ"} <= set(words)


def test_an_unknown_name_stays_one_word() -> None:
    assert exact("ឯៈឋិ៎ឍ្វូ") == ["ឯៈឋិ៎ឍ្វូ"]


def test_blank_lines_are_one_break_and_lines_are_none() -> None:
    assert exact("\n\na\r\n\r\n \n ¶ b\nc\n\n") == ["a", BREAK, "b", "c"]


@given(TEXTS)
def test_tokens_lie_in_the_original_in_order(text: str) -> None:
    position = 0
    for token in scan(text):
        assert position <= token.start < token.end <= len(text)
        position = token.start
        for cluster in token.clusters:
            assert position <= cluster.start < cluster.end <= token.end
            position = cluster.end
        position = token.end


@given(TEXTS)
def test_accents_typed_either_way_give_the_same_tokens(text: str) -> None:
    composed, decomposed = (scan(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [token[2:4] for token in composed] == [token[2:4] for token in decomposed]


@given(TEXTS)
def test_tokens_scanned_again_are_the_same_tokens(text: str) -> None:
    once = scan(text)
    again = scan(" ".join(token.exact for token in once))
    assert [token[2:4] for token in again] == [token[2:4] for token in once]
    units = [[cluster.folded for cluster in token.clusters] for token in once]
    assert [[cluster.folded for cluster in token.clusters] for token in again] == units


@given(TEXTS)
def test_both_engines_can_hold_every_token(text: str) -> None:
    for token in scan(text):
        for form in (token.exact, token.folded, *(cluster.folded for cluster in token.clusters)):
            assert 0 < len(form) <= LONGEST_TOKEN
            assert not re.search(rf"[\s{re.escape(string.punctuation)}A-Z]", form)


@pytest.mark.parametrize(
    "text",
    [
        *(key * 50_000 for key in ("a", "a\u0301", "'", "a'", "\u200b", "\n ", "១", "ไ")),
        *(key * 50_000 for key in ("ក", "ក្", "្ក", "ឌឹ")),
        *(first + key * 50_000 for first, key in [("a", "\u200b"), ("\n", " "), ("ក", "\u17b6")]),
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_a_key_held_down_is_read_in_a_moment(text: str) -> None:
    assert all(len(token.exact) <= LONGEST_TOKEN for token in scan(text))
