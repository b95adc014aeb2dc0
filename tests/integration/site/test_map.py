"""Where places are: on the map, in the list beside it, and on the pages of what is held there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from heritage.archive.models import FestivalPlace
from heritage.peoples.models import Place, PlacePeople, PlaceUnit
from heritage.protocols.models import Hold
from heritage.records.holds import place as hold
from heritage.site.atlas import region
from tests.communities import close, members
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db

DELTA = "/ban-do/dong-bang-song-cuu-long/"


@pytest.fixture
def lay(make: Any) -> Any:
    """`lay(name, latitude, longitude)`: a place of Vĩnh Long, or of another province of today."""

    def laying(
        name: str,
        latitude: float | None = 9.93,
        longitude: float | None = 106.34,
        province: str = "Vĩnh Long",
        **facts: Any,
    ) -> Place:
        found: Place = make("place", name, latitude=latitude, longitude=longitude, **facts)
        if province:
            PlaceUnit.objects.create(
                place=found, era="today", level="province", name_as_recorded=province
            )
        return found

    return laying


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def marks(text: str) -> dict[str, str]:
    """Where each mark of a map leads, by what it is called."""
    found = re.findall(r'<a class="mark[^"]*" href="([^"]+)" aria-label="([^"]+)"', text)
    return {name: address for address, name in found}


def lines(text: str) -> dict[str, str]:
    """Numbers in the list by the names of places; empty for what is not on the map."""
    found = re.findall(
        r"<li(?: id=\"so-(\d+)\")?><a href=\"/[^\"]+\"><b>.*?</b><span[^>]*>([^<]+)<", text
    )
    return {name.strip(): number for number, name in found}


def test_the_map_of_the_country_counts_and_leads_on(client: Client, lay: Any) -> None:
    lay("Chùa Âng")
    lay("Ao Bà Om")
    lay("Tháp Po Rome", 11.49, 108.68, "Khánh Hòa")
    text = page(client, "/ban-do/")
    assert re.findall(r'<a class="region" href="([^"]+)"', text) == [
        "/ban-do/nam-trung-bo-tay-nguyen/",
        DELTA,
    ]
    assert f'{DELTA}#vinh-long"><span>Vĩnh Long</span><span class="meta">2<' in text


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/ban-do/", ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "Biển Đông")),
        ("/en/map/", ("Hoang Sa archipelago", "Truong Sa archipelago", "East Sea")),
        ("/km/map/", ("ប្រជុំកោះហ្វាងសា", "ប្រជុំកោះទ្រឿងសា", "សមុទ្រខាងកើត")),
    ],
)
def test_the_archipelagos_bear_their_names(
    client: Client, address: str, names: tuple[str, ...]
) -> None:
    text = page(client, address)
    assert all(name in text for name in names)
    assert "#hoang-sa" in text
    assert "#truong-sa" in text


def test_numbers_on_the_map_are_those_in_the_list(client: Client, lay: Any) -> None:
    pagoda = lay("Chùa Âng", 9.93, 106.34)
    lay("Chùa Hang", 9.94, 106.35)
    far = lay("Cồn Chim", 10.25, 105.97)
    text = page(client, DELTA)
    numbers = lines(text)
    assert marks(text) == {"1. Cồn Chim": address_of(far), "2–3. Chùa Âng, Chùa Hang": "#so-2"}
    assert numbers == {"Cồn Chim": "1", "Chùa Âng": "2", "Chùa Hang": "3"}
    assert address_of(pagoda) in text


def test_what_is_a_province_or_lies_nobody_knows_where_is_in_the_list_only(
    client: Client, lay: Any
) -> None:
    lay("Tỉnh Trà Vinh", place_kind="province")
    lay("Sóc cũ", None, None)
    lay("Nơi nào đó", province="")
    text = page(client, DELTA)
    assert marks(text) == {}
    assert lines(text) == {"Tỉnh Trà Vinh": "", "Sóc cũ": ""}
    assert "1 địa danh chưa ghi tỉnh hiện nay." in page(client, "/ban-do/")


def test_a_river_is_no_point(client: Client, lay: Any) -> None:
    lay("Sông Cổ Chiên", place_kind="river")
    assert '<a class="mark area"' in page(client, DELTA)


def test_many_places_of_a_province_are_one_mark_and_a_way_to_the_list(
    client: Client, lay: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(region, "SHOWN", 3)
    for number in range(5):
        lay(f"Sóc {number}", 9.6 + number / 5, 106.2)
    text = page(client, DELTA)
    (name,) = marks(text)
    assert name.startswith("1–5. Sóc ")
    assert len(lines(text)) == 3
    assert 'href="/dia-danh/?tinh=vinh-long"' in text


def test_a_hold_takes_a_place_from_every_map(
    client: Client, lay: Any, make: Any, settings: Any, tmp_path: Path
) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    place = lay("Gò thiêng")
    festival = make("festival", "Lễ cúng")
    FestivalPlace.objects.create(owner=festival, place=place)
    seen = ("/ban-do/", DELTA, "/km/map/dong-bang-song-cuu-long/", address_of(festival))
    assert all("Gò thiêng" in page(client, one) or 'class="region"' in one for one in seen[1:])
    assert "locator" in page(client, address_of(festival))
    hold(Hold(identifier=place.identifier_id, requested_by="Bà", way="phone", reason="tang"))
    for one in seen:
        text = page(client, one)
        assert "Gò thiêng" not in text
        assert 'class="region"' not in text
        assert 'class="locator"' not in text


def test_what_is_closed_counts_nowhere(client: Client, lay: Any) -> None:
    before = [page(client, one) for one in ("/ban-do/", DELTA, f"{DELTA}?loai=village")]
    close(lay("Gò thiêng"), members())
    after = [page(client, one) for one in ("/ban-do/", DELTA, f"{DELTA}?loai=village")]
    assert after == before


def test_it_can_be_narrowed_by_people(client: Client, lay: Any, make: Any) -> None:
    khmer = make("people", "Khmer")
    PlacePeople.objects.create(owner=lay("Chùa Âng"), people=khmer)
    lay("Ao Bà Om")
    text = page(client, f"{DELTA}?dan-toc=khmer")
    assert list(lines(text)) == ["Chùa Âng"]
    assert '<meta name="robots" content="noindex, follow">' in text
    assert f'{DELTA}?dan-toc=khmer" hreflang' not in text
    assert 'href="/en/map/dong-bang-song-cuu-long/?dan-toc=khmer"' in text
    assert set(lines(page(client, f"{DELTA}?dan-toc=khong-co"))) == {"Chùa Âng", "Ao Bà Om"}


def test_there_are_six_regions_and_no_other(client: Client) -> None:
    assert client.get("/ban-do/tay-nguyen/").status_code == 404
    for code, start in (("vi", "/ban-do/"), ("en", "/en/map/"), ("km", "/km/map/")):
        text = page(client, f"{start}bac-trung-bo/")
        assert f'<link rel="canonical" href="http://testserver{start}bac-trung-bo/">' in text, code
    assert "/km/map/dong-nam-bo/" in page(client, "/sitemap-muc.xml")


def test_pages_show_where_it_is_no_more_exactly_than_was_recorded(client: Client, lay: Any) -> None:
    place = lay("Chùa Âng", 9.934567, 106.341234, coordinate_decimals=2)
    text = page(client, address_of(place))
    assert 'class="locator"' in text
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    (node,) = (one for one in json.loads(script)["@graph"] if one["@type"] == "Place")
    assert node["geo"] == {"@type": "GeoCoordinates", "latitude": 9.93, "longitude": 106.34}
    assert node["address"]["addressRegion"] == "Vĩnh Long"
    assert "9.934" not in text
    assert 'class="locator"' not in page(client, address_of(lay("Nơi nào đó", None, None)))
