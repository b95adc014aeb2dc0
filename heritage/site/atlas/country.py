"""The map of the country: what there is in each region and province."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from heritage.site.atlas.addresses import map_address, region_address
from heritage.site.atlas.frames import COUNTRY, Frame
from heritage.site.atlas.page import AtlasPage
from heritage.site.atlas.regions import REGION_OF, REGIONS, Region
from search.analysis.slugs import slugify


@dataclass
class CountedProvince:
    """A province with the number of its places."""

    name: str
    anchor: str
    count: int = 0


@dataclass
class CountedRegion:
    """A region with its provinces that have places, and where its name stands."""

    region: Region
    address: str
    x: float
    y: float
    provinces: dict[str, CountedProvince] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many places lie in it."""
        return sum(province.count for province in self.provinces.values())


class CountryMap(AtlasPage):
    """All of Viet Nam."""

    frame: Frame = COUNTRY

    @property
    def title(self) -> str:  # type: ignore[override]
        """What the page is."""
        return _("Bản đồ địa danh")

    def bare_address_in(self, language: str) -> str:
        """The map of the country."""
        return map_address(language)

    @cached_property
    def regions(self) -> list[CountedRegion]:
        """The six regions with what is counted in them."""
        language = self.reader.language
        found: dict[str, CountedRegion] = {}
        for region in REGIONS:
            x, y = self.frame.place(*region.label)
            address = region_address(language, region.slug) + self.tail
            found[region.slug] = CountedRegion(region, address, x, y)
        for place in self.located():
            provinces = found[REGION_OF[place.code].slug].provinces
            named = CountedProvince(place.name, slugify(place.name))
            provinces.setdefault(place.code, named).count += 1
        for counted in found.values():
            order = list(counted.region.provinces)
            counted.provinces = dict(
                sorted(counted.provinces.items(), key=lambda pair: order.index(pair[0]))
            )
        return list(found.values())

    @cached_property
    def total(self) -> int:
        """How many places there are."""
        return self.places.count()

    @property
    def elsewhere(self) -> int:
        """Places of which nobody has said in which province of today they lie."""
        return self.total - sum(counted.count for counted in self.regions)
