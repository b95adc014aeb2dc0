"""What is asked is found without the words that only ask, and names without their gaps."""

import pytest
from hypothesis import given

from search.analysis.query import parse
from search.analysis.rewriting import rewritten
from tests.unit.search.test_analysis_query import QUERIES


def required(typed: str) -> list[str]:
    return [group[0].text for group in rewritten(parse(typed, {"people"})).required]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("khi nào Katê", ["Katê"]),
        ("khi nao kate", ["kate"]),
        ("đua ghe ngo ở đâu", ["đua", "ghe", "ngo"]),
        ("mua khăn thổ cẩm ở đâu", ["khăn", "thổ", "cẩm"]),
        ("when is the Kate festival", ["Kate", "festival"]),
        ("where to buy Cham pottery", ["Cham", "pottery"]),
        ("how do you get to Mỹ Nghiệp", ["Mỹ", "Nghiệp"]),
        ("festivals in October", ["festivals", "October"]),
        ("nhà in", ["nhà", "in"]),
        ("nhà in sách", ["nhà", "in", "sách"]),
        ('vai "in" hoa', ["vai", "in", "hoa"]),
        ("chữ viết của người Chăm", ["chữ", "viết", "người", "Chăm"]),
        ("weaving of the Khmer", ["weaving", "Khmer"]),
        ("the thao", ["the", "thao"]),
        ("thể thao Khmer", ["thể", "thao", "Khmer"]),
        ("trống trong lễ hội", ["trống", "lễ", "hội"]),
        # A drum, typed without its marks.
        ("trong kate", ["trong", "kate"]),
        ("ô dâu", ["ô", "dâu"]),
        ("is", ["is"]),
        ("ở đâu", ["ở", "đâu"]),
        ('"khi nào" Katê', ["khi nào", "Katê"]),
        ("people:hre khi nào", ["hre"]),
        ("người Chăm sống ở đâu", ["người", "Chăm"]),
        ("nguoi cham song o tinh nao", ["nguoi", "cham"]),
        ("song o kon", ["song", "kon"]),
        ("old books about the Cham", ["old", "books", "Cham"]),
        ("", []),
    ],
)
def test_words_that_only_ask_are_not_required(typed: str, left: list[str]) -> None:
    assert required(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("ng bana", ["nguoi", "bana"]),
        ("lễ hội của ng Chăm", ["lễ", "hội", "người", "Chăm"]),
        ("mat ong bn 1 lit", ["mat", "ong", "1", "lit"]),
        ("bị gọi đt đòi mã", ["bị", "gọi", "điện", "thoại", "đòi", "mã"]),
        ("ko ban", ["khong", "ban"]),
        ("BN-2024", ["BN-2024"]),
        # A headword of a dictionary.
        ("ko", ["ko"]),
        ('"ng" bana', ["ng", "bana"]),
        ("ng*", ["ng"]),
    ],
)
def test_what_is_written_short_is_meant_in_full(typed: str, left: list[str]) -> None:
    assert required(typed) == left


