"""The officers' lists: what they show, filter and change, and that they stay quick."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from heritage.accounts.models import User
from heritage.archive.models import Festival, FestivalPeople, Item, ItemPeople
from heritage.peoples.models import AdministrativeUnit, PeopleName, Place, PlaceUnit
from heritage.records.models import Identifier
from heritage.records.pages import HeritagePage
from heritage.records.things import kinds
from heritage.site.admin import desk
from tests.integration.admin.writing import (
    section,
    whole_festival,
    write_festival,
    write_item,
)

pytestmark = pytest.mark.django_db

LISTS = ["/admin/le-hoi/", "/admin/tu-lieu/"]


def many(bana, ich_type, count: int) -> None:
    owner = User.objects.get(username="officer")
    for number in range(count):
        item = Item(title=f"Tư liệu {number}", item_kind="audio", owner=owner, live=False)
        item.people_links = [ItemPeople(people=bana)]  # type: ignore[misc]
        item.save()
        item.save_revision(user=owner, clean=False)
        festival = Festival(
            title=f"Lễ hội {number}",
            calendar="cham",
            ich_type=ich_type,
            sources="Sư cả",
            owner=owner,
            live=False,
            people_links=[FestivalPeople(people=bana)],  # type: ignore[misc]
        )
        section("festival").add_child(instance=festival)
        festival.save_revision(user=owner, clean=False)


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("role", ["commune_worker", "officer", "leader"])
def test_the_number_of_queries_does_not_grow_with_the_records(signed_in, bana, ich_type, role):
    client = signed_in(role)
    many(bana, ich_type, 2)
    few = {url: queries(client, url) for url in [*LISTS, "/admin/"]}
    many(bana, ich_type, 10)
    more = {url: queries(client, url) for url in [*LISTS, "/admin/"]}
    assert more == few
    assert max(few[url] for url in LISTS) <= 40
    assert few["/admin/"] <= 62


def titles(client, url: str) -> list[str]:
    return [row.title for row in client.get(url).context["table"].data]


@pytest.mark.parametrize("view", ["", "results/"])
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_list_can_be_searched(signed_in, bana, kind, view):
    things = kinds()[kind]
    if issubclass(things, HeritagePage):
        thing = section(kind).add_child(instance=things(title="Nhà rông", live=False))
    else:
        thing = things.objects.create(title="Nhà rông")
    client = signed_in("officer")
    address = desk.list_url(things)
    for query in ("q=nha+rong", "q=nha&ordering=sort_key", f"q={thing.identifier_id}"):
        assert titles(client, f"{address}{view}?{query}") == ["Nhà rông"]
    assert titles(client, f"{address}{view}?q=zzz") == []


@pytest.mark.parametrize("use", PeopleName.Use.values)
def test_a_people_is_found_by_a_name_that_its_list_does_not_show(signed_in, bana, use):
    PeopleName.objects.create(people=bana, name="Bơ Nâm", use=use)
    english = bana.copy_for_translation(Locale.objects.get(language_code="en"))
    client = signed_in("officer")
    assert titles(client, "/admin/dan-toc/?q=bo+nam") == ["Ba Na"]
    assert titles(client, "/admin/dan-toc/?locale=en&q=bo+nam") == [english.title]
    assert "Bơ Nâm" not in client.get("/admin/dan-toc/?q=bo+nam").content.decode()


@pytest.mark.parametrize("words", ["Phú Yên", "phu yen", "Đắk Lắk", "dak lak"])
@pytest.mark.parametrize("chooser", [False, True])
def test_a_place_is_found_by_its_units_of_today_and_of_before(signed_in, archive, words, chooser):
    place = Place.objects.create(title="Làng Xí Thoại", place_kind="village")
    Place.objects.create(title="Làng khác", place_kind="village")
    for era, name, start in (
        ("before", "Phú Yên", "1976-01-01"),
        ("today", "Đắk Lắk", "2025-07-01"),
    ):
        unit = AdministrativeUnit.objects.create(
            code=str(len(name)),
            level="province",
            name=name,
            full_name=f"Tỉnh {name}",
            valid_from=start,
        )
        PlaceUnit.objects.create(
            place=place, era=era, level="province", name_as_recorded=name, unit=unit
        )
    url = "/admin/dia-danh/"
    if chooser:
        url = reverse(Place.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    page = signed_in("officer").get(url, {"q": words}).content.decode()
    assert "Làng Xí Thoại" in page
    assert "Làng khác" not in page


def test_the_id_of_a_sheet_finds_a_thing_in_its_list_and_in_choosers(signed_in, archive):
    place = Place.objects.create(title="Plei Ơp", place_kind="village")
    Identifier.objects.filter(pk=place.identifier_id).update(sheet_id="gl-pl-op")
    client = signed_in("officer")
    assert titles(client, "/admin/dia-danh/?q=gl-pl-op") == ["Plei Ơp"]
    for query in ("gl-pl-op", "plei+op", place.identifier_id):
        offered = client.get(
            reverse(place.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
            + f"?q={query}"
        )
        assert "Plei Ơp" in offered.content.decode()


class TestFilters:
    @pytest.fixture
    def items(self, signed_in, bana, rights):
        officer = signed_in("officer")
        write_item(
            officer,
            title="Chiêng Đê Ar",
            item_kind="object",
            rights=str(rights.pk),
            peoples=[str(bana.pk)],
            sources="Sổ đăng ký",
        )
        write_item(officer, title="Vòng xoang", item_kind="video", needs_check="Hỏi lại năm")
        return officer

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("item_kind=video", ["Vòng xoang"]),
            ("lacks=rights", ["Vòng xoang"]),
            ("lacks=sources", ["Vòng xoang"]),
            ("lacks=peoples", ["Vòng xoang"]),
            ("lacks=en", ["Vòng xoang", "Chiêng Đê Ar"]),
            ("needs_check=1", ["Vòng xoang"]),
            ("needs_check=0", ["Chiêng Đê Ar"]),
            ("state=draft", ["Vòng xoang", "Chiêng Đê Ar"]),
            ("state=published", []),
            ("state=waiting", []),
            ("audience=restricted", []),
            ("locale=en", []),
            ("q=chieng+de+ar", ["Chiêng Đê Ar"]),
            ("q=ĐÊ", ["Chiêng Đê Ar"]),
            ("ordering=sort_key", ["Chiêng Đê Ar", "Vòng xoang"]),
        ],
    )
    def test_a_list_shows_what_was_asked(self, items, query, found):
        assert titles(items, f"/admin/tu-lieu/?{query}") == found

    def test_by_people(self, items, bana):
        assert titles(items, f"/admin/tu-lieu/?peoples={bana.pk}") == ["Chiêng Đê Ar"]

    def test_by_state(self, items, signed_in, bana, ich_type):
        write_festival(items, "action-submit", **whole_festival(bana, ich_type))
        write_festival(items, **whole_festival(bana, ich_type, title="Lễ bỏ mả"))
        assert titles(items, "/admin/le-hoi/?state=waiting") == ["Lễ mừng lúa mới"]
        assert "Chờ duyệt" in items.get("/admin/le-hoi/").content.decode()

    def test_by_its_identifier(self, items):
        item = Item.objects.get(title="Vòng xoang")
        assert titles(items, f"/admin/tu-lieu/?q={item.identifier_id}") == ["Vòng xoang"]


class TestBulk:
    def bulk(self, client, thing, action: str, **data):
        page = hasattr(thing, "url_path")
        names = ["wagtailcore", "page"] if page else ["archive", "item"]
        url = reverse("wagtail_bulk_action", args=[*names, action])
        return client.post(f"{url}?id={thing.pk}&next=/admin/", data)

    @pytest.fixture
    def things(self, signed_in, archive):
        officer = signed_in("officer")
        festival, _ = write_festival(officer, title="Lễ hội Katê")
        item, _ = write_item(officer, title="Vòng xoang")
        return officer, [festival, item]

    def test_tags_are_added(self, things):
        officer, both = things
        for thing in both:
            self.bulk(officer, thing, "tag", tags="lúa mới, chiêng")
            fresh = type(thing).objects.get(pk=thing.pk)
            assert set(fresh.tags.names()) == {"lúa mới", "chiêng"}

    def test_peoples_are_added(self, things, bana):
        officer, both = things
        for thing in both:
            self.bulk(officer, thing, "peoples", peoples=[bana.pk])
            fresh = type(thing).objects.get(pk=thing.pk)
            assert [link.people_id for link in fresh.people_links.all()] == [bana.pk]

    def test_what_is_public_gets_a_draft(self, things, bana):
        officer, (_, item) = things
        item.refresh_from_db()
        item.get_latest_revision().publish()
        self.bulk(officer, item, "peoples", peoples=[bana.pk])
        item = Item.objects.get(pk=item.pk)
        assert item.people_links.count() == 0
        draft = item.get_latest_revision_as_object()
        assert [link.people_id for link in draft.people_links.all()] == [bana.pk]

    def test_nobody_changes_what_he_may_not(self, things, signed_in):
        _, both = things
        for thing in both:
            self.bulk(signed_in("commune_worker"), thing, "tag", tags="chiêng")
            assert not type(thing).objects.get(pk=thing.pk).tags.exists()

    def test_nothing_unseen_is_touched(self, things):
        officer, both = things
        url = reverse("wagtail_bulk_action", args=["archive", "item", "tag"])
        officer.post(f"{url}?id=all&next=/admin/", {"tags": "chiêng"})
        assert not Item.objects.get(pk=both[1].pk).tags.exists()
