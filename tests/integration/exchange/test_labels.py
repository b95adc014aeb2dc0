"""Labels go with every export and come back into an empty archive, and only there."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from heritage.accounts.models import User
from heritage.archive.models import Item
from heritage.exchange.exporting import write_all
from heritage.exchange.loading import Outcome, run
from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile
from heritage.exchange.schema import bound_sheets
from heritage.exchange.staged import Landing
from heritage.exchange.undoing import undo
from heritage.exchange.zipped import zipped_export
from heritage.peoples.models import People
from heritage.protocols import labels
from heritage.protocols.labels import Said, Wording
from heritage.protocols.models import Community, Label, LabelText, PlacedLabel
from heritage.records.models import Identifier
from tests.communities import close, community, custodians
from tests.integration.exchange.conftest import ITEM, PEOPLE, sheet, small_archive
from tests.integration.exchange.test_content_pack import empty_archive

pytestmark = pytest.mark.django_db

CHAM = Said("cjm-Cham", "ꨌꩌ", "ꨌꩌ\nꨌꩌ")
SPOKEN = Said(
    "vi", "=Xin đừng chép lại", 'Bài này chỉ hát trong lễ; "không" hát ngoài.\n\nXin nhớ.'
)
Bring = Callable[..., Outcome]


@pytest.fixture
def label(bring: Bring) -> Label:
    """A label of the Cham on the item of the small archive."""
    assert bring(*small_archive()).problems == []
    made = Label(community=Community.objects.get(people__sheet_id="cham"))
    version = labels.propose(made, Wording((CHAM, SPOKEN), "TK S"), by=None)
    labels.approve(version, by=None)
    labels.put_on(made, Item.objects.originals().get().identifier_id, by=None)
    return made


def exported(folder: Path, name: str) -> list[dict[str, str]]:
    write_all(folder)
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(outcome: Outcome) -> list[tuple[str | None, str]]:
    return [(one.column, one.code) for one in outcome.problems]


def test_words_and_places_of_labels_are_exported(label: Label, tmp_path: Path) -> None:
    rows = exported(tmp_path, "labels.csv")
    shared = {
        "code": label.code,
        "community": "cham",
        "local_contexts": "TK S",
        "local_contexts_uri": "https://localcontexts.org/label/tk-seasonal/",
    }
    assert rows == [
        shared | {"language": "cjm-Cham", "name": CHAM.name, "text": CHAM.text},
        shared | {"language": "vi", "name": f"'{SPOKEN.name}", "text": SPOKEN.text},
    ]
    assert [row["labels"] for row in exported(tmp_path, "items.csv")] == [label.code]


def test_every_sheet_of_things_has_the_column(archive: None) -> None:
    for kind, one in bound_sheets().items():
        assert ("labels" in one.names) != one.is_child, kind


def test_what_waits_and_what_was_laid_aside_stays_at_home(label: Label, tmp_path: Path) -> None:
    waiting = labels.propose(
        Label(community=label.community), Wording((Said("vi", "chờ", "chờ"),)), by=None
    )
    identifier = Item.objects.originals().get().identifier
    PlacedLabel.objects.create(label=waiting.label, identifier=identifier)
    assert {row["code"] for row in exported(tmp_path, "labels.csv")} == {label.code}
    assert exported(tmp_path, "items.csv")[0]["labels"] == label.code
    labels.retire(label, by=None)
    assert exported(tmp_path, "labels.csv") == []
    assert exported(tmp_path, "items.csv")[0]["labels"] == ""


def test_an_empty_archive_gets_them_back_and_exports_the_same_bytes(
    label: Label, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_all(first)
    code = label.code
    PlacedLabel.objects.all().delete()
    Label.objects.update(current=None)
    Label.objects.all().delete()
    empty_archive()
    call_command("import_content", str(first), verbosity=0, stdout=StringIO())
    write_all(second)
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name
    back = Label.objects.in_use().get()
    assert (back.code, str(back.community)) == (code, "Cộng đồng Chăm")
    assert back.current is not None
    assert Wording.of(back.current) == Wording((CHAM, SPOKEN), "TK S")
    assert PlacedLabel.objects.get().identifier_id == Item.objects.originals().get().identifier_id


def test_a_village_is_named_by_its_code(label: Label, tmp_path: Path) -> None:
    village = community("Plei Ơp")
    version = labels.propose(Label(community=village), Wording((SPOKEN,)), by=None)
    labels.approve(version, by=None)
    assert village.code in {row["community"] for row in exported(tmp_path, "labels.csv")}


def test_an_export_tells_nothing_of_a_people_that_is_closed(label: Label) -> None:
    close(People.objects.originals().get(title="Chăm"), custodians("Plei Ơp"))
    officer = User.objects.create(username="can-bo")
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped_export(officer)))) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "Bài hát ru" in told["items.csv"]
    assert not [name for name, text in told.items() if label.code in text or SPOKEN.text in text]


class TestTheColumn:
    def test_a_new_thing_gets_the_labels_of_its_sheet(self, label: Label, bring: Bring) -> None:
        spoken = f"{label.code[:4].lower()} {label.code[4:]}"
        row = ITEM | {"id": "it-2", "identifier": "CH-2", "labels": spoken}
        assert bring(sheet("b.csv", row)).problems == []
        item = Identifier.objects.get(sheet_id="it-2")
        assert list(item.placed_labels.values_list("label__code", flat=True)) == [label.code]

    def test_an_unknown_code_is_an_error_of_its_cell(self, label: Label, bring: Bring) -> None:
        row = ITEM | {"id": "it-2", "labels": f"{label.code};AAAAAAA"}
        outcome = bring(sheet("b.csv", row))
        (problem,) = outcome.problems
        assert (problem.file, problem.row, problem.column, problem.value, problem.code) == (
            "b.csv",
            2,
            "labels",
            "AAAAAAA",
            "label_unknown",
        )

    def test_on_what_is_there_the_community_decides(self, label: Label, bring: Bring) -> None:
        other = labels.propose(Label(community=label.community), Wording((SPOKEN,)), by=None)
        labels.approve(other, by=None)
        wanted = f"{label.code};{other.label.code}"
        outcome = bring(sheet("b.csv", ITEM | {"labels": wanted}))
        assert codes(outcome) == [("labels", "labels_are_decided")]
        assert PlacedLabel.objects.count() == 1

    def test_an_export_that_comes_back_changes_nothing(
        self, label: Label, bring: Bring, tmp_path: Path
    ) -> None:
        write_all(tmp_path)
        files = [SourceFile(one.name, one.read_bytes()) for one in sorted(tmp_path.iterdir())]
        outcome = bring(*files)
        assert outcome.problems == []
        assert (outcome.counts["created"], outcome.counts["changed"]) == (0, 0)
        assert [one.code for one in outcome.warnings if one.code.startswith("label")] == []

    def test_undoing_takes_off_what_the_load_put_on(self, label: Label, bring: Bring) -> None:
        row = ITEM | {"id": "it-2", "identifier": "CH-2", "labels": label.code}
        load = bring(sheet("b.csv", row)).load
        assert load is not None
        undo(load)
        assert PlacedLabel.objects.count() == 1
        again = bring(sheet("b.csv", {**row, "labels": ""}))
        assert again.problems == []
        assert PlacedLabel.objects.count() == 1

    def test_undoing_keeps_a_thing_that_its_community_labelled_since(
        self, label: Label, bring: Bring
    ) -> None:
        load = bring(sheet("b.csv", ITEM | {"id": "it-2", "identifier": "CH-2"})).load
        assert load is not None
        labels.put_on(label, Identifier.objects.get(sheet_id="it-2").pk, by=None)
        undo(load)
        assert Item.objects.originals().count() == 2


class TestTheSheetOfLabels:
    ROW = {"community": "cham", "language": "vi", "name": "Tên", "text": "Lời"}

    def test_other_words_are_a_warning_and_the_communitys_stay(
        self, label: Label, bring: Bring
    ) -> None:
        outcome = bring(sheet("labels.csv", self.ROW | {"code": label.code}))
        assert outcome.problems == []
        assert [one.code for one in outcome.warnings] == ["label_kept"]
        assert LabelText.objects.count() == 2

    def test_a_new_label_is_written_by_its_community(self, label: Label, bring: Bring) -> None:
        outcome = bring(sheet("labels.csv", self.ROW | {"code": "ACDEFGH"}))
        assert codes(outcome) == [("code", "label_not_here")]

    @pytest.mark.parametrize(
        ("wrong", "expected"),
        [
            ({"code": "abc"}, ("code", "code_malformed")),
            ({"code": ""}, ("code", "cell_empty")),
            ({"community": "khong-co"}, ("community", "community_unknown")),
            ({"local_contexts": "TK XX"}, ("local_contexts", "choice_unknown")),
            (
                {"local_contexts_uri": "https://a.example/"},
                ("local_contexts_uri", "choice_unknown"),
            ),
            ({"language": "vn"}, ("language", "language_country")),
            ({"language": ""}, ("language", "cell_empty")),
            ({"name": ""}, ("name", "cell_empty")),
            ({"text": ""}, ("text", "cell_empty")),
        ],
    )
    def test_a_wrong_cell_is_named_and_nothing_is_written(
        self, archive: None, wrong: dict[str, str], expected: tuple[str, str]
    ) -> None:
        row = {"code": "ACDEFGH", "local_contexts": "", "local_contexts_uri": ""} | self.ROW | wrong
        files = [sheet("dan-toc.csv", PEOPLE), sheet("labels.csv", row)]
        outcome = run(files, Landing(restoring=True), Load(landing="draft"))
        assert codes(outcome) == [expected]
        assert not Label.objects.exists()
        assert not People.objects.exists()

    def test_rows_of_one_label_agree(self, archive: None) -> None:
        shared = {"code": "ACDEFGH"} | self.ROW
        rows = [shared | {"local_contexts": "TK S"}, shared | {"language": "en"}, shared]
        rows[2] = rows[0]
        files = [sheet("dan-toc.csv", PEOPLE), sheet("labels.csv", *rows)]
        outcome = run(files, Landing(restoring=True), Load(landing="draft"))
        assert codes(outcome) == [("code", "label_differs"), ("language", "language_repeated")]

    def test_a_copy_without_labels_is_read_as_before(self, bring: Bring, tmp_path: Path) -> None:
        assert bring(*small_archive()).problems == []
        write_all(tmp_path)
        empty_archive()
        out = StringIO()
        call_command("import_content", str(tmp_path), verbosity=0, stdout=out)
        assert not Label.objects.exists()


def test_a_large_export_asks_no_more_for_more_labels(
    label: Label, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            write_all(tmp_path)
        return len([one for one in captured if "protocols_" in one["sql"]])

    few = asked()
    for _ in range(5):
        more = labels.propose(Label(community=label.community), Wording((SPOKEN,)), by=None)
        labels.approve(more, by=None)
        labels.put_on(more.label, Item.objects.originals().get().identifier_id, by=None)
    assert asked() == few
