"""The bytes of a stored file as an answer: whole or in part, and never as anything a browser runs.

No address that a storage honours by itself is ever given out: each request comes here, after the
question who may see the file. On disk, a web server in front may be told to send the bytes itself
(`MEDIA_ACCEL`, as nginx understands it).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import Storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from media_pipeline.ranges import UnsatisfiableRangeError, asked_range
from media_pipeline.storing import Pieces

MINUTES = 10
"""How long a browser, and nobody between, shows what is for everybody without asking again: long
enough for a visit, and no longer than offline copies wait to be asked for."""
INERT = "default-src 'none'; sandbox"
"""Content security policy of what is no page."""


@dataclass(frozen=True)
class Bytes:
    """A stored file and how it is told."""

    storage: Storage
    name: str
    size: int
    media_type: str
    mark: str
    """Another one when the bytes are others."""
    called: str
    """The name under which it is saved."""
    attached: bool = False
    """To be saved, never shown."""
    for_everybody: bool = False


def hand_out(request: HttpRequest, wanted: Bytes) -> HttpResponseBase:
    """The answer to GET or HEAD. Raises Http404 where the storage has lost it."""
    etag = quote_etag(wanted.mark)
    response = get_conditional_response(request, etag=etag) or _body(request, wanted, etag)
    response["ETag"] = etag
    response["Cache-Control"] = (
        f"private, max-age={MINUTES * 60}" if wanted.for_everybody else "private, no-store"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = INERT
    return response


def _body(request: HttpRequest, wanted: Bytes, etag: str) -> HttpResponseBase:
    response = _sent(request, wanted, etag)
    response["Accept-Ranges"] = "bytes"
    if response.status_code < 300:
        how = content_disposition_header(wanted.attached, wanted.called)
        response["Content-Disposition"] = how or "inline"
    return response


def _sent(request: HttpRequest, wanted: Bytes, etag: str) -> HttpResponseBase:
    if settings.MEDIA_ACCEL and not hasattr(wanted.storage, "bucket"):
        # Ranges are nginx's then, and the length.
        response = HttpResponse(content_type=wanted.media_type)
        response["X-Accel-Redirect"] = settings.MEDIA_ACCEL + quote(wanted.name)
        return response
    try:
        part = asked_range(_range_header(request, etag), wanted.size)
    except UnsatisfiableRangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{wanted.size}"})
    first, length = (0, wanted.size) if part is None else (part.first, part.length)
    headers = {"Content-Length": str(length)}
    if part is not None:
        headers["Content-Range"] = f"bytes {part.first}-{part.last}/{wanted.size}"
    status = 200 if part is None else 206
    if request.method == "HEAD" or not length:
        return HttpResponse(status=status, headers=headers, content_type=wanted.media_type)
    try:
        stream = Pieces(wanted.storage, wanted.name, first, length)
    except FileNotFoundError as error:
        raise Http404 from error
    except (OSError, BotoCoreError, ClientError):
        return HttpResponse(status=503, headers={"Retry-After": "60"})
    return StreamingHttpResponse(
        stream, status=status, headers=headers, content_type=wanted.media_type
    )


def _range_header(request: HttpRequest, etag: str) -> str:
    """What is asked for; nothing where a condition no longer holds (RFC 9110, 13.1.5)."""
    if request.headers.get("If-Range", etag) != etag:
        return ""
    return request.headers.get("Range", "")
