"""The storage itself is killed while files come in and are made: nothing is lost, and it goes on.

Alone: whoever else uses this S3 would lose it, too. `make torture` runs one test after the other.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from media_pipeline.fixity import check
from media_pipeline.models import Derivative, Job, Original, Quarantined
from media_pipeline.queue import retry
from media_pipeline.reconciling import reconcile
from media_pipeline.storing import derivatives, originals, stored_names
from tests.integration.media_pipeline.conftest import keep_in_bucket
from tests.integration.media_pipeline.test_torture import (
    AT_ONCE,
    Programs,
    files,
    free_silent_jobs,
    started,
)

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.needs_s3,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def service(rounds: int, shared: Path) -> Iterator[Path]:
    """The script that crashes S3 and brings it back; it is there again afterwards."""
    if rounds < 10 or os.environ.get("PYTEST_XDIST_WORKER"):
        pytest.skip("other tests need this S3 while it would be dead: `make torture`")
    script = shared / "services" / "s3" / "s3"
    yield script
    bring_back(script)


def bring_back(script: Path) -> None:
    subprocess.run([script, "up"], check=True, stdout=subprocess.DEVNULL)


@pytest.fixture
def programs(settings: Any, tmp_path: Path, bucket: str) -> Iterator[Programs]:
    keep_in_bucket(settings, tmp_path, bucket)
    with started(settings, tmp_path) as start:
        yield start


def test_a_killed_storage_loses_nothing_and_work_goes_on_when_it_is_back(
    service: Path, programs: Programs, tmp_path: Path, dice: Random
) -> None:
    folder = tmp_path / "đợt"
    good = files(folder, dice)
    making = programs("media", "work")
    for _ in range(3):
        ingesting = programs("ingest", str(folder))
        time.sleep(dice.uniform(1, 6))
        subprocess.run([service, "kill"], check=True, stdout=subprocess.DEVNULL)
        time.sleep(dice.uniform(0, 4))
        bring_back(service)
        assert ingesting.wait(timeout=180) == 1, "refused clearly, or two files that are no good"
    assert programs("ingest", str(folder)).wait() == 1
    assert making.poll() is None, "the worker outlives the outage"
    making.terminate()
    making.wait()
    connection.close()
    free_silent_jobs()
    retry()
    Job.objects.filter(state=Job.State.WAITING).update(due_at=timezone.now())
    assert programs("media", "work", "--until-empty").wait() == 0
    reconcile(grace=AT_ONCE)
    assert (Original.objects.count(), Quarantined.objects.count()) == (good, 2)
    for original in Original.objects.all():
        assert check(original).fixity == Original.Fixity.WHOLE
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
    rows = [file.stored_name for file in Derivative.objects.select_related("job")]
    assert sorted(rows) == sorted(stored_names(derivatives(), "derivatives"))
    names = {one.stored_name for one in Original.objects.all()}
    assert names == set(stored_names(originals(), "originals"))
