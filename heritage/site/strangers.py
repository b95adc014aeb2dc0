"""Who is not signed in: what everybody may see is found once for each generation of the archive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, cached_property

from heritage.protocols.audiences import audiences_of, today
from heritage.site.remembered import remembered


class Stranger(AnonymousUser):
    """A visitor without an account."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__()
        self._request = request

    @cached_property
    def _audiences(self) -> frozenset[int]:
        name = ("audiences of strangers", today())
        return remembered(self._request, name, lambda: audiences_of(AnonymousUser()))


class StrangersMiddleware:
    """After `AuthenticationMiddleware`: puts a `Stranger` where nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; nobody is looked up before somebody asks who it is."""
        known = request.user

        def who() -> Any:
            return known if known.is_authenticated else Stranger(request)

        request.user = SimpleLazyObject(who)  # type: ignore[assignment]
        return self.get_response(request)
