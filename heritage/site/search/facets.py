"""What can be chosen of what was found: the facets of documents in the words of the reader.

In addresses each has a parameter, which may be given several times: any of its values will do.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from heritage.calendars import edtf_dates
from heritage.languages.names import language_name
from heritage.peoples.models import PlaceUnit, Term
from heritage.peoples.models.administrative import unit_label
from heritage.peoples.models.vocabulary import Scheme
from heritage.site import wording
from heritage.site.indexing.book import BOOK
from heritage.site.indexing.links import BEFORE, unit_name
from heritage.site.reader import Reader
from heritage.site.remembered import remembered
from heritage.site.search.names import values_of_places
from search.analysis.sorting import sort_key

in_order = lru_cache(maxsize=8192)(sort_key)
"""The same few hundred names are put in their order by each search."""


@dataclass(frozen=True)
class Value:
    """One value of a facet as it is offered."""

    value: str
    """In documents."""
    given: str
    """In addresses."""
    label: str
    lang: str = ""
    """Where it is not the reader's."""
    depth: int = 0
    """1 for a part of the value before it."""


class Facet(ABC):
    """One way to choose."""

    most = 0
    """So many values are offered at first, the most frequent; 0: all."""
    is_nested = False
    """Whether values have parts: `whole/part`."""
    is_open = False
    """Whether any word of its form may be a value: what is one is known by what has it."""

    def __init__(self, name: str, parameter: str, label: str | Promise) -> None:
        self.name = name
        """In documents."""
        self.parameter = parameter
        """In addresses."""
        self.label = label

    @abstractmethod
    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """Those of `values` (as in documents) that can be offered, in their order."""

    def is_about(self, one: str, other: str) -> bool:
        """Whether of two values one is a part of the other."""
        if not self.is_nested:
            return False
        return one.startswith(f"{other}/") or other.startswith(f"{one}/")

    def value_of(self, given: str, reader: Reader) -> str | None:
        """The value of documents that an address means, or None where there is none such."""
        return given if self.known([given], reader) else None


class TypeFacet(Facet):
    """The kinds, in the order of the sections, and the sorts that some are divided into."""

    is_nested = True

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """Kinds by the names of their sections, sorts by their own."""
        wanted = set(values)
        found = []
        for kind, label in kind_labels(reader).items():
            if kind in wanted:
                found.append(Value(kind, kind, label))
            for sort, name in _divisions(kind).items():
                if (value := f"{kind}/{sort}") in wanted:
                    found.append(Value(value, value, wording.sentence(name), depth=1))
        return found


def kind_labels(reader: Reader) -> dict[str, str]:
    """The kinds by what their sections are called, in the order of the page tree."""
    found = {}
    for _language, kind in reader.addresses.sections:
        if kind not in found and (section := reader.addresses.section(kind, reader.language)):
            found[kind] = section.title
    return found


def _divisions(kind: str) -> Mapping[str, str]:
    projection = BOOK.get(kind)
    if projection is None or not projection.division:
        return {}
    field: Any = projection.model._meta.get_field(projection.division)
    return {value: str(label) for value, label in field.flatchoices}


class PeopleFacet(Facet):
    """Peoples the reader may see, in alphabetical order."""

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """By the words of their addresses."""
        wanted = set(values)
        return [
            Value(people.identifier_id, people.slug, people.told.title)
            for people in reader.peoples.values()
            if people.identifier_id in wanted
        ]

    def value_of(self, given: str, reader: Reader) -> str | None:
        """The identifier of the people with this address."""
        found = (p.identifier_id for p in reader.peoples.values() if p.slug == given)
        return next(found, None)


class PlaceFacet(Facet):
    """Provinces of today, and in each its communes and the provinces it was made of."""

    is_nested = True
    most = 10

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """Provinces in alphabetical order, after each of them what is within."""
        labels = place_labels(reader)
        found = [
            Value(value, value, labels[value], depth=int("/" in value))
            for value in values
            if value in labels
        ]
        return sorted(found, key=lambda one: _path_key(one.value, labels))


