"""The row of things that are like the one whose page it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from heritage.archive.models import ItemRelation
from heritage.protocols.audiences import canonical
from heritage.protocols.models import Community, Membership, Protocol
from heritage.records.access import set_audience
from heritage.site.reader import Reader
from heritage.site.search.alike import similar
from search.engine import EngineError
from tests.integration.site.conftest import PEOPLE_LINKS, address_of


def reader(user: Any = None, language: str = "vi") -> Reader:
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    return Reader(request, language)


def titles(thing: Any, **who: Any) -> list[str]:
    return [one.told.title for one in similar(thing, reader(**who))]


@pytest.fixture
def things(make: Any, drain: Any) -> dict[str, Any]:
    """Most in common, some, and nothing but the kind."""
    khmer, thai = make("people", "Khmer"), make("people", "Thái")
    found = {"khmer": khmer}
    for name, title, people in (
        ("one", "Dàn nhạc ngũ âm", khmer),
        ("near", "Học đàn ngũ âm", khmer),
        ("of people", "Ghe ngo", khmer),
        ("of people, too", "Chiếu Cà Hom", khmer),
        ("by word", "Trống ngũ sắc", thai),
        ("far", "Khăn piêu", thai),
    ):
        found[name] = make("item", title, item_kind="audio")
        PEOPLE_LINKS["item"].objects.create(owner=found[name], people=people)
    for _ in range(12):
        make("custom", "Khác hẳn")
    for name in ("one", "near"):
        found[name].tags.add("nhạc lễ")
        found[name].save()
    drain()
    return found


def test_what_has_most_in_common_comes_first(things: dict[str, Any]) -> None:
    found = titles(things["one"])
    assert found[0] == "Học đàn ngũ âm"
    assert "Dàn nhạc ngũ âm" not in found
    assert "Khác hẳn" not in found
    assert len(found) <= 4
    assert "Ghe ngo" in found


def test_a_word_in_common_is_no_likeness_of_things_of_others(things: dict[str, Any]) -> None:
    assert "Trống ngũ sắc" not in titles(things["one"])
    assert titles(things["far"]) == []


def test_news_stands_beside_news_only(things: dict[str, Any], make: Any, drain: Any) -> None:
    notices = [make("notice", f"Mở lớp ngũ âm {number}") for number in range(3)]
    for notice in notices:
        PEOPLE_LINKS["notice"].objects.create(owner=notice, people=things["khmer"])
        notice.tags.add("nhạc lễ")
        notice.save()
    drain()
    assert not [title for title in titles(things["one"]) if title.startswith("Mở lớp")]
    assert [title for title in titles(notices[0]) if title.startswith("Mở lớp")]


def test_what_is_linked_is_not_named_again(
    client: Client, things: dict[str, Any], drain: Any
) -> None:
    page = client.get(address_of(things["one"])).content.decode()
    assert "Tương tự" in page
    assert page.count("Học đàn ngũ âm") == 1
    ItemRelation.objects.create(owner=things["one"], target=things["near"].identifier)
    drain()
    page = client.get(address_of(things["one"])).content.decode()
    assert page.count("Học đàn ngũ âm") == 1
    assert "Tương tự" in page


def test_nothing_closed_is_like_anything(
    client: Client, things: dict[str, Any], drain: Any, django_user_model: Any
) -> None:
    community = Community.objects.create(name="Làng thử")
    member = django_user_model.objects.create_user("thanh-vien", "tv@example.vn", "x")
    Membership.objects.create(user=member, community=community, role=Membership.Role.MEMBER)
    rule, _new = Protocol.objects.get_or_create(community=community, who="members")
    set_audience(things["near"].identifier, canonical([rule]), by=None)
    for done in (False, True):
        if done:
            drain()
        assert "Học đàn ngũ âm" not in titles(things["one"])
        assert "Học đàn ngũ âm" not in client.get(address_of(things["one"])).content.decode()
    assert titles(things["one"], user=member)[0] == "Học đàn ngũ âm"


def test_a_page_is_whole_without(
    client: Client, things: dict[str, Any], index: Any, monkeypatch: Any
) -> None:
    def search(request: Any) -> Any:
        raise EngineError("locked")

    monkeypatch.setattr(index, "search", search)
    page = client.get(address_of(things["one"]))
    assert page.status_code == 200
    assert "Tương tự" not in page.content.decode()
