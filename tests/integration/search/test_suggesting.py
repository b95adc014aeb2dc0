"""What is suggested while somebody types, and what he may have meant."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from heritage.peoples.models import PeopleName
from heritage.protocols.audiences import canonical
from heritage.protocols.models import Community, Membership, Protocol
from heritage.records.access import set_audience
from heritage.site.reader import Reader
from heritage.site.search.correcting import corrections
from heritage.site.search.suggesting import suggest
from search.models import Change


def reader(user: Any = None, language: str = "vi") -> Reader:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return Reader(request, language)


def titles(text: str, **who: Any) -> list[str]:
    return [one.title for one in suggest(text, reader(**who))]


@pytest.fixture
def member(db: None, django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("thanh-vien", "tv@example.vn", "x")


@pytest.fixture
def closed(member: Any) -> Any:
    """The audience of the members of a community."""
    community = Community.objects.create(name="Làng thử")
    Membership.objects.create(user=member, community=community, role=Membership.Role.MEMBER)
    return canonical([Protocol.objects.get_or_create(community=community, who="members")[0]])


def test_titles_begin_at_any_word_whole_ones_first(make: Any, drain: Any) -> None:
    make("festival", "Lễ hội Katê")
    make("place", "Hội An thử")
    make("item", "Hội đua ghe")
    drain()
    assert titles("hoi") == ["Hội An thử", "Hội đua ghe", "Lễ hội Katê"]
    assert titles("HỘI đu") == ["Hội đua ghe"]
    assert titles("kate") == ["Lễ hội Katê"]
    assert titles("h") == ["Hội An thử", "Hội đua ghe", "Lễ hội Katê"]
    assert titles("ội") == []


@pytest.mark.parametrize("typed", ["", " ", "…", "-", "\0", "\u202e", "¶", "%", "_"])
def test_what_is_no_word_begins_nothing(make: Any, drain: Any, typed: str) -> None:
    make("festival", "Lễ hội Katê")
    drain()
    assert titles(typed) == []


def test_one_for_each_thing_in_the_language_of_its_reader(make: Any, drain: Any) -> None:
    festival = make("festival", "Katê, lễ lớn")
    make("festival", "Kate, the great rite", language="en", of=festival)
    make("festival", "Kâtê khác")
    drain()
    assert titles("kat") == ["Kâtê khác", "Katê, lễ lớn"]
    assert titles("kat", language="en") == ["Kate, the great rite", "Kâtê khác"]
    (first, _other) = suggest("kat", reader(language="en"))
    assert first.address == "/en/festivals/kate-the-great-rite/"
    assert titles("lon", language="en") == ["Katê, lễ lớn"]


@pytest.mark.parametrize("typed", ["hre", "hrê", "HRÊ", "h're"])
def test_i_type_the_name_of_a_people_and_it_comes_first(make: Any, drain: Any, typed: str) -> None:
    make("people", "Hrê", slug="hre")
    for number in range(12):
        make("festival", f"Hrê, lễ thứ {number}")
        make("festival", f"Lễ {number} của người Hrê")
    make("word", "hrê")
    drain()
    first, second, *_rest = suggest(typed, reader())
    assert (first.kind, first.title) == ("people", "Hrê")
    assert (second.kind, second.title) == ("word", "hrê")


def test_another_name_of_a_people_leads_to_it(make: Any, drain: Any) -> None:
    people = make("people", "Ba Na", slug="ba-na")
    make("people", "Bahnar", language="en", of=people)
    for number in range(12):
        make("festival", f"Bahnar rite {number}")
    drain()
    assert suggest("bahnar", reader())[0].thing.identifier_id == people.identifier_id
    (first, *_rest) = suggest("bahnar", reader(language="en"))
    assert (first.title, first.kind) == ("Bahnar", "people")


def test_i_type_the_marks_and_titles_with_other_marks_come_after(make: Any, drain: Any) -> None:
    for number in range(40):
        make("custom", f"Châm {number:02}")
    make("item", "Áo Chăm")
    make("item", "Chăm Bà-ni")
    make("people", "Chăm", slug="cham")
    make("word", "chấm")
    drain()
    assert titles("chăm")[:3] == ["Chăm", "Chăm Bà-ni", "Áo Chăm"]
    assert titles("chă")[:3] == ["Chăm Bà-ni", "Chăm", "Áo Chăm"]
    # Who types none means any.
    assert titles("cham")[:2] == ["Chăm", "chấm"]
    assert len(titles("cham ba")) == 1


def test_khmer_goes_on_in_the_middle_of_a_word(make: Any, drain: Any) -> None:
    make("word", "ចូលឆ្នាំថ្មី")
    drain()
    for typed in ("ច", "ចូល", "ចូលឆ្នាំ", "ចូលឆ្នាំថ្មី", "ថ្មី"):
        assert titles(typed) == ["ចូលឆ្នាំថ្មី"], typed


def test_y_begins_and_i_ends(make: Any, drain: Any) -> None:
    make("place", "Mỹ Tho")
    make("place", "Kyoto")
    drain()
    assert titles("my") == ["Mỹ Tho"]
    assert titles("mi t") == ["Mỹ Tho"]
    assert titles("ky") == ["Kyoto"]


def test_names_that_demean_are_never_suggested(make: Any, drain: Any) -> None:
    people = make("people", "Bru Vân Kiều")
    PeopleName.objects.create(people=people, name="Zzmọi", use="search_only")
    PeopleName.objects.create(people=people, name="Zzkhùa", use="alternative")
    drain()
    assert titles("zz") == ["Zzkhùa"]


def test_nothing_that_is_closed(make: Any, drain: Any, closed: Any, member: Any) -> None:
    thing = make("custom", "Tục kín")
    make("custom", "Tục mở")
    set_audience_of(thing, closed)
    drain()
    assert titles("tuc") == ["Tục mở"]
    assert titles("tuc", user=member) == ["Tục kín", "Tục mở"]


def set_audience_of(thing: Any, audience: Any) -> None:
    set_audience(thing.identifier, audience, by=None)


def test_what_was_closed_a_moment_ago(make: Any, drain: Any, closed: Any, member: Any) -> None:
    thing = make("custom", "Tục kín")
    drain()
    assert titles("tuc") == ["Tục kín"]
    set_audience_of(thing, closed)
    assert titles("tuc") == []
    # Whatever became of the note of it: the database has the last word.
    Change.objects.all().delete()
    assert titles("tuc") == []
    thing.refresh_from_db()
    drain()


def test_queries_are_few_however_many_begin_so(make: Any, drain: Any) -> None:
    make("item", "Lễ một")
    drain()
    titles("l")

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            titles("l")
        return len(captured)

    few = asked()
    for number in range(40):
        make("item", f"Lễ {number}")
    drain()
    assert asked() <= few + 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lễ hộii", "lễ hội"),
        ("lehoi", "lễ hội"),
        ("lễhội katê", "lễ hội katê"),
        ("kattê", "katê"),
        ("lễ fát", "lễ phát"),
        ("zằm", "rằm"),
        ("xáo trúc", "sáo trúc"),
        ("trúk", "trúc"),
        ("leex hội", "lễ hội"),
        ("bahnra", "bahnar"),
        ("nguwời", "người"),
        ("chieengr", "chiêng"),
        ("chieeng coongf", "chiêng cồng"),
        ("rawmf thangs bayr", "rằm tháng bảy"),
        ("le64 pha1t", "lễ phát"),
    ],
)
def test_what_may_have_been_meant(make: Any, drain: Any, typed: str, meant: str) -> None:
    for title in ("Lễ hội Katê", "Lễ phát rẫy", "Rằm tháng bảy", "Sáo trúc", "Người Bahnar"):
        make("item", title)
    make("item", "Cồng chiêng")
    drain()
    assert meant in corrections(typed, reader())


def test_only_what_finds_something_is_proposed(make: Any, drain: Any) -> None:
    make("item", "Sáo trúc")
    make("item", "Cồng chiêng")
    drain()
    assert corrections("xáo chiêng", reader()) == []
    assert corrections("sáo", reader()) == []
    assert corrections("qqqqqqqqq", reader()) == []
    assert corrections("x" * 5_000, reader()) == []
    assert corrections("a b c d e f g h i k l", reader()) == []


def test_nothing_closed_is_proposed(make: Any, drain: Any, closed: Any, member: Any) -> None:
    set_audience_of(make("custom", "Tục katrồng"), closed)
    drain()
    assert corrections("katrongg", reader()) == []
    assert corrections("katrongg", reader(user=member)) == ["katrồng"]


def test_where_keys_are_beyond_doubt_some_of_the_words_will_do(make: Any, drain: Any) -> None:
    make("item", "Lũ quét", description="Chạy lên cao.")
    drain()
    assert corrections("lux quets thif chayj ddi ddaau", reader()) == ["lũ quét thì chạy đi đâu"]
    assert corrections("see the moon", reader()) == []


def test_a_sentence_in_english_was_typed_by_no_keys(make: Any, drain: Any) -> None:
    """Whose partial hits are better than those of sê hí rôm."""
    make("item", "Nhà dài", description="See his house. A room is added.")
    make("item", "Rôm")
    drain()
    assert corrections("see his room now", reader()) == []


def test_a_word_that_was_begun_is_completed(make: Any, drain: Any) -> None:
    make("item", "Kattek")
    make("item", "Thổ cẩm Sagarang")
    drain()
    assert corrections("sagara", reader()) == ["sagarang"]


def test_a_word_of_texts_is_not_wrong(make: Any, drain: Any) -> None:
    make("item", "Ảnh", description="Mặt trời, miệng hang.")
    make("item", "Miệt vườn")
    drain()
    assert corrections("miệng vườn", reader()) == []


def test_the_archive_completes_no_name_that_demeans(make: Any, drain: Any) -> None:
    people = make("people", "Hrê")
    PeopleName.objects.create(people=people, name="Zalach", use=PeopleName.Use.SEARCH_ONLY)
    make("item", "Zalach")
    drain()
    assert corrections("zalachh", reader()) == []


def test_fields_are_no_slips(make: Any, drain: Any) -> None:
    make("item", "Lợi, lai, soài")
    drain()
    assert corrections("loai:tu", reader()) == []
