"""The pages of customs, archive items, stories and library documents."""

from __future__ import annotations

from django.utils.functional import cached_property

from catalogue.models.product import ProductCustom
from heritage.archive.models import Custom, Item, LibraryCitation, LibraryDocument, Story
from heritage.peoples.models import AdministrativeUnit
from heritage.records.fields import split_list
from heritage.records.things import HeritageObject
from heritage.site.details.base import Detail, Linked


class CustomDetail(Detail[Custom]):
    """A custom and the products that belong to it."""

    @cached_property
    def products(self) -> Linked:
        """Products made or used in it."""
        owners = ProductCustom.objects.filter(custom=self.thing.pk).values("owner")
        return self.linked("product", owners)


class ItemDetail(Detail[Item]):
    """An archive item and what it documents."""

    @cached_property
    def related_things(self) -> list[HeritageObject]:
        """What it documents."""
        return self.related()

    @cached_property
    def languages(self) -> list[str]:
        """Codes of the languages in it."""
        return split_list(self.thing.languages)


class StoryDetail(Detail[Story]):
    """A story and where it leads."""

    @cached_property
    def related_things(self) -> list[HeritageObject]:
        """What it leads to."""
        return self.related()


PUBLISHED = "đã đăng"
"""How sheets say that an article came out. Whoever reads it here knows."""


class LibraryDetail(Detail[LibraryDocument]):
    """A document with those it cites and those that cite it."""

    @property
    def state(self) -> str:
        """Whether it is in force, or checked: what a reader could not know."""
        stated = str(self.thing.status)
        return "" if stated.casefold() == PUBLISHED else stated

    @cached_property
    def cited_by(self) -> Linked:
        """Articles that cite it."""
        articles = [link.cited_by_id for link in self.thing.citation_links.all()]
        return self.linked("library", articles, limit=24)

    @cached_property
    def cites(self) -> Linked:
        """Documents it cites."""
        cited = LibraryCitation.objects.filter(cited_by=self.thing.pk).values("owner")
        return self.linked("library", cited, limit=24)

    @cached_property
    def province_today(self) -> str:
        """What the province named in it is called since the mergers, where that changed."""
        recorded = self.thing.province_as_recorded
        if not recorded:
            return ""
        province = AdministrativeUnit.Level.PROVINCE
        ended = AdministrativeUnit.objects.filter(
            level=province, name=recorded, valid_to__isnull=False
        )
        heirs = AdministrativeUnit.objects.filter(level=province, predecessors__in=ended)
        names = dict.fromkeys(unit.label for unit in heirs)
        return ", ".join(name for name in names if name != recorded)

    @cached_property
    def numbers(self) -> list[str]:
        """Numbers of documents as printed in it."""
        return split_list(self.thing.decision_numbers)
