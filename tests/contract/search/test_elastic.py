"""The engine on Elasticsearch keeps the contract."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.elastic.engine import ElasticEngine
from search.engine import Engine
from tests.contract.search.asking import OpenEngine
from tests.contract.search.changing import Changing
from tests.contract.search.finding import Finding
from tests.contract.search.hostile import Hostile
from tests.contract.search.narrowing import Narrowing

pytestmark = pytest.mark.needs_elasticsearch

WRITER = """
import sys
from search.elastic.engine import ElasticEngine
from tests.contract.search.asking import document
engine = ElasticEngine([sys.argv[1]], sys.argv[2])
for name in sys.argv[3:]:
    engine.write([document(name, "Lễ")])
"""


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
    name = f"test-{uuid4().hex}"
    yield name
    for index in cluster.indices.get(index=f"{name}-*", features="aliases"):
        cluster.indices.delete(index=index)


@pytest.fixture
def open_engine(address: str, name: str) -> Iterator[OpenEngine]:
    with ExitStack() as opened:

        def open_one() -> Engine:
            engine = ElasticEngine([address], name)
            opened.callback(engine.close)
            return engine

        yield open_one


@pytest.fixture
def engine(open_engine: OpenEngine) -> Engine:
    return open_engine()


@pytest.fixture
def other_process(address: str, name: str) -> list[str]:
    return [sys.executable, "-c", WRITER, address, name]


class TestElastic(Finding, Narrowing, Changing, Hostile):
    """All of it."""
