"""Ways to narrow a list: by people, place, month, kind, language, first letter.

Each facet counts its options among what the other chosen filters leave, with one or two queries,
and among what the reader may see only.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heritage.languages.names import language_name, language_tag
from heritage.peoples.models import AdministrativeUnit, Place, PlaceUnit, Term
from heritage.records.fields import split_list
from heritage.site import wording
from heritage.site.reader import Reader
from search.analysis.slugs import slugify
from search.analysis.sorting import sort_key

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Counted:
    """One option before it becomes a link: its value in addresses, its name, how many there are."""

    value: str
    label: str
    count: int
    lang: str = ""


class Facet(ABC):
    """One way to narrow a list."""

    def __init__(self, parameter: str, label: str | Promise) -> None:
        self.parameter = parameter
        self.label = label

    def applies(self, chosen: dict[str, str]) -> bool:
        """Whether it is offered, given what else is chosen."""
        return True

    @abstractmethod
    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """The rows that have this value; none for a value that does not exist."""

    @abstractmethod
    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """The values among these rows, in the order in which they are offered."""

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """A value by its name, if there is one, even if none of `rows` should have it."""
        return next((one for one in self.counts(rows, reader) if one.value == value), None)


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


class ChoiceFacet(Facet):
    """A field with fixed choices."""

    def __init__(self, parameter: str, label: str | Promise, field: str) -> None:
        super().__init__(parameter, label)
        self.field = field

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows whose field has this value."""
        return rows.filter(**{self.field: value})

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """The choices in the order in which the model names them."""
        found = dict(rows.order_by().values_list(self.field).annotate(n=Count("pk")))
        choices = rows.model._meta.get_field(self.field).flatchoices
        return [
            Counted(value, wording.sentence(str(label)), found[value])
            for value, label in choices
            if value in found
        ]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """One of the choices."""
        choices = dict(rows.model._meta.get_field(self.field).flatchoices)
        return (
            Counted(value, wording.sentence(str(choices[value])), 0) if value in choices else None
        )


class TermFacet(Facet):
    """A term of a vocabulary."""

    def __init__(self, parameter: str, label: str | Promise, field: str) -> None:
        super().__init__(parameter, label)
        self.field = field

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows with the term of this code."""
        return rows.filter(**{f"{self.field}__code": value})

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Terms in the order of their vocabulary."""
        found = dict(rows.order_by().values_list(self.field).annotate(n=Count("pk")))
        terms = Term.objects.filter(pk__in=[key for key in found if key is not None])
        return [Counted(term.code, wording.sentence(term.label), found[term.pk]) for term in terms]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """A term of the vocabulary of the field."""
        scheme = rows.model._meta.get_field(self.field).get_limit_choices_to()["scheme"]
        term = Term.objects.filter(scheme=scheme, code=value).first()
        return Counted(term.code, wording.sentence(term.label), 0) if term else None


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
            label = (name_en if reader.language == "en" else "") or name or recorded
            value = slugify(name or recorded)
            before = found[value].count if value in found else 0
            found[value] = Counted(value, label, before + count)
        return sorted(found.values(), key=lambda option: sort_key(option.label, "vi"))


class MonthFacet(Facet):
    """A month of the Gregorian year among the typical months; festivals are held in hundreds."""

    def __init__(self, field: str) -> None:
        super().__init__("thang", _("Tháng"))
        self.field = field

    def _by_month(self, rows: Rows) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for pk, text in rows.order_by().values_list("pk", self.field):
            for part in set(split_list(text)):
                found.setdefault(part, []).append(pk)
        return found

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Rows that name this month."""
        return rows.filter(pk__in=self._by_month(rows).get(value, []))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """January to December."""
        found = self._by_month(rows)
        return [
            Counted(str(value), wording.sentence(wording.month(value, reader.language)), len(pks))
            for value in range(1, 13)
            if (pks := found.get(str(value)))
        ]

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """One of the twelve."""
        if value not in map(str, range(1, 13)):
            return None
        return Counted(value, wording.sentence(wording.month(int(value), reader.language)), 0)


class LanguageFacet(Facet):
    """The language a word belongs to."""

    def __init__(self) -> None:
        super().__init__("tieng", _("Ngôn ngữ"))

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Words of this language."""
        return rows.filter(language=value)

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Languages in the order of their names."""
        found = Counter(dict(rows.order_by().values_list("language").annotate(n=Count("pk"))))
        named = [
            Counted(code, wording.sentence(language_name(code)), n) for code, n in found.items()
        ]
        return sorted(named, key=lambda option: sort_key(option.label, "vi"))


class LetterFacet(Facet):
    """The first letter of a word; offered once a language is chosen."""

    def __init__(self) -> None:
        super().__init__("chu", _("Chữ cái đầu"))

    def applies(self, chosen: dict[str, str]) -> bool:
        """Letters of several alphabets in one row would help nobody."""
        return "tieng" in chosen

    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """Words that begin with it, small or capital."""
        return rows.filter(Q(title__startswith=value.lower()) | Q(title__startswith=value.upper()))

    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """Letters in the order of the language's alphabet."""
        pairs = rows.order_by().annotate(first=Substr("title", 1, 1))
        found: Counter[tuple[str, str]] = Counter()
        for first, language, count in pairs.values_list("first", "language").annotate(
            n=Count("pk")
        ):
            found[first.lower(), language] += count
        return [
            Counted(letter, letter, count, language_tag(letter, language))
            for (letter, language), count in sorted(
                found.items(), key=lambda pair: sort_key(*pair[0])
            )
        ]


def _links(rows: Rows) -> QuerySet[Any]:
    return rows.model._meta.get_field("people_links").related_model._default_manager.all()


def _bare(rows: Rows) -> QuerySet[Any]:
    return rows.order_by().values("pk")


_PROVINCE = ProvinceFacet("place_links__place")
_ICH_TYPE = TermFacet("loai", _("Loại hình"), "ich_type")

FACETS: dict[str, tuple[Facet, ...]] = {
    "people": (),
    "festival": (PeopleFacet(), MonthFacet("typical_months"), _ICH_TYPE, _PROVINCE),
    "custom": (PeopleFacet(), TermFacet("chu-de", _("Chủ đề"), "theme"), _ICH_TYPE, _PROVINCE),
    "item": (PeopleFacet(), ChoiceFacet("loai", _("Loại tư liệu"), "item_kind"), _PROVINCE),
    "story": (PeopleFacet(), _PROVINCE),
    "library": (PeopleFacet(), ChoiceFacet("loai", _("Loại văn bản"), "document_kind")),
    "word": (LanguageFacet(), LetterFacet(), TermFacet("chu-de", _("Chủ đề"), "domain")),
    "product": (
        PeopleFacet(),
        TermFacet("loai", _("Loại sản phẩm"), "category"),
        ChoiceFacet("gia", _("Cách báo giá"), "price_kind"),
        ChoiceFacet("hang", _("Tình trạng hàng"), "stock"),
    ),
    "producer": (
        PeopleFacet(),
        ChoiceFacet("loai", _("Loại hình"), "producer_kind"),
        ProvinceFacet("place"),
    ),
    "notice": (PeopleFacet(), TermFacet("chu-de", _("Chủ đề"), "topic")),
    "place": (
        PeopleFacet(),
        ChoiceFacet("loai", _("Loại địa danh"), "place_kind"),
        ProvinceFacet(""),
    ),
}
"""How each section's list can be narrowed."""
