"""What the server lets a browser keep: pages for everybody, and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image, ImageChops, ImageDraw

from heritage.protocols.models import Hold, Membership
from heritage.records.holds import place
from heritage.site.offline import marks
from heritage.site.offline.icons import files, threads
from tests.communities import close, members, person
from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db


def marked(client: Client, address: str, **headers: str) -> str | None:
    found: str | None = client.get(address, headers=headers).get(marks.HEADER)
    return found


class TestTheMark:
    def test_stands_on_pages_for_everybody_kept_or_made(self, client: Client, make: Any) -> None:
        addresses = [address_of(make("festival", "Lễ hội Katê")), "/", "/km/calendar/", "/en/"]
        for address in [*addresses, "/le-hoi/?thang=10", "/ngoai-tuyen/", "/lien-he/"]:
            for _again in range(2):
                assert marked(client, address) == marks.ALLOWED, address

    def test_stands_on_nothing_that_is_no_page(self, client: Client, make: Any) -> None:
        festival = make("festival", "Lễ hội Katê")
        for address in (
            "/feeds/moi/", "/sitemap.xml", "/calendar/tat-ca.ics", "/robots.txt", "/sw.js",
            "/manifest.webmanifest", "/khong-co/", f"/id/{festival.identifier_id}", "/gop-y/",
            "/dang-nhap/", "/admin/", "/healthz", "/le-hoi/?thang=10&dan-toc=x&thu-tu=sap-toi",
        ):  # fmt: skip
            assert marked(client, address) is None, address

    def test_not_before_a_warning_nor_behind_it(self, client: Client, make: Any) -> None:
        item = make("item", "Tiếng người đã khuất", warns_of_voice=True)
        assert marked(client, address_of(item)) is None
        client.post(f"/da-hieu/{item.identifier_id}/")
        assert marked(client, address_of(item)) is None
        assert marked(client, "/") is None

    def test_who_is_signed_in_keeps_nothing_at_all(self, client: Client, make: Any) -> None:
        closed = make("festival", "Lễ hội Katê")
        close(closed, members())
        client.force_login(person(Membership.Role.MEMBER))
        for address in (address_of(closed), "/", "/cong-dong/", "/khong-co/"):
            answer = client.get(address, follow=True)
            assert answer[marks.HEADER] == marks.NONE, address
            assert "no-store" in answer["Cache-Control"]
            assert "data-worker" not in answer.content.decode()

    def test_is_gone_with_what_it_stood_on(
        self, client: Client, make: Any, settings: Any, tmp_path: Any
    ) -> None:
        settings.HOLDS_LOG = tmp_path / "holds.jsonl"
        festival = make("festival", "Lễ hội Katê")
        assert marked(client, address_of(festival)) == marks.ALLOWED
        place(Hold(identifier=festival.identifier_id, requested_by="x", way="phone", reason="x"))
        assert client.get(address_of(festival)).status_code == 404
        assert marked(client, address_of(festival)) is None

    def test_who_had_the_page_for_himself_learns_that_it_is_for_everybody(
        self, client: Client, make: Any
    ) -> None:
        client.get(address_of(make("item", "Tiếng người đã khuất", warns_of_voice=True)))
        own = client.get("/")
        assert marks.HEADER not in own
        again = Client().get("/", headers={"if-none-match": own["ETag"]})
        assert (again.status_code, again[marks.HEADER]) == (304, marks.ALLOWED)


class TestTheWorker:
    def test_is_asked_for_with_each_page_and_serves_the_whole_site(self, client: Client) -> None:
        answer = client.get("/sw.js")
        assert answer["Content-Type"].startswith("text/javascript")
        assert answer["Cache-Control"] == "no-cache"
        assert answer["Service-Worker-Allowed"] == "/"
        assert "private" not in answer["Cache-Control"]

    def test_its_version_is_another_one_when_a_byte_is(self, client: Client, monkeypatch) -> None:
        def version() -> str:
            return re.findall(r'VERSION = "(\w+)"', client.get("/sw.js").content.decode())[0]

        before = version()
        assert version() == before
        monkeypatch.setattr(marks, "PAGES", 41)
        assert version() != before

    def test_an_operator_takes_it_away(self, client: Client, settings: Any) -> None:
        assert 'data-worker="/sw.js"' in client.get("/en/").content.decode()
        settings.OFFLINE_COPIES = False
        from tests.kept import forget

        forget()
        text = client.get("/sw.js").content.decode()
        assert "unregister" in text
        assert '"fetch"' not in text
        assert marked(client, "/") is None
        assert "data-worker" not in client.get("/").content.decode()


class TestTheManifest:
    @pytest.mark.parametrize(("prefix", "language"), [("", "vi"), ("/en", "en"), ("/km", "km")])
    def test_is_in_the_language_of_its_page_and_all_it_names_is_there(
        self, client: Client, db: None, prefix: str, language: str
    ) -> None:
        page = client.get(f"{prefix}/").content.decode()
        assert f' data-manifest="{prefix}/manifest.webmanifest"' in page
        answer = client.get(f"{prefix}/manifest.webmanifest", headers={"accept-language": "fr"})
        assert answer["Content-Type"] == "application/manifest+json"
        found = json.loads(answer.content)
        assert (found["lang"], found["start_url"], found["id"]) == (language, f"{prefix}/", "/")
        assert f'content="{found["theme_color"]}"' in page
        for one in found["shortcuts"]:
            assert client.get(one["url"]).status_code == 200
        for icon in found["icons"]:
            assert finders.find(icon["src"].removeprefix("/static/")), icon

    def test_the_icons_are_the_mark(self) -> None:
        ground, found = threads()
        assert len(found) == 10
        for path, drawn in files().items():
            with Image.open(path) as kept:
                assert kept.size == drawn.size
                difference = ImageChops.difference(kept.convert("RGB"), drawn.convert("RGB"))
                assert difference.getbbox() is None, path.name
                if "maskable" in path.name:
                    # All of the mark lies in the circle that every mask leaves.
                    side, rim = kept.width, round(kept.width * 0.1)
                    outside = kept.convert("RGB")
                    circle = (rim, rim, side - rim, side - rim)
                    ImageDraw.Draw(outside).ellipse(circle, fill=ground)
                    assert len(outside.getcolors() or []) == 1, path.name
