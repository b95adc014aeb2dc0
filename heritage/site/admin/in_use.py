"""What cannot be removed because something uses it: said to whoever tries, from any view.

Wagtail asks its index of references, which learns of loaded rows a little later than they are
there; the database knows at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from heritage.records.things import HeritageObject
from heritage.site.admin.closed import name_for

NAMED = 5
"""Users that the message names."""


class InUseMiddleware:
    """Answers the removal of what is still in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing by itself."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what still uses it; nothing was removed."""
        if not isinstance(error, ProtectedError):
            return None
        names = ", ".join(_names(error.protected_objects, request.user))
        messages.error(request, _("Không xóa được: còn được dùng ở %(names)s.") % {"names": names})
        return redirect(request.get_full_path())


def _names(users: Iterable[Any], reader: Any) -> list[str]:
    owners = [_owner(user) for user in users]
    said = {
        name_for(one, reader) if isinstance(one, HeritageObject) else str(one) for one in owners
    }
    names = sorted(said)
    return [*names[:NAMED], "…"] if len(names) > NAMED else names


def _owner(user: Any) -> Any:
    """The thing on which a child row hangs; the row itself where it hangs on nothing."""
    for field in user._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            return getattr(user, field.name)
    return user
