"""An index of its own for each test, and things to be found in it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from heritage.accounts.demo import create_demo_accounts
from heritage.accounts.roles import sync_roles
from search import engines, rebuilding, working
from search.engine import Engine
from search.source import source
from tests.integration.media.conftest import hang, on_disk
from tests.integration.site.conftest import make, officer

__all__ = ["hang", "make", "officer", "on_disk"]

BringUp = Callable[[], int]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else settles anything here."""
    monkeypatch.setattr(rebuilding, "SETTLING_SECONDS", 0.0)


@pytest.fixture
def index(settings: Any, tmp_path: Path, db: None) -> Iterator[Engine]:
    """The engine of this process, on an index that is empty."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    engines.close()
    yield engines.engine()
    engines.close()


@pytest.fixture
def drain(index: Engine) -> BringUp:
    """Do what the worker does: everything that is due."""
    return lambda: working.until_done(index, source())


@pytest.fixture
def demo(db: None) -> None:
    """The demo content, published."""
    sync_roles()
    create_demo_accounts()
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)
