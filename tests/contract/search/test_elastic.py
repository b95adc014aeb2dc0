"""The engine on Elasticsearch keeps the contract."""

import shutil
import socket
import ssl
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from elasticsearch import ApiError, Elasticsearch, TransportError

from search.analysis.scan import scan
from search.documents import Document
from search.elastic import lease, writing
from search.elastic.client import Access
from search.elastic.engine import ElasticEngine
from search.elastic.index import FORMAT, Indices
from search.elastic.lease import Lease
from search.elastic.rows import lines_of, row_of
from search.elastic.writing import RefusedError, put
from search.engine import Engine, EngineError, RebuildingError
from tests.contract.search.asking import OpenEngine, document, found
from tests.contract.search.changing import Changing
from tests.contract.search.clusters import address, another, cluster, fresh_name, name
from tests.contract.search.finding import Finding
from tests.contract.search.hostile import Hostile
from tests.contract.search.narrowing import Narrowing

__all__ = ["address", "cluster", "name"]

pytestmark = pytest.mark.needs_elasticsearch

WRITER = """
import sys
from search.elastic.engine import ElasticEngine
from tests.contract.search.asking import document
engine = ElasticEngine([sys.argv[1]], sys.argv[2])
for name in sys.argv[3:]:
    engine.write([document(name, "Lễ")])
"""


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


@pytest.fixture
def indices(cluster: Elasticsearch, name: str) -> Callable[[], list[str]]:
    """The indices there are of this test."""
    return lambda: sorted(cluster.indices.get(index=f"{name}-*", features="aliases"))


@pytest.fixture(scope="module")
def shared_name(cluster: Elasticsearch) -> Iterator[Callable[[str], str]]:
    """Of the index of a test with parameters: it writes the same identifiers each time.

    An index costs a third of a second.
    """
    names: dict[str, str] = {}
    with ExitStack() as stack:

        def shared(test: str) -> str:
            if test not in names:
                names[test] = stack.enter_context(fresh_name(cluster))
            return names[test]

        yield shared


class TestElastic(Finding, Narrowing, Changing, Hostile):
    """All of it."""

    @pytest.fixture
    def name(
        self,
        request: pytest.FixtureRequest,
        cluster: Elasticsearch,
        shared_name: Callable[[str], str],
    ) -> Iterator[str]:
        with ExitStack() as stack:
            if hasattr(request.node, "callspec"):
                yield shared_name(request.node.originalname)
            else:
                yield stack.enter_context(fresh_name(cluster))


def test_blanks_part_tokens_and_nothing_else_does(cluster: Elasticsearch) -> None:
    """Every character that may stand in a token stands in one of Lucene's, too."""
    tokens = [
        form
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Co")  # of neither is a token made
        for token in scan(f"{chr(code)} x{chr(code)}")
        for form in (token.exact, token.folded)
    ]
    some = list(dict.fromkeys([*tokens, "😀", "𠀀" * 64, "a" * 64]))
    assert len(some) > 100_000
    for first in range(0, len(some), 10_000):
        part = some[first : first + 10_000]
        answer = cluster.indices.analyze(analyzer="whitespace", text=" ".join(part))
        assert [token["token"] for token in answer["tokens"]] == part


def test_only_the_current_index_is_left(
    cluster: Elasticsearch, name: str, engine: Engine, indices: Callable[[], list[str]]
) -> None:
    for number in range(3):
        engine.rebuild([document(f"{number}", "Lễ")])
    (current,) = cluster.indices.get_alias(name=f"{name}-{FORMAT}")
    assert indices() == sorted([current, f"{name}-{FORMAT}-lease"])


def test_what_is_not_of_this_index_stays(
    cluster: Elasticsearch, name: str, engine: Engine, indices: Callable[[], list[str]]
) -> None:
    others = [f"{name}-{FORMAT + 1}-first", f"{name}-{FORMAT}-1-first", f"{name}-{FORMAT}-other"]
    for other in others:
        cluster.indices.create(index=other)
    engine.rebuild([document("a", "Lễ")])
    assert set(indices()) > set(others)


def test_an_alias_that_was_removed_begins_anew(
    cluster: Elasticsearch, name: str, engine: Engine
) -> None:
    engine.write([document("a", "Lễ")])
    cluster.indices.delete(index=f"{name}-{FORMAT}-first")
    assert found(engine, "lễ") == []
    cluster.indices.delete(index=f"{name}-{FORMAT}-first")
    assert list(engine.entries()) == []
    cluster.indices.delete(index=f"{name}-{FORMAT}-first")
    engine.write([document("b", "Lễ")])
    assert found(engine, "lễ") == ["b"]


