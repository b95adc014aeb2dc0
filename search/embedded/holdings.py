"""What is kept in memory of an index: who may see what, facets, orders; as of one change."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Self

from search.embedded.facets import NO_FACET, Facet
from search.embedded.file import last_change
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
        rows = connection.execute(
            "SELECT number, removed, audience, facets FROM documents WHERE change > ?",
            (self.change,),
        ).fetchall()
        size = max([self.size, *(number + 1 for number, *_ in rows)])
        said = {number: json.loads(facets) for number, _, _, facets in rows}
        names = self.facets.keys() | {name for facets in said.values() for name in facets}
        audience = self.audience.changed(
            {number: () if removed else (str(held),) for number, removed, held, _ in rows}, size
        )
        return type(self)(
            change=last_change(connection),
            size=size,
            audience=audience,
            living=reduce(or_, audience.sets.values(), 0),
            facets={
                name: self.facets.get(name, NO_FACET).changed(
                    {
                        number: tuple(dict.fromkeys(facets.get(name, ())))
                        for number, facets in said.items()
                    },
                    size,
                )
                for name in names
            },
            _orders={
                sort: order.changed(list(said), placed(connection, sort, self.change))
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
