"""Staff are viewers like others: closed things in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from heritage.archive.models import (
    Item,
    ItemPeople,
    ItemPerson,
    ItemPlace,
    ItemRelation,
)
from heritage.languages.models import Entry
from heritage.peoples.models import People, Person, Place
from heritage.protocols.models import Audience, Decision, Membership
from heritage.records.access import set_audience
from tests.communities import close, custodians, members
from tests.integration.admin.writing import edit_url, post_form, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(archive: Any) -> Item:
    item = Item(title="Bài khấn kín", item_kind="audio", live=True)
    item.save()
    close(item, custodians())
    return item


def open_it(client: Any, item: Item, reason: str) -> Any:
    return client.post(f"/admin/han-che/mo/{item.identifier_id}/", {"reason": reason})


def test_the_form_of_a_closed_record_says_that_it_exists(signed_in: Any, item: Item) -> None:
    page = signed_in("officer").get(f"/admin/tu-lieu/edit/{item.pk}/")
    assert page.status_code == 403
    told = page.content.decode()
    assert item.identifier_id in told
    assert "đóng" in told
    assert "Bài khấn kín" not in told


def test_the_language_of_a_closed_word_is_offered_nowhere(signed_in: Any, archive: Any) -> None:
    codes = {"mng": custodians(), "nut": Audience.objects.get(pk=Audience.PUBLIC)}
    for language, audience in codes.items():
        word = Entry(title="một từ", gloss="nghĩa", language=language, live=True)
        word.save()
        close(word, audience)
    for address in ("/admin/tu-dien/", "/admin/tu-dien/add/"):
        page = signed_in("officer").get(address).content.decode()
        assert 'value="nut"' in page, address
        assert 'value="mng"' not in page, address


def test_a_working_right_from_a_custodian_opens_it(
    signed_in: Any, persons: Any, item: Item
) -> None:
    officer = signed_in("officer")
    Membership.objects.create(
        community=custodians().protocols.get().community, user=persons["officer"], role="worker"
    )
    assert officer.get(f"/admin/tu-lieu/edit/{item.pk}/").status_code == 200


def test_an_administrator_opens_with_a_reason_that_is_kept(signed_in: Any, item: Item) -> None:
    administrator = signed_in("administrator")
    assert "Hãy ghi lý do" in open_it(administrator, item, " ").content.decode()
    assert (
        "Bài khấn kín" in open_it(administrator, item, "Kiểm kê theo quyết định").content.decode()
    )
    opened = Decision.objects.get(act=Decision.Act.OPENED)
    assert (opened.identifier, opened.reason) == (item.identifier_id, "Kiểm kê theo quyết định")
    assert "Bài khấn kín" not in administrator.get("/admin/tu-lieu/").content.decode()


def test_nobody_else_opens_and_nobody_opens_what_is_held(signed_in: Any, item: Item) -> None:
    assert open_it(signed_in("leader"), item, "tò mò").status_code != 200
    Item.objects.update(audience=Audience.CLOSED)
    answer = open_it(signed_in("administrator"), item, "xem thử")
    assert "Bài khấn kín" not in answer.content.decode()
    assert not Decision.objects.filter(act=Decision.Act.OPENED).exists()


def test_the_list_of_what_is_restricted_names_what_is_open_to_the_reader(
    signed_in: Any, persons: Any, item: Item
) -> None:
    set_audience(item.identifier, members(), by=None, reason="Già làng dặn")
    officer = signed_in("officer")
    page = officer.get("/admin/han-che/").content.decode()
    assert item.identifier_id in page
    assert "Bài khấn kín" not in page
    assert "Già làng dặn" not in page
    Membership.objects.create(
        community=members().protocols.get().community, user=persons["officer"], role="member"
    )
    page = officer.get("/admin/han-che/").content.decode()
    assert "Bài khấn kín" in page
    assert "Già làng dặn" in page


@pytest.mark.parametrize("reason", ["Kiểm\0kê", "Tủ 2 \u202egnod", "x" * 10_000])
def test_a_reason_that_cannot_be_kept_opens_nothing(
    signed_in: Any, item: Item, reason: str
) -> None:
    answer = open_it(signed_in("administrator"), item, reason)
    assert answer.status_code == 403
    assert "error-message" in answer.content.decode()
    assert "Bài khấn kín" not in answer.content.decode()
    assert not Decision.objects.filter(act=Decision.Act.OPENED).exists()


@pytest.fixture
def people(archive: Any) -> People:
    people: People = section("people").add_child(instance=People(title="Người kín", live=True))
    close(people, custodians())
    return people


@pytest.mark.parametrize("role", ["officer", "superuser"])
@pytest.mark.parametrize("action", ["delete", "move", "unpublish", "publish", "tag"])
def test_no_bulk_action_names_what_is_closed(
    signed_in: Any, item: Item, people: People, role: str, action: str
) -> None:
    client = signed_in(role)
    client.raise_request_exception = False
    for model, thing in (("archive.item", item), ("wagtailcore.page", people)):
        address = reverse("wagtail_bulk_action", args=[*model.split("."), action])
        for ticked in (f"id={thing.pk}", "id=all", f"id=all&childOf={section('custom').pk}"):
            for ask in (client.get, client.post):
                answer = ask(f"{address}?{ticked}&next=/admin/")
                assert answer.status_code in (403, 404), (address, ticked)
                assert " kín" not in answer.content.decode(), (address, ticked)
    assert Item.objects.filter(pk=item.pk).exists()
    assert People.objects.filter(pk=people.pk, live=True).exists()


@pytest.mark.parametrize("role", ["officer", "superuser"])
def test_what_is_chosen_together_is_open(signed_in: Any, item: Item, role: str) -> None:
    address = reverse("wagtailsnippetchoosers_archive_item:chosen_multiple")
    answer = signed_in(role).get(f"{address}?id={item.pk}")
    assert answer.status_code == 403
    assert "Bài khấn kín" not in answer.content.decode()


@pytest.mark.parametrize("role", ["officer", "superuser"])
def test_pages_that_are_chosen_together_are_open(signed_in: Any, people: People, role: str) -> None:
    address = reverse("wagtailadmin_choose_page_chosen_multiple")
    answer = signed_in(role).get(f"{address}?id={section('people').pk}&id={people.pk}")
    assert answer.status_code == 403
    assert "Người kín" not in answer.content.decode()
    assert "Người kín" not in signed_in(role).get(f"{address}?id=all").content.decode()


@pytest.mark.parametrize("role", ["leader", "superuser"])
def test_what_one_locked_oneself_has_no_name_once_it_is_closed(
    signed_in: Any, persons: Any, people: People, role: str
) -> None:
    open_one = section("people").add_child(instance=People(title="Người mở", live=True))
    for page in (people, open_one):
        People.objects.filter(pk=page.pk).update(locked=True, locked_by=persons[role])
    for address in ("/admin/reports/locked/", "/admin/reports/locked/results/"):
        told = signed_in(role).get(address).content.decode()
        assert "Người mở" in told
        assert "Người kín" not in told


def test_a_link_in_the_editor_has_no_address_of_what_is_closed(
    signed_in: Any, people: People
) -> None:
    open_one = section("people").add_child(instance=People(title="Người mở", live=True))
    words = "<p>" + "".join(
        f'<a linktype="page" id="{page.pk}">ở đây</a>' for page in (people, open_one)
    )
    open_one.history = f"{words}</p>"
    open_one.save()
    told = signed_in("officer").get(edit_url(open_one)).content.decode()
    assert "/dan-toc/nguoi-mo/" in told
    assert "nguoi-kin" not in told
    post_form(signed_in("officer"), edit_url(open_one), title="Người mở lòng")
    kept = People.objects.get(pk=open_one.pk).get_latest_revision_as_object()
    assert kept.title == "Người mở lòng"
    assert f'id="{people.pk}"' in kept.history


def test_what_waits_for_approval_and_has_no_page_is_not_previewed(
    signed_in: Any, persons: Any
) -> None:
    singer = Person(title="Bà Dơ")
    singer.save()
    singer.save_revision()
    state = singer.get_workflow().start(singer, persons["officer"])
    task = state.current_task_state.task
    address = reverse("kind_person:workflow_preview", args=[singer.pk, task.pk])
    assert signed_in("leader").get(address).status_code == 404


@pytest.mark.parametrize("number", ["²", "9" * 30, "9" * 5000, "x"])
def test_no_record_has_such_a_number(signed_in: Any, archive: Any, number: str) -> None:
    address = reverse("wagtailsnippetchoosers_archive_item:chosen", args=[number])
    assert signed_in("officer").get(address).status_code == 404


def test_two_versions_name_nothing_that_is_closed(
    signed_in: Any, item: Item, people: People
) -> None:
    story = Item(title="Hát ru", item_kind="audio", live=True)
    story.save()
    first = story.save_revision(clean=False)
    place, singer = Place(title="Rẫy kín"), Person(title="Bà kín")
    for one in (place, singer):
        one.save()
    for one in (place, singer):
        close(one, custodians())
    ItemPeople.objects.create(owner=story, people=people)
    ItemPlace.objects.create(owner=story, place=place)
    ItemPerson.objects.create(owner=story, person=singer, role="performer")
    ItemRelation.objects.create(owner=story, target=place.identifier)
    second = Item.objects.get(pk=story.pk).save_revision(clean=False)
    address = reverse("kind_item:revisions_compare", args=[story.pk, first.pk, second.pk])
    told = signed_in("officer").get(address).content.decode()
    for one in (people, place, singer):
        assert one.identifier_id in told
    assert " kín" not in told
