"""An edition that is moved stays the same edition: calendars move it and do not double it."""

import csv
import datetime

import pytest

from heritage.archive.models import Edition, Festival
from heritage.exchange.exporting import write_all
from heritage.exchange.undoing import undo
from tests.integration.exchange.conftest import EDITION, sheet, small_archive

pytestmark = pytest.mark.django_db


def exported(folder):
    write_all(folder)
    with (folder / "festival_editions.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_sheet_that_has_the_code_moves_the_edition(bring):
    bring(*small_archive())
    edition = Edition.objects.get()
    moved = EDITION | {"code": edition.code, "start_date": "2024-10-03", "end_date": "2024-10-04"}
    load = bring(sheet("e.csv", moved | {"year": "2024"})).load
    after = Edition.objects.get()
    assert (after.pk, after.code) == (edition.pk, edition.code)
    assert after.start_date == datetime.date(2024, 10, 3)
    undo(load)
    assert Edition.objects.get().start_date == edition.start_date


def test_a_sheet_without_codes_finds_editions_by_their_day_and_leaves_their_codes(bring):
    bring(*small_archive())
    edition = Edition.objects.get()
    bring(sheet("e.csv", EDITION | {"code": "", "source_note": "nguồn khác"}))
    after = Edition.objects.get()
    assert (after.code, after.source_note) == (edition.code, "nguồn khác")


def test_the_day_that_a_moved_edition_leaves_is_free_for_another(bring):
    bring(*small_archive())
    edition = Edition.objects.get()
    old_day = EDITION | {"code": "", "source_note": "lần khác"}
    bring(sheet("e.csv", EDITION | {"code": edition.code, "start_date": "2024-10-05",
                                    "end_date": "2024-10-06"}, old_day))  # fmt: skip
    assert Edition.objects.get(code=edition.code).start_date == datetime.date(2024, 10, 5)
    assert Edition.objects.exclude(code=edition.code).get().source_note == "lần khác"


def test_the_same_code_twice_is_a_mistake(bring):
    bring(*small_archive())
    code = Edition.objects.get().code
    rows = [EDITION | {"code": code, "start_date": f"2024-10-0{n}", "end_date": ""} for n in (3, 4)]
    assert [problem.code for problem in bring(sheet("e.csv", *rows)).problems] == ["key_duplicate"]


def test_an_export_carries_code_and_day_before_to_another_archive(bring, tmp_path):
    bring(*small_archive())
    Edition.objects.update(moved_from="2024-09-30")
    before = exported(tmp_path / "one")
    assert before[0]["code"] == Edition.objects.get().code
    assert before[0]["moved_from"] == "2024-09-30"
    Edition.objects.all().delete()
    bring(sheet("e.csv", before[0]))
    assert exported(tmp_path / "two") == before


@pytest.mark.parametrize(
    ("live", "status", "kept"),
    [(True, "announced", True), (True, "expected", False), (False, "announced", False)],
)
def test_the_day_that_had_been_announced_is_remembered(bring, live, status, kept):
    bring(*small_archive())
    Edition.objects.update(status=status)
    festival = Festival.objects.originals().get()
    Festival.objects.filter(pk=festival.pk).update(live=live)
    festival = Festival.objects.get(pk=festival.pk)
    before = festival.editions.get().start_date
    edition = festival.editions.get()
    edition.start_date = edition.end_date = datetime.date(2024, 10, 9)
    festival.editions.set([edition])
    festival.save()
    stored = Edition.objects.get()
    assert stored.moved_from == (before if kept else None)
    if kept:
        edition.moved_from = None  # as a draft that was made before has it
        edition.save()
        assert Edition.objects.get().moved_from == before
