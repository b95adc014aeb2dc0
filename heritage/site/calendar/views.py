"""The pages of the calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from heritage.calendars.months import Month
from heritage.site.calendar.month import MonthPage
from heritage.site.calendar.year import AheadPage, YearPage


@require_safe
def ahead(request: HttpRequest) -> HttpResponse:
    """This month and the eleven that follow."""
    return TemplateResponse(request, "site/calendar/year.html", {"calendar": AheadPage(request)})


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """A year. Raises Http404 for one with nothing in it."""
    _possible(year)
    page = YearPage(request, year)
    return TemplateResponse(request, "site/calendar/year.html", {"calendar": page})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month. Raises Http404 for one with nothing in it that is not ahead."""
    _possible(year, month)
    page = MonthPage(request, Month(year, month))
    return TemplateResponse(request, "site/calendar/month.html", {"calendar": page})


def _possible(year: int, month: int = 1) -> None:
    if not (1 < year < 9999 and 1 <= month <= 12):
        raise Http404
