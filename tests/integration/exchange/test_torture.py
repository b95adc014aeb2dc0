"""Loads that are killed anywhere, and loads beside each other: all or nothing, and nothing lost.

A few rounds in the suite, many with `make torture`; `--seed` gives other moments.
"""

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag

from heritage.archive.models import Item
from heritage.exchange.loading import run
from heritage.exchange.models import Load, LoadRow
from heritage.exchange.reading import SourceFile
from heritage.exchange.staged import Landing
from heritage.peoples.models import People, Place
from heritage.peoples.reference.terms import load_terms
from heritage.records.models import Identifier
from tests.integration.exchange.conftest import ITEM, PEOPLE, PLACE, sheet, small_archive
from tests.integration.exchange.test_kill import environment

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DYING = f"""
import os, signal, sys, threading, time
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

path, last, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
statements = 0

def die():
    time.sleep(delay)
    os.kill(os.getpid(), signal.SIGKILL)

def count(execute, *arguments):
    global statements
    statements += 1
    if statements == last:
        threading.Thread(target=die).start()
    return execute(*arguments)

with override_settings(TASKS={TASKS!r}), connection.execute_wrapper(count):
    call_command("import_content", path)
"""

TOGETHER = f"""
import select, sys, time
import django
django.setup()
from django.core.management import call_command
from django.test import override_settings
from heritage.peoples.models import Place

print("ready", flush=True)
sys.stdin.readline()
with override_settings(TASKS={TASKS!r}):
    if len(sys.argv) > 1:
        time.sleep(float(sys.argv[2]))
        call_command("import_content", sys.argv[1])
    else:
        saves = 0
        while not select.select([sys.stdin], [], [], 0.02)[0]:
            saves += 1
            place = Place.objects.originals().get(identifier__sheet_id="bau-truc")
            place.needs_check = f"{{saves}}"
            place.save_revision()
            place.save()
        print(saves)
"""


@pytest.fixture(autouse=True)
def _vocabularies(settings: Any) -> None:
    load_terms()
    settings.TASKS = TASKS


def items(prefix: str, count: int) -> SourceFile:
    rows = (
        ITEM | {"id": f"{prefix}-{n}", "related_ids": "", "tags": f"thẻ {n % 9};{prefix}"}
        for n in range(count)
    )
    return sheet(f"{prefix}.csv", *rows)


def statements_of(files: list[SourceFile]) -> int:
    """How many statements a whole load of the files takes."""
    count = 0

    def counting(execute: Any, *arguments: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*arguments)

    with transaction.atomic():
        with connection.execute_wrapper(counting):
            assert run(files, Landing(), Load()).problems == []
        transaction.set_rollback(True)
    return count


def folder(path: Path, *files: SourceFile) -> str:
    path.mkdir()
    for file in files:
        (path / file.name).write_bytes(file.data)
    return str(path)


def test_a_load_killed_at_any_moment_leaves_all_or_nothing(dice: Random, tmp_path: Path):
    files = [*small_archive(), items("nhieu", 60)]
    last, delay = dice.randint(1, statements_of(files)), dice.uniform(0, 0.01)
    print(f"killed {delay:.4f} s after the beginning of statement {last}")
    arguments = [folder(tmp_path / "bang", *files), str(last), str(delay)]
    connection.close()
    ended = subprocess.run(
        [sys.executable, "-c", DYING, *arguments],
        cwd=project.BASE_DIR,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    # A last statement may be quicker than the delay.
    assert ended.returncode in (-9, 0), ended.stderr[-2000:]
    whole = Load.objects.filter(state=Load.State.DONE).exists()
    print("all" if whole else "nothing")
    assert Load.objects.count() == DBTaskResult.objects.count() == int(whole)
    for model, count in ((Identifier, 65), (LoadRow, 66), (Item, 122), (People, 2)):
        assert model._default_manager.count() == count * whole, model
    assert Tag.objects.exists() is whole
    assert all(not problems for problems in People.find_problems())
    again = run(files, Landing(), Load())
    assert (again.problems, again.counts["unchanged" if whole else "created"]) == ([], 66)


def test_two_loads_and_an_officer_at_once_lose_nothing(dice: Random, tmp_path: Path):
    run([sheet("d.csv", PEOPLE), sheet("p.csv", PLACE)], Landing(), Load())
    # Both bring this one, and the same new tags.
    both = sheet("chung.csv", PLACE | {"id": "plei-op", "name_vi": "Plei Ơp"})
    loads = {prefix: [items(prefix, dice.randint(20, 120)), both] for prefix in ("mot", "hai")}
    before = Place.objects.originals().get().revisions.count()
    connection.close()
    commands = [
        [folder(tmp_path / prefix, *files), str(dice.uniform(0, 0.3))]
        for prefix, files in loads.items()
    ]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", TOGETHER, *arguments],
            cwd=project.BASE_DIR,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for arguments in [[], *commands]
    ]
    try:
        for process in started:
            assert process.stdout is not None
            assert process.stdin is not None
            assert process.stdout.readline() == "ready\n"
        for process in started:
            process.stdin.write("go\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
        officer, *loading = started
        for process in loading:
            said, _ = process.communicate(timeout=120)
            assert process.returncode == 0, said
        saves = int(officer.communicate("stop\n", timeout=60)[0])
    finally:
        for process in started:
            process.kill()
            process.wait()
    assert Load.objects.filter(state=Load.State.DONE).count() == 3
    place = Place.objects.originals().get(identifier__sheet_id="bau-truc")
    assert place.needs_check == str(saves)
    assert place.revisions.count() == before + saves
    assert Tag.objects.filter(name__startswith="thẻ ").count() == 9
    for files in loads.values():
        again = run(files, Landing(), Load())
        assert (again.problems, again.counts["created"], again.counts["changed"]) == ([], 0, 0)
