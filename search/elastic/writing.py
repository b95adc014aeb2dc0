"""Rows go in, in requests of bounded size."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, cast

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.elastic.rows import id_of
from search.engine import EngineError

_REQUEST_BYTES = 8_000_000
_OLDER = 409


class RefusedError(Exception):
    """The index is closed to writes, or gone: a rebuild is about to put another in its place."""

    def __init__(self, done: int, reason: str, at_fault: dict[str, str]) -> None:
        super().__init__(reason)
        self.done = done
        """Rows before the first one that was refused."""
        self.at_fault = at_fault
        """What `put` would have returned of those."""


def put(
    client: Elasticsearch, index: str, rows: Iterable[bytes], *, at_once: bool
) -> dict[str, str]:
    """Write rows (`lines_of`) in their order; an older version of what is there does nothing.

    Returns why some cannot be written, by identifiers: the fault is theirs alone. `at_once`:
    searches that begin afterwards find them; then `index` is an alias. Raises RefusedError,
    EngineError, and what the client raises.
    """
    done = 0
    at_fault: dict[str, str] = {}
    for lines, is_last in _requests(rows):
        ask = partial(
            client.bulk,
            index=index,
            # One refresh, after the last request: what was written is seen as a whole.
            refresh=at_once and is_last,
            require_alias=at_once,
        )
        try:
            for number, item in _failed(ask, lines, done):
                _judge(item, number, at_fault)
        except NotFoundError as error:
            raise RefusedError(done, str(error), at_fault) from error
        done += len(lines)
    return at_fault


def _failed(
    ask: Callable[..., Any], lines: list[bytes], first: int
) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Send rows, and yield what is said of those that were not written, with their numbers."""
    try:
        answer = ask(operations=cast(Any, lines))  # made already, so that their size is known
    except ApiError as error:
        if error.status_code != _TOO_LONG:
            raise
        if len(lines) == 1:
            said = {"type": "too_long", "reason": f"{len(lines[0])} bytes: {error}"}
            yield first, {"_id": id_of(lines[0]), "status": _TOO_LONG, "error": said}
            return
        # Somebody before the cluster bears less than it does.
        half = len(lines) // 2
        yield from _failed(ask, lines[:half], first)
        yield from _failed(ask, lines[half:], first + half)
        return
    if answer["errors"]:
        yield from ((first + number, item["index"]) for number, item in enumerate(answer["items"]))


def _judge(item: Mapping[str, object], number: int, at_fault: dict[str, str]) -> None:
    """Say of a row that was not written whose fault it is; of a document's own, note it."""
    match item:
        case {"status": status, "error": {"type": kind, "reason": reason}} if status != _OLDER:
            if (status, kind) in _REFUSED:
                raise RefusedError(number, str(reason), at_fault)
            if status not in (_BAD, _TOO_LONG):
                raise EngineError(f"{item.get('_id')}: {reason}")
            at_fault[str(item.get("_id"))] = str(reason)


_BAD, _TOO_LONG = 400, 413
_REFUSED = ((403, "cluster_block_exception"), (404, "index_not_found_exception"))


def _requests(rows: Iterable[bytes]) -> Iterator[tuple[list[bytes], bool]]:
    """Yield rows together as far as they fit into one request, and whether it is the last one."""
    lines: list[bytes] = []
    size = 0
    for row in rows:
        if lines and size + len(row) > _REQUEST_BYTES:
            yield lines, False
            lines, size = [], 0
        lines.append(row)
        size += len(row)
    if lines:
        yield lines, True
