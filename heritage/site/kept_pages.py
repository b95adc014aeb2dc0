"""Pages that are the same for everybody are made once, and kept until anything changes.

Not for a time but exactly: a kept page belongs to a generation of the archive
(`heritage.site.generations`) and to a day, and is never shown in another. Only who brings none of
our cookies is shown one: nobody who is signed in, and nobody who has chosen to see what a warning
stands before. Parameters that no list knows (of advertisements, of guessers) are left away before
anything is made, so that they neither stand in a page nor make another one of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from heritage.protocols.audiences import today
from heritage.site.community.warnings import COOKIE
from heritage.site.hostile import NUL
from heritage.site.listing import PARAMETERS
from heritage.site.offline import marks
from heritage.site.remembered import generation_of
from heritage.site.saving import spares

KEPT = frozenset(
    {
        *("wagtail_serve", "feed", "sitemap", "sitemap_sections", "sitemap_things"),
        *("calendar", "calendar_year", "calendar_month", "map", "map_region"),
        *("calendar_feed", "calendar_feed_of_province", "calendar_feed_of_thing"),
        *("manifest", "offline"),
    }
)
"""Names of the addresses that say the same to everybody who brings no cookie."""
PERSONAL = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", COOKIE})
"""Cookies by which an answer may differ."""
NO_PAGES = (f"/{settings.STATIC_URL.strip('/')}/", "/healthz", "/tep/", "/iiif/")
"""Beginnings of addresses for which the database is not asked."""
ASKS_AGAIN = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
MOST_BYTES = 128 * 1024
"""A page that is larger is made anew each time."""
MOST_PARAMETERS = 2
"""Lists that are narrowed further are made anew each time: there are too many of them."""
ORIGIN = (
    "wsgi.url_scheme",
    *(settings.SECURE_PROXY_SSL_HEADER or ())[:1],
    "HTTP_HOST",
    *(("HTTP_X_FORWARDED_HOST",) if settings.USE_X_FORWARDED_HOST else ()),
)
"""By what Django tells scheme and host. As they come: a host that is not ours is refused when the
page is made, and what is refused is not kept."""


class Question(NamedTuple):
    """What is asked for, without what makes no difference."""

    origin: tuple[str | None, ...]
    path: str
    query: str
    compressed: bool
    spares: bool
    day: date

    @classmethod
    def of(cls, request: HttpRequest) -> Question | None:
        """What `request` asks for; None if the answer may be for this visitor alone."""
        meta, query = request.META, ""
        if request.method != "GET" or request.path_info.startswith(NO_PAGES):
            return None
        if "HTTP_COOKIE" in meta and not PERSONAL.isdisjoint(request.COOKIES):
            return None
        if meta.get("QUERY_STRING"):
            known = sorted(
                (key, value)
                for key, value in request.GET.items()
                if key in PARAMETERS and NUL not in value
            )
            if len(known) > MOST_PARAMETERS:
                return None
            query = urlencode(known)
        origin = tuple(map(meta.get, ORIGIN))
        packed = "gzip" in meta.get("HTTP_ACCEPT_ENCODING", "")
        return cls(origin, request.path_info, query, packed, spares(request), today())

    def key(self, generation: int) -> str:
        """The name under which the answer is kept, of the same length for every question."""
        return hashlib.sha256(repr((generation, self)).encode()).hexdigest()


class Page(NamedTuple):
    """What everybody is given who asks the same."""

    body: bytes
    headers: list[tuple[str, str]]

    def answer(self, request: HttpRequest) -> HttpResponse:
        """To `request`; 304 if it has the page still in hand."""
        return _conditional(request, HttpResponse(self.body, headers=dict(self.headers)))


class Asked(NamedTuple):
    """Where an answer is kept once it is made."""

    question: Question
    shelf: str
    key: str


ASKED = "heritage.kept_pages.asked"
"""Where a request's `Asked` stands in its environment; None there if nothing is kept for it."""


def kept(request: HttpRequest) -> Page | None:
    """What is kept for `request`, if anything is. Asks once for a request."""
    if ASKED in request.META:
        return None
    request.META[ASKED] = None
    question = Question.of(request)
    if question is None:
        return None
    # Read before the page is made: what changes meanwhile is of the next generation.
    key = question.key(generation_of(request))
    shelf = "lists" if question.query else "pages"
    found: Page | None = caches[shelf].get(key)
    if found is None:
        request.META[ASKED] = Asked(question, shelf, key)
    return found


def asks_again(request: HttpRequest) -> bool:
    """Whether the visitor has an answer in hand and asks if it still holds."""
    return not request.META.keys().isdisjoint(ASKS_AGAIN)


class KeptPagesMiddleware:
    """Keeps what is made. Stands before everything that sets cookies or headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept answer, or one that is made, and kept if it is for everybody."""
        page = kept(request)
        if page is not None:
            return page.answer(request)
        asked: Asked | None = request.META[ASKED]
        if asked is None:
            return self.get_response(request)
        in_hand = {name: request.META.pop(name, None) for name in ASKS_AGAIN}
        response = self.get_response(request)
        request.META |= {name: value for name, value in in_hand.items() if value}
        page = _for_everybody(request, response)
        if page is None:
            return _conditional(request, response)
        caches[asked.shelf].set(asked.key, page, timeout=None)
        return page.answer(request)

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Leave away, before the page is made, what no list knows."""
        asked: Asked | None = request.META.get(ASKED)
        match = request.resolver_match
        if asked is None or match is None or match.url_name not in KEPT:
            return
        request.spares_pictures = asked.question.spares  # type: ignore[attr-defined]
        request.META["QUERY_STRING"] = asked.question.query
        vars(request).pop("GET", None)
        request.is_for_everybody = True  # type: ignore[attr-defined]


def _for_everybody(request: HttpRequest, response: HttpResponse) -> Page | None:
    """An answer that anybody else may be given; otherwise None."""
    if (
        not getattr(request, "is_for_everybody", False)
        or response.status_code != 200
        or response.streaming
        or response.cookies
        or len(response.content) > MOST_BYTES
    ):
        return None
    marks.allow(response)
    return Page(response.content, list(response.items()))


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 instead of what the visitor has still in hand."""
    if response.status_code != 200 or not asks_again(request):
        return response
    if not response.has_header("ETag"):
        return response
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert answer is not None
    if marks.HEADER in response:
        # A browser that had it without the mark learns that it may keep it.
        answer[marks.HEADER] = response[marks.HEADER]
    return answer
