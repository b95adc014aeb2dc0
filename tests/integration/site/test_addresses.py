"""`/id/…`, maps, feeds and the pages of errors."""

from typing import Any

import pytest
from django.test import Client

from tests.integration.site.conftest import KINDS, address_of, identifier_of


@pytest.mark.parametrize("kind", KINDS)
def test_an_identifier_leads_to_todays_address(client: Client, make: Any, kind: str) -> None:
    thing = make(kind, "Tên cũ")
    for typed in (thing.identifier_id, thing.identifier_id.upper()):
        found = client.get(f"/id/{typed}")
        assert (found.status_code, found["Location"]) == (302, address_of(thing))
    thing.title = "Tên mới"
    if hasattr(thing, "slug"):
        thing.slug = "ten-moi"
    thing.save()
    assert client.get(f"/id/{thing.identifier_id}")["Location"] == address_of(thing)


def test_the_id_of_a_sheet_leads_there_too(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    identifier = identifier_of(festival)
    identifier.sheet_id = "kc-fe-kate"
    identifier.save()
    for typed in ("kc-fe-kate", "KC-FE-KATE", "kc-fe-kate/"):
        assert client.get(f"/id/{typed}")["Location"] == address_of(festival)


def test_it_leads_to_the_visitors_language(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    make("festival", "Kate Festival", language="en", of=festival)
    found = client.get(f"/id/{festival.identifier_id}", headers={"accept-language": "en-GB"})
    assert found["Location"] == "/en/festivals/kate-festival/"
    assert "Accept-Language" in found["Vary"]
    khmer = client.get(f"/id/{festival.identifier_id}", headers={"accept-language": "km"})
    assert khmer["Location"] == "/km/festivals/le-hoi-kate/"


def test_what_was_removed_answers_gone(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    make("festival", "Kate Festival", language="en", of=festival)
    festival.delete()
    gone = client.get(f"/id/{festival.identifier_id}")
    assert gone.status_code == 410
    assert festival.identifier_id in gone.content.decode()


def test_an_unknown_identifier_is_not_found(client: Client, db: None) -> None:
    missing = client.get("/id/zzzzzzz")
    assert missing.status_code == 404
    assert "Sợi này đứt ở đây." in missing.content.decode()


def test_the_map_names_each_language_that_is_told(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    make("festival", "Kate Festival", language="en", of=festival)
    index = client.get("/sitemap.xml").content.decode()
    assert "http://testserver/sitemap-festival-1.xml" in index
    chart = client.get("/sitemap-festival-1.xml").content.decode()
    assert "<loc>http://testserver/le-hoi/le-hoi-kate/</loc>" in chart
    assert "<loc>http://testserver/en/festivals/kate-festival/</loc>" in chart
    assert 'hreflang="en" href="http://testserver/en/festivals/kate-festival/"' in chart
    assert "/km/" not in chart
    assert client.get("/sitemap-festival-2.xml").status_code == 404
    assert client.get("/sitemap-person-1.xml").status_code == 404


def test_a_long_map_is_divided(client: Client, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heritage.site.sitemaps.THINGS", 2)
    for number in range(5):
        make("word", f"từ {number}")
    index = client.get("/sitemap.xml").content.decode()
    assert index.count("/sitemap-word-") == 3
    found = [
        client.get(f"/sitemap-word-{n}.xml").content.decode().count("<loc>") for n in (1, 2, 3)
    ]
    assert found == [2, 2, 1]


def test_feeds_speak_one_language(client: Client, make: Any) -> None:
    festival = make("festival", "Lễ hội Katê", summary="Mừng & tạ ơn")
    make("festival", "Kate Festival", language="en", of=festival)
    make("custom", "Tục dựng nêu")
    everything = client.get("/feeds/moi/").content.decode()
    assert "Lễ hội Katê" in everything
    assert "Tục dựng nêu" in everything
    assert "Mừng &amp; tạ ơn" in everything
    english = client.get("/feeds/en/moi/").content.decode()
    assert "Kate Festival" in english
    assert "Tục dựng nêu" not in english
    assert "Tục dựng nêu" not in client.get("/feeds/moi/festival/").content.decode()
    assert client.get("/feeds/moi/person/").status_code == 404
    assert client.get("/feeds/fr/moi/").status_code == 404


def test_robots_are_shown_the_map(client: Client, db: None) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_page_of_a_broken_server_needs_nothing(client: Client, db: None) -> None:
    from django.template.loader import get_template

    page = get_template("500.html").render()
    assert page.count("<h1") == 1
    assert 'lang="km"' in page