def test_the_whole_is_what_is_left() -> None:
    whole = rewritten(parse("khi nào Katê")).whole
    assert whole is not None
    assert whole.text == "Katê"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("nhạc cụ truyền thống", ["nhạc", "cụ"]),
        ("nhac cu truyen thong", ["nhac", "cu"]),
        ("traditional costume", ["costume"]),
        ("trang phục dân tộc", ["trang", "phục"]),
        ("trang phục dân tộc thiểu số", ["trang", "phục"]),
        ("ethnic minorities festivals", ["festivals"]),
        # A cue before a name, and what was meant in earnest.
        ("trang phục dân tộc Tày", ["trang", "phục", "dân", "tộc", "Tày"]),
        ("phương tiện truyền thông", ["phương", "tiện", "truyền", "thông"]),
        ("truyền thống", ["truyền", "thống"]),
        ("dân tộc", ["dân", "tộc"]),
        ('áo "truyền thống"', ["áo", "truyền thống"]),
    ],
)
def test_what_is_true_of_everything_here_is_not_required(typed: str, left: list[str]) -> None:
    assert required(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("បុណ្យអុំទូកនៅឯណា", ["បុណ្យ អុំទូក"]),
        ("តើបុណ្យអុំទូកនៅពេលណា", ["បុណ្យ អុំទូក"]),
        ("ខ្ញុំចង់ទិញកន្ទេល", ["កន្ទេល"]),
        ("យើងទៅមើលប្រណាំងគោ", ["ប្រណាំង គោ"]),
        ("ប្រាសាទនៃចាម", ["ប្រាសាទ", "ចាម"]),
        ("កន្ទេល ជាអ្វី", ["កន្ទេល"]),
        ("Katê ជាអ្វី", ["Katê"]),
        ("តើអ្វីជាអកអំបុក", ["អក អំបុក"]),
        ("វត្តនៅព្រះត្រពាំង", ["វត្ត", "ព្រះត្រពាំង"]),
        # Nothing else is asked.
        ("នៅឯណា", ["នៅឯណា"]),
        ("តើ នៅឯណា", ["តើ", "នៅឯណា"]),
        ("title:កន្ទេលនៅឯណា", ["កន្ទេល នៅឯណា"]),
        ("កន្ទេលនៅឯណា*", ["កន្ទេល នៅឯណា"]),
        ('"កន្ទេលនៅឯណា"', ["កន្ទេល នៅឯណា"]),
    ],
)
def test_a_khmer_sentence_asks_without_blanks(typed: str, left: list[str]) -> None:
    groups = rewritten(parse(typed, {"title"})).required
    assert [" ".join(group[0].exact).lower() for group in groups] == [one.lower() for one in left]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("khmer an giang", ["khmer", "an", "giang"]),
        ("le hoi khmer an giang", ["le", "hoi", "khmer", "an", "giang"]),
        ("hre ba to", ["hre", "ba", "to"]),
        ("hre an lao", ["hre", "an", "lao"]),
        ("bahnar an khe", ["bahnar", "an", "khe"]),
        ("khmer my xuyen", ["khmer", "my", "xuyen"]),
        ("Cham souvenirs to bring home", ["Cham", "souvenirs", "home"]),
        ("ritual to make it rain", ["ritual", "make", "it", "rain"]),
        ("festivals on the river", ["festivals", "river"]),
        ("where do the Muslim Cham come from", ["Muslim", "Cham"]),
    ],
)
def test_english_particles_are_no_syllables_of_vietnamese(typed: str, left: list[str]) -> None:
    assert required(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("tet cua nguoi hre", ["tet", "nguoi", "hre"]),
        ("le cua dan toc cham", ["le", "dan", "toc", "cham"]),
        ("nha cua dong bao e de", ["nha", "dong", "bao", "e", "de"]),
        ("lau cua dong", ["lau", "cua", "dong"]),
        ("cua người Hrê", ["cua", "người", "Hrê"]),
    ],
)
def test_a_crab_belongs_to_nobody(typed: str, left: list[str]) -> None:
    assert required(typed) == left


def test_who_says_it_in_these_very_words_comes_first() -> None:
    whole = rewritten(parse("tết cổ truyền")).whole
    assert whole is not None
    assert whole.text == "tết cổ truyền"


