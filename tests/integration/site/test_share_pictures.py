"""Pictures that go with an address passed on: of what is for everybody, and of nothing else."""

from __future__ import annotations

import fcntl
import html
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from PIL import Image

from heritage.archive.models import Edition
from heritage.peoples.models import People
from heritage.protocols.models import Hold
from heritage.records.holds import place
from heritage.site.share import press
from tests.communities import close, members
from tests.integration.site.conftest import KINDS, address_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    caches["share"].clear()
    return Path(settings.CACHES["share"]["LOCATION"])


@pytest.fixture
def idle(monkeypatch: Any) -> list[Any]:
    """A press that only notes what it is asked for."""
    asked: list[Any] = []

    def note(card: Any) -> bytes:
        asked.append(card)
        return b"\x89PNG"

    monkeypatch.setattr(press, "_print", note)
    return asked


def said(client: Client, address: str) -> dict[str, str]:
    """What a page says to who passes its address on."""
    text = client.get(address, follow=True).content.decode()
    tags = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', text)
    return {name: html.unescape(value) for name, value in tags}


def picture_of(client: Client, address: str) -> str:
    return said(client, address)["og:image"].removeprefix("http://testserver")


def test_a_festival_has_a_picture(client: Client, make: Any, idle: list[Any]) -> None:
    people = make("people", "Chăm", gso_code="14")
    address = picture_of(client, address_of(people))
    assert client.get(address).status_code == 200
    (card,) = idle
    assert (card.title, card.kicker, card.native, card.band) == ("Chăm", "Dân tộc", "ខ្មែរ", "cham")


def test_it_is_small_and_of_the_size_it_says(client: Client, make: Any) -> None:
    make("people", 'Chăm #import "x" $a$ \\ 🎉', gso_code="14")
    address_of_it = address_of(People.objects.get())
    tags = said(client, address_of_it)
    response = client.get(tags["og:image"].removeprefix("http://testserver"))
    assert response["Content-Type"] == "image/png"
    assert len(response.content) < 100_000
    size = Image.open(io.BytesIO(response.content)).size
    assert size == (int(tags["og:image:width"]), int(tags["og:image:height"])) == (1200, 630)
    assert tags["twitter:card"] == "summary_large_image"


def test_every_public_page_has_one(client: Client, cloth: Any, idle: list[Any]) -> None:
    things = cloth(1)
    pages = [address_of(things[kind][0]) for kind in KINDS]
    pages += ["/", "/en/", "/km/", "/le-hoi/", "/en/festivals/", "/lich/", "/lich/2099/1/"]
    pages += ["/ban-do/", "/en/map/bac-trung-bo/"]
    for page in [*pages, "/lien-he/"]:
        tags = said(client, page)
        assert {"og:title", "og:type", "og:url", "og:image:alt"} <= tags.keys(), page
        picture = tags["og:image"].removeprefix("http://testserver")
        assert client.get(picture).status_code == 200, page


def test_forms_and_doors_have_none(client: Client, db: None) -> None:
    for page in ("/dang-nhap/", "/gop-y/", "/gop-y/tra-loi/", "/khong-co/"):
        assert "og:image" not in said(client, page), page


def test_a_hold_closes_what_was_printed(client: Client, make: Any, idle: list[Any]) -> None:
    festival = make("festival", "Lễ hội Katê")
    address = picture_of(client, address_of(festival))
    assert client.get(address).status_code == 200
    place(Hold(identifier=festival.identifier_id, requested_by="Bà", way="phone", reason="tang"))
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 404


def test_nobody_keeps_it_without_asking(client: Client, make: Any, idle: list[Any]) -> None:
    address = picture_of(client, address_of(make("festival", "Lễ hội Katê")))
    response = client.get(address)
    assert response["Cache-Control"] == "no-cache"
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, len(idle)) == (304, 1)


@pytest.mark.parametrize("why", ["closed", "warned", "a draft"])
def test_none_of_what_is_not_for_everybody(
    client: Client, make: Any, idle: list[Any], why: str
) -> None:
    item = make("item", "Bài khấn")
    address = picture_of(client, address_of(item))
    if why == "closed":
        close(item, members())
    else:
        facts = {"warned": {"warns_of_voice": True}, "a draft": {"live": False}}[why]
        type(item).objects.filter(pk=item.pk).update(**facts)
    assert client.get(address).status_code == 404
    assert "og:image" not in said(client, address_of(item))
    assert idle == []


def test_nothing_is_printed_for_who_guesses(client: Client, make: Any, idle: list[Any]) -> None:
    festival = make("festival", "Lễ hội Katê")
    right = picture_of(client, address_of(festival))
    guessed = f"/share/{festival.identifier_id}-vi-{'0' * 20}.png"
    assert client.get(guessed)["Location"] == right
    assert client.get(guessed.replace("-vi-", "-fr-")).status_code == 404
    assert client.get(f"/share/khongco-vi-{'0' * 20}.png").status_code == 404
    assert idle == []


def test_only_an_announced_day_stands_on_it(client: Client, make: Any, idle: list[Any]) -> None:
    festival = make("festival", "Lễ hội Katê")
    edition = Edition.objects.create(
        festival=festival, start_date="2099-10-01", status="expected", source_note="x"
    )
    client.get(picture_of(client, address_of(festival)))
    Edition.objects.filter(pk=edition.pk).update(status="announced")
    client.get(picture_of(client, address_of(festival)))
    assert [card.date for card in idle] == ["", "1 tháng 10 năm 2099"]


def test_who_comes_while_others_print_is_asked_to_come_again(
    client: Client, make: Any, shelf: Path, monkeypatch: Any
) -> None:
    address = picture_of(client, address_of(make("festival", "Lễ hội Katê")))
    monkeypatch.setattr(press, "PATIENCE", 0.05)
    shelf.mkdir(parents=True, exist_ok=True)
    with (shelf / "press.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        response = client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_a_card_that_cannot_be_printed_is_not_tried_at_each_visit(
    client: Client, make: Any, monkeypatch: Any, tmp_path: Path, caplog: Any
) -> None:
    broken = tmp_path / "printer.py"
    broken.write_text("raise SystemExit('no ink')")
    monkeypatch.setattr(press, "PRINTER", broken)
    address = picture_of(client, address_of(make("festival", "Lễ hội Katê")))
    assert [client.get(address).status_code for _ in range(3)] == [404] * 3
    assert caplog.text.count("no ink") == 1
