"""The page of the search.

It is not among the pages that are kept (`heritage.site.kept_pages`): questions are as many as
people, whoever makes some up would drive others out, and an answer is made quickly. So it is never
older than index and database, and no device keeps it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from heritage.site.search.page import SearchPage


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What was found; of no question, what may be asked."""
    page = SearchPage(request)
    response = TemplateResponse(request, "site/search.html", {"search": page})
    if page.is_fallback:
        # Not even to be compared with what somebody has in hand: it is less than there is.
        add_never_cache_headers(response)
    return response
