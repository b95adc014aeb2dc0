"""What stands in an index, and which one is current: an alias names it, a rebuild moves the alias.

A removed document stays, with nothing but its version, so that an older one that comes late stays
out. It has no audience, and whatever is asked for has one.

Names of facets and orders are any text: each facet is a field under a name of ours (`terms.key`),
parts (`gia-lai/ba-to`) apart from wholes; orders are one field with keys (`flattened`), and what is
sought among values folded is one term, "facet:value".
"""

import re
from uuid import uuid4

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.dsl import Flattened, Keyword, Long, Mapping, Object, Text

from search.conditions import Column
from search.elastic.terms import FACETS
from search.engine import EngineError

FORMAT = 2
"""Counts changes of fields, and of the analysis: tokens of two kinds do not find each other. An
index of another format is left alone; the first one of a new format is empty, until a rebuild."""

MOST_HITS = 100_000
"""On one page."""

_SWAP_WITHIN = "10s"

_SETTINGS = {
    "number_of_shards": 1,  # counts of values are exact, one refresh shows a whole write
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",  # whoever writes refreshes
    "max_result_window": MOST_HITS + 1,
    "max_regex_length": 100_000,  # which values are counted
    "mapping.total_fields.limit": 10_000,  # one for each facet, and one for its parts
}


def _mapping() -> Mapping:
    mapping = Mapping()
    mapping.meta("dynamic", False)
    # Made again from what is shown, if need be.
    mapping.meta("_source", excludes=[*Column, "folded", "whole_titles"])
    for column in Column:
        mapping.field(column, Text(analyzer="whitespace", norms=False))
    mapping.field("id", Keyword())
    mapping.field("audience", Keyword())
    # Made ready by who writes, not by the first who searches afterwards.
    values = Keyword(eager_global_ordinals=True).to_dict()
    templates = []
    for name in FACETS:
        mapping.field(name, Object(dynamic=True))
        templates.append({name: {"path_match": f"{name}.*", "mapping": values}})
    mapping.meta("dynamic_templates", templates)
    for name in ("folded", "whole_titles"):
        mapping.field(name, Keyword(doc_values=False))
    mapping.field("version", Long(index=False))
    mapping.field("weight", Long(index=False))
    mapping.field("orders", Flattened())
    return mapping


class Indices:
    """The indices of one name, in one cluster. Raises what the client raises."""

    def __init__(self, client: Elasticsearch, name: str) -> None:
        self.client = client
        self.alias = f"{name}-{FORMAT}"
        self._first = f"{self.alias}-first"
        self._pattern = re.compile(rf"{re.escape(self.alias)}-(?:first|[0-9a-f]{{32}})")

    def current(self) -> str:
        """Return the name of the index that is current; the first one is made here."""
        try:
            found = self.client.indices.get_alias(name=self.alias)
        except NotFoundError:
            self.begin()
            found = self.client.indices.get_alias(name=self.alias)
        # Of two, the first was made by one who came late, and nobody writes to it.
        return min(found, key=lambda name: name == self._first)

    def begin(self) -> None:
        """Make the first index, if there is none."""
        if self.client.indices.exists_alias(name=self.alias):
            return
        try:
            self._make(self._first)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            self.client.cluster.health(index=self._first, wait_for_status="yellow")
        # Only now: it would be found before it can be read.
        self.client.indices.put_alias(index=self._first, name=self.alias)

    def make(self) -> str:
        """Make an empty index that nobody sees, and return its name."""
        name = f"{self.alias}-{uuid4().hex}"
        self._make(name)
        return name

    def swap(self, old: str, new: str) -> None:
        """Make another index the current one, in one step.

        The old one stays until later: searches may still be on their way to it.
        """
        add = {"index": new, "alias": self.alias, "is_write_index": True}
        remove = {"index": old, "alias": self.alias, "must_exist": True}
        self.client.indices.update_aliases(
            actions=[{"add": add}, {"remove": remove}],
            # Much later somebody else may have taken over.
            master_timeout=_SWAP_WITHIN,
        )

    def settle(self) -> None:
        """Wait until the cluster has done what was asked before, by whomever."""
        self.client.cluster.health(wait_for_events="languid")

    def close_writing(self, name: str) -> None:
        """Let no more writes in; those that have begun are done when it returns.

        Raises EngineError if that takes too long.
        """
        answer = self.client.indices.add_block(index=name, block="write")
        if not answer["shards_acknowledged"]:
            raise EngineError(f"{name} does not close to writes")

    def open_writing(self, name: str) -> None:
        """Let writes in again, if they are not."""
        self.client.indices.put_settings(index=name, settings={"index.blocks.write": None})

    def remove_others(self) -> None:
        """Remove what is not current: what a rebuild left that was killed."""
        current = self.current()
        found = self.client.indices.get(index=f"{self.alias}-*", features="aliases")
        for name in found:
            if name != current and self._pattern.fullmatch(name):
                self.remove(name)

    def remove(self, name: str) -> None:
        """Remove an index, if it is there."""
        self.client.options(ignore_status=404).indices.delete(index=name)

    def _make(self, name: str) -> None:
        self.client.indices.create(index=name, settings=_SETTINGS, mappings=_mapping().to_dict())
