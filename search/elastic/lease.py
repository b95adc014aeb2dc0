"""One rebuild at a time: whoever rebuilds holds a lease, and says again and again that it lives.

A lease that nobody renews may be taken over, so one that was killed is in nobody's way for long.
Clocks decide only how long that takes: whoever has lost the lease is told so before the last step,
and what it was building is gone.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread
from typing import NamedTuple

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError, TransportError

from search.engine import EngineError, RebuildingError

LEASE_SECONDS = 20.0
_RENEWALS = 4  # in that time

_ID = "rebuild"
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


class _Held(NamedTuple):
    """A state of the lease: until when, and what a change of this very state has to name."""

    until: float
    if_seq_no: int
    if_primary_term: int


class Lease:
    """The lease of one index, in a small index beside it, which no rebuild ever closes."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._index = f"{alias}-lease"
        self._renewing = Lock()
        self._ours: _Held | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lease. Raises RebuildingError if somebody else does."""
        self._take()
        stopped = Event()
        renewing = Thread(target=self._renew_until, args=(stopped,), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            stopped.set()
            renewing.join()
            self._give_back()

    def check(self) -> None:
        """Raise EngineError if somebody else has taken the lease over."""
        try:
            self._renew()
        except ConflictError as error:
            raise EngineError("the rebuild was silent for too long: another took over") from error

    def is_held(self) -> bool:
        """Tell whether somebody holds the lease, and lives."""
        held = self._read()
        return held is not None and held.until > time.time()

    def _take(self) -> None:
        self._client.options(ignore_status=400).indices.create(
            index=self._index, settings=_SETTINGS, mappings={"enabled": False}
        )
        held = self._read()
        if held is not None and held.until > time.time():
            raise RebuildingError("this index is being rebuilt")
        try:
            self._ours = self._written(held)
        except ConflictError as error:
            raise RebuildingError("this index is being rebuilt") from error

    def _read(self) -> _Held | None:
        try:
            found = self._client.get(index=self._index, id=_ID)
        except NotFoundError:
            return None
        return _Held(found["_source"]["until"], found["_seq_no"], found["_primary_term"])

    def _written(self, before: _Held | None) -> _Held:
        """Write a new end, if the lease still is what it was before."""
        until = time.time() + LEASE_SECONDS
        document = {"until": until}
        if before is None:
            answer = self._client.create(index=self._index, id=_ID, document=document)
        else:
            answer = self._client.index(
                index=self._index,
                id=_ID,
                document=document,
                if_seq_no=before.if_seq_no,
                if_primary_term=before.if_primary_term,
            )
        return _Held(until, answer["_seq_no"], answer["_primary_term"])

    def _renew(self) -> None:
        with self._renewing:
            self._ours = self._written(self._ours)

    def _renew_until(self, stopped: Event) -> None:
        while not stopped.wait(LEASE_SECONDS / _RENEWALS):
            # Out of reach for a moment, or lost: `check` says so in the end.
            with suppress(ApiError, TransportError):
                self._renew()

    def _give_back(self) -> None:
        ours = self._ours
        if ours is None:
            return
        # Nobody has to wait longer than for one that was killed.
        with suppress(ApiError, TransportError):
            self._client.delete(
                index=self._index,
                id=_ID,
                if_seq_no=ours.if_seq_no,
                if_primary_term=ours.if_primary_term,
            )
