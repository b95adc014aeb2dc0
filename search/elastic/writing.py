"""Rows go in, in requests of bounded size."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.engine import EngineError

_REQUEST_BYTES = 8_000_000
_OLDER = 409


class RefusedError(Exception):
    """The index is closed to writes, or gone: a rebuild is about to put another in its place."""

    def __init__(self, done: int, reason: str) -> None:
        super().__init__(reason)
        self.done = done
        """Rows before the first one that was refused."""


def put(client: Elasticsearch, index: str, rows: Iterable[bytes], *, at_once: bool) -> None:
    """Write rows (`lines_of`) in their order; an older version of what is there does nothing.

    `at_once`: searches that begin afterwards find them; then `index` is an alias. Raises
    RefusedError, EngineError, and what the client raises.
    """
    done = 0
    for lines, is_last in _requests(rows):
        try:
            answer = client.bulk(
                index=index,
                operations=cast(Any, lines),  # made already, so that their size is known
                # One refresh, after the last request: what was written is seen as a whole.
                refresh=at_once and is_last,
                require_alias=at_once,
            )
        except NotFoundError as error:
            raise RefusedError(done, str(error)) from error
        except ApiError as error:
            if error.status_code == _TOO_LONG and len(lines) == 1:
                # Of this one document, as below.
                raise ValueError(f"too long for the cluster: {len(lines[0])} bytes") from error
            raise
        if answer["errors"]:
            for number, item in enumerate(answer["items"]):
                _check(item["index"], done + number)
        done += len(lines)


def _check(item: dict[str, object], number: int) -> None:
    match item:
        case {"status": status, "error": {"type": kind, "reason": reason}} if status != _OLDER:
            if (status, kind) in _REFUSED:
                raise RefusedError(number, str(reason))
            if status == _BAD:
                # The document's fault: it alone is to wait.
                raise ValueError(f"{item.get('_id')}: {reason}")
            raise EngineError(f"{item.get('_id')}: {reason}")


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
