"""The page of a people: everything that is linked to it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, OuterRef, Q, When
from django.utils.functional import cached_property

from catalogue.models import ProducerPeople, ProductPeople
from heritage.archive.models import (
    CustomPeople,
    FestivalPeople,
    ItemPeople,
    LibraryPeople,
    NoticePeople,
    StoryPeople,
)
from heritage.languages.models import Entry
from heritage.peoples.models import People, PlacePeople
from heritage.records.fields import split_list
from heritage.site import rows
from heritage.site.calendar.addresses import calendar_address
from heritage.site.calendar.page import PEOPLE
from heritage.site.details.base import Detail, Linked
from heritage.site.media.hung import heard


class PeopleDetail(Detail[People]):
    """A people with its groups and what belongs to it."""

    @property
    def peoples(self) -> list[People]:
        """Itself."""
        return [self.thing]

    @cached_property
    def population(self) -> Any:
        """The newest count, or None."""
        rows.add_populations([self.thing], self.reader)
        return self.thing.population

    @cached_property
    def languages(self) -> list[str]:
        """Codes of its languages."""
        return split_list(self.thing.languages)

    @cached_property
    def groups(self) -> list[People]:
        """Others counted under the same code: the groups of a people, or the people of a group."""
        code = self.thing.gso_code
        known = self.reader.peoples.values()
        return [p for p in known if code and p.gso_code == code and p.pk != self.thing.pk]

    def _of(self, kind: str, link: Any, limit: int = 8) -> Linked:
        more = self.reader.addresses.of_section(
            kind, self.reader.language, **{"dan-toc": self.thing.slug}
        )
        owners = link.objects.filter(people=self.thing.pk).values("owner")
        return self.linked(kind, owners, more, limit)

    @cached_property
    def festivals(self) -> Linked:
        """Festivals."""
        return self._of("festival", FestivalPeople, 12)

    @property
    def calendar(self) -> str:
        """The calendar of its festivals."""
        where = urlencode({PEOPLE.parameter: self.thing.slug})
        return f"{calendar_address(self.reader.language)}?{where}"

    @cached_property
    def customs(self) -> Linked:
        """Customs."""
        return self._of("custom", CustomPeople, 12)

    @cached_property
    def items(self) -> Linked:
        """Archive items."""
        return self._of("item", ItemPeople)

    @cached_property
    def stories(self) -> Linked:
        """Stories."""
        return self._of("story", StoryPeople)

    @cached_property
    def products(self) -> Linked:
        """Products."""
        return self._of("product", ProductPeople, 6)

    @cached_property
    def producers(self) -> Linked:
        """Makers."""
        return self._of("producer", ProducerPeople)

    @cached_property
    def library(self) -> Linked:
        """Library documents."""
        return self._of("library", LibraryPeople)

    @cached_property
    def notices(self) -> Linked:
        """Notices meant for it."""
        return self._of("notice", NoticePeople)

    @cached_property
    def places(self) -> Linked:  # type: ignore[override]
        """Places where it lives."""
        return self._of("place", PlacePeople, 12)

    @cached_property
    def words(self) -> Linked:
        """Words of its own language: first those that are heard, or written in a script of its own,
        then those with an example."""
        own = [code for code in self.languages if code != "vi"]
        is_its_own = Q(heard(OuterRef("identifier"))) | ~Q(headword_native="")
        found = Entry.objects.filter(language__in=own).order_by(
            Case(When(is_its_own, then=0), default=1),
            Case(When(example="", then=1), default=0),
            *("sort_key", "pk"),
        )
        things, cut = self.reader.few(found, 8)
        more = (
            self.reader.addresses.of_section("word", self.reader.language, tieng=own[0])
            if own
            else ""
        )
        return Linked("word", things, more if cut else "")
