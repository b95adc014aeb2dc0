"""Whoever types one name of a people finds its others, and no carver is taken for a Chăm."""

from dataclasses import replace

import pytest

from search.analysis.query import parse
from search.analysis.rewriting import rewritten
from search.analysis.synonyms import Name, expand, prepare

CHIEM_THANH = Name("Chiêm Thành", search_only=True)
NAMES = [
    [Name("Hrê"), Name("H're"), Name("Hre"), Name("Chăm Rê")],
    [Name("Khmer"), Name("Khơ Me"), Name("Miên", search_only=True), Name("ខ្មែរ")],
    [Name("Ba Na"), Name("Bana"), Name("Bahnar"), Name("Rơ Ngao")],
    [Name("Chăm"), Name("Cham"), Name("Chàm"), Name("Hời", search_only=True), CHIEM_THANH],
    [Name("Tày"), Name("Thổ", search_only=True), Name("Pa Dí")],
    [Name("Thổ"), Name("Cuối")],
    [Name("Mông"), Name("H'Mông"), Name("Mèo", search_only=True)],
    [Name("Dao"), Name("Mien"), Name("Miền")],
    [Name("Lô Lô"), Name("Lolo")],
    [Name("Ê Đê"), Name("Rhade")],
]
WORDS = [
    [Name("Quảng Ngãi", ambiguous=False), Name("Kon Tum", ambiguous=False)],
    [Name("…")],
    [
        Name("nhạc cụ", ambiguous=False),
        Name("đàn", narrower=True),
        Name("trống", narrower=True),
    ],
    [Name("gong"), Name("cồng")],
]
PEOPLES = prepare(
    [
        *([replace(name, names=(("people", group[0].text),)) for name in group] for group in NAMES),
        *WORDS,
    ]
)


def added(typed: str) -> set[str]:
    """The names that were not typed and are sought as well."""
    groups = expand(parse(typed), PEOPLES).required
    names = {term.text for group in groups for term in group if term.synonym}
    return {name for name in names if name.lower() not in typed.lower()}


@pytest.mark.parametrize("typed", ["hre", "H’rê", "HRE", "h're", "hrê"])
def test_a_name_that_is_no_everyday_word_stands_for_its_group(typed: str) -> None:
    assert "Chăm Rê" in added(typed)


@pytest.mark.parametrize("typed", ["Khmer", "khơ me", "Khơ-me", "KHMER", "ខ្មែរ"])
def test_khmer_is_found_by_each_of_its_names_in_each_script(typed: str) -> None:
    assert {"Khmer", "ខ្មែរ", "Miên"} <= added(typed) | {typed.capitalize()}


def test_what_is_a_kind_of_it_is_found_and_does_not_find_it() -> None:
    assert added("nhạc cụ") == {"đàn", "trống"}
    assert added("nhac cu cũ") == {"nhạc cụ", "đàn", "trống"}
    assert not added("đàn")


@pytest.mark.parametrize("typed", ["gong", "Gongs", "the gongs"])
def test_an_english_word_is_known_in_the_plural(typed: str) -> None:
    assert "cồng" in added(typed)
    assert not added("gông")
    assert not added("gọng")


def test_an_english_word_is_sought_in_the_plural_as_it_is_spelled() -> None:
    (group,) = expand(parse("cồng"), PEOPLES).required
    assert {term.exact for term in group} == {("công\u0300",), ("gong",), ("gongs",)}
    assert all(term.exact_only for term in group if term.synonym)


def test_a_name_is_known_after_a_short_word() -> None:
    # Joined words (người + Ba) are alternatives of what was typed, and no other words.
    groups = expand(rewritten(parse("người Ba Na")), PEOPLES).required
    assert [group[0].folded for group in groups] == [("ba", "na")]
    assert "Bahnar" in {term.text for term in groups[0]}
    (first, second) = expand(rewritten(parse("h rê")), PEOPLES).required
    assert "Chăm Rê" in {term.text for term in first} & {term.text for term in second}


def test_whoever_is_named_is_named_once() -> None:
    places = prepare([[Name("Vĩnh Long", names=(("place", "vinh-long"),), ambiguous=False)]])
    named = expand(parse("tỉnh Vĩnh Long"), places).named
    assert [(term.field, term.text) for (term,) in named] == [("place", "vinh-long")]


def test_a_name_of_two_words_gives_both_the_others_and_loses_nothing() -> None:
    for typed in ("Ba Na", "ba na", "BA-NA"):
        groups = expand(parse(typed), PEOPLES).required
        assert all("Bahnar" in {term.text for term in group} for group in groups)
        assert [group[0].folded for group in groups] in ([("ba",), ("na",)], [("ba", "na")])
    assert added("Lô Lô") == {"Lolo"}


@pytest.mark.parametrize("typed", ["chạm", "chậm", "Chằm", "Bà Nà", "tay", "tho", "miến"])
def test_an_everyday_word_is_no_people(typed: str) -> None:
    assert not added(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Chàm", "Chăm"),
        ("Chăm", "Chàm"),
        ("Tày", "Pa Dí"),
        ("người tay", "Pa Dí"),
        ("dân tộc cham", "Chàm"),
        ("tieng Cham", "Chăm"),
        ("lễ hội người Ba-na", "Bahnar"),
        ("dong bao tay", "Pa Dí"),
        ("quang ngai", "Kon Tum"),
        ("kon tum", "Quảng Ngãi"),
    ],
)
def test_an_ambiguous_name_needs_its_accents_or_a_word_before_it(typed: str, name: str) -> None:
    assert name in added(typed)


