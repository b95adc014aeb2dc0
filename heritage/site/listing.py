"""The list of a section with its filters and pages, and the page of one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from heritage.records.identifiers import is_valid
from heritage.records.telling import by_name, told_sort_key
from heritage.site.coming import soonest_first
from heritage.site.community.tombstones import not_shown
from heritage.site.facets.narrowing import OfferedFacet, Option, choices, narrow, query
from heritage.site.facets.sections import FACETS
from heritage.site.reader import Reader
from heritage.site.rows import pictured

if TYPE_CHECKING:
    from heritage.site.models import SectionPage

PER_PAGE = 24
PAGE = "trang"

FIRST_BY = {"library": "-date", "notice": "-published_on", "word": "language"}
"""What comes before the name in the order of a list."""

ORDER_PARAMETER = "thu-tu"
ORDERS: dict[str, dict[str, tuple[Any, Callable[[QuerySet[Any], str], QuerySet[Any]]]]] = {
    "festival": {"": (_("Sắp tới trước"), soonest_first), "ten": (_("Theo tên"), by_name)},
}
"""Where a reader may choose: names of orders in addresses and in words, and how they sort; first
the usual one, which no address names."""
PARAMETERS = frozenset(
    {PAGE, ORDER_PARAMETER, *(facet.parameter for facets in FACETS.values() for facet in facets)}
)
"""Everything that the address of a list may say after its path."""


@dataclass
class Listing:
    """What the template of a section shows."""

    kind: str
    page: Page[Any]
    facets: list[OfferedFacet]
    chosen: dict[str, str]
    rows: list[Any] = field(default_factory=list)
    orders: list[Option] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many things the reader may see with these filters."""
        return self.page.paginator.count

    @property
    def chosen_options(self) -> list[Option]:
        """The filters in effect."""
        return [facet.chosen for facet in self.facets if facet.chosen]

    @property
    def choices(self) -> list[OfferedFacet]:
        """The facets that are offered."""
        return choices(self.facets)

    @property
    def indexable(self) -> bool:
        """Search engines are given single filters, not their combinations."""
        return len(self.chosen) <= 1

    def url_of(self, number: int) -> str:
        """The address of a page of this list, relative to the section."""
        return query(self.chosen, **({PAGE: str(number)} if number > 1 else {}))

    @property
    def own_query(self) -> str:
        """The part of the address after the path, in one canonical order."""
        address = self.url_of(self.page.number)
        return "" if address == "." else address

    @property
    def previous(self) -> str:
        """The page before, or nothing."""
        return self.url_of(self.page.previous_page_number()) if self.page.has_previous() else ""

    @property
    def following(self) -> str:
        """The page after, or nothing."""
        return self.url_of(self.page.next_page_number()) if self.page.has_next() else ""

    @property
    def numbers(self) -> list[tuple[int | None, str, bool]]:
        """Page numbers with addresses, and whether they are near; a gap is None."""
        around = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=1, on_ends=1
        )
        return [
            (number, self.url_of(number), abs(number - self.page.number) <= 1)
            if isinstance(number, int)
            else (None, "", False)
            for number in around
        ]


def section_context(request: HttpRequest, section: SectionPage) -> dict[str, Any]:
    """The list of `section` as the reader asked for it."""
    reader = Reader.of(request)
    return {"listing": list_things(request, section.section_kind, section.thing_model, reader)}


def list_things(request: HttpRequest, kind: str, model: Any, reader: Reader) -> Listing:
    """Filter, count and page. The number of queries depends on the facets, not on the things."""
    given = {name: str(value).strip() for name, value in request.GET.items()}
    beside: dict[str, str] = {}
    if (order := given.get(ORDER_PARAMETER)) and order in ORDERS.get(kind, {}):
        beside[ORDER_PARAMETER] = order
    everything = reader.shown(model.objects.all())
    narrowed = narrow(everything, FACETS[kind], given, reader, beside)
    chosen = narrowed.chosen
    rows = _ordered(kind, narrowed.rows, chosen, reader.language)
    try:
        page = Paginator(rows, PER_PAGE).page(request.GET.get(PAGE, 1))
    except InvalidPage as error:
        raise Http404 from error
    shown = pictured(kind, page.object_list, reader)
    orders = _orders(kind, chosen) if page.paginator.count > 1 else []
    return Listing(kind, page, narrowed.facets, chosen, shown, orders)


def _ordered(
    kind: str, rows: QuerySet[Any], chosen: dict[str, str], language: str
) -> QuerySet[Any]:
    if kind in ORDERS:
        _label, order = ORDERS[kind][chosen.get(ORDER_PARAMETER, "")]
        return order(rows, language)
    if kind in FIRST_BY:
        return rows.order_by(FIRST_BY[kind], told_sort_key(rows.model, language), "pk")
    return by_name(rows, language)


def _orders(kind: str, chosen: dict[str, str]) -> list[Option]:
    """The orders of a list that has several, the usual one first."""
    if kind not in ORDERS:
        return []
    usual = {name: value for name, value in chosen.items() if name != ORDER_PARAMETER}
    mine = chosen.get(ORDER_PARAMETER, "")
    return [
        Option(
            str(label),
            "",
            0,
            name == mine,
            query(usual | {ORDER_PARAMETER: name} if name else usual),
            crawl=not usual,
        )
        for name, (label, _order) in ORDERS[kind].items()
    ]


def serve_record(request: HttpRequest, section: SectionPage, slug: str) -> HttpResponse:
    """A record's page, at its one right address in the section's language."""
    reader = Reader.of(request)
    identifier = slug.rpartition("-")[2].lower()
    found = reader.shown(section.thing_model.objects.filter(identifier=identifier)).first()
    if not is_valid(identifier):
        raise Http404
    if found is None:
        return not_shown(request, identifier)
    (record,) = reader.told([found])
    if slug != record.told.slug_with_identifier:
        return redirect(reader.address(record))
    context = record.told.reading_context() | {"page": section, "self": section}
    return TemplateResponse(request, f"site/{section.section_kind}.html", context)
