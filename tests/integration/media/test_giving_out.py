"""All files come out again as a folder and a sheet, and another archive takes them in the same."""

import csv
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from heritage.accounts.demo import create_demo_accounts
from heritage.accounts.roles import OFFICER, sync_roles
from heritage.exchange import giving_out
from heritage.exchange.demo import LEADER
from heritage.media.models import MediaFile, Transcript
from heritage.records.models import Identifier
from media_pipeline.models import Original
from media_pipeline.storing import originals
from tests.integration.media.conftest import Hang, work
from tests.integration.media.test_admin import somebody
from tests.integration.media.test_approval import write
from tests.integration.media_pipeline.conftest import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


@pytest.fixture(autouse=True)
def _roles(db: None) -> None:
    sync_roles()


def rows(folder: Path, name: str = "files.csv") -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
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
    item, other = make("item", "Thổ cẩm", credit="Bảo tàng X"), make("item", "Chiêng")
    first = hang(item, picture(1), name="Mặt phải.png", title="Một", focus_x=0.25, focus_y=0.75)
    hang(item, picture(2), alt="", decorative=True, captured="2020-01-01")
    hang(other, picture(1), name="khác.png", shown=False, alt="Cùng một ảnh")
    MediaFile.objects.filter(pk=first.pk).update(credit="")
    Transcript.objects.create(file=first, language="vi", text="Lời\nhai dòng")
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
    for path in folder.rglob("*.*"):
        assert (again / path.relative_to(folder)).read_bytes() == path.read_bytes()
    # Once more, and nothing is there twice.
    call_command("ingest", *arguments)
    assert MediaFile.objects.count() == 3


def test_what_visitors_have_comes_out_and_not_what_waits(
    make: Any, hang: Hang, tmp_path: Path, client: Any
) -> None:
    file = hang(make("item", "Thổ cẩm"), alt="Vải do")
    client.force_login(somebody(OFFICER))
    write(client, file, alt="Vải đỏ")
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
    assert [row["name"] for row in rows(folder, "damaged.csv")] == ["mất.png"]


def test_what_was_taken_away_since_an_earlier_run_is_not_in_the_folder(
    make: Any, hang: Hang, tmp_path: Path
) -> None:
    item = make("item", "Thổ cẩm")
    file, gone = hang(item, picture(1)), hang(item, picture(2), shown=False)
    said = Transcript.objects.create(file=file, language="vi", text="Lời")
    folder = tmp_path / "ra"
    call_command("export_files", str(folder))
    (folder / "files" / "của tôi.txt").write_text("x")
    said.delete()
    gone.delete()
    call_command("export_files", str(folder))
    left = {path.name for path in (folder / "files").iterdir()}
    assert left == {f"{file.identifier_id}.png", "của tôi.txt"}


def test_words_are_those_of_one_moment(
    make: Any, hang: Hang, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Any
) -> None:
    """Copying takes hours, in which words are changed."""
    file = hang(make("item", "Thổ cẩm"))
    client.force_login(somebody(OFFICER))
    copied = giving_out._copied

    def meanwhile(*asked: Any) -> bool:
        write(client, file, alt="Chưa ai duyệt")
        MediaFile.objects.update(title="Mới")
        return copied(*asked)

    monkeypatch.setattr(giving_out, "_copied", meanwhile)
    call_command("export_files", str(tmp_path / "ra"))
    (row,) = rows(tmp_path / "ra")
    assert row["alt"] == "Tháp Po Klong Garai"


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

    def test_that_of_a_file_that_was_taken_away_is_not_used_again(
        self, make: Any, hang: Hang, tmp_path: Path, capsys: Any
    ) -> None:
        file = hang(make("item", "Thổ cẩm"))
        value = file.identifier_id
        file.delete()
        with pytest.raises(CommandError):
            call_command("ingest", *self.sheet(tmp_path / "vào", value, make("item", "Khác")))
        assert not MediaFile.objects.exists()

    def test_that_of_another_file_of_the_thing_is_said_to_be_taken(
        self, make: Any, hang: Hang, tmp_path: Path, capsys: Any
    ) -> None:
        item = make("item", "Thổ cẩm")
        value = hang(item, picture(1)).identifier_id
        call_command("ingest", *self.sheet(tmp_path / "vào", value, item))
        other = MediaFile.objects.exclude(identifier=value).get()
        assert f"Đã có ở đây với mã {other.identifier_id}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"focus_x": "nan", "focus_y": "0.5"}, "từ 0 đến 1"),
        ({"focus_x": "2", "focus_y": "0.5"}, "từ 0 đến 1"),
        ({"focus_x": "0.5"}, "cần cả hai số"),
    ],
)
def test_a_point_that_is_none_is_refused(
    make: Any, tmp_path: Path, capsys: Any, cells: dict[str, str], words: str
) -> None:
    row = {"file": "a.png", "belongs_to": make("item", "x").identifier_id} | cells
    (tmp_path / "a.png").write_bytes(picture(1))
    sheet = tmp_path / "bang.csv"
    sheet.write_text(f"{','.join(row)}\n{','.join(row.values())}\n")
    with pytest.raises(CommandError):
        call_command("ingest", str(tmp_path), "--sheet", str(sheet))
    assert words in capsys.readouterr().err


def test_a_digest_in_capitals_is_the_same(make: Any, tmp_path: Path) -> None:
    data = picture(7)
    (tmp_path / "a.png").write_bytes(data)
    sheet, item = tmp_path / "bang.csv", make("item", "x")
    digest = hashlib.sha256(data).hexdigest().upper()
    sheet.write_text(f"file,belongs_to,sha256\na.png,{item.identifier_id},{digest}\n")
    call_command("ingest", str(tmp_path), "--sheet", str(sheet))
    assert MediaFile.objects.count() == 1
