"""Public addresses: of sections, of things in each language, and `/id/…`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Page

from heritage.records.things import HeritageObject
from heritage.site.remembered import remembered

if TYPE_CHECKING:
    from heritage.site.models import HomePage, SectionPage


class Addresses:
    """The sections and front pages of every language."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._urls: dict[int, str] = remembered(request, "addresses of pages", dict)

    @classmethod
    def of(cls, request: HttpRequest) -> Addresses:
        """The addresses of this request."""
        kept: Addresses | None = getattr(request, "archive_addresses", None)
        if kept is None:
            kept = request.archive_addresses = cls(request)  # type: ignore[attr-defined]
        return kept

    @cached_property
    def sections(self) -> dict[tuple[str, str], SectionPage]:
        """Published sections by (language, kind), in the order of the page tree."""
        return remembered(self.request, "sections", _sections)

    @cached_property
    def homes(self) -> dict[str, HomePage]:
        """Published front pages by language."""
        return remembered(self.request, "homes", _homes)

    def home(self, language: str | None) -> HomePage | None:
        """The front page in a language, else in Vietnamese."""
        return self.homes.get(language or "") or self.homes.get(settings.LANGUAGE_CODE)

    def section(self, kind: str, language: str) -> SectionPage | None:
        """The section of a kind in a language, else in Vietnamese."""
        fallback = (settings.LANGUAGE_CODE, kind)
        return self.sections.get((language, kind)) or self.sections.get(fallback)

    def of_page(self, page: Page) -> str:
        """The address of a page, without the host."""
        if page.pk not in self._urls:
            self._urls[page.pk] = page.get_url(self.request) or "/"
        return self._urls[page.pk]

    def of_home(self, language: str) -> str:
        """The address of the front page in a language, else in Vietnamese."""
        home = self.home(language)
        return self.of_page(home) if home else "/"

    def of_section(self, kind: str, language: str, **filters: str) -> str:
        """The address of a list, narrowed by `filters`."""
        section = self.section(kind, language)
        address = self.of_page(section) if section else self.of_home(language)
        return f"{address}?{urlencode(filters)}" if filters else address

    def of_text_page(self, page: Page | None, language: str) -> str:
        """Where a page of the institution is shown to readers of `language`; else the front."""
        home = self.of_home(language)
        return f"{home}{page.slug}/" if page else home

    def of_row(self, kind: str, row: HeritageObject, language: str) -> str:
        """The address at which `row` is shown to readers of `language`.

        A Vietnamese row has an address in each language: there it stands in for a translation.
        """
        section = self.section(kind, language)
        if section is None:
            return permanent(row.identifier_id)
        last = row.slug if isinstance(row, Page) else row.slug_with_identifier
        return f"{self.of_page(section)}{last}/"


def _sections() -> dict[tuple[str, str], SectionPage]:
    from heritage.site.models import SectionPage

    rows = SectionPage.objects.live().select_related("locale").order_by("path")
    return {(row.locale.language_code, row.section_kind): row for row in rows}


def _homes() -> dict[str, HomePage]:
    from heritage.site.models import HomePage

    rows = HomePage.objects.live().select_related("locale")
    return {row.locale.language_code: row for row in rows}


def permanent(identifier: str) -> str:
    """The address that never changes."""
    return reverse("permanent", args=[identifier])


def absolute(request: HttpRequest, address: str) -> str:
    """`address` with the host by which the public reaches the archive."""
    return (
        f"{settings.SITE_URL}{address}"
        if settings.SITE_URL
        else request.build_absolute_uri(address)
    )
