"""`manage.py ingest`: folders and ZIPs go in with one command, and again without harm."""

import contextlib
import json
import stat
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from heritage.exchange.taking_in import take_in
from media_pipeline.folders import sources
from media_pipeline.models import Original, Quarantined
from tests.integration.media_pipeline.conftest import CAPTIONS, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_disk(kept: str) -> None:
    """On disk and in a bucket."""


def ingest(*paths: Path, capsys: Any) -> list[dict[str, Any]]:
    with contextlib.suppress(SystemExit):
        call_command("ingest", *map(str, paths), "--format", "json")
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def outcomes(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["path"]: row["outcome"] for row in rows}


def test_a_folder_goes_in_with_all_below_and_without_what_systems_leave_there(
    tmp_path: Path, capsys: Any
) -> None:
    folder = tmp_path / "Đợt 1"
    (folder / "Ảnh").mkdir(parents=True)
    (folder / "Ảnh" / unicodedata.normalize("NFD", "Thổ cẩm.png")).write_bytes(picture(1))
    (folder / "lời.vtt").write_bytes(CAPTIONS)
    (folder / "rỗng.jpg").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "đường-tắt").symlink_to("/etc/passwd")
    rows = ingest(folder, capsys=capsys)
    assert outcomes(rows) == {
        "Ảnh/Thổ cẩm.png": "ready",
        "lời.vtt": "ready",
        "rỗng.jpg": "refused",
    }
    assert all(row["asset"] for row in rows if row["outcome"] == "ready")
    (reason,) = [row["reason"] for row in rows if row["outcome"] == "refused"]
    assert reason.startswith("Tệp rỗng")
    again = outcomes(ingest(folder, capsys=capsys))
    assert again == {**outcomes(rows), "Ảnh/Thổ cẩm.png": "duplicate", "lời.vtt": "duplicate"}
    assert Original.objects.count() == 2
    assert Quarantined.objects.count() == 1


def test_a_zip_goes_in_without_being_unpacked_and_nothing_in_it_leads_outside(
    tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "ảnh.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Ảnh/gốm.png", picture(2))
        archive.writestr("../../../outside.png", picture(3))
        archive.writestr("__MACOSX/._gốm.png", b"x")
        archive.writestr("bom.png", b"\0" * 50_000_000)
        link = zipfile.ZipInfo("passwd.png")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    rows = ingest(path, capsys=capsys)
    assert outcomes(rows) == {
        "Ảnh/gốm.png": "ready",
        "../../../outside.png": "ready",
        "bom.png": "refused",
    }
    assert set(Original.objects.values_list("name", flat=True)) == {"gốm.png", "outside.png"}
    reason = next(row["reason"] for row in rows if row["path"] == "bom.png")
    assert reason.startswith("Không lấy được tệp này ra khỏi ZIP")
    assert "200" in next(row["reason"] for row in rows if row["path"] == "bom.png")
    assert not list(tmp_path.glob("**/outside.png"))


def test_names_that_an_old_program_wrote_are_read_as_they_were_meant(
    tmp_path: Path, capsys: Any
) -> None:
    path = tmp_path / "ảnh.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("goXm.png", picture(4))
    # As macOS wrote it for years: UTF-8 without the flag that says so.
    path.write_bytes(path.read_bytes().replace(b"goXm.png", "gốm"[:2].encode() + b".png"))
    (row,) = ingest(path, capsys=capsys)
    assert row["path"] == "gố.png"


def test_a_broken_zip_and_a_path_that_is_not_there_are_named(tmp_path: Path, capsys: Any) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("ingest", str(tmp_path / "nowhere"))
    path = tmp_path / "một.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.png", picture(5))
    data = bytearray(path.read_bytes())
    data[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    (row,) = ingest(path, capsys=capsys)
    assert row["outcome"] == "refused"
    assert not Original.objects.exists()


def test_a_file_that_goes_away_meanwhile_does_not_stop_the_others(tmp_path: Path) -> None:
    for number, name in enumerate(("a.png", "b.png", "c.png")):
        (tmp_path / name).write_bytes(picture(20 + number))
    with sources([tmp_path]) as found:
        (tmp_path / "b.png").unlink()
        rows = {one.path: one for one in take_in(found, {})}
    assert {name: row.outcome for name, row in rows.items()} == {
        "a.png": "ready",
        "b.png": "refused",
        "c.png": "ready",
    }
    assert "No such file" in rows["b.png"].reason
    assert rows["b.png"].reason.startswith("Không mở được tệp")


def test_status_tells_counts_and_what_failed(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "lời.vtt").write_bytes(CAPTIONS)
    ingest(tmp_path, capsys=capsys)
    call_command("media", "status", "--format", "json")
    report = json.loads(capsys.readouterr().out)
    assert (report["originals"], report["bytes"], report["jobs"]["waiting"]) == (
        1,
        len(CAPTIONS),
        1,
    )
    call_command("media", "work", "--until-empty")
    call_command("media", "status")
    assert "1 xong" in capsys.readouterr().out
