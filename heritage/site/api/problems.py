"""What is wrong with a request, as machines are told it: RFC 9457, `application/problem+json`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

MEDIA_TYPE = "application/problem+json"
METHODS = "GET, HEAD, OPTIONS"
RETRY = 5
"""Seconds after which an engine that did not answer may be asked again."""


class Problem(Exception):  # noqa: N818 - the word of the standard
    """A request that is not answered, and why.

    `parameter`: the one that is wrong; `wrong`: what is wrong with it; `remedy`: what to do.
    """

    def __init__(
        self,
        status: HTTPStatus,
        wrong: str,
        remedy: str,
        *,
        parameter: str = "",
        retry_after: int = 0,
    ) -> None:
        super().__init__(wrong)
        self.status = status
        self.wrong = wrong
        self.remedy = remedy
        self.parameter = parameter
        self.retry_after = retry_after

    def answer(self, request: HttpRequest) -> HttpResponse:
        """As JSON, which nobody keeps."""
        body: dict[str, Any] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": self.wrong,
            "remedy": self.remedy,
            "instance": request.path,
        }
        if self.parameter:
            body["parameter"] = self.parameter
        response = JsonResponse(
            body,
            status=self.status,
            content_type=MEDIA_TYPE,
            json_dumps_params={"ensure_ascii": False},
        )
        response["Cache-Control"] = "no-store"
        if self.status == HTTPStatus.METHOD_NOT_ALLOWED:
            response["Allow"] = METHODS
        if self.retry_after:
            response["Retry-After"] = str(self.retry_after)
        return response


def bad(parameter: str, wrong: str, remedy: str) -> Problem:
    """A parameter that cannot be read."""
    return Problem(HTTPStatus.BAD_REQUEST, wrong, remedy, parameter=parameter)


def out_of_reach() -> Problem:
    """The engine does not answer. Titles alone would be another answer to the same question, with
    another total: a program is better told to ask again."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The search index cannot be reached at the moment.",
        f"Ask again after {RETRY} seconds. /api/v1/suggest and all pages go on working.",
        retry_after=RETRY,
    )
