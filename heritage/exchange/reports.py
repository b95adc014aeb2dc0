"""What a load says on its page: problems, warnings, and what would change, before and after."""

from __future__ import annotations

from typing import Any

from heritage.exchange.identity import SEPARATOR
from heritage.exchange.loading import Outcome
from heritage.exchange.models import LoadRow
from heritage.exchange.owners import owner_sheet
from heritage.exchange.schema import BoundSheet
from heritage.exchange.staged import Staged, Staging
from heritage.exchange.validators.problems import Problem
from heritage.protocols.audiences import Audience, may_see

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


def rows_for(user: Any, report: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """The rows of a report that `user` may see, and how many more the load has."""
    shown = [row for row in report.get("rows", []) if may_see(user, row["audience"])]
    return shown, report.get("rows_total", 0) - len(report.get("rows", []))


def _rows(rows: list[Staged], staging: Staging) -> list[dict[str, Any]]:
    audiences = _audiences(rows, staging)
    return [
        {
            "file": staged.row.file,
            "row": staged.row.number,
            "action": staged.action,
            "kind": staged.row.sheet.sheet.label,
            "title": _title(staged, staging),
            "audience": audiences[staged.identifier],
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


def _audiences(rows: list[Staged], staging: Staging) -> dict[str, str]:
    """For whom the things of these rows are: before or after, whichever is the narrower.

    A child row is for those for whom its owner is.
    """
    identifiers = {staged.identifier for staged in rows}
    found = dict.fromkeys(identifiers, str(Audience.PUBLIC))
    for sheet in {_owner_or_self(staged.row.sheet) for staged in rows}:
        things = sheet.model._base_manager.filter(identifier__in=identifiers)
        closed = things.exclude(audience=Audience.PUBLIC)
        found |= dict(closed.values_list("identifier_id", "audience"))
    for staged in staging.rows:
        audience = staged.cells.get("audience", "")
        if staged.identifier in found and audience not in ("", Audience.PUBLIC):
            found[staged.identifier] = audience
    return found


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
