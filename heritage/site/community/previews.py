"""“Xem như khách, thành viên, người giữ”: the page of a thing as somebody else would meet it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from heritage.peoples.communities import concerned
from heritage.protocols import authority
from heritage.protocols.audiences import audiences_of, may_see, stand_in, today
from heritage.protocols.forecast import KINDS, persona
from heritage.records.access import rows_of
from heritage.records.models import Identifier
from heritage.site.community.signing_in import signed_in
from heritage.site.reader import PUBLIC_KINDS, Reader


@signed_in
@require_safe
def seen_as(request: HttpRequest, identifier: str, kind: str) -> HttpResponse:
    """The page, or that there is none for such a viewer. Only for who decides and may read it."""
    user: Any = request.user
    found = get_object_or_404(Identifier, pk=identifier, withdrawn_at=None)
    row = rows_of(found).first()
    if row is None or kind not in {one.key for one in KINDS}:
        raise Http404
    thing = row.original
    decides = any(authority.may_decide(user, one) for one in concerned(thing))
    if not decides or not may_see(user, thing.audience_id):
        raise Http404
    # Where the rules of several communities are on it, such a viewer sees more than who looks.
    request.user = stand_in(persona(kind, thing.audience), today(), audiences_of(user))
    label = next(one.label for one in KINDS if one.key == kind)
    if thing.kind not in PUBLIC_KINDS or not thing.may_be_read_by(request.user):
        return render(request, "site/community/unseen.html", {"label": label, "identifier": found})
    reader = Reader(request)
    request.archive_reader = reader  # type: ignore[attr-defined]
    (told,) = reader.told([thing])
    context = told.told.reading_context() | {"seen_as": label, "page": told.told, "self": told.told}
    return TemplateResponse(request, f"site/{thing.kind}.html", context)
