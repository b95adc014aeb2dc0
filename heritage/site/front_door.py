"""What is kept for everybody is handed out at the door, before Django's handler is asked.

The handler's signals and middleware cost more than finding what is kept. Whatever the door does not
find at once, and whatever goes wrong there, is the handler's: it answers as if there were no door.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import HttpResponse

from heritage.site.kept_pages import kept

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
        start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return [answer.content]


def found(environ: WSGIEnvironment) -> HttpResponse | None:
    """What is kept for this request."""
    try:
        return kept(WSGIRequest(environ))
    except (DatabaseError, SuspiciousOperation):
        # The handler closes a connection that broke, and knows what to say.
        return None
