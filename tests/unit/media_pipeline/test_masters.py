"""Whatever an original is, its derivatives show it upright and in the colours it means."""

from pathlib import Path

import pytest
from PIL import Image, ImageColor

from media_pipeline.facts import Facts, Kind
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import rewriting
from tests.unit.media_pipeline.sights import (
    CORNERS,
    DRAWING,
    IMAGES,
    apart_by,
    at_corners,
    both,
    corners,
    picture,
    pyramid,
    seen,
    stored,
)

NEAR = 14
"""Of 255, for each value: what two lossy encodings may do to a flat colour."""
LIKE = 6.0
"""Of 255, in the mean: small pictures full of detail, through JPEG or AVIF."""


def assert_corners(image: Image.Image) -> None:
    for found, colour in zip(at_corners(image), CORNERS, strict=True):
        wanted = ImageColor.getrgb(colour)
        assert max(abs(a - b) for a, b in zip(found, wanted, strict=False)) <= NEAR, (found, colour)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "tif", "webp", "png"])
def test_every_orientation_comes_out_upright(orientation: int, ending: str, tmp_path: Path) -> None:
    path = stored(orientation, tmp_path / f"stored.{ending}")
    for image in both(path, tmp_path).values():
        assert image.size == (90, 60)
        assert image.getexif().get(0x0112, 1) == 1
        assert_corners(image)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_what_pillow_has_to_read_comes_out_upright(orientation: int, tmp_path: Path) -> None:
    path = stored(orientation, tmp_path / "stored.tif", mode="LAB")
    for image in both(path, tmp_path).values():
        assert image.size == (90, 60)
        assert_corners(image)


@pytest.mark.needs_shared
@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 8])
def test_portraits_of_all_cameras_stand(number: int, tmp_path: Path) -> None:
    first = seen(IMAGES / "exif_orientation" / "Portrait_1.jpg")
    image = both(IMAGES / "exif_orientation" / f"Portrait_{number}.jpg", tmp_path)["jpg"]
    small = [one.convert("RGB").resize((60, 90)) for one in (first, image)]
    assert image.size == (1200, 1800)
    # Each has its number in the middle.
    assert apart_by(*small) < LIKE


@pytest.mark.needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "avif/rot0mir0.avif",
        "avif/rot0mir1.avif",
        "avif/rot1mir0.avif",
        "avif/rot1mir1.avif",
        "avif/rot2mir0.avif",
        "avif/rot2mir1.avif",
        "avif/rot3mir1.avif",
        "avif/icc_profile.avif",
        "avif/transparency.avif",
        "avif/star.avifs",
        "apng/iss634.apng",
        "apng/mode_16bit.png",
        "apng/mode_grayscale.png",
        "apng/mode_palette_1bit_alpha.png",
        "gif/chi.gif",
        "gif/dispose_prev.gif",
        "gif/hopper.gif",
        "heic/empty_icc.heic",
        "heic/LA_8__128x128.heif",
        "heic/RGBA_12__128x128.heif",
        "heic/RGB_10__128x128.heif",
        "jpeg/baiona_alpha.png",
        "jpeg/baiona_colormapped.png",
        "jpeg/flower2.jpg",
        "jpeg/frozenpond.mpo",
        "jpeg/hopper_gray.jpg",
        "jpeg/icc_profile_big.jpg",
        "other/hopper.bmp",
        "other/rgb24.bmp",
        "other/test-card-lossy-tiled.jp2",
        "png/exif_imagemagick_orientation.png",
        "png/p_trns_single.png",
        "png/pil123rgba.png",
        "png16/LA_16__128x128.png",
        "png16/RGB_16__128x128.png",
        "tiff/child_ifd.tiff",
        "tiff/g4_orientation_7.tif",
        "tiff/hopper_bigtiff.tif",
        "tiff/multipage.tiff",
        "tiff/old-style-jpeg-compression.tif",
        "tiff/tiff_tiled_planar_lzw.tiff",
        "tiff/tiff_tiled_ycbcr_jpeg_2x2_sampling.tif",
        "webp/hopper_orientation_5.webp",
        "webp/iss634.webp",
        "webp/transparent.webp",
    ],
)
def test_colours_are_what_another_reader_sees(name: str, tmp_path: Path) -> None:
    path = IMAGES / name
    wanted = seen(path)
    for form, image in both(path, tmp_path).items():
        same = wanted if form == "pyramid" else wanted.resize(image.size)
        assert apart_by(image, same) < LIKE, form


