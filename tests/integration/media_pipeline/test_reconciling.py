"""Rows and files that a kill or an older copy has left apart come together, and nothing is lost."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from media_pipeline.models import Derivative, Job, Original, Quarantined
from media_pipeline.receiving import receive
from media_pipeline.reconciling import prune, reconcile
from media_pipeline.storing import derivatives, originals, stored_names, work_folder
from tests.integration.media_pipeline.conftest import CAPTIONS, stream
from tests.integration.media_pipeline.test_working import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]
NOW = datetime.timedelta(0)


def names() -> set[str]:
    return {
        *stored_names(originals(), "originals"),
        *stored_names(originals(), "quarantine"),
        *stored_names(derivatives(), "derivatives"),
    }


def test_where_all_is_well_nothing_is_done() -> None:
    receive(stream(CAPTIONS), "một.vtt")
    receive(stream(b""), "hai.jpg")
    work()
    before = names()
    found = reconcile(grace=-datetime.timedelta(hours=1))
    assert (found.orphans, found.missing, found.made_again, found.left_over) == ([], [], [], [])
    assert names() == before


def test_a_file_without_a_row_goes_but_not_while_it_may_be_on_its_way() -> None:
    originals().save("originals/ab/cd/" + "ab" * 32, stream(b"x"))
    derivatives().save("derivatives/ab/cd/x/picture-1/640.jpg", stream(b"x"))
    assert reconcile().orphans == []
    found = reconcile(grace=-datetime.timedelta(hours=1))
    assert len(found.orphans) == 2
    assert names() == set()


def test_looking_only_removes_nothing() -> None:
    originals().save("originals/ab/cd/" + "ab" * 32, stream(b"x"))
    assert len(reconcile(grace=-datetime.timedelta(hours=1), remove=False).orphans) == 1
    assert len(names()) == 1


def test_an_original_whose_bytes_are_gone_is_reported_and_its_row_stays() -> None:
    original = receive(stream(CAPTIONS), "một.vtt").original
    assert original is not None
    originals().delete(original.stored_name)
    assert reconcile(remove=False).missing == [original.stored_name]
    assert Original.objects.get().fixity == Original.Fixity.WHOLE, "it was only looked"
    assert reconcile().missing == [original.stored_name]
    assert Original.objects.get().fixity == Original.Fixity.MISSING


def test_a_derivative_whose_bytes_are_gone_is_made_again() -> None:
    receive(stream(CAPTIONS), "một.vtt")
    work()
    gone = Derivative.objects.all()[0].stored_name
    derivatives().delete(gone)
    assert reconcile().made_again == [gone]
    assert Job.objects.get().state == Job.State.WAITING
    work()
    assert gone in names()


def test_files_of_an_older_recipe_go_when_the_newer_are_there(monkeypatch: Any) -> None:
    receive(stream(CAPTIONS), "một.vtt")
    work()
    old = derivatives()
    old.save(
        Derivative.objects.all()[0].stored_name.replace("captions-1", "captions-0"), stream(b"x")
    )
    assert len(reconcile(grace=-datetime.timedelta(hours=1)).orphans) == 1


def test_what_a_kill_left_in_the_work_folder_goes() -> None:
    (work_folder() / "arriving-1").write_bytes(b"x")
    (work_folder() / "making-1").mkdir()
    (work_folder() / "making-1" / "640.jpg").write_bytes(b"x")
    assert reconcile().left_over == []
    assert reconcile(grace=-datetime.timedelta(hours=1)).left_over == ["arriving-1", "making-1"]
    assert list(Path(work_folder()).iterdir()) == []


def test_what_was_refused_is_thrown_away_after_so_many_days() -> None:
    receive(stream(b""), "một.jpg")
    assert prune(90) == 0
    Quarantined.objects.update(
        refused_at=Quarantined.objects.get().refused_at - datetime.timedelta(91)
    )
    assert prune(90) == 1
    assert names() == set()
