"""The order of all documents by one thing, ready for taking the first of any set of them."""

import json
import sqlite3
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import Self

from search.cursors import Key, key_of
from search.embedded.bits import digits_of, members

Placed = tuple[int, int | str, str, int]
"""A key and the number of its document."""

_LAST = 1 << 62
# A set that is smaller than this share of all documents is sorted by itself.
_SPARSE = 16


@dataclass(frozen=True, slots=True)
class Order:
    """All documents in an order; it never changes, threads share it."""

    placed: Sequence[Placed]
    by_number: Mapping[int, Placed]
    size: int
    """Above the highest number."""

    def first(self, bits: int, count: int, after: Key | None) -> list[Placed]:
        """Return the first of a set of documents, those that come after a key."""
        beyond = (*after, _LAST) if after is not None else None
        if bits.bit_count() * _SPARSE <= len(self.placed):
            found = [self.by_number[number] for number in members(bits)]
            return nsmallest(count, [at for at in found if beyond is None or at > beyond])
        digits = digits_of(bits, self.size)
        start = 0 if beyond is None else bisect_right(self.placed, beyond)
        rest = islice(self.placed, start, None)
        return list(islice((at for at in rest if digits[at[3]] == "1"), count))

    def changed(self, gone: Iterable[int], placed: Iterable[Placed]) -> Self:
        """Return the order without the documents `gone`, and with others `placed`."""
        order, by_number = list(self.placed), dict(self.by_number)
        removed = [by_number.pop(number) for number in gone if number in by_number]
        added = list(placed)
        by_number.update((at[3], at) for at in added)
        if (len(removed) + len(added)) * _SPARSE > len(order):
            order = sorted(by_number.values())
        else:
            for at in removed:
                del order[bisect_left(order, at)]
            for at in added:
                insort(order, at)
        return type(self)(order, by_number, max([self.size, *(at[3] + 1 for at in added)]))


NO_ORDER = Order((), {}, 0)


def placed(connection: sqlite3.Connection, sort: str, change: int) -> list[Placed]:
    """Return where the documents of all changes after one stand in the order of a sort."""
    if not sort:
        rows = connection.execute(
            "SELECT -weight, id, number FROM documents WHERE NOT removed AND change > ?", (change,)
        )
        return [(0, value, id_, number) for value, id_, number in rows]
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    rows = connection.execute(
        "SELECT sorts, id, number FROM documents WHERE NOT removed AND change > ?", (change,)
    )
    return [
        (*key_of(json.loads(sorts).get(name), id_, falling), number) for sorts, id_, number in rows
    ]
