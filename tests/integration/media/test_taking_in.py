"""A folder of files and a sheet: each file to its thing, in one command, and again without harm."""

import csv
import io
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from heritage.accounts.demo import create_demo_accounts
from heritage.accounts.roles import sync_roles
from heritage.exchange.demo import LEADER
from heritage.media.models import MediaFile, Transcript
from heritage.peoples.models import Term
from media_pipeline.models import Original
from tests.communities import close, members
from tests.integration.media.conftest import work
from tests.integration.media_pipeline.conftest import CAPTIONS, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


def sheet(folder: Path, *rows: dict[str, str]) -> str:
    path = folder.parent / "bang.csv"
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return str(path)


def ingest(capsys: Any, *arguments: str) -> dict[str, dict[str, Any]]:
    call_command("ingest", *arguments, "--format", "json")
    return {row["path"]: row for row in json.loads(capsys.readouterr().out)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "đợt 1"
    found.mkdir()
    return found


@pytest.fixture
def rights(db: None) -> Term:
    return Term.objects.get_or_create(
        scheme="rights", code="cc_by", defaults={"label_vi": "CC BY"}
    )[0]


def test_each_file_goes_to_its_thing_with_its_words(
    folder: Path, make: Any, rights: Term, capsys: Any
) -> None:
    item = make("item", "Thổ cẩm")
    decomposed = unicodedata.normalize("NFD", "Thổ cẩm.png")
    (folder / decomposed).write_bytes(picture(1))
    (folder / "khác.png").write_bytes(picture(2))
    row = {
        "Tệp": "THỔ CẨM.png",
        "Thuộc về": item.identifier_id,
        "alt": "Tấm vải đỏ",
        "alt_en": "A red cloth",
        "rights": "cc_by",
        "captured": "1998~",
    }
    found = ingest(capsys, str(folder), "--sheet", sheet(folder, row))
    file = MediaFile.objects.get()
    assert found["Thổ cẩm.png"] == {
        "path": "Thổ cẩm.png",
        "outcome": "ready",
        "reason": "",
        "asset": file.identifier_id,
    }
    assert (file.belongs_to_id, file.alt, file.alt_en) == (
        item.identifier_id,
        "Tấm vải đỏ",
        "A red cloth",
    )
    assert (file.rights, file.captured, file.shown) == (rights, "1998~", False)
    assert found["khác.png"]["asset"] == Original.objects.get(name="khác.png").pk
    again = ingest(capsys, str(folder), "--sheet", sheet(folder, row))
    assert again["Thổ cẩm.png"]["outcome"] == "duplicate"
    assert again["Thổ cẩm.png"]["asset"] == file.identifier_id
    assert MediaFile.objects.count() == 1


def test_a_recording_in_a_zip_comes_with_what_is_said_in_it(
    tmp_path: Path, folder: Path, make: Any, rights: Term, capsys: Any, shared: Path
) -> None:
    sync_roles()
    create_demo_accounts()
    item = make("item", "Đêm kể hơmon")
    sounds = sorted((shared / "data" / "media").rglob("*.flac"))
    path = tmp_path / "ghi âm.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(min(sounds, key=lambda one: one.stat().st_size), "băng/kể.flac")
        archive.writestr("băng/kể.bdq.vtt", CAPTIONS)
        archive.writestr("băng/kể.vi.txt", "Ở làng ta.")
    row = {
        "file": "băng/kể.flac",
        "belongs_to": item.identifier_id,
        "title": "Kể hơmon",
        "rights": "cc_by",
        "transcripts": "băng/kể.bdq.vtt;kể.vi.txt",
    }
    found = ingest(capsys, str(path), "--sheet", sheet(folder, row), "--leader", LEADER)
    assert list(found) == ["băng/kể.flac"]
    said = {one.language: one for one in Transcript.objects.all()}
    assert said["bdq"].cues[0]["text"] == "Ở làng"
    assert (said["vi"].text, said["vi"].is_timed) == ("Ở làng ta.", False)
    assert MediaFile.objects.get().shown


def test_what_is_not_whole_is_not_seen_whoever_says_so(
    folder: Path, make: Any, rights: Term, capsys: Any
) -> None:
    sync_roles()
    create_demo_accounts()
    (folder / "một.png").write_bytes(picture(1))
    row = {"file": "một.png", "belongs_to": make("item", "x").identifier_id, "rights": "cc_by"}
    ingest(capsys, str(folder), "--sheet", sheet(folder, row), "--leader", LEADER)
    assert not MediaFile.objects.get().shown


def test_the_same_bytes_with_a_closed_thing_are_not_seen_before_they_are_made_anew(
    folder: Path, make: Any, rights: Term, capsys: Any
) -> None:
    """What was made for the closed one may bear its credit line."""
    sync_roles()
    create_demo_accounts()
    closed, opened = make("item", "kín"), make("item", "mở")
    close(closed, members())
    (folder / "một.png").write_bytes(picture(1))
    for thing in (closed, opened):
        row = {"file": "một.png", "belongs_to": thing.identifier_id, "alt": "x", "rights": "cc_by"}
        ingest(capsys, str(folder), "--sheet", sheet(folder, row), "--leader", LEADER)
        work()
    assert list(MediaFile.objects.values_list("belongs_to", "shown").order_by("pk")) == [
        (closed.identifier_id, True),
        (opened.identifier_id, False),
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"file": "không.png"}, "Không có tệp “không.png”"),
        ({"belongs_to": "zzzzzzz"}, "zzzzzzz"),
        ({"captured": "hôm qua"}, "Không đọc được “hôm qua”"),
        ({"decorative": "có lẽ"}, "có lẽ"),
        ({"rights": "free"}, "free"),
        ({"transcripts": "một.vtt"}, "mã tiếng trước đuôi"),
        ({"màu": "đỏ"}, "không có cột này"),
        ({"alt": "x" * 1001}, "1000"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_is_taken(
    folder: Path, make: Any, capsys: Any, cells: dict[str, str], words: str
) -> None:
    (folder / "một.png").write_bytes(picture(1))
    row = {"file": "một.png", "belongs_to": make("item", "x").identifier_id} | cells
    with pytest.raises(CommandError, match="Bảng có lỗi"):
        call_command("ingest", str(folder), "--sheet", sheet(folder, row))
    told = capsys.readouterr().err
    assert words in told
    assert "bang.csv:" in told
    assert not Original.objects.exists()


def test_files_stand_in_the_order_of_the_sheet(folder: Path, make: Any, capsys: Any) -> None:
    item = make("item", "x").identifier_id
    for number, name in enumerate("abc"):
        (folder / f"{name}.png").write_bytes(picture(number))
    rows = [{"file": f"{name}.png", "belongs_to": item} for name in "cab"]
    ingest(capsys, str(folder), "--sheet", sheet(folder, *rows))
    assert [str(file) for file in MediaFile.objects.all()] == ["c.png", "a.png", "b.png"]


def test_a_name_that_two_files_have_needs_its_path(folder: Path, make: Any, capsys: Any) -> None:
    for number, below in enumerate(("a", "b")):
        (folder / below).mkdir()
        (folder / below / "một.png").write_bytes(picture(number))
    item = make("item", "x").identifier_id
    with pytest.raises(CommandError):
        call_command(
            "ingest",
            str(folder),
            "--sheet",
            sheet(folder, {"file": "một.png", "belongs_to": item}),
        )
    assert "a/một.png" in capsys.readouterr().err
    ingest(capsys, str(folder), "--sheet", sheet(folder, {"file": "b/một.png", "belongs_to": item}))
    assert MediaFile.objects.get().original.name == "một.png"
