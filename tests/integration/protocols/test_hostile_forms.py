"""What nobody types by accident on the pages of communities: answered, and never stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heritage.accounts.models import User
from heritage.archive.models import Item, ItemPeople
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.invitations import invite
from heritage.protocols.labels import Said, Wording, approve, propose
from heritage.protocols.models import Community, Consent, Hold, Label, LabelVersion, Membership
from tests.integration.protocols.test_custodian import place_of, signed_in
from tests.integration.site.conftest import *  # noqa: F403

pytestmark = pytest.mark.django_db

REVERSED = "Tủ 2 \u202egnod gnohk"


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


@pytest.fixture
def cham(make: Any) -> Community:
    return communities_of([make("people", "Chăm")])[0]


@pytest.fixture
def keeper(cham: Community) -> Client:
    return signed_in(place_of(Membership.Role.CUSTODIAN, cham))


@pytest.fixture
def item(make: Any, cham: Community) -> Item:
    item: Item = make("item", "Bài hát ru")
    ItemPeople.objects.create(owner=item, people=People.objects.get(title="Chăm"))
    return item


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "x", ""])
def test_a_number_that_is_none_names_no_wording(
    keeper: Client, cham: Community, number: str
) -> None:
    label = Label(community=cham)
    propose(label, Wording((Said("vi", "Xin giữ lời", "Xin giữ lời."),)), by=None)
    address = reverse("community_label", args=[cham.pk, label.code])
    assert keeper.post(address, {"act": "approve", "number": number}).status_code == 404
    assert LabelVersion.objects.get().state == "waiting"


def test_a_count_of_fields_that_is_none_shows_the_form_again(
    keeper: Client, cham: Community
) -> None:
    address = reverse("community_label_new", args=[cham.pk])
    assert keeper.post(address, {"act": "more", "loi-TOTAL_FORMS": "9" * 5000}).status_code == 200


def test_text_that_reads_backwards_is_not_kept(keeper: Client, item: Item, cham: Community) -> None:
    who_sees = reverse("who_sees", args=[item.identifier_id])
    consent = {"giver": f"community-{cham.pk}", "uses": ["may_show"], "way": "paper"}
    rule = {f"{cham.pk}-who": "members", f"{cham.pk}-season": "always"}
    posts = [
        (
            reverse("consent_new", args=[item.identifier_id]),
            consent | {"evidence": REVERSED, "given_on": "2026-01-05"},
        ),
        (who_sees, {"act": "close", "reason": REVERSED}),
        (who_sees, rule | {"act": "decide", "community": cham.pk, f"{cham.pk}-reason": REVERSED}),
    ]
    for address, data in posts:
        page = keeper.post(address, data)
        assert page.status_code == 200, data
        assert "Có ký tự ẩn trong lời này" in page.content.decode(), data
    assert not Consent.objects.exists()
    assert not Hold.objects.exists()
    item.refresh_from_db()
    assert not item.is_restricted


def test_a_name_that_reads_backwards_is_nobodys(cham: Community) -> None:
    code = invite(cham, Membership.Role.MEMBER, "Y Dơ", by=None)
    password = {"password": "con-cho-vang-9", "password_again": "con-cho-vang-9"}
    account = {"code": code, "name": REVERSED, "username": "y-do"} | password
    page = Client().post(reverse("community_code"), account)
    assert "Có ký tự ẩn trong lời này" in page.content.decode()
    assert not User.objects.filter(username="y-do").exists()


def test_a_password_stays_as_it_is_typed(cham: Community) -> None:
    code = invite(cham, Membership.Role.MEMBER, "Y Dơ", by=None)
    typed = " con-cho-va\u0300ng-9 "
    account = {"code": code, "name": "Y Dơ", "username": "y-do", "password": typed}
    Client().post(reverse("community_code"), account | {"password_again": typed})
    assert User.objects.get(username="y-do").check_password(typed)


@pytest.mark.parametrize("typed", ["a\0b", "x" * 10_000, "²", "9" * 5000, REVERSED])
def test_whatever_is_typed_is_answered(
    keeper: Client, cham: Community, item: Item, typed: str
) -> None:
    keeper.raise_request_exception = False
    label = Label(community=cham)
    approve(propose(label, Wording((Said("vi", "Xin giữ lời", "Xin giữ lời."),)), by=None), by=None)
    who_sees = reverse("who_sees", args=[item.identifier_id])
    prefix = f"{cham.pk}-"
    forms: list[tuple[str, list[str], dict[str, Any]]] = [
        (who_sees, ["act", "reason"], {"act": "close", "reason": "x"}),
        (
            who_sees,
            [
                "community",
                *(prefix + one for one in ("who", "season", "months", "opens_on", "reason")),
            ],
            {
                "act": "decide",
                "community": cham.pk,
                prefix + "who": "members",
                prefix + "season": "months",
            },
        ),
        (
            who_sees,
            ["label", "community"],
            {"act": "label_on", "community": cham.pk, "label": label.code},
        ),
        (who_sees, ["label"], {"act": "label_off", "community": cham.pk}),
        (who_sees, ["hold"], {"act": "open"}),
        (who_sees, ["hold"], {"act": "confirm"}),
        (who_sees, ["mode", "reason"], {"act": "combine"}),
        (
            reverse("consent_new", args=[item.identifier_id]),
            ["giver", "things", "uses", "way", "evidence", "given_on", "valid_until"],
            {
                "giver": f"community-{cham.pk}",
                "uses": ["may_show"],
                "way": "paper",
                "evidence": "x",
            },
        ),
        (
            reverse("community_invite", args=[cham.pk]),
            ["person", "role"],
            {"person": "x", "role": "member"},
        ),
        (
            reverse("community_label_new", args=[cham.pk]),
            [
                "local_contexts",
                "loi-TOTAL_FORMS",
                "loi-0-language",
                "loi-0-tag",
                "loi-0-name",
                "loi-0-text",
            ],
            {"act": "save", "loi-TOTAL_FORMS": 1, "loi-INITIAL_FORMS": 0, "loi-0-language": "vi"},
        ),
        (
            reverse("community_label", args=[cham.pk, label.code]),
            ["act", "number", "reason"],
            {"act": "decline", "number": 1},
        ),
        (reverse("community_code"), ["code", "name", "username"], {"code": "x"}),
        (
            reverse("community_sign_in"),
            ["username", "password", "tiep"],
            {"username": "x", "password": "y"},
        ),
        (reverse("warning_understood", args=[item.identifier_id]), ["tiep"], {}),
    ]
    for address, names, whole in forms:
        for name in names:
            answer = keeper.post(address, whole | {name: typed})
            assert answer.status_code < 500, (address, name)
