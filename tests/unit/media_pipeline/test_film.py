"""What a phone plays of a film is the film: upright, whole, and no larger than it was."""

from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from media_pipeline.recipes import film as recipe
from media_pipeline.recipes.loudness import TARGET
from tests.unit.media_pipeline import lavfi
from tests.unit.media_pipeline.films import QUICK, TONE, film, make, seen, sizes


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made"


@pytest.mark.parametrize(
    ("original", "small", "large"),
    [
        ("1920x1080", (640, 360), (1280, 720)),
        ("1080x1920", (360, 640), (720, 1280)),
        ("960x540", (640, 360), (960, 540)),
        ("640x480", (480, 360), (640, 480)),
        ("1920x800", (640, 266), (1280, 532)),
        ("320x240", (320, 240), None),
        ("640x360", (640, 360), None),
        ("101x51", (100, 50), None),
        ("17x300", (16, 300), None),
        ("16x16", (16, 16), None),
    ],
)
def test_a_film_keeps_its_shape_and_is_never_enlarged(
    tmp_path: Path, into: Path, original: str, small: tuple[int, int], large: tuple[int, int] | None
) -> None:
    made = make(film(tmp_path / "in.mkv", original, "-c:v", "ffv1", seconds=0.2), into)
    found = sizes(made)
    assert found.get("360.mp4") == small
    assert found.get("720.mp4") == large
    assert found["poster.jpg"] == (large or small)
    for name in ("360.mp4", "720.mp4"):
        if name in found:
            look = seen(into / name)
            assert look["size"] == found[name]
            assert (look["codec"], look["profile"], look["pixels"]) == ("h264", "High", "yuv420p")


def test_a_film_held_upright_is_seen_upright(tmp_path: Path, into: Path) -> None:
    lying = film(tmp_path / "lying.mp4", "320x240", "-pix_fmt", "yuv420p", *QUICK, seconds=0.4)
    turned = lavfi.generate(
        tmp_path / "in.mp4", "-display_rotation", "90", "-i", str(lying), "-c", "copy"
    )
    assert seen(turned)["turned"] != 0
    made = make(turned, into)
    assert sizes(made)["360.mp4"] == (240, 320)
    look = seen(into / "360.mp4")
    assert (look["size"], look["turned"]) == ((240, 320), 0)


def test_pixels_that_are_no_squares_are_drawn_out(tmp_path: Path, into: Path) -> None:
    original = film(
        tmp_path / "in.mkv", "360x288", "-vf", "setsar=16/11", "-c:v", "ffv1", seconds=0.2
    )
    assert sizes(make(original, into))["360.mp4"] == (522, 288)


def test_sixty_pictures_a_second_become_thirty(tmp_path: Path, into: Path) -> None:
    original = film(tmp_path / "in.mp4", "128x96", "-pix_fmt", "yuv420p", *QUICK, rate=60)
    make(original, into)
    look = seen(into / "360.mp4")
    assert look["rate"] == pytest.approx(30, abs=0.1)
    assert look["frames"] == pytest.approx(60, abs=1)


@pytest.mark.parametrize(
    ("rate", "kept"), [(25, None), (30, None), (29.97, None), (50, 25), (59.94, 29.97), (240, 30)]
)
def test_faster_films_lose_whole_pictures_only(rate: float, kept: float | None) -> None:
    assert recipe.slower(rate) == (None if kept is None else pytest.approx(kept))


def test_a_film_with_interlaced_fields_loses_its_combs(tmp_path: Path, into: Path) -> None:
    moving = "color=black:s=320x240:r=50:d=1[b];color=white:s=40x240:r=50:d=1[w];"
    moving += "[b][w]overlay=x=160+80*sin(20*t),tinterlace=interleave_top,fieldorder=tff"
    original = lavfi.generate(
        tmp_path / "in.mpg",
        *("-f", "lavfi", "-i", moving, "-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-q:v", "2"),
    )
    make(original, into)
    assert combs(into / "360.mp4") < combs(original) / 3


