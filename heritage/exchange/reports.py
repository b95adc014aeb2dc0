"""What a load says on its page: problems, warnings, and what would change, before and after."""

from __future__ import annotations

from typing import Any

from heritage.exchange.loading import Outcome
from heritage.exchange.staged import Staged
from heritage.exchange.validators.problems import Problem

MAX_PROBLEMS = 500
MAX_CHANGES = 100
MAX_CELLS = 12
SHOWN = 160
"""Characters of a cell in the preview."""


def report_of(outcome: Outcome) -> dict[str, Any]:
    """The report that is kept on the load, of a size that a page can show."""
    staging = outcome.staging
    changed = [one for one in staging.rows if one.changed and one.before] if staging else []
    return {
        "errors": [as_row(problem) for problem in outcome.problems[:MAX_PROBLEMS]],
        "errors_total": len(outcome.problems),
        "warnings": [as_row(problem) for problem in outcome.warnings[:MAX_PROBLEMS]],
        "warnings_total": len(outcome.warnings),
        "changes": [change for staged in changed[:MAX_CHANGES] for change in _changes(staged)],
        "changes_total": len(changed),
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


def _changes(staged: Staged) -> list[dict[str, Any]]:
    before = staged.before or {}
    rows = []
    for name in [cell for cell in staged.row.sheet.names if cell in staged.changed][:MAX_CELLS]:
        rows.append(
            {
                "file": staged.row.file,
                "row": staged.row.number,
                "key": staged.key,
                "column": staged.row.sheet.by_name[name].heading,
                "before": _short(before.get(name, "")),
                "after": _short(staged.cells[name]),
            }
        )
    return rows


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
