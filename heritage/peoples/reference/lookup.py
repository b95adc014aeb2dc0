"""From a name, old or new, to the administrative unit, and from a unit to what it is today."""

from collections import defaultdict
from datetime import date

from heritage.peoples.models import AdministrativeUnit
from heritage.peoples.reference.names import readings, spelling

LAST_DAY_OF_63 = date(2025, 6, 30)
"""The last day of the 63 provinces and of the districts."""

Level = AdministrativeUnit.Level


def today(unit: AdministrativeUnit) -> list[AdministrativeUnit]:
    """What a unit has become: itself, or the units that took over its area; by code.

    An old district is answered by the communes of today that took over its communes. Empty when
    the successors are not known. For many units, use `UnitIndex.today`.
    """
    found: dict[int, AdministrativeUnit] = {}
    pending = [unit]
    while pending:
        found |= {one.pk: one for one in pending if one.valid_to is None}
        ended = [one.pk for one in pending if one.valid_to is not None]
        following = AdministrativeUnit.objects.filter(predecessors__in=ended)
        parts = AdministrativeUnit.objects.filter(
            parent__in=ended, parent__level=Level.DISTRICT, parent__successors=None
        )
        pending = [*following.distinct(), *parts] if ended else []
    return sorted(found.values(), key=_by_code)


class UnitIndex:
    """All units in memory, for an import: two queries, then none."""

    def __init__(self) -> None:
        self._units = AdministrativeUnit.objects.in_bulk()
        self._successors: dict[int, list[int]] = defaultdict(list)
        for ended, following in AdministrativeUnit.successors.through.objects.values_list(
            "from_administrativeunit_id", "to_administrativeunit_id"
        ):
            self._successors[ended].append(following)
        self._parts: dict[int, list[int]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[AdministrativeUnit]] = defaultdict(list)
        for unit in self._units.values():
            self._by_name[unit.level, unit.folded].append(unit)
            if unit.parent_id is not None:
                self._parts[unit.parent_id].append(unit.pk)

    def find(
        self,
        level: str,
        name: str,
        within: AdministrativeUnit | None = None,
        *,
        on: date | None = None,
    ) -> AdministrativeUnit | None:
        """The one unit that is meant, or None when there is none or the name leaves a choice."""
        best = self.candidates(level, name, within, on=on)
        return best[0] if len(best) == 1 else None

    def candidates(
        self,
        level: str,
        name: str,
        within: AdministrativeUnit | None = None,
        *,
        on: date | None = None,
    ) -> list[AdministrativeUnit]:
        """The units that `name` fits equally well; several mean that the name leaves a choice.

        `on` asks for units of that day; without it units of today win over those that ended. The
        type written before the name (xã, phường, thị trấn…) decides where it makes a difference,
        so do the marks: Hòa An before Hóa An.
        """
        spelled = spelling(name.strip())
        ranked: dict[tuple[object, ...], dict[int, AdministrativeUnit]] = defaultdict(dict)
        for reading in readings(name):
            for unit in self._by_name.get((level, reading.folded), []):
                inside = self._inside(unit, within)
                if not inside or (on is not None and not _valid(unit, on)):
                    continue
                rank = (
                    reading.type in (None, _type(unit)),
                    inside,
                    spelled.endswith(spelling(unit.name)),
                    unit.valid_to is None,
                    unit.valid_from or date.min,
                )
                ranked[rank][unit.pk] = unit
        return sorted(ranked[max(ranked)].values(), key=_by_code) if ranked else []

    def today(self, unit: AdministrativeUnit) -> list[AdministrativeUnit]:
        """What a unit has become, as `today` above, without queries."""
        found: set[int] = set()
        pending = {unit.pk}
        while pending:
            one = self._units[pending.pop()]
            if one.valid_to is None:
                found.add(one.pk)
            elif one.level == Level.DISTRICT and not self._successors[one.pk]:
                pending.update(self._parts[one.pk])
            else:
                pending.update(self._successors[one.pk])
        return sorted((self._units[pk] for pk in found), key=_by_code)

    def province_of(self, unit: AdministrativeUnit) -> AdministrativeUnit:
        """The province a unit lay in on its last day, or lies in today."""
        return self._chain(unit)[-1]

    def _chain(self, unit: AdministrativeUnit) -> list[AdministrativeUnit]:
        """The unit, what it lies in, and so on up to the province."""
        chain = [unit]
        while (parent := chain[-1].parent_id) is not None:
            chain.append(self._units[parent])
        return chain

    def _inside(self, unit: AdministrativeUnit, within: AdministrativeUnit | None) -> int:
        """2 where `unit` lies in `within` itself, 1 where in what it was or became, else 0."""
        if within is None or within in self._chain(unit):
            return 2
        lineage = {one.pk for one in self._chain(unit)}
        for one in [*self.today(unit), *self.today(self.province_of(unit))]:
            lineage |= {above.pk for above in self._chain(one)}
        return int(any(one.pk in lineage for one in self.today(within)))


def _type(unit: AdministrativeUnit) -> str:
    return unit.full_name.removesuffix(unit.name).strip().casefold()


def _valid(unit: AdministrativeUnit, on: date) -> bool:
    return (unit.valid_from or date.min) <= on <= (unit.valid_to or date.max)


def _by_code(unit: AdministrativeUnit) -> tuple[str, date]:
    return unit.code, unit.valid_from or date.min
