"""Killed at any moment, the embedded engine comes back whole, without anybody's help."""

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from search.documents import Document
from search.embedded.engine import EmbeddedEngine
from search.embedded.file import connect
from tests.contract.search.asking import ask, document, found

pytestmark = pytest.mark.torture

SIZE = 20
STORM = """
import sys
from itertools import count
from pathlib import Path
from search.embedded.engine import EmbeddedEngine
from tests.contract.search.test_embedded_killed import batch
engine = EmbeddedEngine(Path(sys.argv[1]))
for version in count(int(sys.argv[2])):
    if version % 4 == 0:
        engine.rebuild(batch(version))
    else:
        engine.write(batch(version))
    print(version, flush=True)
"""


def batch(version: int) -> list[Document]:
    facets = {"version": (f"{version}",)}
    return [
        document(f"{n:02}", f"Lễ số {version}", version=version, facets=facets) for n in range(SIZE)
    ]


def test_killed_while_writing_and_rebuilding(tmp_path: Path, dice: Random) -> None:
    folder = tmp_path / "index"
    reader = EmbeddedEngine(folder)
    done = 0
    for _ in range(6):
        command = [sys.executable, "-c", STORM, str(folder), str(done + 1)]
        storm = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert storm.stdout is not None
        storm.stdout.readline()
        time.sleep(dice.random() * 0.3)
        storm.kill()
        said = storm.stdout.read().split()
        storm.wait()
        storm.stdout.close()
        fresh = EmbeddedEngine(folder)
        versions = {entry.version for entry in fresh.entries()}
        # What was done is there; what was about to be done is there as a whole or not at all.
        (version,) = versions
        assert version >= int(said[-1] if said else done + 1)
        done = version
        for engine in (reader, fresh):
            answer = ask(engine, f"lễ {version}", counted=frozenset({"version"}))
            assert answer.total == engine.count() == SIZE
            assert answer.facets == {"version": {f"{version}": SIZE}}
            assert found(engine, "lễ", size=99) == [f"{n:02}" for n in range(SIZE)]
        check(folder)
        fresh.close()
    fresh = EmbeddedEngine(folder)
    fresh.rebuild(batch(done + 1))
    fresh.close()
    reader.close()
    assert len(list(folder.glob("index-*.sqlite"))) == 1


def check(folder: Path) -> None:
    """SQLite and FTS5 find nothing wrong."""
    (current,) = folder.glob("current-?")
    file = connect(folder / current.read_text())
    assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in ("titles", "texts"):
        file.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    file.close()
