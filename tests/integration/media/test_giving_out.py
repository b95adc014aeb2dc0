"""All files come out again as a folder and a sheet, and another archive takes them in the same."""

import csv
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from heritage.accounts.demo import create_demo_accounts
from heritage.accounts.roles import OFFICER, sync_roles
from heritage.exchange.demo import LEADER
from heritage.media.models import MediaFile, Transcript
from heritage.records.models import Identifier
from media_pipeline.models import Original
from media_pipeline.storing import originals
from tests.integration.media.conftest import Hang, work
from tests.integration.media.test_admin import somebody
from tests.integration.media_pipeline.conftest import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    sync_roles()


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "files.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def lose_every_file() -> None:
    """As in an archive into which only the sheets of things were read."""
    named = list(MediaFile.objects.values_list("identifier", flat=True))
    MediaFile.objects.all().delete()
    Original.objects.all().delete()
    Identifier.objects.filter(pk__in=named).delete()


def test_each_file_with_its_words_under_its_identifier(
    make: Any, hang: Hang, tmp_path: Path
) -> None:
    item = make("item", "Thổ cẩm")
    file = hang(item, name="=Ảnh; 1.PNG", title="Tấm vải", credit="-Y Lan", captured="1998~")
    Transcript.objects.create(file=file, language="vi", text="Lời")
    Transcript.objects.create(file=file, language="en", text="draft", is_machine=True)
    folder = tmp_path / "ra"
    call_command("export_files", str(folder))
    (row,) = rows(folder)
    assert row["belongs_to"] == item.identifier_id
    assert row["file"] == f"files/{file.identifier_id}.png"
    assert row["identifier"] == file.identifier_id
    assert row["name"] == "'=Ảnh; 1.PNG"
    assert (row["title"], row["captured"], row["rights"]) == ("Tấm vải", "1998~", "cc_by")
    assert (row["shown"], row["decorative"]) == ("yes", "")
    assert row["transcripts"] == f"files/{file.identifier_id}.vi.txt"
    data = (folder / row["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == row["sha256"] == file.original_id
    assert (folder / row["transcripts"]).read_text() == "Lời"
    assert len(list((folder / "files").iterdir())) == 2, "what nobody has read stays here"


def test_another_archive_takes_them_in_the_same(
    make: Any, hang: Hang, tmp_path: Path, capsys: Any
) -> None:
    item, other = make("item", "Thổ cẩm"), make("item", "Chiêng")
    first = hang(item, picture(1), name="Mặt phải.png", title="Một", focus_x=0.25, focus_y=0.75)
    hang(item, picture(2), alt="", decorative=True, captured="2020-01-01")
    hang(other, picture(1), name="khác.png", shown=False, alt="Cùng một ảnh")
    Transcript.objects.create(file=first, language="vi", text="Lời")
    folder, again = tmp_path / "ra", tmp_path / "ra nữa"
    call_command("export_files", str(folder))
    lose_every_file()
    create_demo_accounts()
    sheet = str(folder / "files.csv")
    arguments = [str(folder), "--sheet", sheet, "--leader", LEADER]
    call_command("ingest", *arguments)
    work()
    call_command("export_files", str(again))
    assert rows(again) == rows(folder)
    assert (again / "files.csv").read_bytes() == (folder / "files.csv").read_bytes()
    # Once more, and nothing is there twice.
    call_command("ingest", *arguments)
    assert MediaFile.objects.count() == 3


def test_what_visitors_have_comes_out_and_not_what_waits(
    make: Any, hang: Hang, tmp_path: Path, client: Any
) -> None:
    from tests.integration.media.test_approval import form_of, given

    file = hang(make("item", "Thổ cẩm"), alt="Vải do")
    client.force_login(somebody(OFFICER))
    client.post(form_of(file), given(alt="Vải đỏ"))
    call_command("export_files", str(tmp_path / "ra"))
    assert [row["alt"] for row in rows(tmp_path / "ra")] == ["Vải do"]


def test_it_goes_on_where_it_was_interrupted_and_says_what_is_damaged(
    make: Any, hang: Hang, tmp_path: Path, capsys: Any
) -> None:
    item = make("item", "Thổ cẩm")
    whole, lost = hang(item, picture(1)), hang(item, picture(2), name="mất.png")
    folder = tmp_path / "ra"
    call_command("export_files", str(folder))
    there = folder / "files" / f"{whole.identifier_id}.png"
    before = there.stat().st_mtime_ns
    (folder / "files" / f"{lost.identifier_id}.png").write_bytes(b"half")
    call_command("export_files", str(folder))
    assert there.stat().st_mtime_ns == before, "what is whole is not copied again"
    assert (folder / "files" / f"{lost.identifier_id}.png").stat().st_size == lost.original.bytes
    originals().delete(lost.original.stored_name)
    (folder / "files" / f"{lost.identifier_id}.png").unlink()
    capsys.readouterr()
    with pytest.raises(CommandError, match="1"):
        call_command("export_files", str(folder))
    assert "mất.png" in capsys.readouterr().err
    assert len(rows(folder)) == 1, "the sheet names what is there"


def test_what_is_not_the_file_that_the_sheet_tells_of_is_hung_nowhere(
    make: Any, hang: Hang, tmp_path: Path, capsys: Any
) -> None:
    file = hang(make("item", "Thổ cẩm"))
    folder = tmp_path / "ra"
    call_command("export_files", str(folder))
    lose_every_file()
    (folder / "files" / f"{file.identifier_id}.png").write_bytes(picture(9))
    with pytest.raises(SystemExit):
        call_command("ingest", str(folder), "--sheet", str(folder / "files.csv"))
    assert "SHA-256" in capsys.readouterr().out
    assert not MediaFile.objects.exists()


class TestIdentifiersInASheet:
    def sheet(self, folder: Path, identifier: str, thing: Any) -> list[str]:
        folder.mkdir(exist_ok=True)
        (folder / "a.png").write_bytes(picture(7))
        told = f"file,belongs_to,identifier\na.png,{thing.identifier_id},{identifier}\n"
        (folder.parent / "bang.csv").write_text(told)
        return [str(folder), "--sheet", str(folder.parent / "bang.csv")]

    def test_one_that_names_something_else_is_refused_before_anything_is_taken(
        self, make: Any, hang: Hang, tmp_path: Path, capsys: Any
    ) -> None:
        item, other = make("item", "Thổ cẩm"), make("item", "Chiêng")
        for taken in (other.identifier_id, hang(other).identifier_id, "abc"):
            with pytest.raises(CommandError):
                call_command("ingest", *self.sheet(tmp_path / "vào", taken, item))
            assert "ã vĩnh viễn" in capsys.readouterr().err
        assert Original.objects.count() == 1

    def test_that_of_a_file_that_was_taken_away_comes_back(
        self, make: Any, hang: Hang, tmp_path: Path
    ) -> None:
        item = make("item", "Thổ cẩm")
        file = hang(item)
        value = file.identifier_id
        file.delete()
        call_command("ingest", *self.sheet(tmp_path / "vào", value, item))
        back = MediaFile.objects.get()
        assert back.identifier_id == value
        assert back.identifier.withdrawn_at is None
