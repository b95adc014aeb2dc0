"""The page that is shown where there is no network, and that says what this phone keeps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from heritage.site.offline import marks


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """The same for everybody; a script fills in what this browser keeps."""
    bounds = {"pages": marks.PAGES, "days": marks.KEPT_FOR.days}
    return TemplateResponse(request, "site/offline.html", bounds)
