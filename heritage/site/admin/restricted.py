"""For staff: everything that is not for everybody; an administrator's opening, with a reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heritage.protocols import authority
from heritage.protocols.models import Audience, Decision
from heritage.records.access import rows_of
from heritage.records.models import Identifier
from heritage.site.admin.closed import is_closed
from heritage.site.admin.guard import closed_page
from heritage.site.community.previews import StandIn, page_for
from heritage.site.community.restricted import restricted_keys, restricted_things

PER_PAGE = 50


@require_safe
def restricted(request: HttpRequest) -> HttpResponse:
    """What is restricted, whose it is, why, since when, and what opens or closes in 60 days."""
    keys = restricted_keys()
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "things": restricted_things(list(page.object_list), request.user)}
    return TemplateResponse(request, "admin/restricted.html", context)


@require_POST
def open_closed(request: HttpRequest, identifier: str) -> HttpResponse:
    """Let an administrator read one closed thing, once; who, when and why is kept for good.

    What somebody asked to close stays closed for administrators, too.
    """
    user: Any = request.user
    found = get_object_or_404(Identifier, pk=identifier, withdrawn_at=None)
    row = rows_of(found).first()
    if row is None or not user.has_perm(authority.OVERRULE):
        raise PermissionDenied
    thing = row.original
    reason = request.POST.get("reason", "").strip()
    if thing.audience_id == Audience.CLOSED:
        return closed_page(request, thing)
    if not reason:
        return closed_page(request, thing, error=_("Hãy ghi lý do."))
    if is_closed(user, thing):
        Decision.objects.create(
            act=Decision.Act.OPENED, by=user, identifier=found.pk, reason=reason[:2000]
        )
    request.user = StandIn(frozenset([Audience.PUBLIC, thing.audience_id]))
    return page_for(request, thing, _("quản trị"))
