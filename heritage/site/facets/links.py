"""Narrowing by what a thing is linked to: peoples, and the provinces of its places."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from heritage.peoples.models import AdministrativeUnit, Place, PlaceUnit
from heritage.peoples.models.administrative import unit_label
from heritage.site.facets.base import Counted, Facet, Rows
from heritage.site.reader import Reader
from search.analysis.slugs import slugify
from search.analysis.sorting import sort_key


class PeopleFacet(Facet):
    """The peoples a thing is linked to."""

    def __init__(self) -> None:
        super().__init__("dan-toc", _("Dân tộc"))

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Things linked to the people with this address."""
        found = [people.pk for people in reader.peoples.values() if people.slug == value]
        links = _links(rows).filter(people__in=found)
        return rows.filter(pk__in=links.values("owner"))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Peoples in alphabetical order."""
        links = _links(rows).filter(owner__in=_bare(rows))
        found = dict(
            links.order_by().values_list("people").annotate(n=Count("owner", distinct=True))
        )
        return [
            Counted(people.slug, people.told.title, found[pk])
            for pk, people in reader.peoples.items()
            if pk in found
        ]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """A people the reader may see."""
        peoples = (people for people in reader.peoples.values() if people.slug == value)
        return next((Counted(value, people.told.title, 0) for people in peoples), None)


class ProvinceFacet(Facet):
    """The province of today in which a thing's places lie; `path` leads from the row to a place."""

    def __init__(self, path: str) -> None:
        super().__init__("tinh", _("Tỉnh, thành phố"))
        self.path = path

    def _located(self, rows: Rows, reader: Reader) -> Rows:
        """Rows joined to the provinces of those of their places that the reader may see."""
        prefix = f"{self.path}__" if self.path else ""
        return rows.order_by().filter(
            **{
                f"{prefix}pk__in": reader.shown(Place.objects.all()).values("pk"),
                f"{prefix}unit_links__era": PlaceUnit.Era.TODAY,
                f"{prefix}unit_links__level": AdministrativeUnit.Level.PROVINCE,
            }
        )

    def _names(self, rows: Rows, reader: Reader) -> QuerySet[Any, tuple[str, str, str, int]]:
        link = f"{self.path}__unit_links" if self.path else "unit_links"
        return (
            self._located(rows, reader)
            .values_list(
                f"{link}__name_as_recorded", f"{link}__unit__name", f"{link}__unit__name_en"
            )
            .annotate(n=Count("pk", distinct=True))
        )

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows with a place in the province of this name."""
        link = f"{self.path}__unit_links" if self.path else "unit_links"
        everywhere = rows.model._base_manager.all()
        recorded = {
            recorded
            for recorded, name, _name_en, _n in self._names(everywhere, reader)
            if slugify(name or recorded) == value
        }
        owners = self._located(everywhere, reader).filter(
            **{f"{link}__name_as_recorded__in": recorded}
        )
        return rows.filter(pk__in=owners.values("pk"))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Provinces in alphabetical order."""
        found: dict[str, Counted] = {}
        for recorded, name, name_en, count in self._names(rows, reader):
            label = unit_label(name or recorded, name_en or "", reader.language)
            value = slugify(name or recorded)
            before = found[value].count if value in found else 0
            found[value] = Counted(value, label, before + count)
        return sorted(found.values(), key=lambda option: sort_key(option.label, reader.language))


def _links(rows: Rows) -> QuerySet[Any]:
    return rows.model._meta.get_field("people_links").related_model._default_manager.all()


def _bare(rows: Rows) -> QuerySet[Any]:
    return rows.order_by().values("pk")
