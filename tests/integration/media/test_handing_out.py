"""The bytes of a file go to whoever may see its thing, and to nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import Storage
from django.test import Client

from heritage.media.models import MediaFile
from heritage.protocols.models import Hold
from heritage.records import holds
from heritage.site.media.addresses import address_of
from media_pipeline.models import Derivative
from media_pipeline.storing import derivatives, originals
from tests.communities import close, members, person
from tests.integration.media.conftest import Hang

pytestmark = [pytest.mark.django_db]


def addresses(file: MediaFile) -> Iterator[tuple[str, Derivative]]:
    for made in Derivative.objects.filter(job__original=file.original).exclude(job__recipe="zoom"):
        yield address_of(file, made), made


def first(file: MediaFile) -> tuple[str, bytes]:
    address, made = next(iter(addresses(file)))
    with derivatives().open(made.stored_name) as stored:
        return address, stored.read()


def body(response: Any) -> bytes:
    """As it was read when it came (`Reading`)."""
    return bytes(response.read)


class Reading(Client):
    """Reads every answer to its end, as servers do."""

    def request(self, **request: Any) -> Any:
        response: Any = super().request(**request)
        response.read = b"".join(response)
        return response


@pytest.fixture
def client() -> Reading:
    return Reading()


@pytest.mark.usefixtures("kept")
def test_what_hangs_with_a_public_thing_is_for_everybody(
    client: Client, make: Any, hang: Hang
) -> None:
    file = hang(make("festival", "Lễ hội Katê"))
    found = list(addresses(file))
    assert {made.name for _, made in found} >= {"320.avif", "320.jpg", "640.jpg"}
    for address, made in found:
        response = client.get(address)
        assert response.status_code == 200
        assert len(body(response)) == made.bytes == int(response["Content-Length"])
        assert response["Content-Type"] == made.media_type
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.usefixtures("kept")
class TestRanges:
    def test_a_player_goes_to_a_place(self, client: Client, make: Any, hang: Hang) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        response = client.get(address, headers={"Range": "bytes=100-199"})
        assert response.status_code == 206
        assert body(response) == data[100:200]
        assert response["Content-Range"] == f"bytes 100-199/{len(data)}"
        assert response["Content-Length"] == "100"

    def test_the_end_of_it(self, client: Client, make: Any, hang: Hang) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        assert body(client.get(address, headers={"Range": "bytes=-10"})) == data[-10:]
        assert body(client.get(address, headers={"Range": "bytes=90-"})) == data[90:]

    def test_behind_the_end(self, client: Client, make: Any, hang: Hang) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        response = client.get(address, headers={"Range": f"bytes={len(data)}-"})
        assert response.status_code == 416
        assert response["Content-Range"] == f"bytes */{len(data)}"

    @pytest.mark.parametrize("header", ["bytes=5-2", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "x"])
    def test_what_is_not_understood_is_the_whole(
        self, client: Client, make: Any, hang: Hang, header: str
    ) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        response = client.get(address, headers={"Range": header})
        assert (response.status_code, body(response)) == (200, data)

    def test_a_part_of_what_is_another_by_now_is_the_whole(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        mark = client.get(address)["ETag"]
        asked = {"Range": "bytes=0-9", "If-Range": mark}
        assert body(client.get(address, headers=asked)) == data[:10]
        assert body(client.get(address, headers=asked | {"If-Range": '"other"'})) == data

    def test_the_head_alone(self, client: Client, make: Any, hang: Hang) -> None:
        address, data = first(hang(make("item", "Đêm kể hơmon")))
        response = client.head(address)
        assert (response["Content-Length"], body(response)) == (str(len(data)), b"")

    def test_what_somebody_has_in_hand_is_not_sent_again(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        address, _ = first(hang(make("item", "Đêm kể hơmon")))
        mark = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 304


@pytest.mark.usefixtures("on_disk")
class TestWhoMaySee:
    def test_closed_with_its_thing_and_open_to_its_members(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        item = make("item", "Đêm kể hơmon")
        file = hang(item)
        every = [address for address, _ in addresses(file)] + zoomed(file)
        close(item, members())
        for address in every:
            assert client.get(address).status_code == 404
        client.force_login(person("member"))
        for address in every:
            response = client.get(address, follow=True)
            assert response.status_code == 200
            if "/tep/" in address:
                assert response["Cache-Control"] == "private, no-store"

    def test_a_hold_closes_them_with_the_next_request(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        item = make("item", "Đêm kể hơmon")
        file = hang(item)
        address, _ = first(file)
        mark = client.get(address)["ETag"]
        hold = Hold(identifier=item.identifier_id, reason="x")
        holds.place(hold)
        for asked in ({}, {"If-None-Match": mark}, {"Range": "bytes=0-1"}):
            assert client.get(address, headers=asked).status_code == 404
        hold.released_on_word_of = "già làng"
        holds.release(hold)
        assert client.get(address).status_code == 200

    def test_what_is_hung_with_a_closed_thing_is_closed(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        item = make("item", "Đêm kể hơmon")
        close(item, members())
        file = hang(item)
        assert file.audience_id == members().pk
        assert client.get(first(file)[0]).status_code == 404

    def test_not_before_it_is_approved_nor_before_its_thing_is_public(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        item = make("item", "Đêm kể hơmon")
        address, _ = first(hang(item, shown=False))
        assert client.get(address).status_code == 404
        MediaFile.objects.update(shown=True)
        assert client.get(address).status_code == 200
        item.unpublish()
        assert client.get(address).status_code == 404

    def test_whoever_works_on_a_draft_sees_its_files(
        self, client: Client, make: Any, hang: Hang, officer: Any
    ) -> None:
        for kind in ("item", "festival"):
            address, _ = first(hang(make(kind, "Đêm kể hơmon"), shown=False))
            client.force_login(person(username=f"reader-{kind}"))
            assert client.get(address).status_code == 404
            client.force_login(officer)
            assert client.get(address).status_code == 200

    def test_the_same_bytes_with_an_open_and_a_closed_thing(
        self, client: Client, make: Any, hang: Hang
    ) -> None:
        open_item, closed_item = make("item", "Ảnh"), make("item", "Ảnh kín")
        close(closed_item, members())
        one = hang(open_item, credit="Bảo tàng")
        two = hang(closed_item, credit="Bí mật")
        assert one.original == two.original
        assert client.get(first(one)[0]).status_code == 200
        assert client.get(first(two)[0]).status_code == 404
        for address, made in addresses(one):
            assert "Bí mật".encode() not in body(client.get(address)), made.name

    def test_no_original_is_at_any_address(self, client: Client, make: Any, hang: Hang) -> None:
        file = hang(make("item", "Ảnh"))
        address, _ = first(file)
        start = address.rsplit("/", 1)[0]
        for name in ("original", file.original_id, "pyramid.tif", "..", "%2e%2e"):
            assert client.get(f"{start}/{name}").status_code == 404
        assert client.get(f"/media/{file.original.stored_name}", follow=True).status_code == 404


def zoomed(file: MediaFile) -> list[str]:
    base = f"/iiif/3/{file.identifier_id}"
    return [f"{base}/info.json", f"{base}/full/max/0/default.jpg", base.replace("/3/", "/2/")]


@pytest.mark.usefixtures("kept")
def test_a_picture_is_its_own_identifier_in_the_image_api(
    client: Client, make: Any, hang: Hang
) -> None:
    file = hang(make("item", "Sách lá buông"))
    told = client.get(f"/iiif/3/{file.identifier_id}/info.json").json()
    assert (told["width"], told["height"]) == (700, 500)
    tile = client.get(f"/iiif/3/{file.identifier_id}/0,0,256,256/256,/0/default.jpg")
    assert tile["Content-Type"] == "image/jpeg"


def test_nginx_sends_the_bytes_where_it_is_told_to(
    client: Client, make: Any, hang: Hang, on_disk: None, settings: Any
) -> None:
    settings.MEDIA_ACCEL = "/_tep/"
    address, _ = first(hang(make("item", "Ảnh")))
    response = client.get(address)
    assert response["X-Accel-Redirect"].startswith("/_tep/derivatives/")
    assert not body(response)


def test_what_the_storage_has_lost_is_not_there(
    client: Client, make: Any, hang: Hang, on_disk: None
) -> None:
    file = hang(make("item", "Ảnh"))
    address, made = next(iter(addresses(file)))
    derivatives().delete(made.stored_name)
    assert client.get(address).status_code == 404


def embedded(storage: Storage, name: str) -> bytes:
    with storage.open(name) as stored:
        return stored.read()


def test_no_place_is_in_anything_that_was_made(
    make: Any, hang: Hang, on_disk: None, shared: Path
) -> None:
    """A photograph that says where it was taken: the original does, and nothing else."""
    source = shared / "data" / "media"
    taken = source / "images" / "jpeg" / "exif_gps.jpg"
    file = hang(make("item", "Ảnh"), taken.read_bytes(), taken.name)
    assert file.original.metadata.get("gps")
    assert b"Exif" in embedded(originals(), file.original.stored_name)
    for made in Derivative.objects.filter(job__original=file.original):
        data = embedded(derivatives(), made.stored_name)
        assert b"Exif\0\0" not in data, made.name
        assert b"GPS" not in data, made.name
