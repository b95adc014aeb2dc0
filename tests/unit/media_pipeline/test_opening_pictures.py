"""Pictures are read to their last line, and within bounds."""

import io
import struct
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from media_pipeline.apart import MB, Bounds, apart
from media_pipeline.reasons import Reason
from tests.unit.media_pipeline.files import (
    chunk,
    exif,
    facts,
    facts_of,
    picture,
    png,
    reason_of,
    refusal_of,
)

ORIENTATION = 0x0112
IN_STRIPS = 256 * MB
"""Half of what they may take."""


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("TIFF", "image/tiff"),
        ("AVIF", "image/avif"),
        ("JPEG2000", "image/jp2"),
        ("BMP", "image/bmp"),
    ],
)
def test_kinds_of_pictures(tmp_path: Path, kind: str, media_type: str) -> None:
    found = facts_of(tmp_path, picture(kind))
    assert (found.media_type, found.width, found.height, found.pages) == (media_type, 64, 40, 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_sides_are_as_they_are_to_be_seen(tmp_path: Path, kind: str, orientation: int) -> None:
    found = facts_of(tmp_path, picture(kind, exif=exif({ORIENTATION: orientation})))
    assert (found.width, found.height) == ((40, 64) if orientation >= 5 else (64, 40))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_sides_of_a_turned_photograph_of_an_iphone(tmp_path: Path, orientation: int) -> None:
    pillow_heif.register_heif_opener()
    said = picture("HEIF", exif=exif({ORIENTATION: orientation}).tobytes())
    assert (b"irot" in said) is (orientation != 1)
    found = facts_of(tmp_path, said)
    assert found.media_type == "image/heic"
    assert (found.width, found.height) == ((40, 64) if orientation >= 5 else (64, 40))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "AVIF", "JPEG2000", "BMP"])
@pytest.mark.parametrize("part", [0.5, 0.73, 0.9])
def test_what_was_cut_off_is_not_taken(tmp_path: Path, kind: str, part: float) -> None:
    said = picture(kind, (200, 150))
    refusal = refusal_of(tmp_path, said[: int(len(said) * part)])
    assert refusal.reason in {Reason.TRUNCATED, Reason.DAMAGED}
    assert refusal.detail
    if kind not in {"TIFF", "JPEG2000"}:  # these two say "damaged" of a missing end
        assert refusal.reason is Reason.TRUNCATED


def test_a_photograph_cut_off_at_73_percent_is_truncated(tmp_path: Path) -> None:
    said = picture("JPEG", (400, 300), quality=90)
    refusal = refusal_of(tmp_path, said[: len(said) * 73 // 100])
    assert refusal.reason is Reason.TRUNCATED
    assert "premature end" in refusal.detail


def test_a_picture_with_wrong_bytes_is_damaged(tmp_path: Path) -> None:
    said = bytearray(picture("PNG", (200, 150)))
    said[len(said) // 2] ^= 0xFF
    assert reason_of(tmp_path, bytes(said)) is Reason.DAMAGED


def test_a_small_file_that_opens_to_a_huge_picture_is_refused_by_its_header(tmp_path: Path) -> None:
    refusal = refusal_of(tmp_path, png(60_000, 60_000, said=b"x\x9c"))
    assert refusal.reason is Reason.TOO_MANY_PIXELS
    assert refusal.params == {"pixels": 3_600_000_000, "limit": 500_000_000}


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "BMP", "AVIF", "TIFF", "WEBP", "JPEG2000"])
def test_pixels_are_bounded_in_every_kind(tmp_path: Path, kind: str) -> None:
    assert reason_of(tmp_path, picture(kind), pixels=2000) is Reason.TOO_MANY_PIXELS


def test_what_a_decoder_must_hold_is_bounded_more_tightly(tmp_path: Path) -> None:
    said = picture(progressive=True)
    assert facts_of(tmp_path, picture(), held=1000).width == 64
    assert reason_of(tmp_path, said, held=1000) is Reason.TOO_MANY_PIXELS


def test_frames_count_together(tmp_path: Path) -> None:
    frames = [Image.effect_noise((64, 40), n).convert("P") for n in (10, 50, 90)]
    said = io.BytesIO()
    frames[0].save(said, "GIF", save_all=True, append_images=frames[1:])
    assert facts_of(tmp_path, said.getvalue()).pages == 3
    assert reason_of(tmp_path, said.getvalue(), pixels=5000) is Reason.TOO_MANY_PIXELS
    assert reason_of(tmp_path, said.getvalue(), pages=2) is Reason.TOO_BIG


def test_pages_of_a_scan(tmp_path: Path) -> None:
    pages = [Image.new("L", (30 + n, 20)) for n in range(4)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    found = facts(tmp_path / "a.tif")
    assert (found.width, found.pages) == (30, 4)


def test_a_picture_that_moves_is_called_so(tmp_path: Path) -> None:
    frames = [Image.effect_noise((20, 20), n) for n in (10, 50)]
    frames[0].save(tmp_path / "a.png", save_all=True, append_images=frames[1:])
    assert (facts(tmp_path / "a.png").media_type, facts(tmp_path / "a.png").pages) == (
        "image/apng",
        2,
    )


def test_broken_movement_leaves_the_still_picture(tmp_path: Path) -> None:
    said = png(20, 20)
    control = chunk(b"acTL", struct.pack(">II", 3, 0))
    found = facts_of(tmp_path, said[:33] + control + said[33:])
    assert (found.media_type, found.pages) == ("image/png", 1)
    assert "animation" in found.metadata["warnings"][0]


def test_bigtiff(tmp_path: Path) -> None:
    Image.new("L", (30, 20)).save(tmp_path / "a.tif", big_tiff=True)
    assert facts(tmp_path / "a.tif").media_type == "image/tiff"


def test_a_raw_picture_of_a_camera_is_not_taken_for_its_preview(tmp_path: Path) -> None:
    made = Image.new("L", (30, 20))
    made.save(tmp_path / "a.tif", tiffinfo={50706: b"\1\4\0\0"})
    refusal = refusal_of(tmp_path, (tmp_path / "a.tif").read_bytes())
    assert refusal.params == {"found": "image/x-adobe-dng"}


@pytest.mark.slow
def test_a_scan_of_900_megapixels_is_read_in_strips(tmp_path: Path) -> None:
    (tmp_path / "big.png").write_bytes(png(30_000, 30_000))
    request = {"path": str(tmp_path / "big.png"), "name": "", "limits": {"pixels": 10**9}}
    done = apart("look", request, Bounds(memory=IN_STRIPS))
    assert done.value["width"] == 30_000
    assert not done.value["metadata"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["jpg", "tif", "tiled.tif"])
def test_scans_of_400_megapixels_are_read_within_512_megabytes(tmp_path: Path, kind: str) -> None:
    import pyvips

    grey = pyvips.Image.black(20_000, 20_000).copy(interpretation="b-w")
    path = tmp_path / f"scan.{kind}"
    if kind == "jpg":
        grey.jpegsave(str(path))
    else:
        grey.tiffsave(str(path), compression="lzw", tile=kind == "tiled.tif")
    done = apart("look", {"path": str(path), "name": "", "limits": {}}, Bounds(memory=IN_STRIPS))
    assert done.value["height"] == 20_000
