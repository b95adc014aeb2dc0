"""What is kept in memory of an index: who may see what, facets, orders; as of one change."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from sys import intern
from typing import Self

from search.embedded.facets import NO_FACET, Facet, Values
from search.embedded.file import as_written, last_change
from search.embedded.orders import NO_ORDER, Order, placed


@dataclass(frozen=True)
class Holdings:
    """The documents of an index as sets of numbers. Never changed, but for orders that are added.

    An audience is a value like others.
    """

    change: int = 0
    size: int = 0
    """Above the highest number."""
    audience: Facet = NO_FACET
    living: int = 0
    facets: Mapping[str, Facet] = field(default_factory=dict)
    _orders: dict[str, Order] = field(default_factory=dict)

    def caught_up(self, connection: sqlite3.Connection) -> Self:
        """Return the holdings as of what `connection` sees in its transaction."""
        audiences: dict[int, Values] = {}
        facets: dict[str, dict[int, Values]] = {name: {} for name in self.facets}
        # Of the same values there is one object in memory, whoever has them.
        known: dict[Values, Values] = {}
        for number, removed, audience, labels in connection.execute(
            "SELECT number, removed, audience, facets FROM documents WHERE change > ?",
            (self.change,),
        ):
            audiences[number] = () if removed else (str(audience),)
            with as_written():
                by_facet: dict[str, list[str]] = json.loads(labels)
            for name, values in by_facet.items():
                held = tuple(dict.fromkeys(map(intern, values)))
                facets.setdefault(name, {})[number] = known.setdefault(held, held)
        size = max([self.size, *(number + 1 for number in audiences)])
        audience = self.audience.changed(audiences, audiences, size)
        return type(self)(
            change=last_change(connection),
            size=size,
            audience=audience,
            living=reduce(or_, audience.sets.values(), 0),
            facets={
                name: self.facet(name).changed(audiences, held, size)
                for name, held in facets.items()
            },
            _orders={
                sort: order.changed(audiences, placed(connection, sort, self.change))
                for sort, order in self._orders.copy().items()
            },
        )

    def order(self, sort: str, connection: sqlite3.Connection) -> Order:
        """Return the order of a sort, in the same transaction as `caught_up`."""
        if sort not in self._orders:
            self._orders[sort] = NO_ORDER.changed((), placed(connection, sort, 0))
        return self._orders[sort]

    def facet(self, name: str) -> Facet:
        """Return a facet, which may be one that no document has."""
        return self.facets.get(name, NO_FACET)

    def visible(self, audiences: frozenset[int] | None) -> int:
        """Return what a reader of these audiences may see."""
        if audiences is None:
            return self.living
        return self.audience.having(map(str, audiences))
