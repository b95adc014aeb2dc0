"""How far the search is: what waits to be found, and what cannot be made ready and why."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from heritage.records.models import Identifier
from heritage.records.things import kinds
from search.engine import EngineError
from search.engines import engine
from search.models import Change

MOST = 100
"""Things that are shown; there are rarely any."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search_index(request: HttpRequest) -> HttpResponse:
    """How much can be found, what waits, what is stuck; to be tried again."""
    stuck = Change.objects.filter(failures__gt=0)
    if request.method == "POST":
        stuck.update(due_at=timezone.now())
        messages.success(request, _("Máy thử lại ngay."))
        return redirect("search_index")
    try:
        count, error = engine().count(), ""
    except EngineError as found:
        count, error = None, str(found)
    waiting = Change.objects.aggregate(since=Min("at"))
    rows: Any = stuck.values("document").annotate(
        failures=Max("failures"), reason=Max("reason"), due_at=Max("due_at")
    )
    every = list(rows.order_by("document")[:MOST])
    shown = _named(every, request.user)
    context = {
        "count": count,
        "error": error,
        "waiting": Change.objects.values("document").distinct().count(),
        "since": waiting["since"],
        "stuck": shown,
        "others": len(every) - len(shown),
    }
    return TemplateResponse(request, "admin/search_index.html", context)


def _named(rows: list[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    """Rows of those things that the user may see, with their titles."""
    identifiers = Identifier.objects.in_bulk([row["document"] for row in rows])
    for kind in {one.kind for one in identifiers.values()} & kinds().keys():
        every: Any = kinds()[kind]._default_manager
        shown = every.filter(identifier__in=identifiers).open_to(user).originals()
        titles = dict(shown.values_list("identifier", "title"))
        for row in rows:
            if row["document"] in titles:
                row["title"] = titles[row["document"]]
    return [row for row in rows if "title" in row]
