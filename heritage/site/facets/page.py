"""A page beside the tree that its reader narrows: the calendar, the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from heritage.site.facets.narrowing import Narrowed, OfferedFacet, Option, choices, narrow, query
from heritage.site.reader import Reader


class NarrowedPage:
    """What is shown as far as the filters in its address leave it; where it is in each language."""

    def __init__(self, request: HttpRequest, shown: QuerySet[Any], facets: Sequence[Any]) -> None:
        self.reader = Reader.of(request)
        given = {name: str(value).strip() for name, value in request.GET.items()}
        self.narrowed: Narrowed = narrow(shown, facets, given, self.reader)

    @property
    def facets(self) -> list[OfferedFacet]:
        """Ways to narrow."""
        return self.narrowed.facets

    @property
    def choices(self) -> list[OfferedFacet]:
        """Those that are offered."""
        return choices(self.facets)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in effect, by their names in addresses."""
        return self.narrowed.chosen

    @property
    def chosen_options(self) -> list[Option]:
        """The filters in effect."""
        return self.narrowed.chosen_options

    @property
    def indexable(self) -> bool:
        """Search engines are given the page itself, not its narrowings."""
        return not self.chosen

    @property
    def tail(self) -> str:
        """The filters in effect, as the end of an address."""
        return query(self.chosen) if self.chosen else ""

    def bare_address_in(self, language: str) -> str:
        """Where the page is, without filters."""
        raise NotImplementedError

    def address_in(self, language: str) -> str:
        """Where the same page is in another language."""
        return self.bare_address_in(language) + self.tail
