"""The demo's own media: each kind can be opened, and the sheet attaches them where they may be."""

import csv
import dataclasses
import itertools
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from heritage.calendars.edtf_dates import parse
from heritage.site.demo_media import film, leaf, modes, prints, scan, studio, weaving_film
from heritage.site.demo_media.making import BESIDE, NAMES, make
from heritage.site.demo_media.recordings import RECORDINGS
from media_pipeline.facts import Facts, Kind
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.looking import facts
from media_pipeline.recipes import webvtt

CONTENT = BESIDE.parent / "content"
GONG = studio.Recording(
    2.0,
    [studio.Player(modes.bossed_gong(120), [studio.Strike(0.1)])],
    studio.Room(0.3, 0.2),
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SHEET = rows(BESIDE / "media.csv")
THINGS = {row["id"]: row for path in CONTENT.glob("*.csv") for row in rows(path) if "id" in row}

each_row = pytest.mark.parametrize("row", SHEET, ids=lambda row: row["file"])


def opened(path: Path) -> Facts:
    return facts(path, Limits())


def test_the_sheet_names_each_file_that_is_made_once() -> None:
    assert sorted(row["file"] for row in SHEET) == sorted(NAMES)


@each_row
def test_files_belong_to_things_that_are_for_everybody(row: dict[str, str]) -> None:
    thing = THINGS[row["belongs_to"]]
    assert thing.get("audience", "public") == "public"
    assert thing.get("rights") != "community_restricted"
    assert thing.get("for_sale", "yes") == "yes"
    assert not thing.get("content_warning_vi")
    assert thing.get("status", "đã đăng") == "đã đăng"


@each_row
def test_whoever_does_not_see_or_hear_is_told(row: dict[str, str]) -> None:
    kind = Path(row["file"]).suffix
    if kind in {".jpg", ".mp4"}:
        assert row["alt"]
        assert row["alt_en"]
        assert row["alt"] != row["alt_en"]
    if kind == ".mp4":
        assert row["transcripts"]
    if kind == ".flac":
        assert row["no_speech"] == "yes" or row["transcripts"]


@each_row
def test_nothing_is_taken_for_what_it_is_not(row: dict[str, str]) -> None:
    assert all(unicodedata.is_normalized("NFC", cell) for cell in row.values())
    assert row["credit"] == "Kho tư liệu sống"
    assert row["rights"] == "cc_by"
    if row["file"].endswith((".flac", ".mp4")):
        assert "âm thanh mẫu, tổng hợp" in row["title"]
        assert "synthesised sample" in row["title_en"]
    else:
        assert "mẫu" in row["title"] or "minh họa" in row["title"]
    if row["captured"]:
        parse(row["captured"])


@each_row
def test_transcripts_can_be_read_and_end_before_the_sound_does(row: dict[str, str]) -> None:
    for name in filter(None, row["transcripts"].split(";")):
        text = (BESIDE / name).read_text("utf-8")
        assert webvtt.is_webvtt(text)
        found = list(webvtt.cues(text))
        assert len(found) == text.count("-->") > 3
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))
        length = (
            RECORDINGS[row["file"]]().seconds if row["file"] in RECORDINGS else film_seconds(row)
        )
        assert found[-1].end <= length * 1000
    languages = {name.split(".")[-2] for name in row["transcripts"].split(";") if name}
    assert languages in (set(), {"vi", "en"})


def film_seconds(row: dict[str, str]) -> float:
    from heritage.site.demo_media.making import FILMS

    return FILMS[row["file"]].SECONDS


def test_every_transcript_is_of_something() -> None:
    named = {name for row in SHEET for name in row["transcripts"].split(";") if name}
    assert named == {path.name for path in BESIDE.glob("*.vtt")}


def test_a_gong_rings_on_and_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.flac", "two.flac"):
        studio.record(GONG, tmp_path / name, tmp_path)
    found = opened(tmp_path / "one.flac")
    assert (found.media_type, found.kind) == ("audio/flac", Kind.AUDIO)
    assert found.seconds == pytest.approx(2, abs=0.01)
    assert (tmp_path / "one.flac").read_bytes() == (tmp_path / "two.flac").read_bytes()


def test_a_film_plays(tmp_path: Path) -> None:
    film.write(weaving_film.frames(0.4), GONG, tmp_path / "film.mp4", tmp_path)
    found = opened(tmp_path / "film.mp4")
    assert found.kind is Kind.VIDEO
    assert (found.width, found.height) == (1280, 720)
    assert set(found.codecs) == {"h264", "aac"}


def test_a_leaf_is_as_large_as_was_asked_for(tmp_path: Path) -> None:
    leaf.write(tmp_path / "leaf.jpg", leaf.Size(1400, 430))
    found = opened(tmp_path / "leaf.jpg")
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 1400, 430)
    size = leaf.Size()
    assert size.width * size.height >= 60_000_000


def test_no_word_of_religion_stands_on_the_leaf() -> None:
    written = "".join(leaf.everyday())
    sacred = [row["headword"] for row in rows(leaf.WORDS) if row["domain"] == "religion"]
    assert sacred
    assert not [word for word in sacred if word in written.split()]
    assert "\u179c\u178f\u17d2\u178f" in sacred  # pagoda: in many sentences of the list
    assert "\u179c\u178f\u17d2\u178f" not in written
    assert len(leaf.everyday()) > 700


def test_the_words_of_a_scan_can_be_found(tmp_path: Path) -> None:
    scan.write(tmp_path / "scan.pdf", tmp_path, [["lib-seed-003"]])
    found = opened(tmp_path / "scan.pdf")
    assert (found.media_type, found.pages) == ("application/pdf", 1)
    with pypdfium2.PdfDocument(tmp_path / "scan.pdf") as document:
        page = document[0]
        textpage = page.get_textpage()
        assert "ba dân tộc Ba Na, Chăm, Hrê" in " ".join(textpage.get_text_range().split())
        textpage.close()
        page.close()


def test_a_print_shows_a_plate_or_a_part_of_it(tmp_path: Path) -> None:
    for name in ("gom-bau-truc.jpg", "gom-bau-truc-tay-tho.jpg"):
        prints.write(dataclasses.replace(prints.PRINTS[name], width=400), tmp_path / name)
        found = opened(tmp_path / name)
        assert (found.media_type, found.width, found.height) == ("image/jpeg", 400, 300)


def test_the_command_makes_what_it_is_asked_for_and_lays_the_sheet_beside(tmp_path: Path) -> None:
    call_command("make_demo_media", str(tmp_path), only=["trong-doi.flac"], verbosity=0)
    written = {path.name for path in BESIDE.iterdir()} - {"README.md"}
    assert {path.name for path in tmp_path.iterdir()} == written | {"trong-doi.flac"}
    with pytest.raises(CommandError, match="no such file"):
        call_command("make_demo_media", str(tmp_path), only=["x.flac"], verbosity=0)
    with pytest.raises(KeyError):
        make("../x.flac", tmp_path)
