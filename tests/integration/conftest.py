"""The house as a server has it: everything is wired before the first request."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.urls import get_resolver


@pytest.fixture(scope="session", autouse=True)
def _wired() -> None:
    """Wagtail knows the kinds and their lists once the addresses are read."""
    assert get_resolver().url_patterns


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that is made once for all processes of this run: whoever comes second waits."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with (folder / "made").open("a") as made:
        fcntl.flock(made, fcntl.LOCK_EX)
        if not made.tell():
            make(folder)
            made.write("made")
    return folder


@pytest.fixture
def indexed(db: None) -> Callable[[], int]:
    """`indexed()`: what has been written is found from here on. Nothing of other tests is.

    Each process of tests has an index of its own, which no test's end takes back.
    """
    from search.engines import engine
    from search.rebuilding import rebuild
    from search.source import source
    from search.working import until_done

    rebuild(engine(), source())
    return lambda: until_done(engine(), source())


@pytest.fixture(scope="session")
def unfounded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an archive that was started once, empty, where nobody said whose it is."""
    from tests.integration.test_run import Archive, unused_port

    def make(folder: Path) -> None:
        archive = Archive(folder, unused_port())
        archive.start(DEMO="0", PROVINCE="Khánh Hòa")
        (folder / "status").write_text(str(archive.wait(120)))

    return once(tmp_path_factory, "unfounded", make)


def copy(data: Path, target: Path) -> None:
    """Another archive's data, as they are; of the static files, which nobody changes, the place."""
    shutil.copytree(data, target, ignore=shutil.ignore_patterns("static"))
    (target / "static").symlink_to(data / "static")
