"""What the template of the search shows: an answer, or an invitation where nothing was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heritage.archive.models import Custom, Festival
from heritage.languages.models import Entry
from heritage.languages.names import language_tag
from heritage.site.exports.formats import FORMATS
from heritage.site.exports.views import AT_ONCE
from heritage.site.reader import Reader
from heritage.site.remembered import remembered
from heritage.site.search.asking import ORDERS, Asked
from heritage.site.search.found import Found, Offered, Option, counts_without_one, find

FEW = 2
"""Of each kind, so many names are examples of what one may type."""


@dataclass(frozen=True)
class Way:
    """A link to the same answer in another order, or looking otherwise."""

    label: str | Promise
    url: str
    chosen: bool


@dataclass(frozen=True)
class File:
    """A link to all that was found, in one format."""

    name: str
    url: str


@dataclass(frozen=True)
class Example:
    """A word or name of the archive that one may search for."""

    text: str
    lang: str
    url: str


@dataclass(frozen=True)
class Kind:
    """A kind of things, with how many there are."""

    label: str
    url: str
    count: int


class SearchPage:
    """One answer. Nothing is asked of engine or database before it is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.reader = Reader.of(request)
        self.asked = Asked.of(request.GET, self.reader)

    @cached_property
    def found(self) -> Found | None:
        """The answer; None where nothing was asked."""
        return None if self.asked.is_empty else find(self.asked, self.reader)

    @property
    def is_fallback(self) -> bool:
        """Whether the engine is out of reach."""
        if self.found is not None:
            return self.found.is_fallback
        return self.kinds is None

    @property
    def title(self) -> str:
        """What stands above the page in a browser."""
        return _("Tìm “%(text)s”") % {"text": self.asked.text} if self.asked.text else _("Tìm kiếm")

    def address_in(self, language: str) -> str:
        """The same question in another language, from its first page: orders by name differ."""
        address = self.asked.but().address
        return search_address(language) + ("" if address == "." else address)

    @property
    def files(self) -> list[File]:
        """All that holds all words, to take home."""
        if self.found is None or not self.found.total or self.found.is_fallback:
            return []
        address = self.asked.but(pictures=False).address
        return [
            File(one.name, reverse("search_export", args=[one.code]) + address)
            for one in FORMATS.values()
        ]

    @property
    def made_later(self) -> int:
        """How many records a file has at most that is there at once, where there are more here."""
        return AT_ONCE if self.found is not None and self.found.total > AT_ONCE else 0

    @property
    def choices(self) -> list[Offered]:
        """The facets that are offered."""
        return [one for one in self.found.facets if one.is_choice] if self.found else []

    @property
    def chosen_options(self) -> list[Option]:
        """What is in effect."""
        return self.found.chosen if self.found else []

    @property
    def takes_back(self) -> list[Option]:
        """What stands in the way of an answer, with the number of things there are without it."""
        return counts_without_one(self.found, self.reader) if self.found else []

    @property
    def all_chosen_back(self) -> str:
        """The address of the words alone."""
        return self.asked.but(chosen={}).address

    @property
    def orders(self) -> list[Way]:
        """The orders that are worth choosing between; the usual one first."""
        if self.found is None or self.found.total < 2 or self.found.is_fallback:
            return []
        kinds = set(self.asked.chosen.get("loai", ()))
        offered = [name for name in ORDERS if name != "gia" or kinds == {"product"}]
        if self.asked.order == "gia" and "gia" not in offered:
            offered.append("gia")
        return [
            Way(
                _("Nổi bật") if not (name or self.asked.text) else ORDERS[name][0],
                self.asked.but(order=name).address,
                name == self.asked.order,
            )
            for name in offered
        ]

    @property
    def views(self) -> list[Way]:
        """As a list, as pictures."""
        return [
            Way(label, self.asked.but(pictures=pictures).address, self.asked.pictures == pictures)
            for pictures, label in VIEWS.items()
        ]

    @property
    def first(self) -> str:
        """The address of the first page, where this is another."""
        return self.asked.but().address if self.asked.after else ""

    @cached_property
    def kinds(self) -> list[Kind] | None:
        """What there is to be found, for who has not asked yet; None if nobody can say."""
        found = find(Asked("", {}), self.reader, size=0)
        if found.is_fallback:
            return None
        return [
            Kind(option.label, option.url, option.count)
            for offered in found.facets
            if offered.facet.name == "type"
            for option in offered.options
        ]

    @property
    def examples(self) -> list[Example]:
        """Names and words of the archive in its scripts, the same for everybody."""
        language = self.reader.language
        everybody = Reader.of_everybody(self.reader.request, language)
        names = remembered(
            self.reader.request, ("examples", language), lambda: list(_names(everybody))
        )
        return [
            Example(text, "" if lang == language else lang, Asked(text, {}).address)
            for text, lang in dict(names).items()
        ]


def _names(reader: Reader) -> Iterator[tuple[str, str]]:
    """Titles, words, names of peoples in their own script: each with its language."""
    for model in (Festival, Custom):
        rows: Any = model._default_manager.order_by("sort_key", "pk")
        for thing in reader.few(rows, FEW)[0]:
            yield thing.told.title, thing.told.locale.language_code
    for people in reader.peoples.values():
        if people.autonym and (tag := language_tag(people.autonym)):
            yield people.autonym, tag
    words: Any = Entry._default_manager
    for word in reader.few(words.filter(language="km").exclude(example=""), FEW)[0]:
        yield word.title, language_tag(word.title, word.language)
    for word in reader.few(words.exclude(headword_native=""), FEW)[0]:
        yield word.headword_native, language_tag(word.headword_native, word.language)


def search_address(language: str) -> str:
    """The page in a language."""
    with translation.override(language):
        return reverse("search")


VIEWS = {False: gettext_lazy("Danh sách"), True: gettext_lazy("Hình")}
