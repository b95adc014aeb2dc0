"""Work on strangers' bytes ends within its bounds, whatever it does."""

import os
import time
from pathlib import Path

import pytest

from media_pipeline import apart as apart_module
from media_pipeline.apart import MB, Bounds, BrokenTaskError, apart
from media_pipeline.reasons import Reason, RefusedError

HERE = "tests.unit.media_pipeline.tasks"


@pytest.fixture(autouse=True)
def tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that is started reads its tasks from a list of ours."""
    monkeypatch.setattr(apart_module, "MODULE", HERE)


def test_an_answer_comes_back_with_what_it_cost() -> None:
    done = apart("echo", {"said": "Katê"}, Bounds())
    assert done.value == {"said": "Katê"}
    assert 0 < done.seconds < 10
    assert MB < done.memory < 200 * MB


def test_what_is_refused_there_is_refused_here() -> None:
    with pytest.raises(RefusedError) as refusal:
        apart("refuse", {}, Bounds())
    assert refusal.value.reason == Reason.TOO_BIG
    assert refusal.value.detail == "in its own words"
    assert refusal.value.params == {"limit": 3}


def test_it_knows_nothing_of_where_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    assert "SECRET_KEY" not in apart("environment", {}, Bounds()).value


def test_what_libraries_write_to_the_standard_streams_is_no_answer() -> None:
    assert apart("chatter", {}, Bounds()).value == "answer"


def test_a_task_that_does_not_end_is_killed_with_its_programs(tmp_path: Path) -> None:
    began = time.monotonic()
    note = tmp_path / "pid"
    with pytest.raises(RefusedError) as refusal:
        apart("hang", {"note": str(note)}, Bounds(seconds=2))
    assert refusal.value.reason == Reason.TOO_SLOW
    assert time.monotonic() - began < 50, "it waited for a program that sleeps for a minute"
    for pid in note.read_text().split():
        assert gone(int(pid))


def test_a_task_that_takes_too_much_memory_is_refused() -> None:
    with pytest.raises(RefusedError) as refusal:
        apart("swell", {"bytes": 400 * MB}, Bounds(memory=200 * MB))
    assert refusal.value.reason == Reason.TOO_MUCH_MEMORY


def test_a_task_that_writes_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refusal:
        apart("spill", {"into": str(tmp_path / "spilt")}, Bounds(written=MB))
    assert refusal.value.reason == Reason.TOO_BIG
    assert (tmp_path / "spilt").stat().st_size <= MB


def test_a_crash_is_an_answer() -> None:
    with pytest.raises(RefusedError) as refusal:
        apart("crash", {}, Bounds())
    assert refusal.value.reason == Reason.CRASHED
    assert "status -11" in refusal.value.detail


def test_our_own_mistakes_are_not_the_fault_of_the_file() -> None:
    with pytest.raises(BrokenTaskError, match="ZeroDivisionError"):
        apart("divide", {}, Bounds())


def gone(pid: int) -> bool:
    """Whether it has ended. It was killed; on a busy machine its end may take a moment."""
    stat = Path(f"/proc/{pid}/stat")  # not on every system
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if stat.is_file() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True  # nobody asked how it ended
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False
