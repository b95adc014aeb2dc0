"""What pages say to search engines is what they say to people."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from heritage.archive.models import Edition, Festival
from tests.integration.site.conftest import KINDS, address_of

pytestmark = pytest.mark.django_db


def said(client: Client, address: str) -> dict[str, list[dict[str, Any]]]:
    """The nodes of a page by their types."""
    text = client.get(address).content.decode()
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    found: dict[str, list[dict[str, Any]]] = {}
    for script in scripts:
        for node in json.loads(script)["@graph"]:
            found.setdefault(node["@type"], []).append(node)
    return found


@pytest.fixture
def festival(make: Any) -> Festival:
    found: Festival = make("festival", "Lễ hội Katê", summary="Mùa Katê")
    return found


def edition(festival: Festival, **facts: Any) -> Edition:
    usual = {"start_date": "2099-10-01", "end_date": "2099-10-03", "source_note": "Thông báo số 3"}
    return Edition.objects.create(festival=festival, **(usual | facts))


def test_an_announced_date_is_an_event(client: Client, festival: Festival) -> None:
    edition(festival, status="announced")
    (event,) = said(client, address_of(festival))["Event"]
    assert (event["name"], event["startDate"], event["endDate"], event["description"]) == (
        "Lễ hội Katê",
        "2099-10-01",
        "2099-10-03",
        "Mùa Katê",
    )


def test_an_event_that_moves_is_the_same(client: Client, festival: Festival) -> None:
    found = edition(festival, status="announced")
    (before,) = said(client, address_of(festival))["Event"]
    found.start_date, found.end_date = "2099-11-01", "2099-11-03"
    found.save()
    (after,) = said(client, address_of(festival))["Event"]
    assert (after["@id"], after["startDate"]) == (before["@id"], "2099-11-01")


@pytest.mark.parametrize("status", ["expected", "held", "cancelled"])
def test_no_other_date_is_one(client: Client, festival: Festival, status: str) -> None:
    edition(festival, status=status)
    assert "Event" not in said(client, address_of(festival))


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_where_it_stands(client: Client, make: Any, kind: str) -> None:
    thing = make(kind, "Một thứ")
    (way,) = said(client, address_of(thing))["BreadcrumbList"]
    names = [step["name"] for step in way["itemListElement"]]
    assert names[0] == "Trang đầu"
    assert names[-1] == "Một thứ"
    last = way["itemListElement"][-1]["item"]
    assert client.get(last.removeprefix("http://testserver")).status_code == 200


def test_a_work_has_its_licence_and_the_date_that_is_certain(client: Client, make: Any) -> None:
    item = make("item", "Bài hát ru", created="1955-03")
    item.rights.uri = "https://creativecommons.org/licenses/by/4.0/"
    item.rights.save()
    (work,) = said(client, address_of(item))["CreativeWork"]
    assert work["dateCreated"] == "1955-03"
    assert work["license"] == "https://creativecommons.org/licenses/by/4.0/"
    item.created = "1955~"
    item.save()
    assert "dateCreated" not in said(client, address_of(item))["CreativeWork"][0]


def test_a_title_cannot_end_the_script(client: Client, make: Any) -> None:
    item = make("item", "</script><script>alert(1)</script> & <!--")
    (work,) = said(client, address_of(item))["CreativeWork"]
    assert work["name"] == "</script><script>alert(1)</script> & <!--"


def test_of_what_a_warning_stands_before_nothing_is_said(client: Client, make: Any) -> None:
    item = make("item", "Tiếng người đã khuất", warns_of_voice=True, description="Lời hát")
    text = client.get(address_of(item)).content.decode()
    assert "ld+json" not in text
    assert "og:" not in text


def test_in_english_it_speaks_english(client: Client, make: Any, festival: Festival) -> None:
    make("festival", "Kate Festival", language="en", of=festival)
    edition(festival, status="announced")
    (event,) = said(client, "/en/festivals/kate-festival/")["Event"]
    assert event["name"] == "Kate Festival"
    assert event["url"] == "http://testserver/en/festivals/kate-festival/"
    text = client.get("/en/festivals/kate-festival/").content.decode()
    assert '<meta property="og:locale" content="en_US">' in text
