"""Who writes or rebuilds is killed, or Elasticsearch itself: nothing that was done is lost."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from random import Random

import pytest
from elasticsearch import Elasticsearch

from search.elastic.engine import ElasticEngine
from search.engine import EngineError, RebuildingError
from tests.contract.search.asking import ask, found
from tests.contract.search.clusters import Service, address, another, cluster, name
from tests.contract.search.test_embedded_killed import SIZE, batch

__all__ = ["address", "cluster", "name"]

pytestmark = [pytest.mark.torture, pytest.mark.needs_elasticsearch]

# Whoever was told that it could not be done calls again.
STORM = """
import sys, time
from itertools import count
from search.elastic import lease
from search.elastic.engine import ElasticEngine
from search.engine import EngineError, RebuildingError
from tests.contract.search.test_embedded_killed import batch
lease.LEASE_SECONDS = 2.0
engine = ElasticEngine([sys.argv[1]], sys.argv[2])
for version in count(int(sys.argv[3])):
    change = engine.rebuild if version % 4 == 0 else engine.write
    while True:
        try:
            change(batch(version))
            break
        except (EngineError, RebuildingError):
            time.sleep(0.1)
    print(version, flush=True)
"""


@contextmanager
def storm(address: str, name: str, version: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes and rebuilds; it is killed in the end."""
    command = [sys.executable, "-c", STORM, address, name, str(version)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        try:
            yield started
        finally:
            started.kill()


def said(process: "subprocess.Popen[str]") -> int:
    """The next version that is done."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line
    return int(line)


def rest(process: "subprocess.Popen[str]", last: int) -> int:
    """Kill it, and return the last version that it said was done."""
    process.kill()
    assert process.stdout is not None
    return int((process.stdout.read().split() or [str(last)])[-1])


def test_who_writes_and_rebuilds_is_killed(
    address: str, cluster: Elasticsearch, name: str, dice: Random
) -> None:
    done = 0
    with closing(ElasticEngine([address], name)) as reader:
        for _ in range(4):
            with storm(address, name, done + 1) as process:
                first = said(process)
                time.sleep(dice.random() * 0.6)
                done = rest(process, first)
            # What was done is there; of what was about to be done, some documents may be.
            assert reader.count() == SIZE
            assert {entry.version for entry in reader.entries()} <= {done, done + 1}
            assert found(reader, "lễ", size=99) == [f"{n:02}" for n in range(SIZE)]
            # Whoever calls again makes it whole, and waits if need be.
            done += 1
            reader.write(batch(done))
            check(reader, done)
        rebuild(reader, done + 1)
        check(reader, done + 1)
    indices = cluster.indices.get(index=f"{name}-*", features="aliases")
    assert len(indices) == 2, "the current one, and the lease"


@pytest.fixture(scope="module")
def service(request: pytest.FixtureRequest) -> Iterator[Service]:
    """An Elasticsearch that may be killed."""
    if request.config.getoption("--rounds") < 10:
        pytest.skip("starts Elasticsearch again and again: `make torture`")
    with another() as started:
        yield started


@pytest.mark.slow
def test_elasticsearch_is_killed(service: Service, dice: Random) -> None:
    name = f"test-{dice.randrange(1 << 30)}"
    with (
        closing(ElasticEngine([service.address], name)) as reader,
        storm(service.address, name, 1) as process,
    ):
        said(process)
        time.sleep(dice.random())
        service("kill")
        with pytest.raises(EngineError):
            reader.count()
        service("up")
        # Those after the first ones have begun after the outage.
        done = rest(process, [said(process) for _ in range(20)][-1])
        assert {entry.version for entry in reader.entries()} <= {done, done + 1}
        reader.write(batch(done + 1))
        check(reader, done + 1)
        rebuild(reader, done + 2)
        check(reader, done + 2)


def rebuild(engine: ElasticEngine, version: int) -> None:
    """Rebuild as soon as the one that was killed is known to be dead."""
    for _ in range(50):
        try:
            engine.rebuild(batch(version))
        except RebuildingError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("a killed rebuild is in the way")


def check(engine: ElasticEngine, version: int) -> None:
    answer = ask(engine, f"lễ {version}", counted=frozenset({"version"}))
    assert answer.total == engine.count() == SIZE
    assert answer.facets == {"version": {f"{version}": SIZE}}
    assert {entry.version for entry in engine.entries()} == {version}
