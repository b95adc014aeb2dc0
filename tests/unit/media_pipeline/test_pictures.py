"""What the recipe `picture` makes: which files, in which sizes, and what they say of themselves."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import thumbhash
from PIL import Image

from media_pipeline.apart import MB, Bounds, apart
from media_pipeline.facts import Facts, Kind
from media_pipeline.recipes.pictures import HIGHEST
from tests.unit.media_pipeline.sights import IMAGES, at_corners, opened, picture, pyramid

GIVEN: dict[str, Any] = {
    "credit": "Ảnh: H’rê & “bạn bè” <Ba Tơ>",
    "rights": "© 2025 Người giữ nghề dệt\x00",
    "rights_url": 'https://example.vn/quyen?a=1&b="2"',
}
PRIVATE = (
    b"Exif\0\0",
    b"http://ns.adobe.com",
    b"xpacket",
    b"8BIM",
    b"Photoshop",
    b"ICC_PROFILE",
)
"""What stands before anything that a camera or a program writes into a file."""


def plain(width: int, height: int, path: Path) -> Path:
    Image.radial_gradient("L").convert("RGB").resize((width, height)).save(path, quality=90)
    return path


def names(made) -> set[str]:
    return {file.name for file in made.files}


def in_two_forms(*stems: str) -> set[str]:
    return {f"{stem}.{ending}" for stem in stems for ending in ("avif", "jpg")}


@pytest.mark.parametrize(
    ("size", "stems"),
    [
        ((3000, 2000), "320 640 960 1280 1920 2560 card-640 card-320"),
        ((2560, 1000), "320 640 960 1280 1920 2560 card-640 card-320"),
        # Its own width takes the place of the next larger one.
        ((1000, 700), "320 640 960 1000 card-640 card-320"),
        ((320, 480), "320 card-320"),
        ((200, 10), "200 card-13"),
        ((1, 1), "1 card-1"),
    ],
)
def test_widths_are_never_larger_than_the_original(
    size: tuple[int, int], stems: str, tmp_path: Path
) -> None:
    made = picture(plain(*size, tmp_path / "plain.jpg"), tmp_path / "into")
    assert names(made) == in_two_forms(*stems.split())
    for file in made.files:
        image = opened(tmp_path / "into" / file.name)
        assert image.size == (file.width, file.height)
        assert Image.MIME[image.format or ""] == file.media_type
        assert int(re.findall(r"\d+", file.name)[0]) == file.width
    assert names(made) == {path.name for path in (tmp_path / "into").iterdir()}


def test_a_scroll_is_kept_within_bounds(tmp_path: Path) -> None:
    made = picture(plain(1000, 12000, tmp_path / "scroll.png"), tmp_path / "into")
    assert max(file.height for file in made.files) == HIGHEST
    assert pyramid(tmp_path / "scroll.png", tmp_path / "zoom").size == (1000, 12000)


def test_crops_follow_the_focus(tmp_path: Path) -> None:
    image = Image.new("RGB", (1200, 400), "white")
    image.paste("#c03020", (900, 0, 1200, 400))
    image.save(tmp_path / "right.png")
    into = tmp_path / "into"
    picture(tmp_path / "right.png", into, focus=(0.9, 0.5, 0.1, 0.2))
    assert all(
        red - green > 100 for red, green, _ in at_corners(opened(into / "card-533.jpg"))[1:2]
    )
    picture(tmp_path / "right.png", tmp_path / "middle")
    assert min(min(one) for one in at_corners(opened(tmp_path / "middle" / "card-533.jpg"))) > 250


def test_a_blur_stands_in_until_it_comes(tmp_path: Path) -> None:
    image = Image.new("RGB", (300, 200), (200, 40, 40))
    image.save(tmp_path / "red.png")
    learned = picture(tmp_path / "red.png", tmp_path / "into").learned
    found = list(base64.b64decode(learned["thumbhash"]))
    average = thumbhash.thumb_hash_to_average_rgba(found)
    wanted = (200 / 255, 40 / 255, 40 / 255, 1)
    assert all(abs(a - b) < 0.05 for a, b in zip(average, wanted, strict=True))
    assert abs(thumbhash.thumb_hash_to_approximate_aspect_ratio(found) - 1.5) < 0.2


def test_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    path = plain(1500, 1000, tmp_path / "plain.jpg")
    digests = []
    for turn in ("first", "second"):
        made = picture(path, tmp_path / turn, **GIVEN)
        pyramid(path, tmp_path / turn)
        digests.append(
            {
                file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in sorted((tmp_path / turn).iterdir())
            }
        )
        assert made.learned == picture(path, tmp_path / turn, **GIVEN).learned
    assert digests[0] == digests[1]


def test_credit_and_rights_go_with_every_file(tmp_path: Path) -> None:
    picture(plain(700, 500, tmp_path / "plain.jpg"), tmp_path / "into", **GIVEN)
    for path in (tmp_path / "into").iterdir():
        said = opened(path).getxmp()["xmpmeta"]["RDF"]["Description"]
        assert said["Credit"] == GIVEN["credit"]
        assert said["WebStatement"] == GIVEN["rights_url"]
        assert said["rights"]["Alt"]["li"]["text"] == GIVEN["rights"].rstrip("\x00")


def secrets(path: Path) -> Iterator[bytes]:
    """What an original says that nobody else may know: its texts, as bytes."""
    with Image.open(path) as image:
        exif = image.getexif()
        values = [*exif.values(), *exif.get_ifd(0x8769).values(), *exif.get_ifd(0x8825).values()]
    for value in values:
        for encoding in ("utf-8", "utf-16-le"):
            if isinstance(value, str) and len(value.strip()) >= 5:
                yield value.strip("\x00 ").encode(encoding)
        if isinstance(value, bytes) and len(value) >= 8 and len(set(value)) > 3:
            yield value


ORIGINALS = [
    "exif_gps/DSCN0012.jpg",
    "exif_gps/DSCN0021.jpg",
    "exif_gps/DSCN0027.jpg",
    "exif_gps/DSCN0029.jpg",
    "exif_gps/DSCN0038.jpg",
    "exif_gps/DSCN0040.jpg",
    "exif_gps/DSCN0042.jpg",
    "heic/L_exif_xmp_iptc.heic",
    "jpeg/app13-multiple.jpg",
    "jpeg/exif_gps.jpg",
    "jpeg/iptc.jpg",
    "png/exif.png",
    "png16/xmp.tiff",
    "png16/xmp.webp",
    "tiff/hopper.iccprofile.tif",
    "webp/flower2.webp",
]


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", ORIGINALS)
def test_nothing_of_what_a_camera_wrote_survives(name: str, tmp_path: Path) -> None:
    original = IMAGES / name
    made = picture(original, tmp_path / "into")
    pyramid(original, tmp_path / "into")
    hidden = list(secrets(original))
    assert hidden or not name.startswith("exif_gps")
    for file in [*(file.name for file in made.files), "pyramid.tif"]:
        found = (tmp_path / "into" / file).read_bytes()
        for mark in (*PRIVATE, *hidden):
            assert mark not in found, (file, mark)
        image = opened(tmp_path / "into" / file)
        assert not image.getexif().get_ifd(0x8825)
        assert "icc_profile" not in image.info


@pytest.mark.needs_shared
def test_what_is_given_is_all_that_is_said(tmp_path: Path) -> None:
    original = IMAGES / "exif_gps" / "DSCN0012.jpg"
    made = picture(original, tmp_path / "into", **GIVEN)
    hidden = list(secrets(original))
    for file in made.files:
        found = (tmp_path / "into" / file.name).read_bytes()
        assert found.count(b"<x:xmpmeta") == 1
        assert not [mark for mark in (b"Exif\0\0", b"8BIM", *hidden) if mark in found]


@pytest.mark.slow
def test_a_photograph_of_twenty_four_megapixels_takes_half_of_its_bounds(tmp_path: Path) -> None:
    (tmp_path / "into").mkdir()
    asked = {
        "recipe": "picture",
        "original": str(plain(6000, 4000, tmp_path / "large.jpg")),
        "facts": Facts("image/jpeg", Kind.IMAGE).as_json(),
        "into": str(tmp_path / "into"),
        "options": {},
    }
    done = apart("make", asked, Bounds(memory=256 * MB))
    assert len(done.value["files"]) == 16
