"""Elasticsearch for tests: the one that ELASTICSEARCH_URL names, others that may be killed."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from tests.conftest import SHARED


@pytest.fixture(scope="session")
def address() -> str:
    return os.environ["ELASTICSEARCH_URL"]


@pytest.fixture(scope="session")
def cluster(address: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(address, request_timeout=60) as client:
        yield client


@pytest.fixture
def name(cluster: Elasticsearch) -> Iterator[str]:
    """Of the index of this test."""
    with fresh_name(cluster) as name:
        yield name


@contextmanager
def fresh_name(cluster: Elasticsearch) -> Iterator[str]:
    """A name of an index; what has it is removed afterwards."""
    name = f"test-{uuid4().hex}"
    yield name
    if indices := list(cluster.indices.get(index=f"{name}-*", features="aliases")):
        cluster.indices.delete(index=indices)


class Service:
    """An Elasticsearch of a test's own, at a port of its own; a password turns security on."""

    def __init__(self, folder: Path, password: str = "") -> None:
        self._port = _free_port()
        self._more = {"ES_RUN_DIR": str(folder), "ES_PASSWORD": password}
        self.address = f"http://127.0.0.1:{self._port}"

    def __call__(self, command: str) -> None:
        """`up`, `kill` or `down`."""
        script = SHARED / "services" / "elasticsearch" / "elasticsearch"
        subprocess.run(
            [script, command, str(self._port)],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **self._more},
        )


@contextmanager
def another(password: str = "") -> Iterator[Service]:
    """Start another Elasticsearch, and remove it afterwards."""
    # Its user must be able to reach it: pytest's folders are the user's own.
    service = Service(Path(f"/tmp/elasticsearch-test-{uuid4().hex}"), password)
    try:
        service("up")
        yield service
    finally:
        service("kill")  # nothing of it is wanted any more: faster than to ask it
        service("down")


def _free_port() -> int:
    """A port below 55536: the cluster's own is 10000 higher."""
    while True:
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            port: int = listening.getsockname()[1]
            if port < 55_536:
                return port
