"""What a browser or a proxy kept is asked about again: what closed meanwhile is closed there."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from heritage.peoples.models import Person
from heritage.protocols.audiences import canonical
from heritage.protocols.models import Consent, Hold, Membership, Protocol
from heritage.records.consents import record
from heritage.records.holds import place
from tests.communities import close, community, members, person
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def log_aside(settings: Any, tmp_path: Any) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"


def again(client: Client, address: str, kept: Any) -> Any:
    """The same question from somebody who kept the answer."""
    return client.get(address, headers={"If-None-Match": kept["ETag"]})


def test_an_open_page_is_kept_only_with_its_tag(client: Client, make: Any) -> None:
    address = address_of(make("festival", "Lễ hội Katê"))
    kept = client.get(address)
    assert kept["Cache-Control"] == "no-cache"
    assert again(client, address, kept).status_code == 304


def test_a_hold_closes_what_was_kept(client: Client, make: Any) -> None:
    item = make("item", "Bài khấn")
    address = address_of(item)
    kept = client.get(address)
    place(Hold(identifier=item.identifier_id, requested_by="Già Bok", way="phone", reason="Tang"))
    assert again(client, address, kept).status_code == 404


def test_the_end_of_a_season_closes_what_was_kept(client: Client, make: Any) -> None:
    item = make("item", "Điệu múa tháng Katê")
    october = Protocol.objects.create(
        community=community(), who="public", season="months", months=1 << 9
    )
    close(item, canonical([october]))
    address = address_of(item)
    with time_machine.travel("2026-10-31T23:59:59+07:00", tick=False):
        kept = client.get(address)
        assert kept.status_code == 200
        assert again(client, address, kept).status_code == 304
    with time_machine.travel("2026-11-01T00:00:00+07:00", tick=False):
        assert again(client, address, kept).status_code == 404


def test_the_last_day_of_a_consent_is_the_last_without_a_worker(client: Client, make: Any) -> None:
    item, singer = make("item", "Bài hát ru"), Person(title="Nghệ nhân Y Dơ", living="yes")
    singer.save()
    address = address_of(item)
    with time_machine.travel("2026-10-31T23:59:59+07:00", tick=False):
        consent = Consent(
            person_id=singer.identifier_id,
            way="paper",
            evidence="Giấy số 3",
            given_on=datetime.date(2026, 1, 5),
            valid_until=datetime.date(2026, 10, 31),
            may_show=True,
        )
        record(consent, [item.identifier])
        kept = client.get(address)
        assert kept.status_code == 200
    with time_machine.travel("2026-11-01T00:00:00+07:00", tick=False):
        assert again(client, address, kept).status_code == 404


def test_what_was_made_for_a_member_is_kept_nowhere(client: Client, make: Any) -> None:
    item = make("item", "Chuyện kể trong làng")
    close(item, members())
    client.force_login(person(Membership.Role.MEMBER))
    for address in (address_of(item), "/", "/cong-dong/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", ")), address


def test_a_preview_is_kept_nowhere_whomever_it_shows_the_page_to(client: Client, make: Any) -> None:
    item = make("item", "Chuyện kể trong làng")
    close(item, members())
    client.force_login(person(Membership.Role.CUSTODIAN))
    for kind in ("khach", "thanh-vien"):
        answer = client.get(reverse("seen_as", args=[item.identifier_id, kind]))
        assert answer.status_code == 200
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", ")), kind


def test_a_page_says_that_it_differs_by_who_asks(client: Client, make: Any) -> None:
    assert "Cookie" in client.get(address_of(make("item", "Chiêng")))["Vary"]
