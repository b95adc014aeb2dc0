"""For staff: everything that is not for everybody; an administrator's opening, with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from heritage.protocols import authority
from heritage.protocols.audiences import StandIn
from heritage.protocols.models import Audience, Decision
from heritage.records.access import rows_of
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import is_closed
from heritage.site.admin.guard import closed_page
from heritage.site.admin.panels import facts_in_words
from heritage.site.community.forms import TidyTexts
from heritage.site.community.restricted import restricted_keys, restricted_things

PER_PAGE = 50


class OpeningForm(TidyTexts, forms.Form):
    """Why an administrator reads what is closed to him."""

    reason = forms.CharField(max_length=500, error_messages={"required": _("Hãy ghi lý do.")})


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
    form = OpeningForm(request.POST)
    if thing.audience_id == Audience.CLOSED:
        return closed_page(request, thing)
    if not form.is_valid():
        return closed_page(request, thing, error=str(form.errors["reason"][0]))
    if is_closed(user, thing):
        Decision.objects.create(
            act=Decision.Act.OPENED,
            by=user,
            identifier=found.pk,
            reason=form.cleaned_data["reason"],
        )
    allowed = StandIn({Audience.PUBLIC, thing.audience_id})
    told = [(field.verbose_name, getattr(thing, field.name)) for field in told_texts(thing)]
    context = {"thing": thing, "told": told, "facts": facts_in_words(thing, allowed)}
    return TemplateResponse(request, "admin/opened.html", context)


def told_texts(thing: HeritageObject) -> list[models.Field[Any, Any]]:
    """The fields of a thing's told text."""
    return [thing._meta.get_field(name) for name in thing.told_fields]  # type: ignore[misc]
