"""What every page of the calendar has: filters, other languages, and the feeds that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from heritage.site.calendar import addresses
from heritage.site.calendar.dates import festivals_shown
from heritage.site.calendar.span import Span
from heritage.site.facets.links import PeopleFacet, ProvinceFacet
from heritage.site.facets.page import NarrowedPage
from heritage.site.reader import Reader

PEOPLE, PROVINCE = PeopleFacet(), ProvinceFacet("place_links__place")


@dataclass(frozen=True)
class Feed:
    """A calendar to subscribe to: its address and what is in it."""

    address: str
    title: str


class CalendarPage(NarrowedPage):
    """A page of the calendar as its reader has narrowed it by people and province."""

    def __init__(self, request: HttpRequest) -> None:
        reader = Reader.of(request)
        self.span = Span.of(reader)
        super().__init__(request, festivals_shown(reader), (PEOPLE, PROVINCE))

    @property
    def festivals(self) -> Any:
        """The festivals that are left, a queryset."""
        return self.narrowed.rows

    @property
    def feeds(self) -> list[Feed]:
        """What there is to subscribe to here, the narrowest first."""
        language = self.reader.language
        found = []
        for offered in self.facets:
            if (option := offered.chosen) is None:
                continue
            value = self.chosen[offered.facet.parameter]
            if offered.facet is PROVINCE:
                address = addresses.feed_of_province(language, value)
            elif (identifier := self._people_called(value)) is None:
                continue
            else:
                address = addresses.feed_of_thing(language, identifier)
            found.append(Feed(address, option.label))
        return [*found, Feed(addresses.feed_of_everything(language), _("Tất cả lễ hội"))]

    def _people_called(self, slug: str) -> str | None:
        found = (people for people in self.reader.peoples.values() if people.slug == slug)
        people = next(found, None)
        return people.identifier_id if people and not people.is_restricted else None
