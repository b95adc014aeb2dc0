"""Taking a load back: exactly, and never over a person's edit."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from modelsearch.models import IndexEntry
from taggit.models import Tag
from wagtail.models import ReferenceIndex, Revision

from heritage.archive.models import Edition, Festival, Item
from heritage.exchange.exporting import write_all
from heritage.exchange.first_versions import keep_first_version
from heritage.exchange.models import Load
from heritage.exchange.removing import prepare_removals
from heritage.exchange.tasks import follow_up
from heritage.exchange.undoing import NotUndoableError, undo
from heritage.languages.models import Entry
from heritage.peoples.models import People, Place
from heritage.records.models import Identifier
from heritage.records.things import kinds
from tests.integration.exchange.conftest import EDITION, PEOPLE, PLACE, WORD, sheet, small_archive

pytestmark = pytest.mark.django_db


def one(model, sheet_id):
    return model.objects.originals().get(identifier__sheet_id=sheet_id)


def test_what_a_load_made_is_gone_and_its_identifiers_are_tombstones(bring):
    load = bring(*small_archive()).load
    undone = undo(load)
    assert (undone.removed, undone.kept) == (6, [])
    assert not any(model._default_manager.exists() for model in kinds().values())
    assert not Edition.objects.exists()
    assert not Tag.objects.exists()
    assert Identifier.objects.count() == 5
    assert not Identifier.objects.filter(withdrawn_at=None).exists()
    assert load.state == Load.State.UNDONE


def test_the_tree_is_whole_after_an_undo(bring):
    undo(bring(*small_archive()).load)
    assert all(not problems for problems in People.find_problems())


def test_nothing_is_left_in_the_tables_of_the_admin(bring, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load = bring(*small_archive()).load
    keep_first_version(one(Festival, "kate"))
    keep_first_version(one(Item, "it-1"))
    follow_up.call(load.number)
    assert ReferenceIndex.objects.exists()
    assert IndexEntry.objects.filter(content_type__model="festival").exists()
    undone = undo(load)
    assert undone.kept == []
    assert not Revision.objects.exists()
    assert not ReferenceIndex.objects.exists()
    assert not IndexEntry.objects.filter(content_type__model="festival").exists()
    connection.check_constraints()


def test_a_tag_that_something_else_bears_stays(bring):
    bring(sheet("d.csv", PEOPLE), sheet("w.csv", WORD | {"tags": "làng;xóm"}))
    undo(bring(sheet("p.csv", PLACE | {"tags": "làng;sông"})).load)
    assert set(Tag.objects.values_list("name", flat=True)) == {"làng", "xóm"}


class TestMeanwhile:
    """A person saves something between the comparison and the writing."""

    def edit_before_writing(self, monkeypatch, times):
        left = list(range(times))

        def racing(*args):
            if left:
                Place.objects.update(needs_check=f"hỏi lại lần {left.pop()}")
            prepare_removals(*args)

        monkeypatch.setattr("heritage.exchange.undoing.prepare_removals", racing)

    def test_what_he_saved_is_seen_and_left(self, bring, monkeypatch):
        load = bring(sheet("d.csv", PEOPLE), sheet("p.csv", PLACE)).load
        self.edit_before_writing(monkeypatch, 1)
        undone = undo(load)
        assert [(kept.key, kept.reason) for kept in undone.kept] == [
            ("bau-truc", "edited"),
            ("cham", "referred"),
        ]
        assert load.state == Load.State.UNDONE

    def test_where_it_does_not_end_the_command_says_so_and_changes_nothing(
        self, bring, monkeypatch
    ):
        load = bring(sheet("p.csv", PLACE | {"people_ids": ""})).load
        monkeypatch.setattr("heritage.exchange.undoing._touched", lambda *args: None)
        self.edit_before_writing(monkeypatch, 100)
        with pytest.raises(CommandError, match="đang sửa"):
            call_command("undo_load", str(load.number))
        load.refresh_from_db()
        assert load.state == Load.State.DONE
        assert Place.objects.exists()


def test_the_same_sheets_again_get_the_same_identifiers(bring):
    first = bring(*small_archive()).load
    before = dict(Identifier.objects.values_list("title", "value"))
    undo(first)
    bring(*small_archive())
    assert dict(Identifier.objects.values_list("title", "value")) == before
    assert not Identifier.objects.exclude(withdrawn_at=None).exists()
    assert Entry.objects.get().identifier_id == before["palei"]


def test_what_a_load_changed_is_as_it_was(bring, tmp_path):
    bring(*small_archive())
    write_all(tmp_path / "before")
    load = bring(
        sheet("d.csv", PEOPLE | {"name_en": "", "name_km": "ចាម", "alternative_names": "Chàm"}),
        sheet("p.csv", PLACE | {"latitude": "11.5", "longitude": "108.9", "summary_vi": "mới"}),
        sheet("w.csv", WORD | {"tags": "làng xóm"}),
        sheet("e.csv", EDITION | {"source_note": "nguồn khác"}),
    ).load
    undone = undo(load)
    assert (undone.restored, undone.removed, undone.kept) == (4, 0, [])
    write_all(tmp_path / "after")
    for path in (tmp_path / "before").iterdir():
        assert path.read_text() == (tmp_path / "after" / path.name).read_text(), path.name


def test_after_an_undo_the_same_change_can_be_loaded_again(bring):
    bring(sheet("d.csv", PEOPLE))
    changed = sheet("d.csv", PEOPLE | {"autonym": "Cam"})
    undo(bring(changed).load)
    assert one(People, "cham").autonym == ""
    assert bring(changed).counts["changed"] == 1


def test_what_a_person_edited_since_is_named_and_left_with_all_it_refers_to(bring):
    load = bring(*small_archive()).load
    item = one(Item, "it-1")
    item.title = "Sửa tay"
    item.save()
    undone = undo(load)
    assert {(kept.key, kept.reason) for kept in undone.kept} == {
        ("it-1", "edited"),
        ("kate", "referred"),
        ("kate · 2024-10-02", "referred"),
        ("bau-truc", "referred"),
        ("cham", "referred"),
    }
    assert Edition.objects.count() == 1
    assert one(Item, "it-1").title == "Sửa tay"
    assert not Entry.objects.exists()


def test_a_draft_that_is_not_published_yet_is_an_edit_too(bring):
    load = bring(sheet("d.csv", PEOPLE)).load
    people = one(People, "cham")
    keep_first_version(people)
    assert undo_kept(load) == []
    load = bring(sheet("d.csv", PEOPLE)).load
    people = one(People, "cham")
    people.autonym = "chưa lưu vào dòng"
    people.save_revision()
    assert undo_kept(load) == ["edited"]


def undo_kept(load):
    return [kept.reason for kept in undo(load).kept]


def test_an_edition_added_by_a_person_keeps_the_festival(bring):
    load = bring(*small_archive()).load
    Edition.objects.create(
        festival=one(Festival, "kate"), start_date="2026-10-10", status="announced", source_note="x"
    )
    undone = undo(load)
    assert ("kate", "referred") in {(kept.key, kept.reason) for kept in undone.kept}
    assert Edition.objects.count() == 2


def test_an_edition_beside_a_festival_of_an_earlier_load_goes_alone(bring):
    bring(*small_archive())
    load = bring(
        sheet("p.csv", PLACE | {"id": "thap"}),
        sheet("e.csv", EDITION | {"start_date": "2025-10-20", "end_date": "", "place_id": "thap"}),
    ).load
    undone = undo(load)
    assert (undone.removed, undone.kept) == (2, [])
    assert [str(one.start_date) for one in Edition.objects.all()] == ["2024-10-02"]


def test_a_load_is_undone_once_and_by_its_number(bring, capsys):
    load = bring(sheet("d.csv", PEOPLE), sheet("p.csv", PLACE)).load
    call_command("undo_load", str(load.number))
    assert "gỡ 2" in capsys.readouterr().out
    assert not Place.objects.exists()
    with pytest.raises(CommandError):
        call_command("undo_load", str(load.number))
    with pytest.raises(CommandError):
        call_command("undo_load", "987654")
    load.refresh_from_db()
    with pytest.raises(NotUndoableError):
        undo(load)
