"""Whatever is done to a thing, the index has it once the worker has been; and nothing it lacks."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import transaction
from taggit.models import Tag
from wagtail.models import Page

from heritage.archive.models import (
    Edition,
    Festival,
    FestivalPlace,
    Item,
    ItemPeople,
    ItemPlace,
)
from heritage.languages.models import Entry
from heritage.media.models import Transcript
from heritage.peoples.models import PeopleName, PlaceUnit
from heritage.protocols.models import Audience, Hold
from heritage.records.holds import place
from heritage.records.things import kinds
from heritage.site.checks import projected
from heritage.site.indexing.book import BOOK, unsaid
from search.analysis.query import parse
from search.engine import Engine, Request
from search.indexing import hidden
from search.models import Beginning, Change, Indexed
from tests.communities import close, members
from tests.integration.search.conftest import BringUp
from tests.integration.site.conftest import KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def find(index: Engine, drain: BringUp) -> Any:
    """Identifiers of what is found once the worker has been."""

    def found(typed: str, audience: int = Audience.PUBLIC) -> list[str]:
        drain()
        assert not Change.objects.exists()
        request = Request(parse(typed, {"people", "tag", "place", "type"}), frozenset({audience}))
        return [hit.id for hit in index.search(request).hits]

    return found


@pytest.mark.parametrize("kind", sorted(BOOK))
def test_what_is_published_is_found_and_what_is_taken_back_is_not(
    kind: str, make: Any, find: Any
) -> None:
    thing = make(kind, "Đua bò Bảy Núi")
    assert find("dua bo bay nui") == [thing.identifier_id]
    thing.unpublish()
    assert find("dua bo bay nui") == []
    thing.save_revision().publish()
    assert find("dua bo bay nui") == [thing.identifier_id]
    thing.delete()
    assert find("dua bo bay nui") == []
    assert Indexed.objects.get(pk=thing.identifier_id).removed
    assert not Beginning.objects.filter(document=thing.identifier_id).exists()


def test_every_kind_and_page_is_found_or_left_out_on_purpose(monkeypatch: Any) -> None:
    assert unsaid() == []
    assert projected(None) == []
    with monkeypatch.context() as patch:
        patch.delitem(BOOK, "festival")
        (error,) = projected(None)
        assert "archive.Festival" in error.msg
    assert kinds().keys() - BOOK.keys() == {"person"}
    assert set(KINDS) >= set(BOOK)


def test_a_draft_changes_nothing(make: Any, find: Any) -> None:
    for kind in ("festival", "item"):
        thing = make(kind, "Hội làng")
        find("hội")
        thing.title = "Hội khác"
        thing.save_revision()
        assert not Change.objects.exists()
        assert find("hội làng") == [thing.identifier_id]
        thing.latest_revision.publish()
        assert find("hội khác") == [thing.identifier_id]
        thing.delete()


def test_what_is_rolled_back_was_no_change(make: Any, find: Any) -> None:
    item = make("item", "Trống đồng")
    find("trống")
    with transaction.atomic():
        Item.objects.filter(pk=item.pk).update(title="Chiêng")
        transaction.set_rollback(True)
    assert not Change.objects.exists()


def test_statements_are_noticed_as_well_as_saves(make: Any, find: Any) -> None:
    item, festival = make("item", "Trống"), make("festival", "Hội")
    Item.objects.filter(pk=item.pk).update(description="bằng gỗ mít")
    Page.objects.filter(pk=festival.pk).update(title="Hội mùa")
    Festival.objects.filter(pk=festival.pk).update(summary="đêm trăng")
    assert find("gỗ mít") == [item.identifier_id]
    assert find("hội mùa") == find("đêm trăng") == [festival.identifier_id]


def test_translations_are_found_by_their_words(make: Any, find: Any) -> None:
    festival = make("festival", "Hội đua ghe ngo")
    english = make("festival", "Ngo boat race", language="en", of=festival)
    assert find("boat race") == [festival.identifier_id]
    english.unpublish()
    assert find("boat race") == []
    assert find("đua ghe") == [festival.identifier_id]


def test_rows_beside_it_are_found_with_it(make: Any, find: Any) -> None:
    festival = make("festival", "Hội")
    edition = Edition.objects.create(
        festival=festival,
        start_date=datetime.date(2027, 2, 1),
        status=Edition.Status.ANNOUNCED,
        source_note="Thông báo của chùa Mahatup",
        programme=[
            {
                "type": "day",
                "value": {
                    "date": "2027-02-01",
                    "site": "sân đình",
                    "acts": [{"time": "", "activity": "thả diều", "activity_en": "kite flying"}],
                },
            }
        ],
    )
    for typed in ("mahatup", "thả diều", "kite", "sân đình"):
        assert find(typed) == [festival.identifier_id]
    edition.delete()
    assert find("mahatup") == []


def test_tags_are_found_and_renamed(make: Any, find: Any) -> None:
    item = make("item", "Trống")
    item.tags.add("nhạc cụ gõ")
    item.save()
    assert find("nhạc cụ gõ") == [item.identifier_id]
    Tag.objects.update(name="bộ gõ")
    assert find("nhạc cụ gõ") == []
    assert find("bộ gõ") == [item.identifier_id]


def test_a_thing_is_found_by_the_names_of_its_peoples(make: Any, find: Any) -> None:
    people, item = make("people", "Hrê"), make("item", "Khố")
    link = ItemPeople.objects.create(owner=item, people=people)
    assert set(find("hrê")) == {people.identifier_id, item.identifier_id}
    name = PeopleName.objects.create(people=people, name="Chăm Rê")
    hidden_name = PeopleName.objects.create(
        people=people, name="Đá Vách", use=PeopleName.Use.SEARCH_ONLY
    )
    assert set(find("chăm rê")) == {people.identifier_id, item.identifier_id}
    # Whoever types it finds the others by synonyms; no document holds it.
    assert find("đá vách") == []
    assert not Beginning.objects.filter(title=hidden_name.name).exists()
    people.title = "Hre"
    people.save_revision().publish()
    name.delete()
    assert find("chăm rê") == []
    assert set(find("hre")) == {people.identifier_id, item.identifier_id}
    link.delete()
    assert find("hre") == [people.identifier_id]


def test_a_word_belongs_to_whoever_speaks_its_language(make: Any, find: Any) -> None:
    khmer = make("people", "Zzkhmer", slug="khmer", languages="km;vi")
    word, other = make("word", "ភ្លេង"), make("word", "đak")
    Entry.objects.filter(pk=other.pk).update(language="bdq")
    of_khmer = f"people:{khmer.identifier_id} type:word"
    assert find(of_khmer) == [word.identifier_id]
    # It bears no name of theirs.
    assert find("zzkhmer") == [khmer.identifier_id]
    khmer.languages = "vi"
    khmer.save_revision().publish()
    assert find(of_khmer) == []
    khmer.languages = "pi;km"
    khmer.save_revision().publish()
    assert find(of_khmer) == [word.identifier_id]
    close(khmer, members())
    assert word.identifier_id in hidden()
    assert find(of_khmer) == []
    assert find("ភ្លេង") == [word.identifier_id]


def test_a_thing_is_found_by_all_names_of_what_it_is_linked_with(make: Any, find: Any) -> None:
    festival, river = make("festival", "Hội đua ghe ngo"), make("place", "Sông Long Bình")
    FestivalPlace.objects.create(owner=festival, place=river)
    make("festival", "Ngo boat race", language="en", of=festival)
    Festival.objects.update(native_name="ប្រណាំងទូកង; Um Tuk")
    assert find("um tuk") == find("ប្រណាំងទូកង") == [festival.identifier_id, river.identifier_id]
    Festival.objects.filter(pk=festival.pk).update(native_name="")
    assert find("um tuk") == []
    assert find("ghe ngo") == [festival.identifier_id, river.identifier_id]
    Festival.objects.filter(pk=festival.pk).update(native_name="Um Tuk")
    assert find("um tuk") == [festival.identifier_id, river.identifier_id]
    close(festival, members())
    assert find("um tuk") == []


def test_a_thing_is_found_by_the_units_of_its_places(make: Any, find: Any) -> None:
    village, item = make("place", "Bàu Trúc"), make("item", "Bình")
    ItemPlace.objects.create(owner=item, place=village, name_as_recorded="Paley Hamu Craok")
    unit = PlaceUnit.objects.create(
        place=village, era=PlaceUnit.Era.BEFORE, level="province", name_as_recorded="Ninh Thuận"
    )
    assert set(find("ninh thuan")) == {village.identifier_id, item.identifier_id}
    assert find("hamu craok") == [item.identifier_id]
    unit.delete()
    assert find("ninh thuan") == []


def test_who_may_see_it_is_known_at_once(make: Any, find: Any) -> None:
    item = make("item", "Mộ cổ")
    assert find("mộ cổ") == [item.identifier_id]
    audience = members()
    close(item, audience)
    assert hidden() == {item.identifier_id}
    assert find("mộ cổ") == []
    assert find("mộ cổ", audience.pk) == [item.identifier_id]
    assert hidden() == frozenset()
    close(item, Audience.objects.get(pk=Audience.PUBLIC))
    assert find("mộ cổ") == [item.identifier_id]
    place(Hold(identifier=item.identifier_id, reason="Có đám tang"))
    assert hidden() == {item.identifier_id}
    assert find("mộ cổ") == []


def test_what_is_linked_counts_where_everybody_may_see_it(make: Any, find: Any) -> None:
    people, stone, item = make("people", "Hrê"), make("place", "Đá Thiêng"), make("item", "Khố")
    ItemPeople.objects.create(owner=item, people=people)
    ItemPlace.objects.create(owner=item, place=stone)
    assert item.identifier_id in find("hrê")
    assert item.identifier_id in find("đá thiêng")
    close(people, members())
    close(stone, members())
    assert item.identifier_id in hidden()
    assert find("hrê") == find("đá thiêng") == []
    assert find("people:" + people.identifier_id) == []
    assert find("khố") == [item.identifier_id]


def test_files_are_found_by_what_is_said_in_them(
    on_disk: None, make: Any, hang: Any, find: Any, index: Engine
) -> None:
    item = make("item", "Bản ghi")
    file = hang(item, title="Gốc cây", alt="Bà cụ ngồi dệt", alt_en="An old woman weaving")
    assert find("bà cụ dệt") == find("old woman") == [item.identifier_id]
    cue = "WEBVTT\n\n00:01:02.500 --> 00:01:05.000\nxưa kia có ông Dăm\n"
    Transcript.objects.create(file=file, language="bdq", text=cue)
    draft = Transcript.objects.create(file=file, language="vi", text="máy chép", is_machine=True)
    assert find("ông dăm") == [item.identifier_id]
    assert find("máy chép") == []
    (hit,) = index.search(Request(parse("ông dăm"))).hits
    (passage,) = [one for one in hit.body if "Dăm" in one.text]
    assert (passage.language, passage.place) == ("bdq", f"{file.identifier_id} t=62.50 bdq")
    Transcript.objects.filter(pk=draft.pk).update(is_machine=False)
    assert find("máy chép") == [item.identifier_id]
    type(file).objects.filter(pk=file.pk).update(shown=False)
    assert hidden() == {item.identifier_id}
    assert find("ông dăm") == find("old woman") == []
    assert find("bản ghi") == [item.identifier_id]
