"""What is closed, taken down or renamed to be forgotten is found by nobody, in no other's words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest
from django.core.management import call_command

from catalogue.models import Product
from heritage.archive.models import Item, ItemPeople, ItemPlace, ItemRelation, StoryRelation
from heritage.peoples.models import AdministrativeUnit, PeopleName, Person, PlaceUnit, Term
from heritage.peoples.models.vocabulary import Scheme
from heritage.protocols.models import Audience
from heritage.records.models import Identifier
from heritage.site.indexing import watched
from heritage.site.indexing.source import Things
from search.analysis.query import parse
from search.documents import Document
from search.engine import Engine, Request
from search.indexing import Indexer, hidden
from search.models import Change, Indexed, Reading
from search.rebuilding import catch_up, compare, rebuild
from search.source import source
from tests.communities import close, members
from tests.integration.search.conftest import BringUp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def find(index: Engine, drain: BringUp) -> Any:
    """What a stranger finds once the worker has been."""

    def found(typed: str, **chosen: str) -> set[str]:
        drain()
        assert not Change.objects.exists()
        choices = {name: frozenset({value}) for name, value in chosen.items()}
        request = Request(parse(typed), frozenset({Audience.PUBLIC}), chosen=choices)
        return {hit.id for hit in index.search(request).hits}

    return found


def located(make: Any, title: str, province: str = "Khánh Hòa") -> Any:
    place = make("place", title)
    PlaceUnit.objects.create(place=place, era="today", level="province", name_as_recorded=province)
    return place


def test_a_product_is_found_where_its_maker_works_as_long_as_he_is_public(
    make: Any, find: Any
) -> None:
    here, there = located(make, "Bàu Trúc"), located(make, "Mỹ Nghiệp", "Lâm Đồng")
    maker = make("producer", "Tổ gốm", place=here)
    product = make("product", "Bình", maker=maker)
    both = {product.identifier_id, maker.identifier_id}
    assert find("", place="khanh-hoa") == {*both, here.identifier_id}
    type(maker).objects.filter(pk=maker.pk).update(place=there)
    assert find("", place="khanh-hoa") == {here.identifier_id}
    assert find("", place="lam-dong") == {*both, there.identifier_id}
    close(maker, members())
    assert product.identifier_id in hidden()
    assert find("", place="lam-dong") == {there.identifier_id}
    assert find("mỹ nghiệp") == {there.identifier_id}
    assert Product.objects.get(pk=product.pk).live


def test_what_a_closed_place_was_called_finds_nothing(make: Any, find: Any) -> None:
    place, item = make("place", "Bàu Trúc"), make("item", "Bình")
    ItemPlace.objects.create(owner=item, place=place, name_as_recorded="Hamu Craok")
    assert find("hamu craok") == {item.identifier_id}
    place.unpublish()
    assert item.identifier_id in hidden()
    assert find("hamu craok") == find("bàu trúc") == set()
    place.save_revision().publish()
    assert find("hamu craok") == {item.identifier_id}
    close(place, members())
    assert find("hamu craok") == find("bàu trúc") == set()


def test_a_person_finds_nothing(make: Any, find: Any) -> None:
    item = make("item", "Bản ghi")
    person = Person.objects.create(title="Nguyễn Thị Bí Mật", live=True, locale=item.locale)
    ItemRelation.objects.create(owner=item, target=person.identifier)
    assert find("bí mật") == set()


def test_of_what_is_unpublished_no_translation_is_left(make: Any, find: Any) -> None:
    custom, story = make("custom", "Lễ kín"), make("story", "Chuyện")
    make("custom", "Hidden rite", language="en", of=custom)
    StoryRelation.objects.create(owner=story, target=custom.identifier)
    assert find("hidden rite") == {custom.identifier_id, story.identifier_id}
    type(custom).objects.filter(pk=custom.pk).update(live=False)
    assert story.identifier_id in hidden()
    assert find("hidden rite") == set()


def test_a_name_that_is_never_to_be_shown_again_goes_at_once(make: Any, find: Any) -> None:
    people, item = make("people", "Hrê"), make("item", "Khố")
    ItemPeople.objects.create(owner=item, people=people)
    name = PeopleName.objects.create(people=people, name="Đá Vách")
    assert find("đá vách") == {people.identifier_id, item.identifier_id}
    PeopleName.objects.filter(pk=name.pk).update(use=PeopleName.Use.SEARCH_ONLY)
    assert hidden() == {people.identifier_id, item.identifier_id}
    assert find("đá vách") == set()


def test_lists_that_things_are_told_by_are_watched(make: Any, find: Any) -> None:
    place, item = make("place", "Bàu Trúc"), make("item", "Bình")
    ItemPlace.objects.create(owner=item, place=place)
    unit = AdministrativeUnit.objects.create(
        level="province", code="56", name="Khánh Hòa", full_name="Tỉnh Khánh Hòa"
    )
    PlaceUnit.objects.create(
        place=place, era="today", level="province", name_as_recorded="K", unit=unit
    )
    assert find("khánh hòa") == {place.identifier_id, item.identifier_id}
    AdministrativeUnit.objects.filter(pk=unit.pk).update(name="Phú Khánh", full_name="Phú Khánh")
    assert find("khánh hòa") == set()
    assert find("phú khánh") == {place.identifier_id, item.identifier_id}
    Term.objects.filter(scheme=Scheme.RIGHTS).update(code="cc0")
    assert find("", rights="cc0") == {item.identifier_id}
    Identifier.objects.filter(pk=item.identifier_id).update(sheet_id="kc-it-777")
    assert find("kc-it-777") == {item.identifier_id}


def test_an_older_reading_never_opens_again(make: Any, index: Engine, drain: BringUp) -> None:
    """Somebody reads while it is open, and writes after it was closed and found closed before."""
    item = make("item", "Mộ cổ")
    drain()
    shut, public = members(), Audience.objects.get(pk=Audience.PUBLIC)
    close(item, shut)
    drain()
    close(item, public)
    read = Things().documents([item.identifier_id], Reading.take())

    class Slow(Things):
        def documents(self, identifiers: Collection[str], version: int) -> dict[str, Document]:
            return {key: one for key, one in read.items() if key in identifiers}

    version = read[item.identifier_id].version
    close(item, shut)
    drain()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reading, "take", lambda: version)
        Indexer(index, Slow()).bring([item.identifier_id])
    assert item.identifier_id in hidden()
    drain()
    assert not compare(index, source())
    assert hidden() == frozenset()


def test_killed_before_it_is_noted_what_is_closed_is_hidden(
    make: Any, index: Engine, drain: BringUp
) -> None:
    item = make("item", "Mộ cổ")
    index.write(Things().documents([item.identifier_id], Reading.take()).values())
    close(item, members())
    assert item.identifier_id in hidden()


def test_after_a_migration_everything_is_read_again(
    make: Any, index: Engine, drain: BringUp, monkeypatch: Any
) -> None:
    item = make("item", "Mộ cổ")
    drain()
    Indexed.objects.update(digest="as before the migration")
    # The triggers stay: no schema is changed within a transaction.
    monkeypatch.setattr(watched, "watch", list)
    watched.watch_all(plan=[])
    assert not Change.objects.exists()
    watched.watch_all(plan=[("a migration", False)])
    assert set(Change.objects.values_list("document", flat=True)) == {item.identifier_id}
    drain()
    assert not compare(index, source())


def test_one_that_cannot_be_made_stops_no_rebuild(
    make: Any, index: Engine, monkeypatch: Any
) -> None:
    bad, good = make("item", "Trống"), make("item", "Chiêng")
    real = Things.documents

    def broken(self: Things, identifiers: Collection[str], version: int) -> dict[str, Document]:
        if bad.identifier_id in identifiers:
            raise ValueError("nobody can read it")
        return real(self, identifiers, version)

    with monkeypatch.context() as patch:
        patch.setattr(Things, "documents", broken)
        assert rebuild(index, source()) == 1
        assert compare(index, source()).stale == [bad.identifier_id]
    (stuck,) = Change.objects.filter(failures__gt=0)
    assert (stuck.document, stuck.reason) == (bad.identifier_id, "ValueError: nobody can read it")
    assert [entry.id for entry in index.entries()] == [good.identifier_id]


def test_what_was_removed_after_a_backup_comes_back_with_it(
    make: Any, index: Engine, drain: BringUp
) -> None:
    item = make("item", "Trống")
    drain()
    rows = list(Indexed.objects.values())
    number = Reading.objects.get().number
    Item.objects.filter(pk=item.pk).update(live=False)
    drain()
    # As an older copy of the database has it.
    Item.objects.filter(pk=item.pk).update(live=True)
    Change.objects.all().delete()
    Indexed.objects.all().delete()
    Indexed.objects.bulk_create(Indexed(**row) for row in rows)
    Reading.objects.update(number=number)
    assert catch_up(index, source())
    assert not compare(index, source())
    call_command("search", "compare", verbosity=0)
