"""Rows ready to be written: everything that can be computed before the transaction is.

`bulk_create` compiles its statements inside the transaction, 28 items to a statement on SQLite, and
knows no pages (multi-table inheritance). Here the values of all rows are prepared first; inside the
transaction the database only executes. That keeps an officer's save waiting for a second, not ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction

from heritage.exchange.things import chunked
from heritage.protocols.models import AudienceField

Params = tuple[Any, ...]


@dataclass
class Statements:
    """Prepared statements in the order in which they will be executed."""

    deletes: list[tuple[str, list[Params]]] = field(default_factory=list)
    updates: list[tuple[str, list[Params]]] = field(default_factory=list)
    inserts: list[tuple[str, list[Params]]] = field(default_factory=list)

    def insert(self, instances: Sequence[models.Model]) -> None:
        """Prepare new rows of one model, with the rows of the models it inherits from."""
        if not instances:
            return
        for table in _tables(type(instances[0])):
            fields = [
                one for one in table.local_concrete_fields if not _is_automatic(one, instances[0])
            ]
            quoted = ", ".join(connection.ops.quote_name(one.column) for one in fields)
            marks = ", ".join(["%s"] * len(fields))
            name = connection.ops.quote_name(table.db_table)
            sql = f"INSERT INTO {name} ({quoted}) VALUES ({marks})"  # noqa: S608
            self.inserts.append((sql, [_values(fields, one) for one in instances]))

    def update(self, instances: Sequence[models.Model]) -> None:
        """Prepare the replacement of whole rows of one model."""
        if not instances:
            return
        for table in _tables(type(instances[0])):
            fields = [one for one in table.local_concrete_fields if _is_written(one)]
            key = table.pk
            marks = ", ".join(f"{connection.ops.quote_name(one.column)} = %s" for one in fields)
            sql = (
                f"UPDATE {connection.ops.quote_name(table.db_table)} SET {marks}"  # noqa: S608
                f" WHERE {connection.ops.quote_name(key.column)} = %s"
            )
            self.updates.append((sql, [_values([*fields, key], one) for one in instances]))

    def delete(
        self, model: type[models.Model], column: str, values: Iterable[Any], **also: Any
    ) -> None:
        """Prepare the removal of all rows whose `column` has one of these values, and `also`."""
        others = "".join(f"{_column(model, name)} = %s AND " for name in also)
        for chunk in chunked(values):
            sql = (
                f"DELETE FROM {_quoted(model._meta.db_table)}"  # noqa: S608
                f" WHERE {others}{_among(model, column, chunk)}"
            )
            self.deletes.append((sql, [(*also.values(), *chunk)]))

    def set(
        self,
        model: type[models.Model],
        column: str,
        value: Any,
        where: str,
        values: Iterable[Any],
    ) -> None:
        """Prepare to set `column` of all rows whose `where` has one of these values."""
        field_of: Any = model._meta.get_field(column)
        stored = field_of.get_db_prep_save(value, connection=connection)
        for chunk in chunked(values):
            sql = (
                f"UPDATE {_quoted(model._meta.db_table)} SET {_column(model, column)} = %s"  # noqa: S608
                f" WHERE {_among(model, where, chunk)}"
            )
            self.updates.append((sql, [(stored, *chunk)]))

    def execute(self) -> None:
        """Run everything, inside the transaction of the caller."""
        with connection.cursor() as cursor:
            for sql, params in [*self.deletes, *self.updates, *self.inserts]:
                cursor.executemany(sql, params)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return _quoted(field.column)


def _among(model: type[models.Model], name: str, values: Sequence[Any]) -> str:
    return f"{_column(model, name)} IN ({', '.join(['%s'] * len(values))})"


def _tables(model: type[models.Model]) -> list[Any]:
    """The options of the model and of its parents, parents first."""
    parents = [parent._meta for parent in model._meta.get_parent_list()]
    return [*reversed(parents), model._meta]


def _is_written(one: models.Field[Any, Any]) -> bool:
    """Whether a load writes the column of an existing row: a key no, nor who may see it."""
    return not one.primary_key and not isinstance(one, AudienceField)


def _is_automatic(one: models.Field[Any, Any], instance: models.Model) -> bool:
    return bool(one.primary_key) and getattr(instance, one.attname) is None


def _values(fields: Sequence[models.Field[Any, Any]], instance: models.Model) -> Params:
    return tuple(
        one.get_db_prep_save(getattr(instance, one.attname), connection=connection)
        for one in fields
    )


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Take `count` row numbers of a table that nobody else will be given.

    Rows that refer to each other can then be prepared before they are written. A load that comes
    to nothing leaves a gap, as any failed insert does.
    """
    if count == 0:
        return []
    table, column = model._meta.db_table, model._meta.pk.column
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # AUTOINCREMENT keeps the last number given; it has no row before the first insert.
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        if cursor.rowcount == 0:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count]
            )
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()[0]
    return list(range(last - count + 1, last + 1))
