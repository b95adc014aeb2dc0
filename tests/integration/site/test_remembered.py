"""What is remembered between pages is of this generation, of this day, and nobody's own."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from heritage.archive.models import CustomPeople
from heritage.peoples.models import People, Term
from heritage.protocols.audiences import canonical
from heritage.protocols.models import Membership, Protocol
from heritage.site.models import SectionPage
from heritage.site.remembered import remembered
from tests.communities import close, community, members, person
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db


def custom_of(make: Any, people: Any) -> Any:
    custom = make("custom", "Tục ăn trầu")
    custom.people_links = [CustomPeople(people=people)]
    custom.save()
    return custom


def test_it_is_read_once_until_something_changes(make: Any) -> None:
    read: list[int] = []

    def count() -> int:
        read.append(People.objects.count())
        return read[-1]

    def ask() -> int:
        return remembered(RequestFactory().get("/"), "so dân tộc", count)

    assert [ask(), ask()] == [0, 0]
    assert len(read) == 1
    make("people", "Chăm")
    assert ask() == 1


def test_who_may_change_something_reads_for_himself() -> None:
    first, second = (remembered(RequestFactory().post("/"), "x", object) for _ in range(2))
    assert first is not second


def test_a_section_and_a_term_that_are_renamed_are_so_at_once(client: Client, make: Any) -> None:
    item = make("item", "Chiêng")
    address = address_of(item)
    client.get(address)
    SectionPage.objects.filter(section_kind="item").update(title="Kho đồ")
    Term.objects.filter(pk=item.rights_id).update(label_vi="Của chung")
    text = client.get(address).content.decode()
    assert "Kho đồ" in text
    assert "của chung" in text.lower()


def test_a_people_that_is_closed_is_on_no_page_any_more(client: Client, make: Any) -> None:
    people = make("people", "Người giấu tên")
    custom = custom_of(make, people)
    assert "Người giấu tên" in client.get(address_of(custom)).content.decode()
    close(people, members())
    assert "Người giấu tên" not in client.get(address_of(custom)).content.decode()


def test_what_a_member_sees_is_remembered_for_nobody(make: Any) -> None:
    people = make("people", "Người giấu tên", audience=members())
    custom = custom_of(make, people)
    member, stranger = Client(), Client()
    member.force_login(person(Membership.Role.MEMBER))
    assert "Người giấu tên" in member.get(address_of(custom)).content.decode()
    assert "Người giấu tên" not in stranger.get(address_of(custom)).content.decode()
    assert "Người giấu tên" in member.get(address_of(custom)).content.decode()


def test_what_opens_for_a_season_closes_with_its_last_day(make: Any) -> None:
    rule = Protocol.objects.create(
        community=community(), who=Protocol.Who.PUBLIC, closes_on="2027-03-01"
    )
    people = make("people", "Người giấu tên", audience=canonical([rule]))
    custom = custom_of(make, people)
    # A visitor with a cookie that says nothing: his page is made each time.
    client = Client()
    client.cookies["sessionid"] = "x"
    with time_machine.travel("2027-02-28T16:59:00Z", tick=False):
        assert "Người giấu tên" in client.get(address_of(custom)).content.decode()
    with time_machine.travel("2027-02-28T17:00:00Z", tick=False):
        assert "Người giấu tên" not in client.get(address_of(custom)).content.decode()


def test_the_next_page_asks_for_what_is_its_own(client: Client, make: Any) -> None:
    first, second = make("custom", "Tục ăn trầu"), make("custom", "Tục cưới")
    with CaptureQueriesContext(connection) as cold:
        client.get(address_of(first))
    with CaptureQueriesContext(connection) as warm:
        client.get(address_of(second))
    assert len(warm) <= len(cold) - 5
