"""Which answers are packed on their way: texts. Pictures, sounds and films are packed already, and
a part of a file is a part of it as it lies there."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "json", "xml", "javascript")
"""Parts of the media types of texts."""


class PackingMiddleware(GZipMiddleware):
    """Django's, for texts only."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """The answer, packed where that makes it smaller."""
        told = response.get("Content-Type", "")
        if not any(part in told for part in TEXTS) or response.status_code == 206:
            return response
        packed: HttpResponseBase = super().process_response(request, response)
        return packed
