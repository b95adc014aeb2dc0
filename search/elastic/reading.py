"""All there is, or all that changed, as of one moment, page by page."""

from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl.query import Exists, Range

from search.elastic.rows import Row, row_again
from search.engine import EngineError, Entry

_ENTRIES, _ROWS = 5_000, 50
# Whoever reads may take so long for one page.
_KEPT = "5m"
_LIVING = Exists(field="audience").to_dict()


def moment(client: Elasticsearch, index: str) -> str:
    """Return the name of what an index holds now, for reading it in pages."""
    return str(client.open_point_in_time(index=index, keep_alive=_KEPT)["id"])


def entries(client: Elasticsearch, opened: str) -> Iterator[Entry]:
    """Yield what was there at a moment."""
    held = ("id", "version", "audience")
    # Columns alone: nothing of a document's text is read.
    body = {"query": _LIVING, "docvalue_fields": held, "stored_fields": "_none_", "size": _ENTRIES}
    for hit in _hits(client, opened, body):
        id_, version, audience = (hit["fields"][name][0] for name in held)
        yield Entry(id_, version, int(audience))


def count(client: Elasticsearch, index: str) -> int:
    """Return how many documents there are."""
    return int(client.count(index=index, query=_LIVING)["count"])


def last_change(client: Elasticsearch, index: str) -> int:
    """Return the number of the last change up to which all are done; -1 where there is none.

    Raises EngineError for an index that has not come back yet after its machine was down.
    """
    stats = client.indices.stats(index=index, metric="docs", level="shards")
    for shard in stats["indices"].get(index, {"shards": {}})["shards"].values():
        for copy in shard:
            if copy["routing"]["primary"]:
                return int(copy["seq_no"]["local_checkpoint"])
    raise EngineError(f"{index} is not open yet")


def rows_since(client: Elasticsearch, index: str, change: int) -> Iterator[Row]:
    """Yield the rows of all documents that were written or removed after a change."""
    client.indices.refresh(index=index)
    since = Range("_seq_no", {"gt": change}).to_dict()
    for hit in _hits(client, moment(client, index), {"query": since, "size": _ROWS}):
        yield row_again(hit["_source"])


def _hits(
    client: Elasticsearch, opened: str, body: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Yield the hits of a search at a moment, which is let go of at the end."""
    try:
        after: dict[str, Any] = {}
        while True:
            found = client.search(
                body={
                    **body,
                    **after,
                    "pit": {"id": opened, "keep_alive": _KEPT},
                    "sort": ["_shard_doc"],
                    "track_total_hits": False,
                },
                allow_partial_search_results=False,
            )
            opened = found["pit_id"]
            hits = found["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            after = {"search_after": hits[-1]["sort"]}
    finally:
        client.options(ignore_status=404).close_point_in_time(id=opened)
