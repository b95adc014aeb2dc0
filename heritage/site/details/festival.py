"""The page of a festival: when it is next, when it was, where."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from catalogue.models.product import ProductFestival
from heritage.archive.models import Edition, Festival
from heritage.calendars.standing import Standing
from heritage.site import rows
from heritage.site.atlas.locator import Dot, dots_of
from heritage.site.coming import not_over
from heritage.site.details.base import Detail, Linked
from heritage.site.media.shown import Shown
from heritage.site.pictures import Picture, picture_before_asking


class FestivalDetail(Detail[Festival]):
    """A festival with its editions."""

    @cached_property
    def _editions(self) -> list[Edition]:
        # A draft that is previewed may have some without a day.
        editions = [edition for edition in self.thing.editions.all() if edition.start_date]
        wanted = {edition.place_id for edition in editions if edition.place_id}
        found = rows.places_by_key(wanted, self.reader)
        for edition in editions:
            edition.told_place = found.get(edition.place_id)
        return editions

    @property
    def asks(self) -> bool:
        """Whether its community asks something, which is read before the rite is seen."""
        return bool(self.say["etiquette"] or self.say["closed_to_outsiders"])

    @property
    def first_photo(self) -> Shown | None:
        """The photograph beside its name, where nothing is asked first."""
        photos = super().pictures
        return photos[0] if photos and not self.asks else None

    @property
    def pictures(self) -> Sequence[Shown]:
        """All but the one beside its name."""
        return super().pictures[1:] if self.first_photo else super().pictures

    @cached_property
    def opening(self) -> Picture | None:
        """The print beside its name."""
        before = picture_before_asking(self.thing, self.peoples, self.reader.language)
        return before if self.asks else self.plate or before

    @property
    def picture(self) -> Picture | None:
        """The print of its rite, below what is asked."""
        rite = super().picture
        return None if rite == self.opening else rite

    @cached_property
    def dots(self) -> list[Dot]:
        """Where its places are on the map."""
        return dots_of(self.places)

    @cached_property
    def coming(self) -> list[Edition]:
        """Editions that are not over, the next one first; none that was held already."""
        return not_over(self._editions)

    @property
    def following(self) -> Edition | None:
        """The next edition."""
        return self.coming[0] if self.coming else None

    @cached_property
    def past(self) -> list[Edition]:
        """All others, the newest first."""
        ahead = {edition.pk for edition in self.coming}
        gone = [edition for edition in self._editions if edition.pk not in ahead]
        return sorted(gone, key=attrgetter("start_date"), reverse=True)

    @property
    def last_held(self) -> Edition | None:
        """The newest of which somebody has told that it took place."""
        return next((e for e in self.past if self._standing(e) is Standing.HELD), None)

    @property
    def untold(self) -> Edition | None:
        """A newer one that was announced or expected; nobody has told whether it took place."""
        newer = itertools.takewhile(lambda e: self._standing(e) is not Standing.HELD, self.past)
        wanted = (Standing.WAS_ANNOUNCED, Standing.WAS_EXPECTED)
        return next((e for e in newer if self._standing(e) in wanted), None)

    @staticmethod
    def _standing(edition: Edition) -> Standing:
        return edition.standing_on(timezone.localdate())

    @cached_property
    def programme(self) -> list[dict[str, Any]]:
        """The days of the next edition, acts in the reader's language."""
        edition = self.following
        if edition is None:
            return []
        days = []
        for block in edition.programme:
            acts = [{"time": act["time"], **self._activity(act)} for act in block.value["acts"]]
            days.append({"date": block.value["date"], "site": block.value["site"], "acts": acts})
        return days

    def _activity(self, act: Any) -> dict[str, str]:
        translated = act.get(f"activity_{self.reader.language}") or ""
        fallback = self.reader.language != "vi" and not translated
        return {"activity": translated or act["activity"], "lang": "vi" if fallback else ""}

    @cached_property
    def inscriptions(self) -> list[Any]:
        """Entries in national and UNESCO lists, the newest first."""
        return sorted(self.thing.inscriptions.all(), key=lambda x: x.year, reverse=True)

    @cached_property
    def products(self) -> Linked:
        """Products used at it."""
        owners = ProductFestival.objects.filter(festival=self.thing.pk).values("owner")
        return self.linked("product", owners)
