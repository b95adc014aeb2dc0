"""The embedded engine keeps the contract."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from shutil import rmtree

import pytest

from search.documents import Document
from search.embedded import generations
from search.embedded.engine import EmbeddedEngine
from search.engine import Engine, EngineError, SpoiltError
from tests.contract.search.asking import OpenEngine, document, found
from tests.contract.search.changing import Changing
from tests.contract.search.finding import Finding
from tests.contract.search.hostile import Hostile
from tests.contract.search.narrowing import Narrowing

WRITER = """
import sys
from pathlib import Path
from search.embedded.engine import EmbeddedEngine
from tests.contract.search.asking import document
engine = EmbeddedEngine(Path(sys.argv[1]))
for name in sys.argv[2:]:
    engine.write([document(name, "Lễ")])
"""
READER = """
import sys
from pathlib import Path
from search.embedded.engine import EmbeddedEngine
from tests.contract.search.asking import ask
engine = EmbeddedEngine(Path(sys.argv[1]))
for typed in sys.stdin:
    print(ask(engine, typed).total, flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search" / "index"


@pytest.fixture
def open_engine(folder: Path) -> Iterator[OpenEngine]:
    with ExitStack() as opened:

        def open_one() -> Engine:
            engine = EmbeddedEngine(folder)
            opened.callback(engine.close)
            return engine

        yield open_one


@pytest.fixture
def engine(open_engine: OpenEngine) -> Engine:
    return open_engine()


@pytest.fixture
def other_process(folder: Path) -> list[str]:
    return [sys.executable, "-c", WRITER, str(folder)]


class TestEmbedded(Finding, Narrowing, Changing, Hostile):
    """All of it."""


LOSSES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda file: file.write_bytes(b""),
    "other": lambda file: file.write_bytes(b"no database" * 1_000),
    "cut": lambda file: os.truncate(file, file.stat().st_size // 3),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_a_spoilt_index_says_so_until_it_is_rebuilt(
    loss: str, folder: Path, engine: Engine
) -> None:
    engine.write([document("a", "Lễ"), document("b", "Hội")])
    engine.close()
    (file,) = folder.glob("index-*.sqlite")
    LOSSES[loss](file)
    with pytest.raises(SpoiltError):
        found(engine, "lễ")
    with pytest.raises(SpoiltError):
        engine.write([document("c", "Lễ")])
    assert list(folder.glob("index-*.sqlite")) == [file] * (loss != "gone")

    def from_the_database(breaks: bool) -> Iterator[Document]:
        yield document("a", "Lễ", version=2)
        # Nobody is told that there is nothing.
        for ask in (lambda: found(engine, "lễ"), engine.count, lambda: list(engine.entries())):
            with pytest.raises(SpoiltError, match="until it is rebuilt"):
                ask()
        engine.write([document("c", "Lễ", version=3)])
        if breaks:
            raise OSError("gone")

    with pytest.raises(EngineError):
        engine.rebuild(from_the_database(breaks=True))
    with pytest.raises(SpoiltError):
        engine.count()
    engine.rebuild(from_the_database(breaks=False))
    assert found(engine, "lễ") == ["a", "c"]
    engine.remove({"c": 4})
    assert found(engine, "lễ") == ["a"]
    engine.write([document("b", "Lễ", version=2)])
    assert found(engine, "lễ") == ["a", "b"]


def test_a_file_that_is_gone_is_noticed_by_who_has_it_open(folder: Path, engine: Engine) -> None:
    engine.write([document("a", "Lễ")])
    assert found(engine, "lễ") == ["a"]
    (file,) = folder.glob("index-*.sqlite")
    file.unlink()
    with pytest.raises(SpoiltError, match="is gone"):
        found(engine, "lễ")


@pytest.mark.parametrize(
    "damage",
    [
        # All but the first two rows, which say what there should be.
        "DELETE FROM texts_data WHERE id > 10",
        "DELETE FROM shown",
        "UPDATE shown SET packed = zeroblob(99)",
        "UPDATE documents SET facets = '{', change = change + 1",
    ],
)
def test_who_meets_damage_tells_whoever_keeps_the_index(
    damage: str, folder: Path, engine: Engine
) -> None:
    """Of all that is read, only searches read the lists of words."""
    engine.write([document(f"{number}", "Lễ", "hội " * 50) for number in range(200)])
    engine.close()
    (file,) = folder.glob("index-*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(damage)
        connection.commit()
    assert engine.count() == 200
    with pytest.raises(SpoiltError):
        found(engine, "hội")
    with pytest.raises(SpoiltError):
        engine.count()
    engine.rebuild([document("a", "Lễ", version=2)])
    assert found(engine, "lễ") == ["a"]


def test_an_older_release_has_its_index_until_a_newer_one_has_made_its_own(
    folder: Path, open_engine: OpenEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {name: getattr(generations, name) for name in ("_CURRENT", "_INDEX")}
    older = {"_CURRENT": "current-0", "_INDEX": "index-0-*.sqlite"}

    def of(release: dict[str, str]) -> Engine:
        for name, value in release.items():
            monkeypatch.setattr(generations, name, value)
        return open_engine()

    of(older).write([document("a", "Lễ")])
    # There is an index of this format, and not everything in it.
    with pytest.raises(SpoiltError):
        found(of(now), "lễ")
    assert found(of(older), "lễ") == ["a"]
    newer = of(now)
    newer.rebuild([document("a", "Lễ hội")])
    assert [file.name for file in folder.glob("current-*")] == [now["_CURRENT"]]
    assert len(list(folder.glob("index-*.sqlite"))) == 1
    again = of(older)
    with pytest.raises(SpoiltError):
        found(again, "lễ")
    again.rebuild([document("a", "Lễ")])
    assert found(again, "lễ") == ["a"]


def test_a_folder_that_was_deleted_begins_anew(folder: Path, engine: Engine) -> None:
    engine.write([document("a", "Lễ")])
    rmtree(folder)
    assert found(engine, "lễ") == []
    engine.write([document("b", "Lễ")])
    assert found(engine, "lễ") == ["b"]


def test_only_the_current_file_is_left(folder: Path, engine: Engine) -> None:
    for number in range(3):
        engine.rebuild([document(f"{number}", "Lễ")])
    assert len(list(folder.glob("index-*.sqlite"))) == 1


def test_a_second_process_reads_what_is_written(folder: Path, engine: Engine) -> None:
    reading = [sys.executable, "-c", READER, str(folder)]
    with subprocess.Popen(
        reading, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as reader:
        assert reader.stdin is not None
        assert reader.stdout is not None
        for number in range(6):
            made = [document(f"{n}", "Lễ") for n in range(number + 1)]
            if number == 3:
                engine.rebuild(made)
            else:
                engine.write(made)
            print("lễ", file=reader.stdin)
            assert reader.stdout.readline() == f"{number + 1}\n"
        reader.stdin.close()
