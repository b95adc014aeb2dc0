"""The Image API over HTTP: https://iiif.io/api/image/3.0/#7-server-responses"""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import Resolver404, include, path, resolve

from media_pipeline.iiif.bounds import Limits
from media_pipeline.iiif.kept import DRAWERS, Kept
from media_pipeline.iiif.pyramid import Pyramid
from media_pipeline.iiif.urls import image_service
from tests.unit.media_pipeline.sights import corners, pyramid

Ask = Callable[..., HttpResponse]
NAME = "ark:28722"
BASE = f"http://testserver/iiif/3/{NAME}"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("picture")
    corners(1500, 1000).save(folder / "picture.png")
    pyramid(folder / "picture.png", folder)
    return folder / "pyramid.tif"


@pytest.fixture
def ask(file: Path, tmp_path: Path) -> Ask:
    """Ask for an address below `iiif/`; what the visitor may see is in `ask.known`."""
    known: dict[str, Path] = {NAME: file, "q?#x": file}
    urlconf = ModuleType("iiif_urls")
    patterns = image_service(lambda request, name: known.get(name), Kept(tmp_path / "kept"))
    vars(urlconf)["urlpatterns"] = [path("iiif/", include(patterns))]

    def asked(address: str, method: str = "GET", **headers: str) -> HttpResponse:
        request: HttpRequest = RequestFactory().generic(
            method, f"/iiif/{address}", headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        match = resolve(unquote(f"/iiif/{address}"), urlconf=urlconf)  # type: ignore[arg-type]
        return match.func(request, *match.args, **match.kwargs)

    vars(asked)["known"] = known
    return asked


def test_the_address_of_a_picture_leads_to_its_information(ask: Ask) -> None:
    answer = ask(f"3/{NAME}")
    assert answer.status_code == 303
    assert answer["Location"] == f"{BASE}/info.json"
    assert ask(f"2/{NAME}")["Location"] == f"http://testserver/iiif/2/{NAME}/info.json"


def test_information_of_version_3(ask: Ask) -> None:
    said = json.loads(ask(f"3/{NAME}/info.json").content)
    assert next(iter(said)) == "@context"
    assert said == {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": BASE,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        "width": 1500,
        "height": 1000,
        "maxWidth": 8192,
        "maxHeight": 8192,
        "maxArea": 4096 * 3072,
        "sizes": [
            {"width": 375, "height": 250},
            {"width": 750, "height": 500},
            {"width": 1500, "height": 1000},
        ],
        "tiles": [{"width": 512, "height": 512, "scaleFactors": [1, 2, 4]}],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFormats": ["webp"],
        "extraFeatures": [
            "canonicalLinkHeader",
            "mirroring",
            "profileLinkHeader",
            "rotationArbitrary",
            "sizeUpscaling",
        ],
    }


def test_information_of_version_2(ask: Ask) -> None:
    said = json.loads(ask(f"2/{NAME}/info.json").content)
    assert next(iter(said)) == "@context"
    assert said["@id"] == f"http://testserver/iiif/2/{NAME}"
    assert said["profile"][0] == "http://iiif.io/api/image/2/level2.json"
    assert said["profile"][1]["maxArea"] == 4096 * 3072
    assert "sizeAboveFull" in said["profile"][1]["supports"]


@pytest.mark.parametrize(
    ("version", "accept", "wanted"),
    [
        # 3.0, 5.1
        (3, "", 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'),
        (3, "*/*", 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'),
        (3, "text/html", 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'),
        (3, "application/ld+json", "application/ld+json"),
        (3, "application/json", "application/json"),
        # 2.1, 5.1: only who asks for JSON-LD has it.
        (2, "", "application/json"),
        (2, "*/*", "application/json"),
        (2, "application/ld+json", "application/ld+json"),
    ],
)
def test_information_comes_as_the_client_likes_it(
    version: int, accept: str, wanted: str, ask: Ask
) -> None:
    answer = ask(f"{version}/{NAME}/info.json", **({"Accept": accept} if accept else {}))
    assert answer["Content-Type"].startswith(wanted)
    assert answer["Vary"] == "Accept"
    assert f'<http://iiif.io/api/image/{version}/level2.json>;rel="profile"' in answer["Link"]
    assert ("#context" in answer["Link"]) == (wanted == "application/json")


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("jpg", "image/jpeg", b"\xff\xd8\xff"),
        ("png", "image/png", b"\x89PNG"),
        ("webp", "image/webp", b"RIFF"),
    ],
)
def test_a_picture_says_what_it_is(form: str, media_type: str, begins: bytes, ask: Ask) -> None:
    answer = ask(f"3/{NAME}/square/90,/0/color.{form}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == media_type
    assert answer.content.startswith(begins)
    assert answer["Link"] == (
        f'<{BASE}/250,0,1000,1000/90,90/0/default.{form}>;rel="canonical",'
        '<http://iiif.io/api/image/3/level2.json>;rel="profile"'
    )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"3/{NAME}/full/full/0/default.jpg", 400),
        (f"3/{NAME}/full/max/0/default.tif", 400),
        (f"3/{NAME}/full/^9000,/0/default.jpg", 400),
        (f"2/{NAME}/full/^max/0/default.jpg", 400),
        ("3/nobody/full/max/0/default.jpg", 404),
        ("3/nobody/info.json", 404),
        ("3/nobody", 404),
        # A wrong question about what is not for this visitor does not say that it is there.
        ("3/nobody/full/wrong/0/default.jpg", 404),
    ],
)
def test_errors_say_what_is_wrong(address: str, status: int, ask: Ask) -> None:
    answer = ask(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in answer


@pytest.mark.parametrize("address", [f"1/{NAME}/info.json", f"3/{NAME}/full/max/default.jpg"])
def test_other_addresses_are_not_ours(address: str, ask: Ask) -> None:
    with pytest.raises(Resolver404):
        ask(address)


@pytest.mark.parametrize("address", [NAME, f"{NAME}/info.json", f"{NAME}/full/90,/0/default.jpg"])
def test_every_site_may_ask(address: str, ask: Ask) -> None:
    assert ask(f"3/{address}")["Access-Control-Allow-Origin"] == "*"
    before = ask(f"3/{address}", "OPTIONS", Origin="https://xem.example")
    assert before.status_code == 204
    assert before["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert ask(f"3/{address}", "POST").status_code == 405


def test_what_must_be_encoded_in_a_name_is(ask: Ask) -> None:
    said = json.loads(ask("3/q%3F%23x/info.json").content)
    assert said["id"] == "http://testserver/iiif/3/q%3F%23x"


def test_who_has_it_is_told_so(ask: Ask) -> None:
    for address in (f"3/{NAME}/full/90,/0/default.jpg", f"3/{NAME}/info.json"):
        first = ask(address)
        assert first["Cache-Control"] == "private, no-cache"
        again = ask(address, If_None_Match=f'"other", W/{first["ETag"]}')
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    # Two addresses of one picture are one picture.
    marks = {ask(f"3/{NAME}/full/{size}/0/default.jpg")["ETag"] for size in ("90,", "90,60")}
    assert len(marks) == 1


def test_what_is_closed_is_closed_at_once(ask: Any) -> None:
    address = f"3/{NAME}/full/90,/0/default.jpg"
    mark = ask(address)["ETag"]
    del ask.known[NAME]
    assert ask(address, If_None_Match=mark).status_code == 404


def test_a_file_that_is_gone_is_no_picture(ask: Any, tmp_path: Path) -> None:
    ask.known["gone"] = tmp_path / "gone.tif"
    assert ask("3/gone/info.json").status_code == 404


def test_a_picture_is_made_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"3/{NAME}/full/90,/0/default.jpg"
    first = ask(address).content
    monkeypatch.setattr(Pyramid, "given", lambda *_: pytest.fail("made again"))
    assert ask(address).content == first
    assert ask(f"3/{NAME}/0,0,1500,1000/90,60/0/color.jpg").content == first


def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "kept", DRAWERS * 10_000)
    for number in range(2000):
        assert kept.get(str(number), lambda: b"x" * 5000) == b"x" * 5000
    there = [file.stat().st_size for file in (tmp_path / "kept").rglob("*") if file.is_file()]
    assert DRAWERS * 5000 <= sum(there) <= DRAWERS * 10_000
    assert not list((tmp_path / "kept").rglob(".*"))


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Kept(tmp_path / "file").get("key", lambda: b"made") == b"made"


def test_no_size_listed_is_beyond_the_limits() -> None:
    from media_pipeline.iiif.asked import Version
    from media_pipeline.iiif.information import information

    levels = tuple((20_000 >> level, 20_000 >> level) for level in range(6))
    said = information(Version.THREE, BASE, levels, 512, Limits())
    assert max(size["width"] for size in said["sizes"]) == 2500
    assert said["tiles"][0]["scaleFactors"] == [1, 2, 4, 8, 16, 32]
