"""What is kept for everybody is handed out at the door, before Django's handler is asked.

The handler's signals and middleware cost more than finding what is kept. Whatever the door does not
find at once, and whatever goes wrong there, is the handler's: it answers as if there were no door.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError

from heritage.site.kept_pages import asks_again, kept

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class FrontDoor:
    """Stands before `handler`, which makes what is not kept."""

    def __init__(self, handler: WSGIApplication) -> None:
        self.handler = handler

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        answer = found(environ)
        if answer is None:
            return self.handler(environ, start_response)
        start_response(answer.status, answer.headers)
        return [answer.body]


class Answer(NamedTuple):
    """As a WSGI server is given it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


def found(environ: WSGIEnvironment) -> Answer | None:
    """What is kept for this request."""
    try:
        request = WSGIRequest(environ)
        page = kept(request)
        if page is None:
            return None
        if not asks_again(request):
            return Answer("200 OK", page.headers, page.body)
        answer = page.answer(request)
        status = f"{answer.status_code} {answer.reason_phrase}"
        return Answer(status, list(answer.items()), answer.content)
    except (DatabaseError, SuspiciousOperation):
        # The handler closes a connection that broke, and knows what to say.
        return None
