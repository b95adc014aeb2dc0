"""What ends with a day is over before the first answer of the next, with or without a worker."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from heritage.protocols.audiences import today
from heritage.records.consents import close_run_out


class MidnightMiddleware:
    """Closes what rested on consents whose last day has passed.

    One query a day in each process. Where it cannot be closed there is no answer, either: each
    request tries again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.closed_for: datetime.date | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, once yesterday is over."""
        day = today()
        if self.closed_for != day:
            close_run_out(day)
            self.closed_for = day
        return self.get_response(request)
