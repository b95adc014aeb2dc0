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
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from heritage.protocols.audiences import today
from heritage.site import generations
from heritage.site.community.warnings import COOKIE
from heritage.site.hostile import NUL
from heritage.site.listing import PARAMETERS
from heritage.site.offline import marks
from heritage.site.saving import spares

KEPT = frozenset(
    {
        *("wagtail_serve", "feed", "sitemap", "sitemap_sections", "sitemap_things"),
        *("calendar", "calendar_year", "calendar_month"),
        *("calendar_feed", "calendar_feed_of_province", "calendar_feed_of_thing"),
        *("manifest", "offline"),
    }
)
"""Names of the addresses that say the same to everybody who brings no cookie."""
PERSONAL = frozenset({settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", COOKIE})
"""Cookies by which an answer may differ."""
ASKS_AGAIN = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
MOST_BYTES = 128 * 1024
"""A page that is larger is made anew each time."""
MOST_PARAMETERS = 2
"""Lists that are narrowed further are made anew each time: there are too many of them."""


@dataclass(frozen=True)
class Question:
    """What is asked for, without what makes no difference."""

    scheme: str
    host: str
    path: str
    query: str
    compressed: bool
    spares: bool
    day: str

    @classmethod
    def of(cls, request: HttpRequest) -> Question | None:
        """What `request` asks for; None if the answer may be for this visitor alone."""
        if request.method != "GET" or not PERSONAL.isdisjoint(request.COOKIES):
            return None
        known = sorted(
            (key, value)
            for key, value in request.GET.items()
            if key in PARAMETERS and NUL not in value
        )
        if len(known) > MOST_PARAMETERS:
            return None
        try:
            host = request.get_host()
        except DisallowedHost:
            return None
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        return cls(
            request.scheme or "",
            host,
            request.path_info,
            urlencode(known),
            "gzip" in accepted,
            spares(request),
            today().isoformat(),
        )

    def key(self, generation: int) -> str:
        """The name under which the answer is kept, of the same length for every question."""
        return hashlib.sha256(repr((generation, self)).encode()).hexdigest()


class KeptPagesMiddleware:
    """Answers from what is kept. Stands before everything that sets cookies or compresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.generation = -1

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The kept answer, or one that is made, and kept if it is for everybody."""
        question = Question.of(request)
        if question is None:
            return self.get_response(request)
        # Read before the page is made: what changes meanwhile is of the next generation.
        generation = generations.current()
        shelf = caches["lists" if question.query else "pages"]
        if generation != self.generation:
            caches["lists"].clear()
            caches["pages"].clear()
            self.generation = generation
        key = question.key(generation)
        kept = shelf.get(key)
        if kept is None:
            request.asked = question  # type: ignore[attr-defined]
            asks_again = {name: request.META.pop(name, None) for name in ASKS_AGAIN}
            response = self.get_response(request)
            request.META |= {name: value for name, value in asks_again.items() if value}
            kept = _for_everybody(request, response)
            if kept is None:
                return _conditional(request, response)
            shelf.set(key, kept, timeout=None)
        body, headers = kept
        return _conditional(request, HttpResponse(body, headers=headers))

    def process_view(self, request: HttpRequest, *args: Any) -> None:
        """Leave away, before the page is made, what no list knows."""
        question: Question | None = getattr(request, "asked", None)
        match = request.resolver_match
        if question is None or match is None or match.url_name not in KEPT:
            return
        request.META["QUERY_STRING"] = question.query
        vars(request).pop("GET", None)
        request.is_for_everybody = True  # type: ignore[attr-defined]


def _for_everybody(request: HttpRequest, response: HttpResponse) -> Any:
    """The body and the headers of an answer that anybody else may be given; otherwise None."""
    if (
        not getattr(request, "is_for_everybody", False)
        or response.status_code != 200
        or response.streaming
        or response.cookies
        or len(response.content) > MOST_BYTES
    ):
        return None
    marks.allow(response)
    return response.content, dict(response.items())


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 instead of what the visitor has still in hand."""
    if response.status_code != 200 or not response.has_header("ETag"):
        return response
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert answer is not None
    if marks.HEADER in response:
        # A browser that had it without the mark learns that it may keep it.
        answer[marks.HEADER] = response[marks.HEADER]
    return answer
