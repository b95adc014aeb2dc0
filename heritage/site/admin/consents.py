"""For staff: every consent by its state, and what is public although one is missing."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from heritage.archive.models import Item, ItemPerson
from heritage.peoples.models import Person
from heritage.protocols.audiences import today
from heritage.protocols.forecast import DAYS
from heritage.protocols.models import Consent
from heritage.site.admin.closed import name_for
from heritage.site.community.consents import given

PER_PAGE = 50


@dataclass(frozen=True)
class View:
    """One state, by the word in the address."""

    key: str
    label: Any
    rows: Callable[[datetime.date], QuerySet[Consent]]


def _ending(day: datetime.date) -> QuerySet[Consent]:
    soon = day + datetime.timedelta(days=DAYS)
    return Consent.objects.in_force(day).filter(valid_until__lte=soon).order_by("valid_until")


def _over(day: datetime.date) -> QuerySet[Consent]:
    return Consent.objects.exclude(withdrawn_at=None) | Consent.objects.run_out(day)


VIEWS = (
    View("con", _("Đang có hiệu lực"), lambda day: Consent.objects.in_force(day)),
    View("sap-het", _("Hết hạn trong 60 ngày"), _ending),
    View("da-het", _("Đã rút lại, đã hết hạn"), _over),
)
MISSING = "thieu"


def missing(user: Any) -> QuerySet[ItemPerson]:
    """Links from published items to living persons who have not consented, as open to `user`."""
    consented = Consent.objects.in_force(today()).filter(
        may_show=True,
        things=OuterRef("owner__identifier"),
        person=OuterRef("person__identifier"),
    )
    shown = Item.objects.originals().shown_to(user)
    links = ItemPerson.objects.filter(owner__in=shown).exclude(person__living=Person.Living.NO)
    return (
        links.filter(~Exists(consented))
        .select_related("owner", "person")
        .order_by("owner__sort_key", "owner", "sort_order")
    )


@require_safe
def consents(request: HttpRequest) -> HttpResponse:
    """The list, in one of its states."""
    user: Any = request.user
    wanted = request.GET.get("loai", "")
    lacking = missing(user)
    context: dict[str, Any] = {"views": VIEWS, "lacking": lacking.count(), "missing_key": MISSING}
    number = request.GET.get("p")
    if wanted == MISSING:
        links = Paginator(lacking, PER_PAGE).get_page(number)
        named = [(link, name_for(link.owner, user), name_for(link.person, user)) for link in links]
        context |= {"current": MISSING, "page": links, "missing": named}
    else:
        view = next((one for one in VIEWS if one.key == wanted), VIEWS[0])
        rows = view.rows(today()).select_related("person", "community", "entered_by")
        page = Paginator(rows, PER_PAGE).get_page(number)
        context |= {"current": view.key, "page": page, "consents": given(page, user)}
    return TemplateResponse(request, "admin/consents.html", context)
