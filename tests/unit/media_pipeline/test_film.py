"""What a phone plays of a film is the film: upright, whole, and no larger than the line."""

from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image, ImageStat

from media_pipeline.apart import MB
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import film as recipe
from media_pipeline.recipes.loudness import TARGET
from media_pipeline.recipes.recipe import Made
from tests.unit.media_pipeline import lavfi

TONE = ("-f", "lavfi", "-i", "sine=f=300:d=2,volume=-20dB")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast")


def make(original: Path, into: Path, **options: str) -> Made:
    into.mkdir()
    return recipe.make(original, lavfi.FILM, into, options)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made"


def film(target: Path, size: str, *arguments: str, rate: int = 25, seconds: float = 2) -> Path:
    source = f"testsrc2=s={size}:d={seconds}:r={rate}"
    return lavfi.generate(target, "-f", "lavfi", "-i", source, *arguments)


def seen(path: Path) -> Any:
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        frame = next(opened.decode(stream))
        coded = stream.codec_context
        return {
            "size": (frame.width, frame.height),
            "codec": coded.name,
            "profile": coded.profile,
            "pixels": coded.pix_fmt,
            "turned": frame.rotation,
            "rate": float(stream.average_rate or 0),
            "frames": stream.frames,
            "sound": [
                (one.codec_context.name, one.codec_context.channels) for one in opened.streams.audio
            ],
            "streams": len(opened.streams),
            "transfer": int(coded.color_trc),
        }


def sizes(made: Made) -> dict[str, tuple[int, int]]:
    return {file.name: (file.width, file.height) for file in made.files}


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
    from PIL import ImageChops

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


def test_a_line_of_half_a_megabit_carries_the_small_one(tmp_path: Path, into: Path) -> None:
    # Nothing is harder than noise.
    hard = "color=gray:s=640x360:d=10:r=8,noise=alls=100:allf=t"
    sound = ("-f", "lavfi", "-i", "anoisesrc=d=10")
    original = lavfi.generate(tmp_path / "in.mkv", "-f", "lavfi", "-i", hard, *sound, *QUICK)
    made = make(original, into)
    assert (into / "360.mp4").stat().st_size * 8 / made.files[0].seconds < 500_000


def test_a_film_starts_at_once_and_goes_anywhere(tmp_path: Path, into: Path) -> None:
    original = film(tmp_path / "in.mp4", "64x64", "-pix_fmt", "yuv420p", *QUICK, seconds=14)
    assert lavfi.boxes(original).index("mdat") < lavfi.boxes(original).index("moov")
    made = make(original, into)
    assert made.learned["seconds"] == pytest.approx(14, abs=0.1)
    order = lavfi.boxes(into / "360.mp4")
    assert order.index("moov") < order.index("mdat")
    assert lavfi.seek(into / "360.mp4", 13) == pytest.approx(12, abs=0.1)


def test_the_still_is_not_the_black_at_the_beginning(tmp_path: Path, into: Path) -> None:
    faded = "color=black:s=320x240:r=10:d=4[a];testsrc2=s=320x240:r=10:d=6[b];[a][b]concat"
    make(lavfi.sound(tmp_path / "in.mkv", faded, *QUICK), into)
    with Image.open(into / "poster.jpg") as still:
        assert ImageStat.Stat(still.convert("L")).stddev[0] > 30


def test_a_film_that_is_black_throughout_has_a_still_all_the_same(
    tmp_path: Path, into: Path
) -> None:
    make(lavfi.sound(tmp_path / "in.mkv", "color=black:s=64x64:d=1", *QUICK), into)
    assert (into / "poster.jpg").is_file()


def test_nothing_of_the_original_but_what_it_shows_is_left(tmp_path: Path, into: Path) -> None:
    planted = {
        "title": "SECRET-title",
        "location": "+12.68+108.05/",
        "com.apple.quicktime.make": "SECRET-phone",
        "com.apple.quicktime.location.ISO6709": "+12.68+108.05/",
    }
    said = [part for key, value in planted.items() for part in ("-metadata", f"{key}={value}")]
    said += ["-metadata:s:v", "handler_name=SECRET-handler", "-metadata:s:a", "language=vie"]
    subtitles = tmp_path / "in.srt"
    subtitles.write_text("1\n00:00:00,000 --> 00:00:01,000\nSECRET-words\n")
    chapters = tmp_path / "in.txt"
    chapters.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=SECRET-chapter\n"
    )
    original = film(
        tmp_path / "in.mov",
        "64x64",
        *(*TONE, "-i", str(subtitles), "-i", str(chapters), "-map", "0", "-map", "1", "-map", "2"),
        *(
            "-map_chapters",
            "3",
            "-c:s",
            "mov_text",
            *QUICK,
            "-movflags",
            "use_metadata_tags",
            *said,
        ),
    )
    assert original.read_bytes().count(b"SECRET") > 3
    make(original, into, title="Lễ Katê", credit="Bảo tàng Ninh Thuận", rights="CC BY 4.0")
    for file in into.iterdir():
        assert b"SECRET" not in file.read_bytes()
        assert b"108.05" not in file.read_bytes()
    assert seen(into / "360.mp4")["streams"] == 2
    said_there = set(lavfi.tags(into / "360.mp4").values())
    assert {"Lễ Katê", "Bảo tàng Ninh Thuận", "CC BY 4.0"} <= said_there
    with Image.open(into / "poster.jpg") as still:
        assert not still.getexif()
        assert "Bảo tàng Ninh Thuận".encode() in still.info["xmp"]
        assert "comment" not in still.info


def test_the_same_film_gives_the_same_bytes(tmp_path: Path) -> None:
    hard = "color=gray:s=656x370:d=1:r=6,noise=alls=100:allf=t"
    original = lavfi.generate(tmp_path / "in.mkv", "-f", "lavfi", "-i", hard, *TONE, *QUICK)
    first, second = tmp_path / "first", tmp_path / "second"
    make(original, first)
    make(original, second)
    assert {path.name for path in first.iterdir()} == {"360.mp4", "720.mp4", "poster.jpg"}
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()


def test_sound_alone_is_no_film(tmp_path: Path, into: Path) -> None:
    cover = lavfi.generate(
        tmp_path / "cover.png", "-f", "lavfi", "-i", "color=s=64x64", "-frames:v", "1"
    )
    original = lavfi.generate(
        tmp_path / "in.m4a",
        *("-f", "lavfi", "-i", "sine=d=1", "-i", str(cover), "-map", "0", "-map", "1"),
        *("-c:v", "copy", "-disposition:v", "attached_pic"),
    )
    with pytest.raises(RefusedError) as refusal:
        make(original, into)
    assert refusal.value.reason == Reason.NO_DECODER


def test_half_a_film_says_what_is_missing(tmp_path: Path, into: Path) -> None:
    whole = film(tmp_path / "in.mp4", "64x64", *QUICK)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(RefusedError) as refusal:
        make(whole, into)
    assert refusal.value.reason == Reason.TRUNCATED
    assert "moov atom not found" in refusal.value.detail
    assert refusal.value.detail.count("\n") < MB