def _path_key(value: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    province, _slash, rest = value.partition("/")
    inner = "" if not rest else in_order(labels[value], "vi")
    # What it was made of stands before its communes.
    return (
        in_order(labels.get(province, province), "vi"),
        "" if not rest else "a" if rest.startswith(BEFORE) else "b",
        inner,
    )


def place_labels(reader: Reader) -> dict[str, str]:
    """The names of all values of places that are public, in the reader's language."""
    return remembered(
        reader.request, ("labels of places", reader.language), lambda: _place_labels(reader)
    )


def _place_labels(reader: Reader) -> dict[str, str]:
    found: dict[str, str] = {}
    for value, link in values_of_places(reader):
        found.setdefault(value, _unit_label(link, reader.language))
    return found


def _unit_label(link: PlaceUnit, language: str) -> str:
    if link.era == PlaceUnit.Era.BEFORE:
        return _("%(name)s (trước 1/7/2025)") % {"name": link.name_as_recorded}
    return unit_label(unit_name(link), link.unit.name_en if link.unit else "", language)


class LanguageFacet(Facet):
    """Languages by their names."""

    is_open = True

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """In alphabetical order."""
        found = [Value(one, one, wording.sentence(language_name(one))) for one in values]
        return sorted(found, key=lambda one: in_order(one.label, reader.language))


class PeriodFacet(Facet):
    """Centuries, and in each its decades, the newest first."""

    is_nested = True
    is_open = True

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """As far as they are such."""
        found = [one for one in values if PERIOD.fullmatch(one)]
        found.sort(
            key=lambda one: (-int(one[:2]), len(one) > 2, -int(one[-1]) if len(one) > 2 else 0)
        )
        return [
            Value(
                one,
                one,
                wording.sentence(
                    edtf_dates.display(f"{one.rpartition('/')[2]:X<4}", reader.language)
                ),
                depth=int("/" in one),
            )
            for one in found
        ]


PERIOD = re.compile(r"(?P<century>[0-9]{2})(?:/(?P=century)[0-9])?")


class MonthFacet(Facet):
    """Months of the Gregorian year."""

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """January to December."""
        wanted = set(values)
        return [
            Value(f"{one}", f"{one}", wording.sentence(wording.month(one, reader.language)))
            for one in range(1, 13)
            if f"{one}" in wanted
        ]


class TermFacet(Facet):
    """Terms of vocabularies; in documents with the code of the vocabulary, if of several."""

    def __init__(self, name: str, parameter: str, label: str | Promise, scheme: str = "") -> None:
        super().__init__(name, parameter, label)
        self.scheme = scheme

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """In the order of their vocabularies. Terms of one name are told apart by these: which of
        them share a name differs from language to language, so none can stand for the others."""
        wanted = set(values)
        found: list[tuple[str, Term, str]] = []
        for term in reader.terms.values():
            value = term.code if self.scheme else f"{term.scheme}:{term.code}"
            if value in wanted and self.scheme in ("", term.scheme):
                found.append((value, term, wording.sentence(term.label)))
        often = Counter(label.casefold() for _value, _term, label in found)
        return [
            Value(
                value,
                value,
                label if often[label.casefold()] == 1 else _with_scheme(term, label),
                "vi" if term.stands_in else "",
            )
            for value, term, label in found
        ]


def _with_scheme(term: Term, label: str) -> str:
    """In one language, whichever the term is told in."""
    with override(settings.LANGUAGE_CODE if term.stands_in else get_language()):
        return f"{label} ({term.get_scheme_display()})"


class TagFacet(Facet):
    """Tags, which are in Vietnamese."""

    is_open = True
    most = 12

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """In alphabetical order."""
        lang = "" if reader.language == "vi" else "vi"
        found = [Value(one, one, one, lang) for one in values]
        return sorted(found, key=lambda one: in_order(one.label, "vi"))


class MediaFacet(Facet):
    """What there is to be seen and heard."""

    NAMES: Mapping[str, str | Promise] = {
        "image": gettext_lazy("ảnh"),
        "audio": gettext_lazy("âm thanh"),
        "video": gettext_lazy("phim"),
        "document": gettext_lazy("văn bản để đọc"),
    }

    def known(self, values: Iterable[str], reader: Reader) -> list[Value]:
        """Pictures first."""
        wanted = set(values)
        return [
            Value(one, one, wording.sentence(str(label)))
            for one, label in self.NAMES.items()
            if one in wanted
        ]


FACETS: tuple[Facet, ...] = (
    TypeFacet("type", "loai", gettext_lazy("Loại")),
    PeopleFacet("people", "dan-toc", gettext_lazy("Dân tộc")),
    PlaceFacet("place", "noi", gettext_lazy("Nơi chốn")),
    TermFacet("topic", "chu-de", gettext_lazy("Chủ đề")),
    PeriodFacet("period", "thoi", gettext_lazy("Thời gian")),
    MonthFacet("month", "thang", gettext_lazy("Tháng")),
    LanguageFacet("language", "tieng", gettext_lazy("Ngôn ngữ")),
    MediaFacet("media", "co", gettext_lazy("Có kèm")),
    TermFacet("rights", "quyen", gettext_lazy("Quyền sử dụng"), Scheme.RIGHTS),
    TagFacet("tag", "the", gettext_lazy("Thẻ")),
)
