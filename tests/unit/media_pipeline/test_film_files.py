"""The files of a film start at once on a bad line, say nothing of the original, and repeat."""

from pathlib import Path

import pytest
from PIL import Image, ImageStat

from media_pipeline.apart import MB
from media_pipeline.reasons import Reason, RefusedError
from tests.unit.media_pipeline import lavfi
from tests.unit.media_pipeline.films import QUICK, TONE, film, make, seen


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "made"


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
