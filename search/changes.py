"""Changes are noticed by the database itself: no save, bulk update, load of sheets or statement
typed by an operator goes by it, and what is rolled back was no change.

Whoever knows the tables says which rows tell of which documents (`Watch`); triggers write a
`Change` for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from search.models import Change

_PREFIX = "search_watch_"


@dataclass(frozen=True)
class Watch:
    """A table whose rows documents tell of."""

    table: str
    documents: tuple[str, ...]
    """Statements that give the documents of a row, with `{row}` where it stands:
    `SELECT {row}.identifier_id`."""
    columns: tuple[str, ...] = ()
    """If a row is changed, it counts where one of these differs; none: any."""
    closing: tuple[str, ...] = ()
    """Where one of these differs, fewer people than before may be meant to see the documents. A
    row that is deleted always closes."""


# Names of tables and columns in these statements are our own.


def watch(watches: Iterable[Watch]) -> None:
    """Have the database write changes from now on, in the place of what it watched before."""
    with connection.schema_editor() as editor:
        for sql in _removed():
            editor.execute(sql)
        make = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
        for number, one in enumerate(watches):
            for sql in make(one, f"{_PREFIX}{number}"):
                editor.execute(sql)


def unwatch() -> None:
    """Let tables be made anew: SQLite renames none that a trigger asks for."""
    with connection.schema_editor() as editor:
        for sql in _removed():
            editor.execute(sql)


def _removed() -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
                [f"{_PREFIX}%"],
            )
            return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE %s", [f"{_PREFIX}%"])
        return [f"DROP FUNCTION {name}() CASCADE" for (name,) in cursor.fetchall()]


def _noted(watch: Watch, rows: Sequence[str], closes: str) -> str:
    """The statement that writes the changes of a row, or of it before and after."""
    selects = " UNION ".join(one.format(row=row) for one in watch.documents for row in rows)
    return (
        f"INSERT INTO {Change._meta.db_table} (document, closes) "  # noqa: S608
        f"SELECT document, {closes} FROM (SELECT NULL AS document UNION {selects}) AS changed "
        "WHERE document IS NOT NULL"
    )


def _differs(columns: Sequence[str], operator: str) -> str:
    return " OR ".join(f"NEW.{column} {operator} OLD.{column}" for column in columns)


def _on_sqlite(watch: Watch, name: str) -> list[str]:
    differs = _differs(watch.columns, "IS NOT")
    closes = f"({_differs(watch.closing, 'IS NOT')})" if watch.closing else "0"
    noted = {
        "INSERT": _noted(watch, ["NEW"], "0"),
        "UPDATE": _noted(watch, ["OLD", "NEW"], closes),
        "DELETE": _noted(watch, ["OLD"], "1"),
    }
    return [
        f"CREATE TRIGGER {name}_{event.lower()} AFTER {event} ON {watch.table} "
        + (f"WHEN {differs} " if differs and event == "UPDATE" else "")
        + f"BEGIN {sql}; END"
        for event, sql in noted.items()
    ]


def _on_postgresql(watch: Watch, name: str) -> list[str]:
    differs = _differs(watch.columns, "IS DISTINCT FROM") or "true"
    closes = _differs(watch.closing, "IS DISTINCT FROM") or "false"
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'INSERT' THEN {_noted(watch, ['NEW'], 'false')}; "
        f"ELSIF TG_OP = 'DELETE' THEN {_noted(watch, ['OLD'], 'true')}; "
        f"ELSIF {differs} THEN {_noted(watch, ['OLD', 'NEW'], f'({closes})')}; "
        "END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {watch.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