def test_search_only_names_of_one_syllable_need_a_word_before_them_or_a_capital() -> None:
    assert not added("con mèo")
    assert added("Mèo") == {"Mông", "H'Mông"}
    assert added("lễ hội Mèo") == {"Mông", "H'Mông"}
    # Every sentence begins with one.
    assert not added("Mèo rừng")
    assert not added("meo")
    assert not added("Meo")
    # A people that is called so today is meant by its name.
    assert added("Thổ") == {"Cuối"}
    assert added("người Mèo") == {"Mông", "H'Mông"}
    assert added("thổ") == {"Cuối"}
    assert added("người Thổ") == {"Cuối", "Tày", "Pa Dí"}
    assert "Chăm" in added("chiêm thành")


def test_a_name_of_one_syllable_without_accents_is_an_everyday_word() -> None:
    assert not added("cham khac go")
    assert not added("dao")
    assert added("người Dao") == {"Mien", "Miền"}


def test_accents_that_match_one_name_do_not_stand_for_another() -> None:
    assert added("người Miền") == {"Dao", "Mien"}
    assert added("nguoi Miên") == {"Khmer", "Khơ Me", "ខ្មែរ"}


def test_synonyms_that_are_everyday_words_are_found_by_their_accents_alone() -> None:
    (group,) = expand(parse("Chăm"), PEOPLES).required
    by_name = {term.text: term for term in group}
    assert by_name["Chàm"].exact_only
    assert len(by_name["Chàm"].words) == 1
    (hre,) = expand(parse("hre"), PEOPLES).required
    assert not next(term for term in hre if term.text == "H're").exact_only


def test_a_cat_is_found_for_no_people() -> None:
    (group,) = expand(parse("hmong"), PEOPLES).required
    cats = [term for term in group if term.text == "Mèo"]
    assert all(term.search_only and term.exact_only for term in cats)
    assert {" ".join(term.folded) for term in cats} == {
        "nguoi meo", "tieng meo", "dan toc meo", "dong bao meo",
    }  # fmt: skip


@pytest.mark.parametrize("typed", ['"Ba Na"', "people:hre", "hr*", "-hre", "lễ hội", ""])
def test_what_was_asked_for_literally_is_taken_literally(typed: str) -> None:
    query = parse(typed, {"people"})
    assert expand(query, PEOPLES).required == query.required


def test_each_alternative_has_its_own_names() -> None:
    (group,) = expand(parse("hre OR bahnar"), PEOPLES).required
    assert {"Chăm Rê", "Ba Na"} <= {term.text for term in group}


def test_names_that_no_highlight_may_mark_go_with_every_query() -> None:
    query = expand(parse("gốm"), PEOPLES)
    assert {term.text for term in query.unmarked} == {"Miên", "Hời", "Chiêm Thành", "Mèo"}


def test_what_no_text_has_stands_for_the_others() -> None:
    names = prepare([[Name("Óoc Om Bóc"), Name("cúng trăng", is_sought=False)]])
    (_word, *others), *_rest = expand(parse("cúng trăng"), names).required
    assert [term.text for term in others] == ["Óoc Om Bóc"]
    for group in expand(parse("Óoc Om Bóc"), names).required:
        assert "cúng trăng" not in {term.text for term in group}


def test_what_stands_for_others_hides_nobody_and_unhides_nobody() -> None:
    hidden = Name("Khơ-me Krôm", search_only=True)
    names = prepare(
        [[Name("Khmer"), hidden], [Name("Hội Krôm"), Name("Khơ-me Krôm", is_sought=False)]]
    )
    assert [term.text for term in names.unmarked] == ["Khơ-me Krôm"]


def test_an_english_word_is_english_beside_english_words_only() -> None:
    names = prepare([[Name("mat"), Name("chiếu", narrower=True)]])

    def found(typed: str) -> set[str]:
        groups = expand(rewritten(parse(typed)), names).required
        return {term.text for group in groups for term in group if term.synonym}

    assert "chiếu" in found("mat")
    assert "chiếu" in found("bamboo mat")
    assert "chiếu" not in found("mat ong rung")
    assert "chiếu" not in found("mat ong rừng")


def test_one_name_may_be_that_of_two() -> None:
    """Kon Tum was a province and is a ward; who means a region means both."""
    names = prepare(
        [
            [Name("Kon Tum", names=(("place", "quang-ngai/truoc/kon-tum"),), ambiguous=False)],
            [Name("Kon Tum", names=(("place", "quang-ngai/kon-tum"),), ambiguous=False)],
            [Name("Tây Nguyên"), Name("Kon Tum", narrower=True, ambiguous=False)],
        ]
    )
    (named,) = expand(parse("Tây Nguyên"), names).named
    assert {term.text for term in named} == {"quang-ngai/truoc/kon-tum", "quang-ngai/kon-tum"}