def combs(path: Path) -> float:
    """How much neighbouring lines differ, while every second one agrees."""
    with av.open(str(path)) as opened:
        frame = list(opened.decode(video=0))[5].to_image().convert("L")
    above, below = (frame.crop((0, y, frame.width, frame.height - 2 + y)) for y in (0, 1))
    return float(ImageStat.Stat(ImageChops.difference(above, below)).mean[0])


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_films_for_bright_screens_are_shown_on_common_ones(
    tmp_path: Path, into: Path, transfer: str
) -> None:
    to = f"t={transfer}:p=bt2020:m=bt2020nc"
    original = film(
        tmp_path / "in.mp4",
        "320x240",
        *("-vf", f"zscale=tin=bt709:pin=bt709:min=bt709:{to}:npl=203,format=yuv420p10le"),
        *("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"),
        seconds=0.2,
    )
    assert seen(original)["transfer"] in recipe.HDR
    make(original, into)
    look = seen(into / "360.mp4")
    assert look["pixels"] == "yuv420p"
    assert look["transfer"] == 1
    reference = film(tmp_path / "sdr.png", "320x240", "-frames:v", "1")
    with Image.open(reference) as one, Image.open(into / "poster.jpg") as other:
        for mine, theirs in zip(
            *(ImageStat.Stat(i.convert("RGB")).mean for i in (one, other)), strict=True
        ):
            assert mine == pytest.approx(theirs, abs=30)


def test_ten_bits_become_eight_and_full_range_becomes_films(tmp_path: Path, into: Path) -> None:
    deep = film(
        tmp_path / "deep.mkv", "64x64", "-pix_fmt", "yuv444p10le", "-c:v", "ffv1", seconds=0.2
    )
    make(deep, into)
    assert seen(into / "360.mp4")["pixels"] == "yuv420p"
    full = film(
        tmp_path / "full.avi", "64x64", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p", seconds=0.2
    )
    make(full, tmp_path / "again")
    assert seen(tmp_path / "again/360.mp4")["pixels"] == "yuv420p"


def test_a_silent_film_has_no_track_of_sound(tmp_path: Path, into: Path) -> None:
    make(film(tmp_path / "in.mkv", "64x64", "-c:v", "ffv1", seconds=0.2), into)
    assert seen(into / "360.mp4")["sound"] == []
    hushed = film(
        tmp_path / "hushed.mkv", "64x64", "-f", "lavfi", "-i", "anullsrc=d=1", *QUICK, seconds=1
    )
    made = make(hushed, tmp_path / "again")
    assert seen(tmp_path / "again/360.mp4")["sound"] == []
    assert made.learned["sound"] is False


@pytest.mark.parametrize(("arguments", "channels"), [(("-ac", "1"), 1), (("-ac", "6"), 2)])
def test_its_sound_is_evened_like_any_other(
    tmp_path: Path, into: Path, arguments: tuple[str, ...], channels: int
) -> None:
    original = film(tmp_path / "in.mkv", "64x64", *TONE, *QUICK, "-c:a", "flac", *arguments)
    made = make(original, into)
    assert made.learned["loudness"] < -30
    assert seen(into / "360.mp4")["sound"] == [("aac", channels)]
    assert lavfi.heard(into / "360.mp4").integrated == pytest.approx(TARGET, abs=1)


def test_sound_that_starts_later_stays_with_the_pictures(tmp_path: Path, into: Path) -> None:
    late = ("-itsoffset", "1", "-f", "lavfi", "-i", "sine=d=1")
    make(film(tmp_path / "in.mkv", "64x64", *late, *QUICK, "-c:a", "flac"), into)
    with av.open(str(into / "360.mp4")) as opened:
        loud = [
            frame.time
            for frame in opened.decode(audio=0)
            if max(abs(sample) for sample in memoryview(frame.planes[0]).cast("f")) > 0.05
        ]
    assert loud[0] == pytest.approx(1, abs=0.08)
