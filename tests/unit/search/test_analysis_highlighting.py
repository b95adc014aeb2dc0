"""What was searched for is marked where it stands, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.highlighting import highlight, sieve
from search.analysis.query import parse
from search.analysis.synonyms import expand
from tests.unit.search.test_analysis_query import QUERIES
from tests.unit.search.test_analysis_scan import TEXTS
from tests.unit.search.test_analysis_synonyms import PEOPLES

RACE = "Lễ hội đua bò Bảy Núi của người Khmer, một bộ phận lễ Sene Dolta."


def marked(text: str, typed: str) -> list[str]:
    query = expand(parse(typed, {"title"}), PEOPLES)
    return [text[span.start : span.end] for span in highlight(text, query)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("le hoi dua bo", ["Lễ hội đua bò"]),  # neither bộ nor the other lễ
        ("lễ", ["Lễ", "lễ"]),
        ("bò", ["bò"]),
        ("bo", ["bò", "bộ"]),
        ('"đua bò"', ["đua bò"]),
        ('"bò đua"', []),
        ("nu*", ["Núi"]),
        ("bay nu*", ["Bảy Núi"]),
        ("khơ me", ["Khmer"]),
        ("khmer OR sene", ["Khmer", "Sene"]),
        ("-khmer đua", ["đua"]),
        ("title:khmer", []),
        ("gốm", []),
        ("", []),
    ],
)
def test_words_are_marked_where_they_stand(typed: str, found: list[str]) -> None:
    assert marked(RACE, typed) == found


def test_marks_lie_in_the_text_as_it_is() -> None:
    for form in ("NFC", "NFD"):
        stood = unicodedata.normalize(form, "lễ h\u200bội")
        assert marked(f"xem {stood} Katê", "lễ hội") == [stood]


def test_khmer_is_marked_inside_unspaced_text() -> None:
    assert marked("ពិធីបុណ្យអុំទូក", "បុណ្យ") == ["បុណ្យ"]
    assert marked("ពេលនោះគេធ្វើអំ\u200bបុកនៅក្នុងភូមិ", "អំបុក") == ["អំ\u200bបុក"]
    # Not a word of its own there, but its clusters are.
    assert marked("ឯកសារ", "ឯកសា") == ["ឯកសារ"[:4]]


def test_one_cluster_is_marked_as_a_word_and_inside_words_only_without_one() -> None:
    assert marked("ទា និងទាហាន", "ទា")[0] == "ទា"
    assert len(marked("ទា និងទាហាន", "ទា")) == 1
    assert marked("ទាហាន", "ទា") == ["ទា"]


def test_cham_and_other_scripts_are_marked() -> None:
    assert marked("ꨀꨇꩉ ꨔꨴꩃ꩜", "ꨔꨴꩃ") == ["ꨔꨴꩃ"]
    assert marked("漢字喃", "字喃") == ["字喃"]


def test_a_phrase_does_not_cross_a_paragraph() -> None:
    assert marked("đua\nbò", '"đua bò"') == ["đua\nbò"]
    assert marked("đua\n\nbò", '"đua bò"') == []


@pytest.mark.parametrize("typed", ["Ba Na", "ba na", "lễ hội Ba Na"])
def test_a_syllable_of_a_name_is_no_name(typed: str) -> None:
    assert marked("Lễ hội của người Ba Na", typed)[-1] == "Ba Na"
    assert set(marked("ba ngày, nà Bá", typed)) <= {"ba"}
    assert marked("bà chủ, quả na", "Ba Na") == ["na"]


def test_other_names_are_marked_and_search_only_names_never() -> None:
    text = "Người Mông, trước gọi là Mèo; người H'Mông; con mèo."
    assert marked(text, "người Mông") == ["Mông", "H'Mông"]
    assert marked(text, "người Mèo") == ["Mông", "H'Mông"]
    assert marked(text, "mèo") == []
    assert marked(text, '"gọi là Mèo"') == ["gọi là"]
    assert marked("Chiem Thanh cũ", "chiem thanh") == []
    assert marked("Thổ cẩm", "thổ") == ["Thổ"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        *(("Mỹ", "Thánh địa Mỹ Sơn"), ("mi son", "Mỹ Sơn"), ("ky*", "Kỳ lân"), ("quý", "vật quí")),
        *(("ceremony", "The ceremonies of spring"), ("story", "Old stories"), ("box", "boxes")),
        *(("2024", "ឆ្នាំ ២០២៤"), ("gong", "go\u200eng"), ("lễ", "lê\u0303"), ("people", "people’s")),
        *(("xyz បុណ្យ", "ពិធីបុណ្យអុំទូក"), ("ꨚꨯꨱꩀ", "ꨚꨱꨯꩀ"), ("h're", "người Hrê")),
    ],
)
def test_what_is_marked_is_looked_at(typed: str, text: str) -> None:
    assert highlight(text, parse(typed))
    assert sieve(parse(typed))(text)


def test_what_holds_nothing_is_not_looked_at() -> None:
    assert not sieve(parse("trống hội"))("Người Mông ở núi cao")


@given(st.tuples(TEXTS, QUERIES) | QUERIES.map(lambda typed: (typed, typed)))
def test_marks_lie_in_any_text_in_order(drawn: tuple[str, str]) -> None:
    text, typed = drawn
    position = 0
    query = expand(parse(typed), PEOPLES)
    spans = highlight(text, query)
    assert sieve(query)(text) or not spans
    for start, end in spans:
        assert position <= start < end <= len(text)
        position = end
