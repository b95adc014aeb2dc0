"""What a load says on its page: problems, warnings, and what would change, before and after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from heritage.exchange.audiences import PUBLIC
from heritage.exchange.identity import SEPARATOR
from heritage.exchange.loading import Outcome
from heritage.exchange.models import LoadRow
from heritage.exchange.owners import thing_sheet
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
        "errors": _problems(outcome.problems, staging),
        "errors_total": len(outcome.problems),
        "warnings": _problems(outcome.warnings, staging),
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


def _problems(problems: list[Problem], staging: Staging | None) -> list[dict[str, Any]]:
    """The first of these problems, each with the thing that its row is about, where it is known."""
    shown = problems[:MAX_PROBLEMS]
    if staging is None:
        return [as_row(problem) for problem in shown]
    about = {(one.row.file, one.row.number): one for one in staging.rows}
    restricted = _restricted(staging)
    rows = []
    for problem in shown:
        row = as_row(replace(problem, value=staging.directory.told(problem.value)))
        staged = about.get((problem.file, problem.row or 0))
        rows.append(row | _about(staged, restricted) if staged is not None else row)
    return rows


def _about(staged: Staged, restricted: set[str]) -> dict[str, Any]:
    """Which thing a row is about: by this it is decided who reads of it."""
    return {
        "identifier": staged.identifier,
        "kind_key": thing_sheet(staged.row.sheet).kind,
        "restricted": staged.identifier in restricted,
    }


def _restricted(staging: Staging) -> set[str]:
    """Things not for everybody, or for those whom the sheet names in words nobody understood."""
    return {
        one.identifier
        for one in staging.rows
        if one.cells.get("audience", "") not in ("", PUBLIC)
        or (one.row.cells.get("audience") and "audience" not in one.given)
    }


def open_to(user: Any, rows: list[dict[str, Any]], sender: Any = None) -> list[dict[str, Any]]:
    """Those of these parts of a report that `user` may see.

    What is in the archive is asked for as it stands now. What is not there yet and is not for
    everybody is for who sent the sheet, and so is a row of which it is not known what it is about.
    """
    about = [row for row in rows if row.get("kind_key")]
    there, closed = set[str](), set[str]()
    for kind in {row["kind_key"] for row in about}:
        named = [row["identifier"] for row in about if row["kind_key"] == kind]
        things = kinds()[kind]._base_manager.filter(identifier__in=named)
        there |= set(things.values_list("identifier_id", flat=True))
        hidden = things.filter(closed_to(user))
        closed |= set(hidden.values_list("identifier_id", flat=True))
    return [
        row
        for row in rows
        if row.get("identifier") not in closed
        and (row.get("identifier") in there or _for_staff(row) or user == sender)
    ]


def _for_staff(row: dict[str, Any]) -> bool:
    """Whether a part about nothing that is there yet is for everybody who reads loads."""
    return not row["restricted"] if row.get("kind_key") else row.get("row") is None


def _rows(rows: list[Staged], staging: Staging) -> list[dict[str, Any]]:
    restricted = _restricted(staging)
    return [
        _about(staged, restricted)
        | {
            "file": staged.row.file,
            "row": staged.row.number,
            "action": staged.action,
            "kind": staged.row.sheet.sheet.label,
            "title": _title(staged, staging),
            "cells": _cells(staged, staging),
            "cells_more": max(0, len(staged.changed) - MAX_CELLS) if staged.before else 0,
        }
        for staged in rows
    ]


def _title(staged: Staged, staging: Staging) -> str:
    title = staging.directory.titles.get(staged.identifier) or staged.key
    if staged.row.sheet.is_child:
        return f"{title}{SEPARATOR}{staged.key.rpartition(SEPARATOR)[2]}"
    return title


def _cells(staged: Staged, staging: Staging) -> list[dict[str, str]]:
    """What changes in a row that stands already: column, before, after."""
    if staged.before is None:
        return []
    names = [name for name in staged.row.sheet.names if name in staged.changed]
    told = staging.directory.told
    return [
        {
            "column": staged.row.header_of(name),
            "before": _short(told(staged.before.get(name, ""))),
            "after": _short(told(staged.cells[name])),
        }
        for name in names[:MAX_CELLS]
    ]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
