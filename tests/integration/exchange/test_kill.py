"""A load that is killed in the middle leaves nothing, its undoing everything; both run again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from taggit.models import Tag

from heritage.archive.models import Item
from heritage.exchange.loading import run
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.staged import Landing
from heritage.exchange.undoing import undo
from heritage.peoples.models import People
from heritage.peoples.reference.terms import load_terms
from heritage.records.models import Identifier
from tests.integration.exchange.conftest import small_archive

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from heritage.exchange.writing import Statements

def half(self):
    from django.db import connection
    with connection.cursor() as cursor:
        todo = [*self.deletes, *self.updates, *self.inserts]
        for sql, params in todo[: len(todo) // 2 + 1]:
            cursor.executemany(sql, params)
    print("half", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

Statements.execute = half
call_command(*sys.argv[1:])
"""


def database_url() -> str:
    """The database of the tests, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return (
        f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}"
        f"/{values['NAME']}"
    )


def environment() -> dict[str, str]:
    """For another process that works on the database of the tests."""
    own = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "heritage.settings.test"}
    return os.environ | own


def killed(*command: str) -> None:
    """Run a command in a process that ends in the middle of writing."""
    connection.close()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *command],
        cwd=settings.BASE_DIR,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]
    assert "half" in ended.stdout


def test_an_undoing_killed_in_the_middle_changes_nothing_and_runs_again():
    load_terms()
    load = run(small_archive(), Landing(), Load()).load
    assert load is not None
    killed("undo_load", str(load.number))
    assert run(small_archive(), Landing(), Load()).counts["unchanged"] == 6
    assert all(not problems for problems in People.find_problems())
    assert undo(load).removed == 6
    assert not Item.objects.exists()


def test_a_load_killed_in_the_middle_leaves_nothing_and_runs_again(tmp_path: Path):
    load_terms()
    for file in small_archive():
        (tmp_path / file.name).write_bytes(file.data)
    killed("import_content", str(tmp_path))
    for model in (Identifier, Item, People, Tag, Load, LoadRow):
        assert not model._default_manager.exists(), model
    assert all(not problems for problems in People.find_problems())
    outcome = run(small_archive(), Landing(), Load())
    assert (outcome.problems, outcome.counts["created"]) == ([], 6)
    assert run(small_archive(), Landing(), Load()).counts["unchanged"] == 6
