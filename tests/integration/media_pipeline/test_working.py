"""The worker makes what the recipe says, puts it where it belongs, and says what went wrong."""

from pathlib import Path
from typing import Any

import pytest

from media_pipeline import working
from media_pipeline.models import Derivative, Job, Original
from media_pipeline.queue import BROKEN
from media_pipeline.receiving import receive
from media_pipeline.storing import derivatives, stored_names
from tests.integration.media_pipeline.conftest import CAPTIONS, picture, stream

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]


def work() -> None:
    while working.work_once():
        pass


def stored() -> set[str]:
    return set(stored_names(derivatives(), "derivatives"))


def test_what_is_made_of_captions_lies_in_the_storage_and_in_rows() -> None:
    receive(stream(CAPTIONS), "một.vtt")
    work()
    job = Job.objects.get()
    assert job.state == Job.State.DONE, job.detail
    assert stored() == {file.stored_name for file in job.files.all()}
    (captions,) = [file for file in job.files.all() if file.name == "captions.vtt"]
    with derivatives().open(captions.stored_name) as file:
        data = file.read()
    assert "Ở làng" in data.decode()
    assert captions.bytes == len(data)
    assert job.seconds > 0
    assert job.memory > 0


def test_a_picture_is_made_in_all_its_sizes_and_none_is_larger_than_it_was() -> None:
    receive(stream(picture(width=700, height=500)), "một.png")
    work()
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    files = Derivative.objects.filter(job__recipe="picture")
    assert {"320.avif", "320.jpg", "640.avif", "640.jpg"} <= {file.name for file in files}
    assert max(file.width for file in files) == 700


def test_making_it_again_changes_nothing() -> None:
    receive(stream(CAPTIONS), "một.vtt")
    work()
    before = stored()
    Job.objects.update(state=Job.State.WAITING)
    work()
    assert stored() == before
    assert Derivative.objects.count() == len(before)


def test_an_original_that_is_not_there_is_tried_again_and_named() -> None:
    receive(stream(CAPTIONS), "một.vtt")
    from media_pipeline.storing import originals

    originals().delete(Original.objects.get().stored_name)
    working.work_once()
    job = Job.objects.get()
    assert (job.state, job.reason, job.failures) == (Job.State.WAITING, BROKEN, 1)
    assert Original.objects.get().pk in job.detail


def test_a_storage_out_of_reach_leaves_the_job_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    receive(stream(CAPTIONS), "một.vtt")

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(type(derivatives()), "_save", refuse)
        working.work_once()
    job = Job.objects.get()
    assert (job.state, job.reason) == (Job.State.WAITING, BROKEN)
    assert "no space left" in job.detail
    assert not Derivative.objects.exists()


def test_a_worker_that_has_to_end_gives_its_job_back(settings: Any) -> None:
    receive(stream(picture(width=3000, height=3000)), "một.png")

    def beat() -> None:
        raise working.StoppedError

    with pytest.raises(working.StoppedError):
        working.work_once(beat)
    assert set(Job.objects.values_list("state", "failures")) == {(Job.State.WAITING, 0)}
    assert list(Path(settings.MEDIA_WORK_FOLDER).iterdir()) == []
