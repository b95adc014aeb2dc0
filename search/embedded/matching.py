"""Conditions become sets of documents: what FTS5 can answer at once is asked at once."""

import json
import sqlite3
from collections.abc import Iterable
from functools import reduce
from itertools import chain
from operator import and_, or_

from search.conditions import AllOf, AnyOf, Column, Condition, Labelled, Phrase, WholeTitle
from search.embedded.bits import bits_of
from search.embedded.holdings import Holdings

_SELECT = {
    "titles": "SELECT group_concat(rowid) FROM titles WHERE titles MATCH ?",
    "leads": "SELECT group_concat(rowid) FROM leads WHERE leads MATCH ?",
    "texts": "SELECT group_concat(rowid) FROM texts WHERE texts MATCH ?",
}
_TABLES = {
    Column.TITLE_X: "titles",
    Column.TITLE_F: "titles",
    Column.TITLE_K: "titles",
    Column.LEAD_X: "leads",
    Column.LEAD_F: "leads",
    Column.LEAD_K: "leads",
    Column.X: "texts",
    Column.F: "texts",
    Column.K: "texts",
}


class Matching:
    """Answers conditions within one transaction; asked twice, it remembers."""

    def __init__(self, connection: sqlite3.Connection, holdings: Holdings) -> None:
        self._connection = connection
        self._holdings = holdings
        self._known: dict[Condition, int] = {}

    def bits(self, condition: Condition) -> int:
        """Return the set of documents for which a condition holds; removed ones never are."""
        if condition not in self._known:
            self._known[condition] = self._found(condition)
        return self._known[condition]

    def named(self, identifiers: Iterable[str]) -> int:
        """Return the set of documents with these identifiers."""
        return self._numbers(
            "SELECT group_concat(number) FROM documents"
            " WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(identifiers)),
        )

    def _found(self, condition: Condition) -> int:
        match condition:
            case Phrase():
                return self._matching([condition])
            case WholeTitle(tokens):
                return self._numbers(
                    "SELECT group_concat(number) FROM whole_titles WHERE title = ?",
                    " ".join(tokens),
                )
            case Labelled(facet, value, prefix):
                held = self._holdings.facet(facet)
                return held.having(held.like(value, prefix))
            case AnyOf(conditions):
                if len(tables := _tables(condition)) == 1 and "" not in tables:
                    return self._matching([condition])
                return reduce(or_, map(self.bits, conditions), 0)
            case AllOf(conditions):
                return self._all(conditions)

    def _all(self, conditions: Iterable[Condition]) -> int:
        """Let FTS5 intersect what is in one of its tables, which it does without reading all."""
        together: dict[str, list[Condition]] = {}
        apart: list[Condition] = []
        for condition in conditions:
            tables = _tables(condition)
            if len(tables) == 1 and "" not in tables:
                together.setdefault(min(tables), []).append(condition)
            else:
                apart.append(condition)
        # One by itself may have been asked before.
        found = map(self.bits, apart + [some[0] for some in together.values() if len(some) == 1])
        several = (self._matching(some) for some in together.values() if len(some) > 1)
        return reduce(and_, chain(found, several), self._holdings.living)

    def _matching(self, conditions: list[Condition]) -> int:
        """Return the set for conditions that all are about one table."""
        (table,) = _tables(AllOf(tuple(conditions)))
        return self._numbers(_SELECT[table], " AND ".join(map(_expression, conditions)))

    def _numbers(self, sql: str, value: str) -> int:
        # All numbers as one text: twice as fast as rows, and other threads run meanwhile.
        (found,) = self._connection.execute(sql, (value,)).fetchone()
        numbers = list(map(int, found.split(","))) if found is not None else []
        return bits_of(numbers, self._holdings.size)


def _tables(condition: Condition) -> set[str]:
    """Return the tables of FTS5 that a condition is about; "" for what FTS5 cannot answer."""
    match condition:
        case Phrase(column):
            return {_TABLES[column]}
        case AllOf(conditions) | AnyOf(conditions) if conditions:
            return set().union(*map(_tables, conditions))
        case _:
            return {""}


def _expression(condition: Condition) -> str:
    """Return a condition in the language of FTS5 (https://sqlite.org/fts5.html, section 3)."""
    match condition:
        case Phrase(column, tokens, prefix):
            words = " ".join(tokens).replace('"', '""')
            return f'{column} : "{words}"' + " *" * prefix
        case AllOf(conditions):
            return f"({' AND '.join(map(_expression, conditions))})"
        case AnyOf(conditions):
            return f"({' OR '.join(map(_expression, conditions))})"
        case _:
            raise TypeError(f"{condition} is nothing FTS5 can answer")
