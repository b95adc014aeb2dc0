"""Administrative units in sheets: the names people wrote, found in the reference list or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from heritage.peoples.models import AdministrativeUnit
from heritage.peoples.reference.lookup import LAST_DAY_OF_63, UnitIndex
from heritage.records.sheets import CellError, Lookups
from search.analysis.folding import fold

_LEVELS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_NEAR_ENOUGH = 0.8
"""Likeness from which a name is taken for a slip of the pen, not for a name the list lacks."""


class UnitList:
    """The reference list, read once for a load."""

    def __init__(self) -> None:
        self._index = UnitIndex()
        self._units = AdministrativeUnit.objects.in_bulk()
        self._numbers = {
            (unit.level, unit.code, unit.valid_from): unit.pk for unit in self._units.values()
        }

    def code_of(self, pk: int) -> str:
        """The statistical code of a unit, with its first day where it has one: `54`,
        `21553@2025-07-01`."""
        unit = self._units[pk]
        return f"{unit.code}@{unit.valid_from}" if unit.valid_from else unit.code

    def by_code(self, level: str, text: str, column: str) -> int:
        """The unit that `code_of` names."""
        code, _, day = text.partition("@")
        try:
            return self._numbers[level, code, date.fromisoformat(day) if day else None]
        except (KeyError, ValueError):
            raise CellError(column, text, "unit_code_unknown", level=_LEVELS[level]) from None

    def find(
        self, level: str, name: str, era: str, within: Sequence[int], column: str, look: Lookups
    ) -> int | None:
        """The unit of that name, inside one of `within` where they are given.

        A name the list does not have is kept as recorded, with a warning, unless another is so
        near that it must be a slip of the pen.
        """
        if not self._units:
            return None
        day = LAST_DAY_OF_63 if era == "before" else None
        around: list[AdministrativeUnit | None] = [self._units[pk] for pk in within]
        found = {
            unit.pk: unit
            for outer in around or [None]
            for unit in self._index.candidates(level, name, outer, on=day)
        }
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = ", ".join(
                f"{unit.full_name} ({self.code_of(unit.pk)})" for unit in list(found.values())[:5]
            )
            raise CellError(column, name, "unit_ambiguous", level=_LEVELS[level], near=names)
        near = self._near(level, name, era)
        if near:
            raise CellError(
                column, name, "unit_unknown", level=_LEVELS[level], near=", ".join(near)
            )
        look.warn(column, name, "unit_not_listed", level=_LEVELS[level])
        return None

    def _near(self, level: str, name: str, era: str) -> list[str]:
        names = {
            fold(unit.name): unit.full_name
            for unit in self._units.values()
            if unit.level == level and (unit.valid_to is not None) == (era == "before")
        }
        found = get_close_matches(fold(name), names, 3, _NEAR_ENOUGH)
        return [names[one] for one in found if one != fold(name)]