@pytest.mark.needs_shared
@pytest.mark.parametrize(
    ("name", "reference", "tolerance"),
    [
        # The same picture, mixed for print: ink on paper is never as black as a screen.
        ("jpeg/pil_sample_cmyk.jpg", "jpeg/pil_sample_rgb.jpg", 40),
        ("tiff/tiff_strip_cmyk_16l_jpeg.tif", "jpeg/pil_sample_rgb.jpg", 40),
        ("tiff/hopper.Lab.tif", "tiff/hopper.tif", 8),
    ],
)
def test_other_spaces_of_colour_become_srgb(
    name: str, reference: str, tolerance: float, tmp_path: Path
) -> None:
    wanted = seen(IMAGES / reference)
    for form, image in both(IMAGES / name, tmp_path).items():
        assert image.mode == "RGB"
        assert apart_by(image, wanted) < tolerance, form


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    grey = Image.new("I;16", (64, 64), 0x8000)
    grey.save(tmp_path / "grey.png")
    for image in both(tmp_path / "grey.png", tmp_path).values():
        assert at_corners(image)[0] == (128, 128, 128)


def test_what_is_seen_through_is_on_paper(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (64, 64), (200, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 64, 32))
    clear.save(tmp_path / "clear.png")
    for image in both(tmp_path / "clear.png", tmp_path).values():
        assert image.mode == "RGB"
        red, _, white, _ = at_corners(image)
        assert red[0] > 180
        assert red[1] < 20
        assert min(white) > 250


DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">'
    '<rect width="15" height="20" fill="#c03020"/></svg>'
)


def test_a_drawing_is_drawn_large(tmp_path: Path) -> None:
    (tmp_path / "drawing").write_text(DRAWN)
    for image in both(tmp_path / "drawing", tmp_path, DRAWING).values():
        assert image.width == 2560
        assert abs(image.height - 1707) <= 1
        left, right, *_ = at_corners(image)
        assert left[0] - left[1] > 100
        assert min(right) > 250


def test_a_drawing_reaches_no_file_beside_it(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20), "#c03020").save(tmp_path / "secret.png")
    (tmp_path / "drawing").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><image '
        f'href="{tmp_path}/secret.png" width="30" height="20"/><image href="secret.png" '
        'width="30" height="20"/></svg>'
    )
    try:
        found = both(tmp_path / "drawing", tmp_path, DRAWING)
    except RefusedError:
        return
    assert min(at_corners(found["jpg"])[0]) > 250


@pytest.mark.parametrize("recipe", [picture, pyramid])
def test_what_nobody_can_read_is_refused(recipe, tmp_path: Path) -> None:
    (tmp_path / "noise").write_bytes(b"\xff\xd8\xff\xe0" + b"nothing" * 100)
    with pytest.raises(RefusedError) as refusal:
        recipe(tmp_path / "noise", tmp_path / "into")
    assert refusal.value.reason == Reason.DAMAGED


def test_what_ends_early_is_refused(tmp_path: Path) -> None:
    whole = stored(1, tmp_path / "whole.jpg", quality=95).read_bytes()
    (tmp_path / "half.jpg").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(RefusedError) as refusal:
        picture(tmp_path / "half.jpg", tmp_path / "into", Facts("image/jpeg", Kind.IMAGE))
    assert refusal.value.reason == Reason.DAMAGED


def test_of_a_large_jpeg_2000_no_more_is_read_than_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.radial_gradient("L").convert("RGB").resize((5200, 5200)).save(tmp_path / "large.jp2")
    monkeypatch.setattr(rewriting, "OPENJPEG_AT_MOST", 0)
    path = rewriting.rewritten(tmp_path / "large.jp2", tmp_path, "", enough=2560)
    with Image.open(path) as found:
        assert found.size == (2600, 2600)


def test_a_large_jpeg_2000_that_breaks_was_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corners().save(tmp_path / "broken.jp2")
    whole = (tmp_path / "broken.jp2").read_bytes()
    (tmp_path / "broken.jp2").write_bytes(whole[: len(whole) // 2])
    for most, reason in ((10**6, Reason.DAMAGED), (0, Reason.TOO_MUCH_MEMORY)):
        monkeypatch.setattr(rewriting, "OPENJPEG_AT_MOST", most)
        with pytest.raises(RefusedError) as refusal:
            rewriting.rewritten(tmp_path / "broken.jp2", tmp_path, "", enough=0)
        assert refusal.value.reason == reason
