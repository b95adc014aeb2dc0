"""`/sitemap.xml`: an index, and maps of a bounded size for each kind. Public things only.

Source: sitemaps.org protocol 0.90 (at most 50,000 addresses and 50 MB a file) and Google's
extension for other languages, as Django's own templates write it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import InvalidPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from heritage.records.pages import HeritagePage
from heritage.records.things import kinds
from heritage.site.addresses import Addresses, absolute
from heritage.site.atlas.addresses import map_address, region_address
from heritage.site.atlas.regions import REGIONS
from heritage.site.calendar.addresses import calendar_address, year_address
from heritage.site.calendar.span import Span
from heritage.site.models import TextPage
from heritage.site.reader import PUBLIC_KINDS, Reader

THINGS = 5_000
"""Things in one map; with three languages at most 15,000 addresses, about 8 MB."""

LANGUAGES = [code for code, _ in settings.LANGUAGES]


def _originals(kind: str) -> Any:
    model: Any = kinds()[kind]
    fields = ["identifier", "title", "translation_key", "locale", "last_published_at"]
    if issubclass(model, HeritagePage):
        fields.append("slug")
    return model.objects.originals().shown_to(AnonymousUser()).order_by("pk").only(*fields)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The maps there are."""
    maps = [{"location": absolute(request, reverse("sitemap_sections"))}]
    for kind in sorted(PUBLIC_KINDS):
        pages = Paginator(_originals(kind), THINGS)
        for number in pages.page_range if pages.count else ():
            location = reverse("sitemap_things", args=[kind, number])
            maps.append({"location": absolute(request, location)})
    return _xml(request, "sitemap_index.xml", {"sitemaps": maps})


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """Front pages, sections, the years of the calendar, maps, and the institution's own pages."""
    addresses = Addresses.of(request)
    groups: list[dict[str, str]] = [{c: addresses.of_page(p) for c, p in addresses.homes.items()}]
    for kind in dict.fromkeys(kind for _, kind in addresses.sections):
        known = {c: addresses.sections.get((c, kind)) for c in LANGUAGES}
        groups.append({c: addresses.of_page(page) for c, page in known.items() if page})
    span = Span.of(Reader.of_everybody(request, settings.LANGUAGE_CODE))
    groups.append({c: calendar_address(c) for c in LANGUAGES})
    groups += [{c: year_address(c, year) for c in LANGUAGES} for year in span.years]
    groups.append({c: map_address(c) for c in LANGUAGES})
    groups += [{c: region_address(c, region.slug) for c in LANGUAGES} for region in REGIONS]
    twins: dict[Any, dict[str, str]] = {}
    for page in TextPage.objects.live().select_related("locale"):
        group = twins.setdefault(page.translation_key, {})
        group[page.locale.language_code] = addresses.of_page(page)
    groups += twins.values()
    return _xml(request, "sitemap.xml", {"urlset": _urlset(request, groups)})


@require_safe
def things(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """One map: things with an address for each language in which they are told."""
    if kind not in PUBLIC_KINDS:
        raise Http404
    try:
        originals = list(Paginator(_originals(kind), THINGS).page(number).object_list)
    except InvalidPage as error:
        raise Http404 from error
    told: dict[Any, dict[str, Any]] = {row.translation_key: {"vi": row} for row in originals}
    model: Any = kinds()[kind]
    fields = list(_originals(kind).query.deferred_loading[0])
    translations = model.objects.filter(
        live=True, translation_key__in=[row.translation_key for row in originals]
    ).exclude(pk__in=[row.pk for row in originals])
    for row in translations.select_related("locale").only(*fields, "locale__language_code"):
        told[row.translation_key][row.locale.language_code] = row
    addresses = Addresses.of(request)
    groups = [
        {code: addresses.of_row(kind, row, code) for code, row in by_code.items()}
        for by_code in told.values()
    ]
    published = [
        max(
            (row.last_published_at for row in by_code.values() if row.last_published_at),
            default=None,
        )
        for by_code in told.values()
    ]
    return _xml(request, "sitemap.xml", {"urlset": _urlset(request, groups, published)})


def _urlset(
    request: HttpRequest,
    groups: list[dict[str, str]],
    published: list[datetime | None] | None = None,
) -> list[dict[str, Any]]:
    urls = []
    for position, group in enumerate(groups):
        full = {code: absolute(request, url) for code, url in group.items()}
        alternates = [{"location": url, "lang_code": code} for code, url in full.items()]
        for url in full.values():
            entry: dict[str, Any] = {
                "location": url,
                "alternates": alternates if len(full) > 1 else [],
            }
            if published and published[position] is not None:
                entry["lastmod"] = published[position]
            urls.append(entry)
    return urls


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = TemplateResponse(request, template, context, content_type="application/xml")
    response["X-Robots-Tag"] = "noindex"
    return response
