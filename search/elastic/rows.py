"""What an index holds of a document."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from search.analysis.folding import fold
from search.analysis.query import MOST_WORDS
from search.conditions import Column
from search.documents import Document, Passage, analysed, is_part
from search.elastic.terms import escaped, key, ordered, unescaped
from search.packing import packed, unpacked

_LONGEST_ID = 512
_VERSIONS = 1 << 63


class Row(NamedTuple):
    """What is written of one document."""

    id: str
    version: int
    held: Mapping[str, Any] | None
    """By the names of fields; None if it is removed."""


class Shown(NamedTuple):
    """What is read of a hit, and what is not sought without being read: for another index."""

    kind: str
    stored: Mapping[str, object]
    titles: tuple[Passage, ...]
    body: tuple[Passage, ...]
    lead: int
    aside: tuple[Passage, ...]


def row_of(document: Document) -> Row:
    """Return the row of a document. Raises ValueError or TypeError for what is not JSON."""
    shown = [
        *(document.kind, dict(document.stored), document.titles, document.body),
        *(document.lead, document.aside),
    ]
    facets, parts = (
        {
            key(facet): [escaped(one) for one in dict.fromkeys(values) if is_part(one) is part]
            for facet, values in document.facets.items()
        }
        for part in (False, True)
    )
    kept = {
        "audience": document.audience,
        "weight": document.weight,
        "facets": facets,
        "parts": parts,
        "orders": {key(name): ordered(value) for name, value in document.sorts.items()},
        "shown": b64encode(packed(shown)).decode("ascii"),
    }
    return Row(document.id, document.version, kept | _sought(document, facets, parts))


def row_again(source: Mapping[str, Any]) -> Row:
    """Return the row of which an index has given back what it keeps."""
    id_, version = source["id"], source["version"]
    if "shown" not in source:
        return Row(id_, version, None)
    shown = shown_of(source)
    document = Document(
        id_, version, 0, "", shown.titles, shown.body, lead=shown.lead, aside=shown.aside
    )
    sought = _sought(document, source["facets"], source["parts"])
    return Row(id_, version, {**source, **sought})


def shown_of(source: Mapping[str, Any]) -> Shown:
    """Return what a hit shows."""
    kind, stored, *texts, lead, aside = unpacked(b64decode(source["shown"]))
    titles, body, aside = (tuple(Passage(*one) for one in some) for some in (*texts, aside))
    return Shown(kind, stored, titles, body, lead, aside)


def lines_of(row: Row) -> bytes:
    """Return the two lines of a row in a bulk request.

    Raises ValueError for an identifier that is empty, no text or longer than 512 bytes, and for a
    version that is negative or has more than 63 bits.
    """
    if not 0 < len(row.id.encode()) <= _LONGEST_ID:
        raise ValueError(f"no identifier of a document: {row.id[:64]!r}")
    if not 0 <= row.version < _VERSIONS:
        raise ValueError(f"no version of a document: {row.version}")
    # Equal versions count as later: a call is repeated when nobody knows how it ended.
    action = {"_id": row.id, "version": row.version, "version_type": "external_gte"}
    source = {"id": row.id, "version": row.version, **(row.held or {})}
    return b"%b\n%b" % (_json({"index": action}), _json(source))


def id_of(lines: bytes) -> str:
    """Return the identifier of what `lines_of` has made."""
    action: dict[str, Any] = json.loads(lines.partition(b"\n")[0])
    return str(action["index"]["_id"])


def _sought(document: Document, *facets: Mapping[str, Iterable[str]]) -> dict[str, object]:
    """Return the fields that are searched and not kept."""
    tokens = analysed(document)
    return {
        **dict(zip(Column, (*tokens.title, *tokens.lead, *tokens.text), strict=True)),
        # No query is longer.
        "whole_titles": [t for t in tokens.whole_titles if t.count(" ") < MOST_WORDS],
        "folded": list(
            dict.fromkeys(
                f"{name}:{escaped(fold(unescaped(value)))}"
                for some in facets
                for name, values in some.items()
                for value in values
            )
        ),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
