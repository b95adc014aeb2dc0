"""A word before what may hurt: the visitor is asked, and chooses, for this visit.

What he has chosen to see stands in a cookie that ends with the browser's session: identifiers of
things, nothing about him. Works without JavaScript.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from heritage.records.identifiers import is_valid
from heritage.records.models import Identifier
from heritage.site.reader import PUBLIC_KINDS, Reader

COOKIE = "da-hieu"
KEPT = 60
"""Things remembered; the oldest is forgotten first."""


def accepted(request: HttpRequest) -> list[str]:
    """Identifiers of what the visitor has chosen to see during this visit."""
    return [one for one in request.COOKIES.get(COOKIE, "").split(".") if is_valid(one)][-KEPT:]


def warns(thing: Any, told: Any) -> bool:
    """Whether there is something to say before."""
    own_words = getattr(told, "content_warning", "") or getattr(thing, "content_warning", "")
    return bool(thing.warns_of_name or thing.warns_of_voice or thing.warns_of_sacred or own_words)


@never_cache
@require_POST
def understood(request: HttpRequest, identifier: str) -> HttpResponse:
    """The visitor wants to see it."""
    found = Identifier.objects.filter(pk=identifier).first()
    reader = Reader.of(request)
    things = []
    if found is not None and found.kind in PUBLIC_KINDS:
        things = reader.by_identifier([(found.kind, found.pk)])
    if not things:
        raise Http404
    response = redirect(reader.address(things[0]))
    chosen = [*(one for one in accepted(request) if one != identifier), identifier][-KEPT:]
    response.set_cookie(
        COOKIE, ".".join(chosen), httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response
