"""Two people at one moment: what the first says stands when the second is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from heritage.accounts.models import User
from heritage.archive.models import Item
from heritage.exchange.loading import run
from heritage.exchange.models import Load
from heritage.exchange.staged import Landing
from heritage.peoples.models import Person
from heritage.protocols.communities import standard
from heritage.protocols.invitations import invite
from heritage.protocols.labels import Said, Wording, propose
from heritage.protocols.models import Audience, Consent, Hold, Label, LabelVersion, Membership
from heritage.records.access import decide
from heritage.records.consents import record, withdraw
from heritage.records.holds import place
from tests.communities import community, person
from tests.integration.exchange.conftest import sheet

pytestmark = [
    # SQLite has one writer at a time.
    pytest.mark.needs_postgresql,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

HEARD = 0.8
"""Seconds in which somebody who does not wait has had his say."""


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def item() -> Item:
    item = Item(title="Bài hát ru", item_kind="audio", live=True)
    item.save()
    return item


def at_once(
    first: Callable[[], Any], second: Callable[[], Any], then: Callable[[], Any] = bool
) -> tuple[Any, Any]:
    """What both answer, where the second begins before what the first did, and does `then`, is
    there for others."""
    answers: list[Any] = []

    def speak() -> None:
        try:
            answers.append(second())
        finally:
            connection.close()

    thread = threading.Thread(target=speak)
    with transaction.atomic():
        said = first()
        thread.start()
        thread.join(HEARD)
        then()
    thread.join(20)
    return said, answers[0]


def keeper(of: str, username: str) -> Client:
    user = person(Membership.Role.CUSTODIAN, of=of, username=username)
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_two_consents_taken_back_leave_nothing_shown(item: Item) -> None:
    singer = Person(title="Y Dơ", living="yes")
    singer.save()
    facts = {"way": "paper", "evidence": "Tủ 2", "given_on": "2026-01-05", "may_show": True}
    consents = [Consent(person_id=singer.identifier_id, **facts) for _ in range(2)]
    for one in consents:
        record(one, [item.identifier])
    taken_back = [
        lambda one=one: withdraw(one, by="Y Dơ", reason="", entered_by=None) for one in consents
    ]
    at_once(*taken_back)
    item.refresh_from_db()
    assert item.audience_id == Audience.CLOSED


def test_what_is_closed_while_it_is_being_translated_is_closed_in_both_languages(
    item: Item,
) -> None:
    english = Item(
        title="Lullaby",
        item_kind="audio",
        translation_key=item.translation_key,
        locale=Locale.objects.get(language_code="en"),
    )
    hold = Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x")
    at_once(english.save, lambda: place(hold))
    audiences = Item.objects.filter(identifier=item.identifier).values_list("audience", flat=True)
    assert list(audiences) == [Audience.CLOSED] * 2


def test_what_is_closed_while_a_sheet_brings_its_translation_is_closed_in_both_languages(
    item: Item, monkeypatch: Any
) -> None:
    hold = Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x")

    def close() -> None:
        place(hold)
        connection.close()

    elder = threading.Thread(target=close)

    def closes_now(number: int) -> None:
        elder.start()
        elder.join(HEARD)

    # The last thing a load does before it commits.
    last = SimpleNamespace(enqueue=closes_now)
    monkeypatch.setattr("heritage.exchange.loading.follow_up", last)
    row = {"permanent_id": item.identifier_id, "kind": "audio", "title_vi": item.title}
    row |= {"title_en": "Lullaby", "materials_vi": "", "rights": ""}
    landing = Landing(leader=User.objects.create_superuser("truong-phong", password="x" * 20))
    assert not run([sheet("tu-lieu.csv", row)], landing, Load()).problems
    elder.join(20)
    audiences = Item.objects.filter(identifier=item.identifier).values_list("audience", flat=True)
    assert list(audiences) == [Audience.CLOSED] * 2


def test_what_is_closed_while_its_title_is_written_anew_is_closed(item: Item) -> None:
    hold = Hold(identifier=item.identifier_id, requested_by="Bok", way="phone", reason="x")

    def rewrite() -> None:
        item.title = "Bài hát ru em"
        item.save()

    at_once(item.save, lambda: place(hold), rewrite)
    item.refresh_from_db()
    assert (item.title, item.audience_id) == ("Bài hát ru em", Audience.CLOSED)


def test_two_custodians_do_not_leave_their_community_to_nobody() -> None:
    names = ("giu-1", "giu-2")
    clients = [keeper("Plei Ơp", name) for name in names]
    places = [Membership.objects.get(user__username=name) for name in names]
    ends = [
        lambda client=client, place=place: client.post(
            reverse("community_end", args=[place.community_id, place.pk])
        )
        for client, place in zip(clients, reversed(places), strict=True)
    ]
    at_once(*ends)
    assert Membership.objects.filter(role=Membership.Role.CUSTODIAN).count() == 1


def test_a_community_that_has_just_closed_is_not_combined_away(item: Item) -> None:
    for name in ("Plei Ơp", "Làng Vân"):
        rule = standard(community(name), "members")
        decide(item.identifier, community(name), rule, by=None)
    both = keeper("Plei Ơp", "giu-1")
    Membership.objects.create(
        community=community("Làng Vân"), user=User.objects.get(username="giu-1"), role="custodian"
    )
    third = community("Chùa Âng")
    _audience, answer = at_once(
        lambda: decide(item.identifier, third, standard(third, "custodians"), by=None),
        lambda: both.post(
            reverse("who_sees", args=[item.identifier_id]), {"act": "combine", "mode": "any"}
        ),
    )
    assert answer.status_code == 403
    item.refresh_from_db()
    assert item.audience.mode == Audience.Mode.ALL


def test_a_wording_is_either_approved_or_declined() -> None:
    label = Label(community=community())
    wording = propose(label, Wording((Said("vi", "Xin giữ lời", "Xin giữ lời."),)), by=None)
    address = reverse("community_label", args=[label.community_id, label.code])
    number = {"number": wording.number}
    one, other = keeper("Plei Ơp", "giu-1"), keeper("Plei Ơp", "giu-2")
    approved, declined = at_once(
        lambda: one.post(address, number | {"act": "approve"}),
        lambda: other.post(address, number | {"act": "decline", "reason": "Chưa đúng"}),
    )
    assert (approved.status_code, declined.status_code) == (302, 404)
    assert LabelVersion.objects.get().state == LabelVersion.State.APPROVED


def test_a_code_sent_twice_makes_one_account() -> None:
    code = invite(community(), Membership.Role.MEMBER, "Y Dơ", by=None)
    password = {"password": "con-cho-vang-9", "password_again": "con-cho-vang-9"}
    form = {"code": code, "name": "Y Dơ", "username": "y-do"} | password
    send = lambda: Client(raise_request_exception=False).post("/dang-nhap/ma/", form)  # noqa: E731
    first, second = at_once(send, send)
    assert (first.status_code, second.status_code) == (302, 200)
    assert "Mã này không dùng được" in second.content.decode()
    assert Membership.objects.get().user.username == "y-do"
