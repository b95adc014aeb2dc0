"""What a load says on its page: problems, warnings, and what would change, before and after."""

from __future__ import annotations

from typing import Any

from heritage.exchange.audiences import PUBLIC
from heritage.exchange.identity import SEPARATOR
from heritage.exchange.loading import Outcome
from heritage.exchange.models import LoadRow
from heritage.exchange.owners import owner_sheet
from heritage.exchange.schema import BoundSheet
from heritage.exchange.staged import Staged, Staging
from heritage.exchange.validators.problems import Problem
from heritage.protocols.audiences import closed_to
from heritage.records.things import kinds

MAX_PROBLEMS = 500
MAX_ROWS = 200
MAX_CELLS = 12
SHOWN = 160
"""Characters of a cell in the preview."""
SHOWN_ACTIONS = [str(LoadRow.Action.CHANGED), str(LoadRow.Action.CREATED)]


def report_of(outcome: Outcome) -> dict[str, Any]:
    """The report that is kept on the load, of a size that a page can show."""
    staging = outcome.staging
    rows = [one for one in staging.rows if one.action in SHOWN_ACTIONS] if staging else []
    # What stands already comes first: it is what a mistake would cost.
    rows.sort(key=lambda one: SHOWN_ACTIONS.index(one.action))
    return {
        "errors": [as_row(problem) for problem in outcome.problems[:MAX_PROBLEMS]],
        "errors_total": len(outcome.problems),
        "warnings": [as_row(problem) for problem in outcome.warnings[:MAX_PROBLEMS]],
        "warnings_total": len(outcome.warnings),
        "rows": _rows(rows[:MAX_ROWS], staging) if staging else [],
        "rows_total": len(rows),
        "needs_leader": bool(staging and staging.needs_leader),
        "kinds": outcome.kinds,
    }


def as_row(problem: Problem) -> dict[str, Any]:
    """A problem with its message in both languages: the page is read in either."""
    return {
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "vi": problem.message("vi"),
        "en": problem.message("en"),
    }


def rows_for(
    user: Any, report: dict[str, Any], sender: Any = None
) -> tuple[list[dict[str, Any]], int]:
    """The rows of a report that `user` may see, and how many more the load has.

    What is in the archive is asked for as it stands now. What is not there yet and is not for
    everybody is for who sent the sheet.
    """
    rows = report.get("rows", [])
    there, closed = set[str](), set[str]()
    for kind in {row["kind_key"] for row in rows}:
        named = [row["identifier"] for row in rows if row["kind_key"] == kind]
        things = kinds()[kind]._base_manager.filter(identifier__in=named)
        there |= set(things.values_list("identifier_id", flat=True))
        hidden = things.filter(closed_to(user))
        closed |= set(hidden.values_list("identifier_id", flat=True))
    shown = [
        row
        for row in rows
        if row["identifier"] not in closed
        and (row["identifier"] in there or not row["restricted"] or user == sender)
    ]
    return shown, report.get("rows_total", 0) - len(rows)


def _rows(rows: list[Staged], staging: Staging) -> list[dict[str, Any]]:
    restricted = {
        one.identifier for one in staging.rows if one.cells.get("audience", "") not in ("", PUBLIC)
    }
    return [
        {
            "file": staged.row.file,
            "row": staged.row.number,
            "action": staged.action,
            "kind": staged.row.sheet.sheet.label,
            "title": _title(staged, staging),
            "identifier": staged.identifier,
            "kind_key": _owner_or_self(staged.row.sheet).kind,
            "restricted": staged.identifier in restricted,
            "cells": _cells(staged),
            "cells_more": max(0, len(staged.changed) - MAX_CELLS) if staged.before else 0,
        }
        for staged in rows
    ]


def _title(staged: Staged, staging: Staging) -> str:
    title = staging.directory.titles.get(staged.identifier) or staged.key
    if staged.row.sheet.is_child:
        return f"{title}{SEPARATOR}{staged.key.rpartition(SEPARATOR)[2]}"
    return title


def _owner_or_self(sheet: BoundSheet) -> BoundSheet:
    return owner_sheet(sheet) if sheet.is_child else sheet


def _cells(staged: Staged) -> list[dict[str, str]]:
    """What changes in a row that stands already: column, before, after."""
    if staged.before is None:
        return []
    names = [name for name in staged.row.sheet.names if name in staged.changed]
    return [
        {
            "column": staged.row.header_of(name),
            "before": _short(staged.before.get(name, "")),
            "after": _short(staged.cells[name]),
        }
        for name in names[:MAX_CELLS]
    ]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
