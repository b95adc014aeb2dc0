"""Addresses and cookies that nobody comes by in the archive itself: answered before any view.

PostgreSQL refuses a text with a NUL in it, both databases a number that is too large, and Wagtail's
bulk actions take whatever they are given for numbers of rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from heritage.accounts.typed_text import in_admin

NUL = "\0"
DIGITS = 18
"""So many a column of whole numbers certainly holds."""


API = "/api/v1/"
WORDS = "q"
"""The parameter with what somebody typed, here and in the admin."""


def is_number(text: str) -> bool:
    """Whether a text can be the number of a row."""
    return text.isdecimal() and len(text) <= DIGITS


class HostileCookieMiddleware:
    """Leaves out cookies with a NUL, before anybody looks a session up by one.

    Servers refuse a NUL in a header, but a cookie in quotes may hold it in octal digits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to the request without them."""
        request.COOKIES = {n: value for n, value in request.COOKIES.items() if NUL not in value}
        return self.get_response(request)


class HostileAddressMiddleware:
    """No page for what cannot be looked up; what cannot be the value of a filter is none.

    Among words a NUL is a blank. The API is given whatever was sent: it reads its parameters
    strictly, and names what it cannot read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 for such a path."""
        if NUL in request.path:
            raise Http404
        if request.path_info.startswith(API):
            return self.get_response(request)
        digits = DIGITS if in_admin(request) else None
        pairs = [(name, one) for name, values in request.GET.lists() for one in values]
        legible = [(name, one.replace(NUL, " ") if name == WORDS else one) for name, one in pairs]
        possible = [pair for pair in legible if not _impossible(*pair, digits)]
        if possible != pairs:
            request.GET = QueryDict(urlencode(possible))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises Http404 for a bulk action on what is no number of a row."""
        match, given = request.resolver_match, request.GET.getlist("id")
        if match is None or match.url_name != "wagtail_bulk_action":
            return
        if not all(one == "all" or one.isdecimal() for one in given):
            raise Http404


def _impossible(name: str, value: str, digits: int | None) -> bool:
    return NUL in name + value or (digits is not None and len(value) > digits and value.isdecimal())
