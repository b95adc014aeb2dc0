"""What both sorts of map page have: filters, other languages, the places a reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from heritage.peoples.models import AdministrativeUnit, Place, PlaceUnit
from heritage.peoples.models.administrative import unit_label
from heritage.records.telling import told_sort_key
from heritage.site.atlas.regions import code_of
from heritage.site.facets.fields import ChoiceFacet
from heritage.site.facets.links import PeopleFacet
from heritage.site.facets.page import NarrowedPage
from heritage.site.reader import Reader

FACETS = (PeopleFacet(), ChoiceFacet("loai", _("Loại địa danh"), "place_kind"))


@dataclass(frozen=True)
class Located:
    """A place in a province of today, before anything is told of it."""

    key: int
    code: str
    name: str
    kind: str
    latitude: float | None
    longitude: float | None


class AtlasPage(NarrowedPage):
    """A page of the map as its reader has narrowed it by people and kind of place."""

    title: str

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, Reader.of(request).shown(Place.objects.all()), FACETS)

    @property
    def places(self) -> QuerySet[Place]:
        """The places that are left."""
        return self.narrowed.rows

    def located(self) -> Iterator[Located]:
        """The places with the first province of today that each lies in. One query.

        In alphabetical order; what lies in no province that is known is left out.
        """
        links = "unit_links__"
        rows = self.places.filter(
            unit_links__era=PlaceUnit.Era.TODAY,
            unit_links__level=AdministrativeUnit.Level.PROVINCE,
        )
        rows = rows.order_by(
            told_sort_key(Place, self.reader.language),
            *("pk", "unit_links__sort_order", "unit_links__pk"),
        )
        values = rows.values_list(
            *("pk", "place_kind", "latitude", "longitude", f"{links}name_as_recorded"),
            *(f"{links}unit__code", f"{links}unit__name", f"{links}unit__name_en"),
        )
        seen: set[int] = set()
        for key, kind, latitude, longitude, recorded, unit, name, name_en in values:
            code = code_of(unit, recorded)
            if key in seen or not code:
                continue
            seen.add(key)
            label = unit_label(name or recorded, name_en or "", self.reader.language)
            yield Located(key, code, label, kind, _degrees(latitude), _degrees(longitude))


def _degrees(value: Any) -> float | None:
    return None if value is None else float(value)
