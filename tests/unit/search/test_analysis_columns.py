"""What engines store: a phrase is found where its tokens stand side by side in a column."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.columns import Columns, columns
from search.analysis.query import Term, parse
from search.analysis.scan import BREAK
from search.analysis.synonyms import Name, expand, prepare
from tests.unit.search.test_analysis_scan import TEXTS

PEOPLES = prepare(
    [
        [Name("Hrê"), Name("H're")],
        [Name("Ba Na"), Name("Bahnar")],
        [Name("Chăm"), Name("Cham"), Name("Chàm")],
        [Name("Khmer"), Name("Khơ Me")],
    ]
)


def holds(column: str, tokens: tuple[str, ...], prefix: bool = False) -> bool:
    wanted = " ".join(tokens)
    return bool(tokens) and f" {wanted}" + " " * (not prefix) in f" {column} "


def stands(term: Term, stored: Columns) -> bool:
    if term.exact_only:
        return holds(stored.x, term.exact)
    folded = holds(stored.f, term.folded, term.prefix)
    return folded or holds(stored.k, term.clusters, term.prefix)


def finds(typed: str, *pieces: str) -> bool:
    query, stored = expand(parse(typed), PEOPLES), columns(pieces)
    return all(any(stands(term, stored) for term in group) for group in query.required)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"le hoi dua bo"', "Lễ hội đua bò Bảy Núi"),
        ('"lễ hội đua bò"', "le hoi dua bo"),
        ('"LỄ HỘI ĐUA BÒ"', unicodedata.normalize("NFD", "Lễ hội đua bò")),
        (unicodedata.normalize("NFD", '"lễ hội"'), "LỄ HỘI"),
        ("đâm trâu", "Lễ hội Đâm trâu"),
        ("dam trau", "Lễ hội Ðâm trâu"),
        ("hòa", "hoà bình"),
        ("hoà", "Hòa Bình"),
        ("thuỷ", "sơn thủy"),
        ("qúy", "quý"),
        ("my nghe", "mĩ nghệ"),
        ("H're", "người Hrê ở Ba Tơ"),
        ("h’rê", "nguoi Hre"),
        ("hre", "dân ca H’rê"),
        ("Ba-na", "người Bahnar"),
        ("bahnar", "dân tộc Ba Na"),
        ("Chàm", "tháp Chăm"),
        ("cham", "người Chăm"),
        ("khơ me", "lễ hội của người Khmer"),
        ("Khmer", "đồng bào Khơ-me"),
        ("បុណ្យ", "ពិធីបុណ្យអុំទូក"),
        ("អំបុក", "ពេលនោះគេធ្វើអំបុកនៅក្នុងភូមិ"),
        ("អុំ ទូក", "ពិធី\u200bបុណ្យ\u200bអុំ\u200bទូក"),
        ("ឆ្នាំថ្មី", "ពិធីចូលឆ្នាំថ្មីប្រពៃណី"),
        ("ទូ", "ពិធីបុណ្យអុំទូក"),
        ("ꨔꨴꩃ", "ꨀꨇꩉ ꨔꨴꩃ꩜"),
        ("katê", "Mbang Katé"),
        ("pole", "pơlê̆ Kon Tum"),
        ("tết 2024", "Tết ២០២៤"),
        ("hội*", "hội hè"),
    ],
)
def test_what_people_look_for_is_found(typed: str, text: str) -> None:
    assert finds(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"hoi le"', "lễ hội"),
        ('"lễ bò"', "lễ hội đua bò"),
        ("bahnar", "du lịch Bà Nà"),
        ("bò", "hội"),
        ("បុណ្យ", "ភូមិ"),
        ("ꨔꨴꩃ", "ꨔꨩꩃ"),
    ],
)
def test_what_they_do_not_look_for_is_not(typed: str, text: str) -> None:
    assert not finds(typed, text)


def test_exact_and_folded_tokens_stand_at_the_same_positions() -> None:
    stored = columns(["Lễ hội Đua bò", "Mỹ thuật H’rê"])
    assert stored.x == f"lễ hôị đua bò {BREAK} mỹ thuâṭ hʼrê"
    assert stored.f == f"le hoi dua bo {BREAK} mi thuat hre"
    assert stored.k == ""


def test_khmer_paragraphs_are_spelled_out_in_clusters() -> None:
    stored = columns(["Lễ hội", "ពិធីបុណ្យ Óc Om Bóc", "gốm", "ភូមិ"])
    assert stored.f == f"le hoi {BREAK} ពិធី បុណ្យ oc om boc {BREAK} gom {BREAK} ភូមិ"
    assert stored.k == f"ពិ ធី បុ ណ្យ oc om boc {BREAK} ភូ មិ"


@pytest.mark.parametrize(
    "pieces", [["đua", "bò"], ["đua\n\nbò"], ["đua ¶ bò"], ["đua", "", "…", "bò"]]
)
def test_phrases_do_not_cross_fields_and_paragraphs(pieces: list[str]) -> None:
    assert columns(pieces).f == f"dua {BREAK} bo"
    assert not finds('"đua bò"', *pieces)
    assert finds("đua bò", *pieces)


def test_a_break_cannot_be_searched_for() -> None:
    assert parse(f"{BREAK} đua {BREAK} bò").whole == parse("đua bò").whole
    assert not parse(BREAK).required


@given(st.lists(TEXTS, max_size=4))
def test_columns_hold_tokens_and_single_breaks_and_are_stable(pieces: list[str]) -> None:
    stored = columns(pieces)
    assert len(stored.x.split(" ")) == len(stored.f.split(" "))
    for column in stored:
        tokens = column.split(" ") if column else []
        assert "" not in tokens
        assert BREAK not in tokens[:1] + tokens[-1:]
        assert f"{BREAK} {BREAK}" not in column
    again = columns([stored.x])
    assert again == stored
