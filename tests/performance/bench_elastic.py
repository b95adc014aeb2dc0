"""How fast the engine on Elasticsearch builds an index and answers, beside Elasticsearch alone.

`make bench` runs it where ELASTICSEARCH_URL names one. The documents and queries are those of
`bench_search`, ten times as many documents. Alone means: the same words in the same index, those of
which fit best, and nothing else: no tiers, audiences, counts of facets, no total, no text.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import count, islice
from random import Random
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search.analysis.query import Query, Term, parse
from search.conditions import AnyOf, Column, Phrase
from search.documents import Document
from search.elastic.engine import ElasticEngine
from search.elastic.index import FORMAT
from search.elastic.matching import compiled
from search.engine import Request
from tests.performance.bench_search import (
    AUDIENCES,
    CLIENTS,
    COUNTED,
    documents,
    queries,
    spread,
    text_of,
    timed,
)

pytestmark = [
    pytest.mark.performance,
    pytest.mark.needs_shared,
    pytest.mark.needs_elasticsearch,
]

DOCUMENTS, SAMPLE = 200_000, 2_000


@pytest.fixture
def cluster() -> Iterator[Elasticsearch]:
    with Elasticsearch(os.environ["ELASTICSEARCH_URL"], request_timeout=600) as client:
        yield client


@pytest.fixture
def name(cluster: Elasticsearch) -> Iterator[str]:
    name = f"bench-{uuid4().hex}"
    yield name
    for index in cluster.indices.get(index=f"{name}-*", features="aliases"):
        cluster.indices.delete(index=index)


class Counted:
    """Documents on their way, the first of them kept, with the time it takes to make them."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.bytes = 0
        self.sample: list[Document] = []

    def __iter__(self) -> Iterator[Document]:
        source = documents(DOCUMENTS, Random("search"))
        while True:
            began = time.perf_counter()
            some = list(islice(source, 500))
            self.seconds += time.perf_counter() - began
            if not some:
                return
            self.sample += some[: SAMPLE - len(self.sample)]
            self.bytes += sum(len(text_of(d).encode()) for d in some)
            yield from some


def test_build_and_search(
    cluster: Elasticsearch, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Counted()
    with closing(ElasticEngine([os.environ["ELASTICSEARCH_URL"]], name)) as engine:
        began = time.perf_counter()
        engine.rebuild(made)
        seconds = time.perf_counter() - began - made.seconds
        asked = queries(made.sample, Random("queries"))
        alias = f"{name}-{FORMAT}"
        cluster.indices.flush(index=alias)
        stats = cluster.indices.stats(index=alias, metric=["store", "segments"])["_all"][
            "primaries"
        ]
        size, segments = stats["store"]["size_in_bytes"], stats["segments"]["count"]
        first = timed(lambda: engine.search(Request(parse(""), AUDIENCES, counted=COUNTED)))
        lines = [
            f"{DOCUMENTS / seconds:.0f} documents/s, {made.bytes // DOCUMENTS} bytes each; index"
            f" {size / made.bytes:.1f} bytes for each, {segments} segments; first search"
            f" {first:.0f} ms"
        ]
        requests = {
            kind: [Request(parse(text), AUDIENCES, counted=COUNTED) for text in typed]
            for kind, typed in asked.items()
        }
        every: list[float] = []
        again: list[float] = []
        alone: list[float] = []
        for kind, some in requests.items():
            ours, theirs = [], []
            for request in some:
                ask, search = _bare(cluster, alias, request.query), _search(engine, request)
                # By turns, and each the second time: what is measured is not the disk.
                ask(), search()
                theirs.append(min(timed(ask) for _ in range(3)))
                again.append(min(timed(search) for _ in range(3)))
                # The cluster keeps what it has counted until something is written.
                ours.append(min(timed(_search(engine, _anew(request))) for _ in range(3)))
            lines.append(_line(kind, ours, theirs))
            every += ours
            alone += theirs
        lines.append(_line("all", every, alone))
        lines.append(_line("asked again", again, alone))
        at_once = [request for some in requests.values() for request in some]
        with ThreadPoolExecutor(CLIENTS) as pool:
            ours = list(pool.map(lambda r: timed(_search(engine, _anew(r))), at_once))
            theirs = list(pool.map(lambda r: timed(_bare(cluster, alias, r.query)), at_once))
            often = list(pool.map(lambda r: timed(_search(engine, r)), at_once))
        lines.append(_line(f"{CLIENTS} clients", ours, theirs))
        lines.append(_line("asked again", often, theirs))
        written = [timed(lambda: engine.write(made.sample[:20])) for _ in range(20)]
        p50, p95 = spread(written)
        lines.append(f"20 documents written and seen: {p50:.0f} {p95:.0f} ms")
    with capsys.disabled():
        print("\n" + "\n".join(lines))


def _line(kind: str, ours: Iterable[float], theirs: Iterable[float]) -> str:
    (p50, p95), (b50, b95) = spread(list(ours)), spread(list(theirs))
    return (
        f"{kind:18} {p50:6.1f} {p95:6.1f} ms, bare {b50:6.1f} {b95:6.1f} ms:"
        f" {p50 / b50:.2f} {p95 / b95:.2f}"
    )


def _anew(request: Request) -> Request:
    """The same, as nobody has asked it before: with an audience that nothing belongs to."""
    return replace(request, audiences=AUDIENCES | {next(_NOBODY)})


_NOBODY = count(1_000_000)


def _search(engine: ElasticEngine, request: Request) -> Callable[[], object]:
    return lambda: engine.search(request)


def _bare(cluster: Elasticsearch, alias: str, query: Query) -> Callable[[], object]:
    """The same words for Elasticsearch alone, by its own score."""

    def phrases(terms: Iterable[Term]) -> list[Phrase]:
        return [Phrase(Column.F, term.folded, term.prefix) for term in terms]

    required = [compiled(AnyOf(tuple(phrases(group)))) for group in query.required]
    excluded = compiled(AnyOf(tuple(phrases(query.excluded))))
    body = {
        "query": {"bool": {"must": required, "must_not": [excluded]}},
        "size": 20,
        "_source": False,
    }
    return lambda: cluster.search(index=alias, body=body)
