"""The pages of the map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from heritage.site.atlas.country import CountryMap
from heritage.site.atlas.region import RegionMap
from heritage.site.atlas.regions import region_called


@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """All of Viet Nam: how many places there are in each region and province."""
    return TemplateResponse(request, "site/map/country.html", {"atlas": CountryMap(request)})


@require_safe
def region(request: HttpRequest, region: str) -> HttpResponse:
    """The places of a region. Raises Http404 for what is none."""
    found = region_called(region)
    if found is None:
        raise Http404
    page = RegionMap(request, found)
    return TemplateResponse(request, "site/map/region.html", {"atlas": page})
