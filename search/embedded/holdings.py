"""What is kept in memory of an index: who may see what, facets, orders; as of one change."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, TypeVar

from search.analysis.folding import fold
from search.embedded.bits import bits_of
from search.embedded.file import last_change
from search.embedded.orders import NO_ORDER, Order, placed

Label = TypeVar("Label", int, str)


@dataclass(frozen=True)
class Holdings:
    """The documents of an index as sets of numbers. Never changed, but for orders that are added.

    Of 100,000 documents with ten values each it takes some seconds to read, and 12 kB for each
    value there is.
    """

    change: int = 0
    size: int = 0
    """Above the highest number."""
    living: int = 0
    audiences: Mapping[int, int] = field(default_factory=dict)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    _orders: dict[str, Order] = field(default_factory=dict)

    def caught_up(self, connection: sqlite3.Connection) -> Self:
        """Return the holdings as of what `connection` sees in its transaction."""
        rows = connection.execute(
            "SELECT number, removed, audience, facets FROM documents WHERE change > ?",
            (self.change,),
        ).fetchall()
        size = max([self.size, *(number + 1 for number, *_ in rows)])
        here: list[int] = []
        audiences: dict[int, list[int]] = defaultdict(list)
        facets: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, removed, audience, labels in rows:
            if removed:
                continue
            here.append(number)
            audiences[audience].append(number)
            for name, values in json.loads(labels).items():
                for value in values:
                    facets[name][value].append(number)
        numbers = [number for number, *_ in rows]
        changed = bits_of(numbers, size)
        return type(self)(
            change=last_change(connection),
            size=size,
            living=_without(self.living, changed) | bits_of(here, size),
            audiences=_merged(self.audiences, changed, audiences, size),
            facets={
                name: _merged(self.facets.get(name, {}), changed, facets.get(name, {}), size)
                for name in self.facets.keys() | facets.keys()
            },
            _orders={
                sort: order.changed(numbers, placed(connection, sort, self.change))
                for sort, order in self._orders.copy().items()
            },
        )

    def order(self, sort: str, connection: sqlite3.Connection) -> Order:
        """Return the order of a sort, in the same transaction as `caught_up`."""
        if sort not in self._orders:
            self._orders[sort] = NO_ORDER.changed((), placed(connection, sort, 0))
        return self._orders[sort]

    def visible(self, audiences: frozenset[int] | None) -> int:
        """Return what a reader of these audiences may see."""
        if audiences is None:
            return self.living
        return _union(self.audiences.get(audience, 0) for audience in audiences)

    def labelled(self, facet: str, values: Iterable[str]) -> int:
        """Return what has one of the values."""
        held = self.facets.get(facet, {})
        return _union(held.get(value, 0) for value in values)

    def labelled_like(self, facet: str, folded: str, prefix: bool) -> int:
        """Return what has a value that is `folded` when it is folded, or begins so."""
        return _union(
            bits
            for value, bits in self.facets.get(facet, {}).items()
            if (key := fold(value)) == folded or (prefix and key.startswith(folded))
        )


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union


def _without(bits: int, gone: int) -> int:
    return bits ^ (bits & gone)


def _merged(
    held: Mapping[Label, int], changed: int, numbers: Mapping[Label, list[int]], size: int
) -> dict[Label, int]:
    """Return sets without what has changed, and with where it is now; without empty sets."""
    merged = {key: left for key, bits in held.items() if (left := _without(bits, changed))}
    for key, members in numbers.items():
        merged[key] = merged.get(key, 0) | bits_of(members, size)
    return merged
