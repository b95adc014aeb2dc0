"""What stands where a thing is not shown: nothing; or, for its custodians, why it is held."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from heritage.peoples.communities import concerned
from heritage.protocols import authority
from heritage.protocols.models import Hold
from heritage.records.access import rows_of
from heritage.records.models import Identifier
from heritage.site.community.journal import told_holds


def not_shown(request: HttpRequest, identifier: str) -> HttpResponse:
    """The answer for a thing that `request.user` may not see.

    Raises Http404, exactly as where there is nothing, unless he is a custodian of a thing that is
    held: he is told that, since when, and why.
    """
    user: Any = request.user
    if not user.is_authenticated or not authority.communities_kept(user):
        raise Http404
    holds = list(Hold.objects.active().filter(identifier=identifier))
    found = Identifier.objects.filter(pk=identifier).first()
    row = rows_of(found).first() if found is not None and holds else None
    if row is None or not any(authority.is_custodian(user, one) for one in concerned(row.original)):
        raise Http404
    context = {"identifier": found, "holds": told_holds(holds, user)}
    response = render(request, "site/community/held.html", context, status=403)
    add_never_cache_headers(response)
    return response