@pytest.mark.parametrize(("plural", "singular"), [("songs", "song"), ("mats", "mat")])
def test_an_english_plural_is_no_vietnamese_word(plural: str, singular: str) -> None:
    (group,) = rewritten(parse(plural)).required
    assert [(term.exact, term.exact_only) for term in group] == [
        ((plural,), True),
        ((singular,), True),
    ]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("naming", ["name", "namers", "namer", "named"]),
        ("weavers", ["weave", "weaving", "weaver", "weaved"]),
        ("drummer", ["drum", "drumming", "drummers", "drummed"]),
        ("painting", ["painte", "paint", "painters", "painter", "painted"]),
        ("carve", ["carving"]),
        ("scarves", ["scarf", "scarfe"]),
        ("leaves", ["leaf", "leafe"]),
        # No cafés, no pagoda, nothing that begins every sentence.
        ("caves", []),
        ("water", ["wate", "wating", "waters", "wated"]),
        ("butter", ["butting", "butters", "butted"]),
        ("festival", []),
        ("children", ["child"]),
        ("women", ["woman"]),
        # No verbs, or of Bahnar; men is leaven.
        ("evening", []),
        ("clothing", []),
        ("men", []),
        ("ching", []),
        ("king", []),
        ("racing", ["race", "racers", "racer", "raced"]),
        ("making", ["make", "makers", "maker", "maked"]),
        ("câying", []),
    ],
)
def test_english_words_have_other_forms(typed: str, forms: list[str]) -> None:
    ((word, *others),) = rewritten(parse(typed)).required
    assert (word.text, word.exact_only) == (typed, False)
    assert [term.text for term in others] == forms
    assert all(term.synonym and term.exact_only for term in others)


def test_names_have_no_other_forms() -> None:
    (group,) = rewritten(parse("khmer"), {("khmer",)}).required
    assert len(group) == 1


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("nguoi o du", ["nguoi", "o", "du"]),
        ("chua khmer o mon", ["chua", "khmer", "o", "mon"]),
        ("chua o soc trang", ["chua", "soc", "trang"]),
        # In Lâm Đồng, not at Ô Lâm.
        ("le hoi o lam dong", ["le", "hoi", "lam", "dong"]),
        ("vai nhung", ["vai", "nhung"]),
    ],
)
def test_a_name_keeps_what_is_a_particle_elsewhere(typed: str, left: list[str]) -> None:
    names = {("o", "du"), ("o", "mon"), ("o", "lam"), ("lam", "dong"), ("soc", "trang")}
    assert [group[0].text for group in rewritten(parse(typed), names).required] == left


@pytest.mark.parametrize("typed", ["temples", "song", "sóngs", "song*", '"songs"', "people:songs"])
def test_others_are_sought_as_before(typed: str) -> None:
    query = parse(typed, {"people"})
    assert rewritten(query) == query


@pytest.mark.parametrize(
    ("typed", "joined"),
    [
        ("Ka tê", "katê"),
        ("Ka-tê", "katê"),
        ("t rưng", "trưng"),
        ("Ê đê", "êđê"),
        ("ghe ngo", None),
        ("đua thuyền", None),
        ("lễ 41", None),
        ('"Ka tê"', None),
        ("អុំ ទូក", None),
    ],
)
def test_short_neighbours_may_be_one_word(typed: str, joined: str | None) -> None:
    groups = rewritten(parse(typed)).required
    found = {term.exact[0] for group in groups for term in group if term.synonym}
    assert found == (set() if joined is None else {joined})
    # And each of them alone, as it was typed.
    assert all(
        group[0] in before for group, before in zip(groups, parse(typed).required, strict=True)
    )


@given(QUERIES)
def test_nothing_that_is_typed_is_an_error(typed: str) -> None:
    query = rewritten(parse(typed, {"people"}))
    assert bool(query.required) == bool(parse(typed, {"people"}).required)
    assert rewritten(query).excluded == query.excluded


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("races", "race"),
        ("gongs", "gong"),
        ("ceremonies", "ceremony"),
        ("dishes", "dish"),
        ("boxes", "box"),
        ("glasses", "glass"),
        ("houses", "house"),
    ],
)
def test_a_plural_is_found_as_its_singular(plural: str, singular: str) -> None:
    (one,), (many,) = parse(singular).required, parse(plural).required
    assert one[0].folded == many[0].folded
    assert one[0].exact != many[0].exact


@pytest.mark.parametrize("word", ["grass", "bus", "gas", "lễs", "is", "thís"])
def test_other_words_keep_their_s(word: str) -> None:
    ((term,),) = parse(word).required
    assert term.folded[0].endswith("s")
