"""The embedded engine keeps the contract."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from search.embedded.engine import EmbeddedEngine
from search.engine import Engine
from tests.contract.search.asking import OpenEngine
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
