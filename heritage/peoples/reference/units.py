"""The administrative units that ship with the archive: `units.csv`, described in README.md."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from heritage.peoples.models import AdministrativeUnit
from heritage.peoples.reference.shipped import Outcome, bring, bring_links, day, read
from search.analysis.folding import fold

FILE = Path(__file__).parent / "units.csv"

Level = AdministrativeUnit.Level
LEVEL_BY_DIGITS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
"""The General Statistics Office gives each level codes of its own length."""

Key = tuple[str, date | None]
"""Code and first day: a code lives on when its unit gets another name, type or area."""

Period = tuple[date, date, int]
"""First day, last day, primary key."""


def load_units() -> Outcome:
    """Bring provinces, districts and communes, what each lay in and what became of it."""
    rows = read(FILE)
    outcome = Outcome()
    keys: dict[Key, int] = {}
    periods: dict[str, list[Period]] = defaultdict(list)
    for level in LEVEL_BY_DIGITS.values():
        own = [row for row in rows if LEVEL_BY_DIGITS[len(row["code"])] == level]
        wanted = [_columns(level, row, _parent(row, periods)) for row in own]
        stored = AdministrativeUnit.objects.filter(level=level)
        outcome += bring(stored, ("level", "code", "valid_from"), wanted)
        for pk, code, begins, ends in stored.values_list("pk", "code", "valid_from", "valid_to"):
            keys[code, begins] = pk
            periods[code].append((begins or date.min, ends or date.max, pk))
    bring_links(
        AdministrativeUnit.successors.through,
        "from_administrativeunit_id",
        "to_administrativeunit_id",
        _successions(rows, keys),
    )
    return outcome


def _columns(level: str, row: dict[str, str], parent: int | None) -> dict[str, Any]:
    return {
        "level": level,
        "code": row["code"],
        "name": row["name"],
        "full_name": f"{row['type']} {row['name']}",
        "name_en": row["name_en"],
        "folded": fold(row["name"]),
        "parent_id": parent,
        "valid_from": day(row["valid_from"]),
        "valid_to": day(row["valid_to"]),
    }


def _parent(row: dict[str, str], periods: dict[str, list[Period]]) -> int | None:
    """What the unit lay in on its last day, or lies in today."""
    if not row["parent"]:
        return None
    last = day(row["valid_to"]) or date.max
    return next(pk for begins, ends, pk in periods[row["parent"]] if begins <= last <= ends)


def _successions(rows: list[dict[str, str]], keys: dict[Key, int]) -> Iterable[tuple[int, int]]:
    """Successors begin on the day after the last day of the unit."""
    for row in rows:
        for code in filter(None, row["successors"].split(";")):
            ended = date.fromisoformat(row["valid_to"])
            yield keys[row["code"], day(row["valid_from"])], keys[code, ended + timedelta(days=1)]
