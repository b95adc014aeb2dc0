"""One door before every view of the admin that is about one page or record.

Wagtail has some thirty such views for each kind (edit, history, compare, preview, usage, workflow,
lock, copy, move …), and new ones come with each version. Which thing they are about is in their
address; so whoever it is closed to is stopped here, before the view is called.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail.permissions import policy_registry

from heritage.accounts.roles import RECORDS
from heritage.peoples.communities import concerned, named_to
from heritage.protocols import authority
from heritage.protocols.models import Audience, Community
from heritage.records.things import HeritageObject
from heritage.site.admin.closed import is_closed
from heritage.site.hostile import is_number

PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "destination_id", "page_pk")
"""Names under which Wagtail's addresses carry the number of a page."""
MODEL_ARGUMENTS = (("app_label", "model_name"), ("app_name", "model_name"))
KEY_ARGUMENTS = ("pk", "object_id")
PAGE_VIEWS = ("wagtailadmin_pages", "pages", "wagtailadmin_choose_page_chosen_multiple")
"""Namespaces of the views of pages, and the one view of several pages that has none."""
ALL = "all"
"""What Wagtail's bulk actions take for everything there is."""
OWN_VIEWS = frozenset(f"kind_{kind}" for kind in RECORDS)
"""Namespaces of the views in which one works on a record; choosers are not among them."""
WORK = ("change", "delete", "publish", "lock", "unlock")


class ClosedThings:
    """Middleware: the views of a closed thing answer with what everybody may know of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing before the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The page that says “closed”, where the view is about something that is."""
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/"):
            return None
        user: Any = request.user
        if not user.is_authenticated:
            return None
        names = [*match.namespaces, match.url_name or ""]
        ticked = things_ticked(names, kwargs, request.GET.getlist("id"))
        for thing in [*things_in(names, kwargs), *ticked]:
            if is_closed(user, thing):
                return closed_page(request, thing)
            if OWN_VIEWS & set(match.namespaces) and not _works_on(user, thing):
                denied: HttpResponse = permission_denied(request)
                return denied
        return None


def _works_on(user: Any, thing: Any) -> bool:
    """Whether the user may do anything to the record, now or by the task that waits.

    Of pages Wagtail asks this in every view; of records only whether he may change any at all,
    and so showed everybody's drafts to whoever may add his own.
    """
    policy = policy_registry.get(thing)
    if policy.user_has_any_permission_for_instance(user, WORK, thing):
        return True
    task = thing.current_workflow_task
    return bool(task and task.user_can_access_editor(thing, user))


def closed_page(request: HttpRequest, thing: HeritageObject, error: str = "") -> HttpResponse:
    """What staff outside the audience may know: identifier, kind, community, that it is closed."""
    original = thing.original
    user: Any = request.user
    context = {
        "error": error,
        "may_open": user.has_perm(authority.OVERRULE) and original.audience_id != Audience.CLOSED,
        "may_hold": user.has_perm(authority.HOLD),
        "identifier": original.identifier_id,
        "kind": original._meta.verbose_name,
        "communities": named_to(
            user, Community.objects.filter(pk__in=[one.pk for one in concerned(original)])
        ),
    }
    return render(request, "admin/closed.html", context, status=403)


def things_in(names: list[str], kwargs: dict[str, Any]) -> list[HeritageObject]:
    """The pages and records that the arguments of an admin address name.

    `names`: the namespaces of the address, and its own name.
    """
    numbers = [kwargs[name] for name in PAGE_ARGUMENTS if kwargs.get(name)]
    found = [_page(number) for number in numbers]
    key = next((kwargs[name] for name in KEY_ARGUMENTS if kwargs.get(name)), None)
    model = _model(names, kwargs)
    if key is not None and model is not None:
        if issubclass(model, Page):
            found.append(_page(key))
        else:
            found.append(_record(model, key))
    return [thing for thing in found if thing is not None]


def things_ticked(names: list[str], kwargs: dict[str, Any], ids: list[str]) -> list[HeritageObject]:
    """The pages and records that an address lists as `?id=…`: of a bulk action, or chosen together.

    Raises Http404 for “all”: nothing is told or touched that was not seen.
    """
    model = _model(names, kwargs)
    if not ids or model is None or not issubclass(model, Page | HeritageObject):
        return []
    if ALL in ids:
        raise Http404
    rows: Any = model._default_manager.filter(pk__in=[one for one in ids if is_number(one)])
    found = rows.specific() if model is Page else rows
    return [thing for thing in found if isinstance(thing, HeritageObject)]


def _model(names: list[str], kwargs: dict[str, Any]) -> Any:
    """The model an address speaks of: named in it, or by its namespace or name."""
    for app, name in MODEL_ARGUMENTS:
        if app in kwargs and name in kwargs:
            try:
                return apps.get_model(kwargs[app], kwargs[name])
            except LookupError:
                return None
    for name in names:
        if name in PAGE_VIEWS:
            return Page
        if name in BY_NAMESPACE:
            return apps.get_model(BY_NAMESPACE[name])
    return None


BY_NAMESPACE = {f"kind_{kind}": label for kind, label in RECORDS.items()} | {
    f"wagtailsnippetchoosers_{label.lower().replace('.', '_')}": label for label in RECORDS.values()
}
"""Records by the namespaces of their views and choosers."""


def _page(number: Any) -> HeritageObject | None:
    page = Page.objects.filter(pk=number).first() if is_number(str(number)) else None
    specific = page.specific if page is not None else None
    return specific if isinstance(specific, HeritageObject) else None


def _record(model: Any, key: Any) -> HeritageObject | None:
    if not issubclass(model, HeritageObject):
        return None
    if not is_number(str(key)):
        raise Http404
    found: HeritageObject | None = model._base_manager.filter(pk=key).first()
    return found
