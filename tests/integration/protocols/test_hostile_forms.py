"""What nobody types by accident on the pages of communities: answered, and never stored."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heritage.archive.models import Item, ItemPeople
from heritage.peoples.communities import communities_of
from heritage.peoples.models import People
from heritage.protocols.labels import Said, Wording, propose
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
