"""The generation of the archive: a number that is another one after every change pages may tell of.

What was made for everybody can be kept as long as the number stays (`heritage.site.kept_pages`).
The database itself counts, in the transaction that changes something: no save, bulk update, load of
sheets or statement typed by an operator goes by it, and nobody sees the number before the change.

SQLite has one writer at a time: one row is counted up. On PostgreSQL two transactions would wait
for one another there, so each has a row of its own, and the generation is the sum of what is
committed. `fold` keeps those rows few.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

UNREAD = (
    *("sessions.Session", "contenttypes.ContentType", "auth.Permission", "auth.Group"),
    *("axes.AccessAttempt", "axes.AccessAttemptExpiration", "axes.AccessFailureLog"),
    *("axes.AccessLog", "django_tasks_database.DBTaskResult"),
    *("accounts.User", "accounts.OneTimeCode", "wagtailusers.UserProfile"),
    *("wagtailadmin.EditingSession", "wagtailadmin.FormState", "wagtailcore.Revision"),
    *("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry", "wagtailcore.ReferenceIndex"),
    *("wagtailcore.TaskState", "wagtailcore.WorkflowState", "wagtailcore.UploadedFile"),
    *("wagtailcore.Comment", "wagtailcore.CommentReply", "wagtailcore.PageSubscription"),
    *("exchange.Load", "exchange.LoadRow", "protocols.Decision", "protocols.Invitation"),
    *("feedback.Remark", "feedback.Step", "feedback.Knock"),
    *("media_pipeline.Original", "media_pipeline.Job"),
    *("media_pipeline.Quarantined", "media_pipeline.Upload"),
    *("site.SearchFile",),
    *("search.Reading", "search.Indexed"),
    *("modelsearch.IndexEntry", "modelsearch.SQLiteFTSIndexEntry"),
)
"""Models that no page for everybody reads, and that change without anything being published:
drafts, visits, work in progress. A test holds that none of them is asked for there, but for
`TOLD_BY_OTHERS`."""

TOLD_BY_OTHERS = ("media_pipeline.Original", "media_pipeline.Job")
"""Those of them that pages read all the same: what a page tells of an original never changes, and
what a job learned changes together with the files that it made, which are counted."""

KEPT_ROWS = 100
"""Rows of PostgreSQL's count above which they are added up."""


class Generation(models.Model):
    """So many changes: all of them on SQLite, those of one transaction on PostgreSQL."""

    number = models.BigIntegerField(primary_key=True)
    changes = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.number}: {self.changes}"


def current() -> int:
    """The generation that is committed now. One query."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT SUM(changes) FROM {Generation._meta.db_table}")  # noqa: S608
        (total,) = cursor.fetchone()
    return int(total or 0)


@transaction.atomic
def fold() -> None:
    """Add up the rows where they have become many; the generation stays what it is."""
    if Generation.objects.count() <= KEPT_ROWS:
        return
    newest, *older = Generation.objects.select_for_update().order_by("-pk")
    newest.changes += sum(one.changes for one in older)
    newest.save()
    Generation.objects.filter(pk__in=[one.pk for one in older]).delete()


def unread_tables() -> set[str]:
    """The tables of the models that no page for everybody reads."""
    every = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in every if model._meta.label in UNREAD}


def count_changes(**kwargs: Any) -> None:
    """Have the database count the changes of every table. Called after each migration."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    counted = sorted(set(tables) - unread_tables() - {Generation._meta.db_table})
    with connection.schema_editor() as editor:
        statements = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]
        for sql in statements(counted, editor):
            editor.execute(sql)


# The names in these statements are of our own tables, and quoted.


def _on_sqlite(tables: list[str], editor: BaseDatabaseSchemaEditor) -> list[str]:
    own = Generation._meta.db_table
    # Not an UPDATE: a test that empties the database empties the count as well.
    count = (
        f"INSERT OR REPLACE INTO {own} (number, changes) VALUES "  # noqa: S608
        f"(0, COALESCE((SELECT changes FROM {own} WHERE number = 0), 0) + 1)"
    )
    return [
        f"CREATE TRIGGER IF NOT EXISTS {editor.quote_name(f'{table}_{event.lower()}_counts')} "
        f"AFTER {event} ON {editor.quote_name(table)} BEGIN {count}; END"
        for table in tables
        for event in ("INSERT", "UPDATE", "DELETE")
    ]


def _on_postgresql(tables: list[str], editor: BaseDatabaseSchemaEditor) -> list[str]:
    own = Generation._meta.db_table
    function = (
        f"CREATE OR REPLACE FUNCTION {own}_counts() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608
        f"INSERT INTO {own} (number, changes) VALUES (pg_current_xact_id()::text::bigint, 1) "
        f"ON CONFLICT (number) DO UPDATE SET changes = {own}.changes + 1; "
        "RETURN NULL; END $$"
    )
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER {own}_counts "
            f"AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {editor.quote_name(table)} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {own}_counts()"
            for table in tables
        ),
    ]
