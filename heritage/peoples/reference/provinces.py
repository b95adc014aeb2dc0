"""The provinces of today, by whatever name somebody gives them."""

from difflib import get_close_matches

from heritage.peoples.models import AdministrativeUnit
from heritage.peoples.reference.lookup import today
from heritage.peoples.reference.names import readings
from search.analysis.folding import fold

_PROVINCES = AdministrativeUnit.objects.filter(level=AdministrativeUnit.Level.PROVINCE)


def province_of_today(written: str) -> AdministrativeUnit | None:
    """The province of that name, or the one that took over an older province of that name."""
    names = {reading.folded for reading in readings(written)}
    heirs = {heir.pk: heir for unit in _PROVINCES.filter(folded__in=names) for heir in today(unit)}
    return next(iter(heirs.values())) if len(heirs) == 1 else None


def provinces_near(written: str) -> list[str]:
    """Names of provinces, old and new, that are nearly spelled so; all of today's where none is."""
    names = {unit.folded: unit.name for unit in _PROVINCES.order_by("valid_from", "code")}
    near = [names[one] for one in get_close_matches(fold(written), names, 3, 0.7)]
    return near or list(_PROVINCES.filter(valid_to=None).values_list("name", flat=True))
