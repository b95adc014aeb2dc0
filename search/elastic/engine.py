"""The engine on Elasticsearch: one index, which an alias names."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, TypeVar

from elasticsearch import ApiError, TransportError

from search.documents import Document
from search.elastic import reading
from search.elastic.client import SEARCH_SECONDS, Access, connect, reasons
from search.elastic.index import Indices
from search.elastic.lease import Lease
from search.elastic.rows import Row, lines_of, row_of
from search.elastic.searching import Body, Searching
from search.elastic.writing import RefusedError, put
from search.engine import Answer, EngineError, Entry, RebuildingError, Request, each_made

# Whoever writes waits so long for the end of a rebuild, and looks so often; longer than a lease.
_PATIENCE_SECONDS = 30.0
_LOOK_SECONDS = 0.1
# Between finding an index and reading it a rebuild may remove it, and one that was made in this
# very moment is not open yet. Nobody waits longer: half a second.
_PAUSES = (0.0, 0.05, 0.15, 0.3)
_NOT_FOUND = 404
# The cluster is busy, or not ready. Of an answer in several parts the client does not see it.
_LATER = frozenset({429, 503})

Read = TypeVar("Read")

NO_ACCESS = Access()


class ElasticEngine:
    """`search.engine.Engine` on a cluster, under a name of its own there.

    Several processes on several machines may read and write. Make an engine after forking:
    connections must not cross it. `name` begins the names of all its indices: lower case letters,
    digits, "-" and "_".

    A cluster has no transactions. What cannot be written is refused as a whole before anything is
    sent; but where a cluster fails in the midst of a write, some documents may be new and others
    old until the call is repeated. Where two write at the same time, either may for a moment show
    half of what the other is writing.
    """

    def __init__(self, addresses: Sequence[str], name: str, access: Access = NO_ACCESS) -> None:
        self._client = connect(addresses, access)
        self._searching = self._client.options(request_timeout=SEARCH_SECONDS)
        self._indices = Indices(self._client, name)
        self._lease = Lease(self._client, self._indices.alias)

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of what was there."""
        self._write([lines_of(row_of(document)) for document in documents])

    def remove(self, versions: Mapping[str, int]) -> None:
        """Remove documents, as of a version each."""
        self._write([lines_of(Row(id_, version, None)) for id_, version in versions.items()])

    def search(self, request: Request) -> Answer:
        """Return one page of what is found."""
        with reasons():
            return self._read(lambda: Searching(self._ask, request).answer())

    def entries(self) -> Iterator[Entry]:
        """Yield what is there; the cluster keeps it until the last one."""
        with reasons():
            moment = self._read(lambda: reading.moment(self._client, self._indices.alias))
            yield from reading.entries(self._client, moment)

    def count(self) -> int:
        """Return how many documents there are."""
        with reasons():
            return self._read(lambda: reading.count(self._searching, self._indices.alias))

    def rebuild(self, documents: Iterable[Document]) -> dict[str, str]:
        """Put `documents` in the place of all there is, in one step, at the end."""
        at_fault: dict[str, str] = {}
        with reasons(), self._alone():
            old = self._indices.current()
            since = reading.last_change(self._client, old)
            new = self._indices.make()
            try:
                at_fault |= self._put(new, each_made(documents, _lines, at_fault))
                # Most of what changed meanwhile comes over before writers have to wait.
                upto = reading.last_change(self._client, old)
                at_fault |= self._put_since(new, old, since)
                self._indices.close_writing(old)
                at_fault |= self._put_since(new, old, upto)
                self._client.indices.refresh(index=new)
                self._lease.check()
            except BaseException:
                # What cannot be put in order now is by the next one, or by whoever writes.
                with suppress(ApiError, TransportError, EngineError):
                    self._indices.remove(new)
                    self._lease.check()
                    self._indices.open_writing(old)
                raise
            # If nobody knows whether this was done, they find out: nothing is put in order here.
            self._indices.swap(old, new)
            with suppress(ApiError, TransportError):
                self._indices.remove(old)
        return at_fault

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(self, *bodies: Body) -> list[Mapping[str, Any]]:
        # Half an answer is none: it would be shown as if there were no more.
        whole = {"allow_partial_search_results": False}
        searches = [part for body in bodies for part in (whole, body)]
        answer = self._searching.msearch(index=self._indices.alias, searches=searches)
        found: list[Mapping[str, Any]] = answer["responses"]
        for one in found:
            if "error" in one:
                raise ApiError(
                    one["error"]["type"], replace(answer.meta, status=one["status"]), one
                )
        return found

    def _write(self, lines: list[bytes]) -> None:
        """Write rows to what is current; who meets the end of a rebuild waits for it."""
        began = time.monotonic()
        at_fault: dict[str, str] = {}
        is_free = False
        with reasons():
            while True:
                try:
                    at_fault |= put(self._client, self._indices.alias, lines, at_once=True)
                    break
                except RefusedError as refused:
                    at_fault |= refused.at_fault
                    if time.monotonic() - began > _PATIENCE_SECONDS:
                        raise EngineError(str(refused)) from refused
                    lines = lines[refused.done :]
                self._indices.begin()
                if is_free:
                    # Whoever closed the index was killed. If another is faster, that one helps.
                    with suppress(RebuildingError), self._alone():
                        pass
                # Looked at before the next try: it may have ended well after this one.
                is_free = not self._lease.is_held()
                time.sleep(_LOOK_SECONDS)
        if at_fault:
            raise ValueError("; ".join(f"{key}: {why}" for key, why in at_fault.items()))

    def _put(self, index: str, lines: Iterable[bytes]) -> dict[str, str]:
        try:
            return put(self._client, index, lines, at_once=False)
        except RefusedError as refused:
            raise EngineError(str(refused)) from refused

    def _put_since(self, new: str, old: str, change: int) -> dict[str, str]:
        return self._put(new, map(lines_of, reading.rows_since(self._client, old, change)))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lease, after what a killed rebuild has left is put in order."""
        with self._lease.held():
            self._tidy()
            yield

    def _tidy(self) -> None:
        self._indices.settle()
        self._indices.remove_others()
        self._indices.open_writing(self._indices.current())

    def _read(self, read: Callable[[], Read]) -> Read:
        for pause in _PAUSES:
            try:
                return read()
            except ApiError as error:
                if error.status_code == _NOT_FOUND:
                    self._indices.begin()
                elif error.status_code in _LATER:
                    time.sleep(pause)
                else:
                    raise
        return read()


def _lines(document: Document) -> bytes:
    return lines_of(row_of(document))