def test_who_was_killed_in_the_last_step_is_in_nobodys_way_for_long(
    cluster: Elasticsearch,
    name: str,
    engine: Engine,
    indices: Callable[[], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine.write([document("a", "Lễ")])
    monkeypatch.setattr(lease, "LEASE_SECONDS", 1.0)
    killed = Indices(cluster, name)
    Lease(cluster, killed.alias)._take()
    monkeypatch.undo()
    killed.make()
    killed.close_writing(killed.current())
    assert found(engine, "lễ") == ["a"]
    with pytest.raises(RebuildingError):
        engine.rebuild([])
    engine.write([document("b", "Lễ", facets={"n": ("1",)})])
    engine.remove({"a": 2})
    assert found(engine, "lễ") == ["b"]
    assert indices() == [f"{name}-{FORMAT}-first", f"{name}-{FORMAT}-lease"]
    engine.rebuild([document("c", "Lễ")])
    assert found(engine, "lễ") == ["c"]


def test_who_lost_the_lease_changes_nothing(
    cluster: Elasticsearch, name: str, engine: Engine, open_engine: OpenEngine
) -> None:
    """As if this process had slept for longer than others wait."""

    def sleepy() -> Iterator[Document]:
        yield document("a", "Lễ")
        cluster.delete(index=f"{name}-{FORMAT}-lease", id="rebuild")
        open_engine().rebuild([document("b", "Lễ")])

    with pytest.raises(EngineError):
        engine.rebuild(sleepy())
    assert found(engine, "lễ") == ["b"]
    engine.write([document("c", "Lễ")])
    assert found(engine, "lễ") == ["b", "c"]


def test_nobody_knows_whether_the_last_step_was_done(
    engine: Engine, indices: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is lost, after it was done or before."""
    engine.write([document("a", "Lễ")])
    swap = Indices.swap

    def done(self: Indices, old: str, new: str) -> None:
        swap(self, old, new)
        raise TransportError("the answer was lost")

    def not_done(self: Indices, old: str, new: str) -> None:
        raise TransportError("the question was lost")

    monkeypatch.setattr(Indices, "swap", done)
    with pytest.raises(EngineError):
        engine.rebuild([document("b", "Lễ")])
    assert found(engine, "lễ") == ["b"]
    monkeypatch.setattr(Indices, "swap", not_done)
    with pytest.raises(EngineError):
        engine.rebuild([document("c", "Lễ")])
    assert found(engine, "lễ") == ["b"]
    engine.write([document("d", "Lễ")])
    assert found(engine, "lễ") == ["b", "d"]
    assert len(indices()) == 2, "the current one, and the lease"


def test_a_write_of_many_bytes_is_several_requests(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.elastic.writing._REQUEST_BYTES", 2_000)
    engine.write([document(f"{n:03}", "Lễ hội") for n in range(100)])
    assert engine.count() == 100
    engine.remove({f"{n:03}": 2 for n in range(90)})
    assert len(found(engine, "lễ", size=99)) == 10


def test_a_cluster_that_is_not_there_is_said_at_once() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    engine = ElasticEngine([f"http://127.0.0.1:{port}"], "test")
    began = time.monotonic()
    for ask in (
        lambda: found(engine, "lễ"),
        lambda: engine.write([document("a", "Lễ")]),
        lambda: engine.remove({"a": 1}),
        lambda: engine.rebuild([]),
        lambda: list(engine.entries()),
        engine.count,
    ):
        with pytest.raises(EngineError, match="Connection"):
            ask()
    assert time.monotonic() - began < 3
    engine.close()


def test_a_cluster_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.elastic.engine.SEARCH_SECONDS", 0.3)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        engine = ElasticEngine([f"http://127.0.0.1:{listening.getsockname()[1]}"], "test")
        began = time.monotonic()
        with pytest.raises(EngineError, match="timed out"):
            found(engine, "lễ")
        assert time.monotonic() - began < 2
        engine.close()


def test_of_several_machines_one_will_do(address: str, name: str) -> None:
    engine = ElasticEngine(["http://127.0.0.1:9", address], name)
    for number in range(4):
        engine.write([document(f"{number}", "Lễ")])
        assert len(found(engine, "lễ")) == number + 1
    engine.close()


@pytest.mark.slow
def test_a_password(name: str) -> None:
    with another(password="a password") as service:
        nobody = ElasticEngine([service.address], name)
        with pytest.raises(EngineError, match="401"):
            nobody.count()
        user = ElasticEngine([service.address], name, Access(user="elastic", password="a password"))
        user.write([document("a", "Lễ")])
        assert found(user, "lễ") == ["a"]
        user.rebuild([document("b", "Lễ")])
        assert found(user, "lễ") == ["b"]
        nobody.close()
        user.close()


def test_a_key_is_sent_and_neither_is_ever_said() -> None:
    """The cluster of these tests makes no keys: it lacks a module for that."""
    sent: list[str] = []

    class Cluster(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent.append(self.headers["Authorization"])
            self.send_error(401)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing is said of it."""

    access = Access(user="elastic", password="a password", api_key="a2V5OnNlY3JldA==")
    assert "a password" not in repr(access)
    assert "a2V5" not in repr(access)
    with HTTPServer(("127.0.0.1", 0), Cluster) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        engine = ElasticEngine([f"http://127.0.0.1:{server.server_port}"], "test", access)
        with pytest.raises(EngineError, match="401") as raised:
            found(engine, "lễ")
        engine.close()
        server.shutdown()
    assert set(sent) == {f"ApiKey {access.api_key}"}
    assert "a2V5" not in str(raised.value)


def test_a_certificate_of_ones_own(address: str, name: str, tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate")
    certificate = tmp_path / "ca.pem"
    with _encrypted(address, certificate, tmp_path / "key.pem") as encrypted:
        stranger = ElasticEngine([encrypted], name)
        with pytest.raises(EngineError, match="CERTIFICATE_VERIFY_FAILED"):
            stranger.count()
        stranger.close()
        known = ElasticEngine([encrypted], name, Access(ca_certificate=str(certificate)))
        known.write([document("a", "Lễ")])
        assert found(known, "lễ") == ["a"]
        known.close()


@contextmanager
def _encrypted(address: str, certificate: Path, key: Path) -> Iterator[str]:
    """An address that speaks TLS and passes everything on."""
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    making += ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=test"]
    making += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(making, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    host, port = address.removeprefix("http://").split(":")

    def pass_on(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                sink.sendall(data)
        except OSError:
            pass

    def serve() -> None:
        while True:
            try:
                accepted, _ = listening.accept()
            except OSError:
                return
            try:
                near = context.wrap_socket(accepted, server_side=True)
            except OSError:
                accepted.close()
                continue
            far = socket.create_connection((host, int(port)))
            opened.extend([near, far])
            for pair in ((near, far), (far, near)):
                Thread(target=pass_on, args=pair, daemon=True).start()

    opened: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = Thread(target=serve, daemon=True)
        serving.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        serving.join(5)
    for each in opened:
        each.close()


def test_a_document_that_is_too_long_for_a_cluster_is_at_fault_alone(
    cluster: Elasticsearch, engine: Engine, name: str
) -> None:
    engine.write([document("a", "Lễ")])
    long = b'{"index":{"_id":"b"}}\n{"k":"' + b"x" * 106_000_000 + b'"}\n'
    assert list(put(cluster, f"{name}-{FORMAT}", [long], at_once=True)) == ["b"]
    assert found(engine, "lễ") == ["a"]


def test_what_is_at_fault_is_not_forgotten_where_a_write_is_resumed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = writing.put

    def interrupted(client: Any, index: str, lines: list[bytes], **given: Any) -> dict[str, str]:
        monkeypatch.setattr("search.elastic.engine.put", write)
        raise RefusedError(1, "closed to writes", {"a": "failed to parse"})

    monkeypatch.setattr("search.elastic.engine.put", interrupted)
    with pytest.raises(ValueError, match="a: failed to parse"):
        engine.write([document("a", "Lễ"), document("b", "Lễ")])
    assert found(engine, "lễ") == ["b"]


def test_what_a_proxy_does_not_bear_is_sent_in_halves(
    cluster: Elasticsearch, engine: Engine, name: str
) -> None:
    """A proxy that bears 20 kB, before a real cluster."""

    class Narrow:
        def bulk(self, *, operations: Any, **given: Any) -> Any:
            if sum(map(len, operations)) > 20_000:
                raise ApiError("413", meta=SimpleNamespace(status=413), body="too large")  # type: ignore[arg-type]
            return cluster.bulk(operations=operations, **given)

    engine.write([document("z", "Lễ")])
    rows = [lines_of(row_of(document(f"{n}", "Lễ", "x " * 1_000))) for n in range(9)]
    rows[4] = lines_of(row_of(document("4", "Lễ", "xin " * 9_000)))
    at_fault = put(Narrow(), f"{name}-{FORMAT}", rows, at_once=True)  # type: ignore[arg-type]
    assert list(at_fault) == ["4"]
    assert found(engine, "lễ") == ["0", "1", "2", "3", "5", "6", "7", "8", "z"]
