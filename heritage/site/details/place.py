"""The page of a place: where it lies, lay, and what comes from there."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property

from catalogue.models import Producer
from heritage.archive.models import CustomPlace, FestivalPlace, ItemPlace, StoryPlace
from heritage.peoples.models import Place
from heritage.site import rows
from heritage.site.atlas.locator import Dot, coordinates_of, dots_of
from heritage.site.details.base import Detail, Linked


class PlaceDetail(Detail[Place]):
    """A place with its units of today and of before the mergers."""

    @cached_property
    def units(self) -> Any:
        """The place itself with `today` and `before`."""
        rows.add_units([self.thing], self.reader)
        return self.thing

    @cached_property
    def dots(self) -> list[Dot]:
        """Where it is on the map, if that is known."""
        return dots_of([self.thing])

    @property
    def coordinates(self) -> str:
        """Latitude and longitude as programs write them."""
        where = coordinates_of(self.thing)
        return f"{where[0]},{where[1]}" if where else ""

    def _of(self, kind: str, link: Any) -> Linked:
        owners = link.objects.filter(place=self.thing.pk).values("owner")
        return self.linked(kind, owners, limit=24)

    @cached_property
    def festivals(self) -> Linked:
        """Festivals held there."""
        return self._of("festival", FestivalPlace)

    @cached_property
    def customs(self) -> Linked:
        """Customs kept there."""
        return self._of("custom", CustomPlace)

    @cached_property
    def items(self) -> Linked:
        """Items that come from there."""
        return self._of("item", ItemPlace)

    @cached_property
    def stories(self) -> Linked:
        """Stories that tell of it."""
        return self._of("story", StoryPlace)

    @cached_property
    def producers(self) -> Linked:
        """Makers at work there."""
        makers = Producer.objects.filter(place=self.thing.pk).values("pk")
        return self.linked("producer", makers, limit=24)
