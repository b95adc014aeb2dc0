"""A result shows the passage it was found for."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import khmer
from search.analysis.query import parse
from search.analysis.rewriting import rewritten
from search.analysis.snippets import Snippet, snippets
from search.analysis.synonyms import expand
from tests.unit.search.test_analysis_query import QUERIES
from tests.unit.search.test_analysis_scan import TEXTS
from tests.unit.search.test_analysis_synonyms import PEOPLES

FILLING = "một hai ba bốn năm sáu bảy tám chín mười " * 20
STORY = f"{FILLING}Hội làng mở. {FILLING}Lễ hội đua bò ở An Giang! {FILLING}"


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.spans]


def test_the_passage_with_most_of_the_words_is_shown_whole() -> None:
    (snippet,) = snippets(STORY, parse("le hoi dua bo"), length=60)
    assert "mười Lễ hội đua bò ở An Giang! một" in snippet.text
    assert marked(snippet) == ["Lễ hội đua bò"]
    assert snippet.cut_before
    assert snippet.cut_after
    assert STORY[snippet.start :].startswith(snippet.text)
    assert len(snippet.text) <= 60


def test_one_word_may_be_held_for_two() -> None:
    """Whoever types Ka tê, or Ba Na of a text that says Bahnar, has found both."""
    (snippet,) = snippets("Người ta dự lễ Katê.", rewritten(parse("Ka tê")))
    assert snippet.held == 2
    (snippet,) = snippets("The Bahnar sing.", expand(parse("Ba Na"), PEOPLES))
    assert snippet.held == 2
    (snippet,) = snippets("Người ta dự lễ Katê.", rewritten(parse("Katê lễ hội")))
    assert snippet.held == 2


def test_several_passages_come_in_the_order_of_the_text() -> None:
    found = snippets(STORY, parse("hội"), length=40, count=5)
    assert [marked(snippet) for snippet in found] == [["Hội"], ["hội"]]


def test_passages_do_not_overlap() -> None:
    found = snippets("gốm " * 30, parse("gốm"), length=20, count=4)
    assert len(found) == 4
    for before, after in itertools.pairwise(found):
        assert before.start + len(before.text) <= after.start


def test_without_a_hit_the_first_words_are_shown() -> None:
    (snippet,) = snippets(f"  “{STORY}", parse("gốm"), length=22)
    assert snippet.text == "“một hai ba bốn năm"
    assert not snippet.cut_before
    assert snippet.cut_after
    assert snippet.spans == []


def test_a_short_text_is_shown_whole() -> None:
    (snippet,) = snippets("Lễ hội đua bò.", parse("bò"))
    assert snippet.text == "Lễ hội đua bò."
    assert not snippet.cut_before
    assert not snippet.cut_after


def test_a_search_only_name_chooses_no_passage() -> None:
    text = f"Nhạc cụ. {FILLING} Người Mèo"
    (snippet,) = snippets(text, expand(parse("H'Mông"), PEOPLES), length=40)
    assert snippet.text.startswith("Nhạc cụ")
    assert "Mèo" not in snippet.text


@pytest.mark.parametrize("length", [6, 7, 11, 20, 33])
def test_khmer_is_never_cut_inside_a_cluster(length: int) -> None:
    text = "នៅក្នុងភូមិនោះគេធ្វើស្ត្រីពិធីបុណ្យអុំទូកអំបុក" * 3
    borders = {0} | {found.end() for found in khmer.CLUSTER.finditer(text)}
    for typed in ("ស្ត្រី", "អំបុក", "គ្មាន", "ត្រី"):
        for snippet in snippets(text, parse(typed), length, count=2):
            assert {snippet.start, snippet.start + len(snippet.text)} <= borders
            assert len(snippet.text) <= length


def test_a_text_without_words_has_no_passage_and_a_giant_word_is_cut() -> None:
    assert snippets("… !", parse("x")) == []
    (snippet,) = snippets("a" * 500, parse("a*"), length=100)
    assert snippet.text == "a" * 100
    assert marked(snippet) == [snippet.text]


@given(TEXTS, QUERIES, st.integers(1, 40), st.integers(1, 3))
def test_snippets_of_anything_keep_their_bounds(
    text: str, typed: str, length: int, count: int
) -> None:
    for words in (text, typed + text + typed):
        found = snippets(words, parse(typed), length, count)
        assert len(found) <= count
        end = 0
        for snippet in found:
            assert end <= snippet.start
            end = snippet.start + len(snippet.text)
            assert words[snippet.start : end] == snippet.text
            assert 0 < len(snippet.text) <= length
            position = 0
            for start, after in snippet.spans:
                assert position <= start < after <= len(snippet.text)
                position = after
