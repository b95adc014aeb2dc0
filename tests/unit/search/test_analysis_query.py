"""What people type means what they meant, and nothing they type is a mistake."""

import dataclasses
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.query import MOST_WORDS, Query, Term, loosen, parse
from tests.unit.search.test_analysis_scan import ALPHABET

FIELDS = frozenset({"title", "people", "place", "year"})

QUERIES = st.lists(
    st.one_of(
        st.text(ALPHABET, max_size=8),
        st.sampled_from([" ", " OR ", "OR", " -", '"', "“", "»", "*", "people:", "x:", "ky*"]),
        st.sampled_from(["le hoi", "អុំទូក", "ꨌꩌ", "Khơ-me", "-", "(", "AND", "NOT", "{", "\\"]),
    ),
    max_size=12,
).map("".join)


def sought(query: Query) -> list[list[str]]:
    return [[" ".join(term.folded) for term in group] for group in query.required]


def terms(query: Query) -> list[Term]:
    return [*(term for group in query.required for term in group), *query.excluded]


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("lễ hội đua bò", [["le"], ["hoi"], ["dua"], ["bo"]]),
        ('lễ "đua bò"', [["le"], ["dua bo"]]),
        ("“đua bò” « Bảy Núi »", [["dua bo"], ["bay nui"]]),
        ("Khmer OR Chăm OR Hoa lễ", [["khmer", "cham", "hoa"], ["le"]]),
        ('hội OR "đua bò"', [["hoi", "dua bo"]]),
        ("Khơ-me BN-2024 tf1", [["kho me"], ["bn 2024"], ["tf 1"]]),
        ("hre,cham/bahnar", [["hre"], ["cham"], ["bahnar"]]),
        ("ពិធីបុណ្យ ភូមិ", [["ពិធី បុណ្យ"], ["ភូមិ"]]),
    ],
)
def test_words_phrases_and_alternatives(typed: str, groups: list[list[str]]) -> None:
    assert sought(parse(typed, FIELDS)) == groups


@pytest.mark.parametrize(
    ("typed", "groups"),
    [
        ("OR", [["or"]]),
        ("OR lễ OR", [["or"], ["le"], ["or"]]),
        ("lễ OR -hội", [["le"], ["or"]]),
        ("or", [["or"]]),
        ('"đua bò', [["dua"], ["bo"]]),
        ("- --lễ – hội", [["le"], ["hoi"]]),
        ("lễ-hội", [["le hoi"]]),
        ("http://a.b people: :x", [["http"], ["a"], ["b"], ["people"], ["x"]]),
        ('raw:"x" AND (a) NEAR/3', [["raw"], ["x"], ["and"], ["a"], ["near"], ["3"]]),
        ("a\x00b \u202elễ\u2066 *:* {} \\ ~2 ^3", [["a"], ["b"], ["le"], ["2"], ["3"]]),
        ("đ", [["d"]]),
        ("ab", [["ab"]]),
        ("", []),
        ('"" -"" “” ¶ ? * -* people:', [["people"]]),
    ],
)  # fmt: skip
def test_everything_else_is_text(typed: str, groups: list[list[str]]) -> None:
    assert sought(parse(typed, FIELDS)) == groups


def test_what_is_not_wanted_is_left_out() -> None:
    query = parse('lễ -hội -"đua bò" -people:kinh -Khơ-me', FIELDS)
    assert sought(query) == [["le"]]
    found = [(term.field, " ".join(term.folded)) for term in query.excluded]
    assert found == [("", "hoi"), ("", "dua bo"), ("people", "kinh"), ("", "kho me")]


def test_a_known_field_takes_a_word_or_a_phrase_and_keeps_what_was_typed() -> None:
    query = parse('People:H’rê place:"Bảy Núi" year:1990-2000 Ơ:x', FIELDS)
    found = [(group[0].field, group[0].text) for group in query.required]
    assert found == [
        ("people", "H’rê"), ("place", "Bảy Núi"), ("year", "1990-2000"), ("", "Ơ"), ("", "x"),
    ]  # fmt: skip
    assert query.whole is not None
    assert query.whole.folded == ("o", "x")


def test_a_star_begins_words_and_a_doublet_stays_findable() -> None:
    ((hoi,), (begun, complete)) = parse("hộ* ký*").required
    assert (hoi.folded, hoi.prefix) == (("ho",), True)
    assert (begun.folded, begun.prefix) == (("ky",), True)
    assert (complete.folded, complete.prefix) == (("ki",), False)


def test_a_khmer_term_knows_its_clusters_between_the_words_beside_it() -> None:
    ((term,),) = parse('"Lễ បុណ្យ 2024"').required
    assert term.folded == ("le", "បុណ្យ", "2024")
    assert term.clusters == ("le", "បុ", "ណ្យ", "2024")
    assert parse("lễ").required[0][0].clusters == ()


def test_the_whole_is_the_words_in_their_order_unless_there_is_a_choice() -> None:
    whole = parse('Lễ "đua bò" -x Bảy-Núi').whole
    assert whole is not None
    assert whole.folded == ("le", "dua", "bo", "bay", "nui")
    assert parse("lễ OR hội").whole is None
    assert parse("-x").whole is None


def test_a_query_that_finds_too_little_can_be_loosened() -> None:
    loose = loosen(parse('ពិធីបុណ្យ Khơ-me "đua bò" lễ OR Ba-na'))
    assert sought(loose) == [["ពិធី"], ["បុណ្យ"], ["kho"], ["me"], ["dua bo"], ["le", "ba na"]]


def test_ten_thousand_characters_are_read_and_few_words_sought() -> None:
    for typed in ("lễ " * 3_333, "ពិធី" * 2_500, '-"' + "lễ " * 3_000 + '"', "a OR " * 3_000):
        query = parse(typed)
        assert sum(len(term.words) for term in terms(query)) <= MOST_WORDS
        assert query.shortened
    assert not parse("lễ hội").shortened
    assert parse("lễ" + " " * 20_000 + "hội").shortened


def test_the_tree_cannot_be_changed_and_is_a_key() -> None:
    query = parse("lễ hội")
    assert hash(query) == hash(parse("lễ hội"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        query.text = "x"  # type: ignore[misc]


@given(QUERIES)
def test_whatever_is_typed_is_a_query(typed: str) -> None:
    query = parse(typed, FIELDS)
    found = terms(query)
    assert sum(len(term.words) for term in found) <= MOST_WORDS
    for term in found:
        for form in (*term.exact, *term.folded, *term.clusters):
            assert form
            assert not set(form) & set(string.punctuation + string.whitespace)
    assert sum(map(len, sought(loosen(query)))) >= sum(map(len, sought(query)))
