"""Words of languages: found by their meaning, also in the midst of a Khmer sentence without blanks,
and chosen by their language."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from heritage.archive.models import Edition
from heritage.languages.models import Entry
from heritage.peoples.models import Synonym, Term
from heritage.records.models import Identifier
from tests.communities import close, members
from tests.integration.site.conftest import PEOPLE_LINKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(make: Any, drain: Any) -> None:
    make("word", "បុណ្យ", gloss="lễ, phước")
    make("word", "ប្រណាំងទូក", gloss="đua ghe")
    make("festival", "Hội đua ghe ngo", summary="Lễ lớn trên sông.")
    make("festival", "Lễ cưới", summary="Ở nhà gái.")
    make("item", "Ảnh đua ghe", description="Chụp trên sông.")
    yang = make("word", "yang", gloss="thần linh")
    Entry.objects.filter(pk=yang.pk).update(language="bdq")
    drain()


def asked(client: Client, text: str) -> tuple[list[str], list[str]]:
    """Titles of what holds all words, and of what follows."""
    results = client.get("/api/v1/search", {"q": text}).json()["results"]
    return tuple(  # type: ignore[return-value]
        [one["title"] for one in results if one["partial"] is partial] for partial in (False, True)
    )


def test_each_word_of_a_sentence_is_sought_by_its_own_meaning(client: Client, things: None) -> None:
    whole, part = asked(client, "បុណ្យប្រណាំងទូក")
    assert whole == ["Hội đua ghe ngo"]
    assert {"Lễ cưới", "Ảnh đua ghe"} <= set(part)


def test_a_word_by_itself_comes_before_its_meaning(client: Client, things: None) -> None:
    whole, _part = asked(client, "ប្រណាំងទូក")
    assert whole[0] == "ប្រណាំងទូក"
    assert set(whole[1:]) == {"Hội đua ghe ngo", "Ảnh đua ghe"}


@pytest.mark.parametrize("typed", ["tieng:bdq", 'tiếng:"Ba Na"', "language:bdq-Latn", "TIENG:BDQ"])
def test_a_language_is_chosen_by_its_code_or_name(client: Client, things: None, typed: str) -> None:
    assert asked(client, typed)[0] == ["yang"]


@pytest.mark.parametrize("typed", ["tieng:km", "language:khm", "tieng:km-Khmr", "tieng:khmer"])
def test_two_letters_or_three(client: Client, things: None, typed: str) -> None:
    assert set(asked(client, typed)[0]) == {"បុណ្យ", "ប្រណាំងទូក"}


def test_a_festival_is_called_without_the_word_for_festivals(
    client: Client, make: Any, drain: Any
) -> None:
    make("word", "Katé", gloss="lễ lớn của người Chăm")
    make("festival", "Lễ hội Katê (Mbang Katé)", summary="Trên các tháp.")
    make("item", "Katê ở Hữu Đức", description="Katê, Katê, Katê.")
    drain()
    for typed in ("kate", "Katê", "lễ hội katê", "le hoi kate mbang kate", "LỄ HỘI KATÊ"):
        assert asked(client, typed)[0][0] == "Lễ hội Katê (Mbang Katé)", typed
    suggested = client.get("/api/v1/suggest", {"q": "kat"}).json()["suggestions"]
    assert "Katê" not in {one["title"] for one in suggested}


def test_a_festival_is_found_by_each_of_its_names(client: Client, make: Any, drain: Any) -> None:
    make("festival", "Lễ hội Óoc Om Bóc (cúng trăng)", native_name="អកអំបុក; សំពះព្រះខែ")
    make("word", "អកអំបុក", gloss="một lễ")
    make("custom", "Cốm dẹp", summary="Giã cho đêm Óoc Om Bóc.")
    make("item", "Bàn cúng trăng", description="Ở nhà khác.")
    drain()
    festival, others = "Lễ hội Óoc Om Bóc (cúng trăng)", {"អកអំបុក", "Cốm dẹp"}
    for typed in ("សំពះព្រះខែ", "óoc om bóc", "Lễ hội Óoc Om Bóc"):
        found = asked(client, typed)[0]
        assert (found[0], set(found[1:])) == (festival, others), typed
    # What explains it may be said of others; but it is found by that, too.
    assert set(asked(client, "cúng trăng")[0]) == {festival, "Bàn cúng trăng", *others}


def test_what_only_some_may_see_gives_no_names(client: Client, make: Any, drain: Any) -> None:
    closed = make("festival", "Lễ kín", native_name="អកអំបុក")
    make("custom", "Cốm dẹp", summary="Lễ kín.")
    drain()
    assert asked(client, "អកអំបុក")[0] == ["Lễ kín", "Cốm dẹp"]
    close(closed, members())
    drain()
    assert asked(client, "អកអំបុក") == ([], [])


def test_cham_without_its_mark_is_the_people(client: Client, make: Any, drain: Any) -> None:
    """What is about it in Vietnamese alone is not behind what sounds like it."""
    people = make("people", "Chăm")
    book = make("item", "Từ điển Chăm – Pháp")
    PEOPLE_LINKS["item"].objects.create(owner=book, people=people)
    make("item", "Chạm bạc", description="Cham silver.")
    drain()
    assert asked(client, "dân tộc cham")[0] == ["Chăm", "Từ điển Chăm – Pháp", "Chạm bạc"]


def test_a_name_of_several_words_is_sought_by_each_as_well(
    client: Client, make: Any, drain: Any
) -> None:
    make("festival", "Chầm riêng chà pây", native_name="ចម្រៀងចាប៉ី")
    make("word", "ចម្រៀង", gloss="bài hát")
    make("word", "ចាប៉ី", gloss="đàn chà pây")
    drain()
    whole, part = asked(client, "ចម្រៀងចាប៉ី")
    assert (whole, set(part)) == (["Chầm riêng chà pây"], {"ចម្រៀង", "ចាប៉ី"})
    # But what names a kind names nothing else.
    make("word", "ពិធី", gloss="nghi thức")
    make("word", "បុណ្យ", gloss="phước")
    make("item", "Sổ", description="Phước, và nghi thức.")
    drain()
    assert asked(client, "ពិធីបុណ្យ")[0] == ["Chầm riêng chà pây"]


def test_a_word_of_a_sentence_has_other_names(client: Client, make: Any, drain: Any) -> None:
    """What the dictionary lacks may be known as a name, or as one of the words of officers."""
    khmer = make("people", "Khmer", autonym="ខ្មែរ")
    pagoda = make("item", "Chùa Âng", description="Mái cong.")
    PEOPLE_LINKS["item"].objects.create(owner=pagoda, people=khmer)
    make("item", "Chùa Cầu", description="Ở Hội An.")
    Synonym.objects.create(names="វត្ត\n> chùa")
    drain()
    assert asked(client, "វត្តខ្មែរ")[0] == ["Chùa Âng"]


def test_thank_you_in_khmer_is_a_word(client: Client, make: Any, drain: Any) -> None:
    khmer = make("people", "Khmer")
    festival = make("festival", "Lễ cúng dừa", summary="Để cảm ơn, có tiếng trống.")
    PEOPLE_LINKS["festival"].objects.create(owner=festival, people=khmer)
    make("word", "អរគុណ", gloss="cảm ơn; thank you")
    bahnar = make("word", "bơnê", gloss="cảm ơn")
    Entry.objects.filter(pk=bahnar.pk).update(language="bdq")
    drain()
    for typed in ("cảm ơn tiếng Khmer", "cam on tieng khmer", "thank you Khmer language"):
        assert asked(client, typed)[0][0] == "អរគុណ", typed
    assert asked(client, "thank you in Khmer")[0] == ["អរគុណ"]
    assert asked(client, "cảm ơn tiếng Ba Na")[0] == ["bơnê"]


def test_who_asks_for_a_people_sees_its_festivals_first(
    client: Client, make: Any, drain: Any
) -> None:
    people = make("people", "Chăm")
    make("item", "Khăn của người Chăm")
    make("product", "Túi Chăm")
    for kind, title in (("festival", "Katê"), ("custom", "Lịch Chăm"), ("item", "Bình gốm")):
        thing = make(kind, title)
        PEOPLE_LINKS[kind].objects.create(owner=thing, people=people)
    make("festival", "Hội đền", summary="Cũng có người Chăm đến dự.")
    drain()
    found = asked(client, "Chăm")[0]
    assert found[:5] == ["Chăm", "Lịch Chăm", "Katê", "Khăn của người Chăm", "Túi Chăm"]
    assert set(found[5:]) == {"Hội đền", "Bình gốm"}


def test_ba_is_not_ba_na(client: Client, make: Any, drain: Any) -> None:
    people = make("people", "Ba Na")
    custom = make("custom", "Nhà rông")
    PEOPLE_LINKS["custom"].objects.create(owner=custom, people=people)
    word = make("word", "ba", gloss="ba")
    Entry.objects.filter(pk=word.pk).update(language="bdq")
    drain()
    assert asked(client, "Ba Na")[0] == ["Ba Na", "Nhà rông", "ba"]


def test_a_people_has_several_names_of_its_own(client: Client, make: Any, drain: Any) -> None:
    dao = make("people", "Dao", autonym="Iu Mien; Kim Mun")
    festival = make("festival", "Tết nhảy")
    PEOPLE_LINKS["festival"].objects.create(owner=festival, people=dao)
    make("item", "Kim chỉ", description="Ở miền núi. Mun là gỗ.")
    drain()
    for typed in ("kim mun", "Iu Mien"):
        assert asked(client, typed)[0][:2] == ["Dao", "Tết nhảy"], typed


def test_what_a_thing_is_need_not_stand_in_its_title(client: Client, make: Any, drain: Any) -> None:
    people = make("people", "Chăm")
    for kind, title in (("festival", "Katê"), ("item", "Vải lễ hội"), ("product", "Túi lễ")):
        thing = make(kind, title)
        PEOPLE_LINKS[kind].objects.create(owner=thing, people=people)
    make("festival", "Lễ hội nhảy của người Dao", summary="Có người Chăm đến.")
    drain()
    for typed in ("lễ hội của người Chăm", "lễ hội Chăm", "le hoi nguoi cham", "Chăm festivals"):
        assert asked(client, typed)[0][0] == "Katê", typed
    assert asked(client, "sản vật Chăm")[0][0] == "Túi lễ"


def test_a_festival_is_found_by_the_year_of_an_edition(
    client: Client, make: Any, drain: Any
) -> None:
    festival = make("festival", "Hội đua ghe ngo")
    Edition.objects.create(festival=festival, start_date=date(2027, 11, 3))
    make("festival", "Hội đua bò")
    drain()
    assert asked(client, "hội 2027")[0] == ["Hội đua ghe ngo"]


def test_a_thing_is_found_by_the_name_of_its_topic(client: Client, make: Any, drain: Any) -> None:
    custom = make("custom", "Khèn Mông")
    drain()
    assert asked(client, "music")[0] == []
    Term.objects.filter(pk=custom.theme_id).update(label_en="Music, dance")
    drain()
    assert asked(client, "music")[0] == ["Khèn Mông"]


def test_english_says_that_a_name_is_one(client: Client, make: Any, drain: Any) -> None:
    muong = make("people", "Mường", autonym="Mol", languages="mtq;vi")
    dao = make("people", "Dao", autonym="Mien", languages="ium;vi")
    for people, title in ((muong, "Mo"), (dao, "Tết nhảy")):
        thing = make("custom", title, summary="A dance.")
        PEOPLE_LINKS["custom"].objects.create(owner=thing, people=people)
    make("item", "Con dao", description="A knife of the dance.")
    make("item", "Mương nước")
    drain()
    assert asked(client, "Muongs")[0] == ["Mường", "Mo"]
    assert asked(client, "dao dance")[0][0] == "Tết nhảy"


def test_a_number_that_was_found_is_all(client: Client, make: Any, drain: Any) -> None:
    make("item", "Chiêng", catalogue_number="BA-2021-0001")
    make("item", "Trống", catalogue_number="BA-2021-0002")
    drain()
    assert asked(client, "BA-2021-0001") == (["Chiêng"], [])


def test_a_song_is_no_river(client: Client, make: Any, drain: Any) -> None:
    make("place", "Sông Re")
    make("item", "Ca choi", description="Songs of the Hrê; a song for each season.")
    make("custom", "Ta lêu", summary="A song.")
    drain()
    assert set(asked(client, "songs")[0]) == {"Ca choi", "Ta lêu"}
    assert set(asked(client, "song")[0]) == {"Ca choi", "Ta lêu", "Sông Re"}


def test_an_id_of_the_sheets_says_nothing_but_itself(client: Client, make: Any, drain: Any) -> None:
    river = make("place", "Sông Re")
    Identifier.objects.filter(pk=river.identifier_id).update(sheet_id="hl-song-re")
    drain()
    assert asked(client, "hl-song-re")[0] == ["Sông Re"]
    assert asked(client, "songs")[0] == []


def test_no_language_and_a_village(client: Client, things: None) -> None:
    assert asked(client, "tieng:xyz") == ([], [])
    # A làng is a village, and no field.
    assert asked(client, "làng:yang")[1] == ["yang"]


def test_a_khmer_word_is_found_by_the_words_it_is_made_of(
    client: Client, make: Any, drain: Any
) -> None:
    make("word", "ធ្មេញ", gloss="răng")
    make("item", "Lược", description="Chải tóc.")
    drain()
    # To have toothache: one word of the list, which nothing here has.
    assert asked(client, "ឈឺធ្មេញ") == ([], ["ធ្មេញ"])


def test_a_dictionary_answers_for_each_word_of_khmer(client: Client, make: Any, drain: Any) -> None:
    make("word", "សាច់", gloss="thịt")
    make("word", "មាន់", gloss="gà")
    make("festival", "Lễ thịt gà", summary="Có thịt, có gà.")
    make("word", "សាច់មាន់", gloss="thịt gà")
    drain()
    whole, part = asked(client, "សាច់មាន់")
    assert whole == ["សាច់មាន់", "Lễ thịt gà"]
    assert set(part) == {"សាច់", "មាន់"}


@pytest.mark.parametrize(
    "typed", ["nước tiếng Ba Na nói thế nào?", "How do you say water in Bahnar?"]
)
def test_who_asks_what_a_thing_is_called_asks_for_a_word(
    client: Client, make: Any, drain: Any, typed: str
) -> None:
    people = make("people", "Ba Na", autonym="Bahnar")
    people.languages = "bdq"
    people.save()
    festival = make("festival", "Lễ cúng nước, water rite", summary="Nước của làng: water.")
    PEOPLE_LINKS["festival"].objects.create(owner=festival, people=people)
    word = make("word", "đak", gloss="nước; water")
    Entry.objects.filter(pk=word.pk).update(language="bdq")
    drain()
    assert asked(client, typed)[0][0] == "đak"


@pytest.mark.parametrize("typed", ["-Chăm gốm", "gốm -chăm"])
def test_without_a_people_is_without_what_belongs_to_it(
    client: Client, make: Any, drain: Any, typed: str
) -> None:
    pot = make("item", "Bình gốm")
    PEOPLE_LINKS["item"].objects.create(owner=pot, people=make("people", "Chăm"))
    make("item", "Nồi gốm Khmer")
    drain()
    assert asked(client, typed)[0] == ["Nồi gốm Khmer"]


@pytest.mark.parametrize(
    "typed", ["dan-toc:cham", "dân-tộc:Chăm", "Dan-Toc:cham", "dantoc:cham", "people:cham"]
)
def test_a_field_by_each_of_its_names(client: Client, make: Any, drain: Any, typed: str) -> None:
    pot = make("item", "Bình gốm")
    PEOPLE_LINKS["item"].objects.create(owner=pot, people=make("people", "Chăm"))
    make("item", "Cham, chạm")
    drain()
    assert set(asked(client, typed)[0]) == {"Bình gốm", "Chăm"}


def test_a_kind_by_its_name_in_any_language(client: Client, make: Any, drain: Any) -> None:
    make("item", "Ảnh cũ", item_kind="photograph")
    make("festival", "Katê")
    drain()
    for typed in ("type:photograph", "type:photo", 'loai:"hình ảnh"'):
        assert asked(client, typed)[0] == ["Ảnh cũ"], typed
    for typed in ("type:festival", 'loai:"lễ hội"'):
        assert asked(client, typed)[0] == ["Katê"], typed
