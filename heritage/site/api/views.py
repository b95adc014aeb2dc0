"""The addresses of the search for machines. Read only, open to every site, no cookie needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from heritage.site.addresses import absolute
from heritage.site.api import limits, results
from heritage.site.api.openapi import described
from heritage.site.api.parameters import (
    Page,
    cursor_given,
    language_of,
    page_of,
    suggestion_of,
)
from heritage.site.api.problems import METHODS, Problem, out_of_reach
from heritage.site.reader import Reader
from heritage.site.search.asking import request_of
from heritage.site.search.found import Found, find
from heritage.site.search.suggesting import suggest as titles_begun
from search.engine import EngineError
from search.engines import engine

FRESH = 30
"""Seconds for which who asked may use an answer again before he asks if it still holds."""

Answering = Callable[[HttpRequest, Reader], HttpResponse]


def answers(what: str) -> Callable[[Answering], Callable[[HttpRequest], HttpResponse]]:
    """What all of them have in common: who may ask, how often, and how long an answer is good."""

    def wrapping(view: Answering) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def answering(request: HttpRequest) -> HttpResponse:
            try:
                response = _answer(view, request, what)
            except Problem as problem:
                response = problem.answer(request)
            if not response.has_header("Cache-Control"):
                response["Cache-Control"] = (
                    "private, no-store"
                    if request.user.is_authenticated
                    else f"private, max-age={FRESH}, must-revalidate"
                )
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
            response["X-Robots-Tag"] = "noindex"
            patch_vary_headers(response, ["Cookie"])
            return response

        # Nothing is ever done here in somebody's name: whoever sends a form is told so in JSON.
        return csrf_exempt(answering)

    return wrapping


def _answer(view: Answering, request: HttpRequest, what: str) -> HttpResponse:
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Access-Control-Allow-Methods"] = METHODS
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Max-Age"] = "86400"
        return response
    if request.method not in ("GET", "HEAD"):
        raise Problem(
            HTTPStatus.METHOD_NOT_ALLOWED, "Nothing can be written here.", "Ask with GET."
        )
    limits.count(request, what)
    language = language_of(request.GET)
    with translation.override(language):
        response = view(request, Reader(request, language))
    response["Content-Language"] = language
    return response


@answers("search")
def search(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What is found."""
    try:
        page = page_of(request, reader)
        found = _page(page, reader)
    except EngineError as error:
        raise out_of_reach() from error
    body: dict[str, Any] = {"q": page.asked.text, "page": page.number or None, "size": page.size}
    body |= results.answer(found, reader)
    body["next"] = _next(request, found, reader)
    return _json(body)


@answers("suggest")
def suggest(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Titles that begin so."""
    text, size = suggestion_of(request)
    found = titles_begun(text, reader, size)
    return _json({"q": text, "suggestions": [results.suggestion(one, reader) for one in found]})


@answers("suggest")
def openapi(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The description of all of this."""
    return _json(described())


def _page(page: Page, reader: Reader, *, corrects: bool = True) -> Found:
    """Raises EngineError."""
    asked = page.asked
    before = (page.number - 1) * page.size
    if before > 0:
        # Where the pages before end; of what is on them nothing is read from the database.
        before_it = engine().search(request_of(asked, reader, size=before))
        if corrects and not before_it.total and (meant := _of_what_was_meant(page, reader)):
            return meant
        after = before_it.next
        if after is None:
            # Beyond the last page there is nothing; how much there is elsewhere still counts.
            found = find(asked, reader, size=1, falls_back=False, corrects=False)
            return Found(asked, found.query, found.total, (), (), found.facets)
        asked = asked.but(after=after)
    elif page.of_meant and corrects and (meant := _of_what_was_meant(page, reader)):
        return meant
    return find(asked, reader, size=page.size, falls_back=False, corrects=corrects)


def _of_what_was_meant(page: Page, reader: Reader) -> Found | None:
    """A further page of nearer words, told as the first one tells them: not counted. None where
    there are none. Of those words nobody asks again what was meant by them."""
    first = find(page.asked.but(), reader, size=1, falls_back=False)
    if not first.instead:
        return None
    meant = replace(page.asked, text=first.instead)
    found = _page(replace(page, asked=meant), reader, corrects=False)
    hits = (replace(hit, is_partial=True) for hit in (*found.hits, *found.partial))
    return replace(first, partial=tuple(hits), cursor=found.cursor)


def _next(request: HttpRequest, found: Found, reader: Reader) -> str | None:
    """The address of what follows, with everything else as it was asked."""
    if not found.cursor:
        return None
    pairs = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in ("page", "after")
        for value in values
    ]
    of_meant = bool(found.instead)
    after = cursor_given(found.cursor, found.asked.order, reader, of_meant=of_meant)
    return absolute(request, f"{request.path}?{urlencode([*pairs, ('after', after)])}")


def _json(body: Any) -> JsonResponse:
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})
