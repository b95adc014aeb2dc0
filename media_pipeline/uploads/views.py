"""tus 1.0 over HTTP. Who may send is decided by whoever wires it: these views know signed-in people
and that nobody sees another's uploads."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views import View
from django.views.decorators.cache import never_cache

from media_pipeline.models import Upload
from media_pipeline.receiving import clean_name
from media_pipeline.reconciling import GIVEN_UP
from media_pipeline.storing import CHUNK, work_folder
from media_pipeline.uploads.protocol import (
    EXTENSIONS,
    PATCH_TYPE,
    VERSION,
    TusError,
    creation,
    number,
)

RESERVE = 512 * 1024 * 1024
"""Bytes that stay free on the disk, whatever is sent."""
MOST_OPEN = 200
"""Uploads that one person may have begun and not ended."""


class TusView(View):
    """What all answers of the protocol have in common."""

    http_method_names = ["get", "head", "post", "patch", "delete", "options"]

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, also what is refused, in the protocol's terms."""
        # For networks whose proxies let no PATCH through (part of the protocol).
        if (override := request.headers.get("X-HTTP-Method-Override")) and request.method == "POST":
            request.method = override.upper()
        try:
            speaks = request.headers.get("Tus-Resumable") == VERSION
            if not speaks and request.method in ("POST", "PATCH", "HEAD", "DELETE"):
                raise TusError(412, f"Tus-Resumable: {VERSION}")
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except TusError as error:
            response = HttpResponse(str(error), status=error.status, content_type="text/plain")
        response["Tus-Resumable"] = VERSION
        if response.status_code == 412:
            response["Tus-Version"] = VERSION
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is offered."""
        headers = {
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(settings.MEDIA_MAX_BYTES),
        }
        return HttpResponse(status=204, headers=headers)


class Uploads(TusView):
    """Where uploads begin."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin one; the first bytes may come along."""
        announced = creation(request.headers, settings.MEDIA_MAX_BYTES)
        if shutil.disk_usage(work_folder()).free < announced.length + RESERVE:
            raise TusError(507, "no room on the disk of the archive")
        owner = sender(request)
        self.check(owner, announced.purpose)
        mine = Upload.objects.filter(owner=owner, state=Upload.State.COMING)
        if mine.count() >= MOST_OPEN:
            raise TusError(429, f"{MOST_OPEN} uploads are not ended")
        upload = Upload.objects.create(
            owner=owner,
            name=clean_name(announced.name),
            purpose=announced.purpose,
            length=announced.length,
        )
        if request.content_type == PATCH_TYPE:
            write(upload, 0, request.read)
        response = HttpResponse(status=201, headers=progress(upload))
        # Below where this was asked, whatever it is called there.
        response["Location"] = f"{request.path}{upload.pk}/"
        return response

    def check(self, owner: Any, purpose: str) -> None:
        """Whether `owner` may send something for this; TusError if not. For who wires it."""


class OneUpload(TusView):
    """One of one's own uploads."""

    def head(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """How much is here: the sender goes on from there."""
        return HttpResponse(headers=progress(own(request, pk)))

    def get(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """What became of it, once it has been looked at."""
        upload = own(request, pk)
        told = {
            "name": upload.name,
            "state": upload.state,
            "offset": upload.offset,
            "length": upload.length,
            "reason": upload.quarantined.message if upload.quarantined is not None else "",
        }
        return JsonResponse(told)

    def patch(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """More bytes, from where it stands."""
        upload = own(request, pk)
        if request.content_type != PATCH_TYPE:
            raise TusError(415, f"Content-Type: {PATCH_TYPE}")
        offset = number(request.headers, "Upload-Offset")
        if upload.state != Upload.State.COMING or offset != upload.offset:
            raise TusError(409, f"Upload-Offset: {upload.offset} bytes are here")
        write(upload, offset, request.read)
        return HttpResponse(status=204, headers=progress(upload))

    def delete(self, request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
        """The sender gives it up. What has been taken stays."""
        upload = own(request, pk)
        upload.path.unlink(missing_ok=True)
        upload.delete()
        return HttpResponse(status=204)


def sender(request: HttpRequest) -> Any:
    """Who sends: somebody signed in, whatever was wired in front."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def own(request: HttpRequest, pk: uuid.UUID) -> Upload:
    """An upload of whoever asks; another's is not there."""
    mine = Upload.objects.select_related("quarantined").filter(owner=sender(request))
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def progress(upload: Upload) -> dict[str, str]:
    """The headers that tell how far it is."""
    ends = (upload.touched_at + GIVEN_UP).timestamp()
    return {
        "Upload-Offset": str(upload.offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(ends),
    }


def write(upload: Upload, offset: int, read: Callable[[int], bytes]) -> None:
    """Bytes to the disk as they come, from `offset` on; what came before a line broke stays.

    Raises TusError when more comes than was announced: nothing of that is kept.
    """
    left = upload.length - offset
    try:
        # Each request writes where it said: one that straggles cannot shift another's bytes.
        with upload.path.open("r+b" if upload.path.exists() else "w+b", buffering=0) as file:
            file.seek(offset)
            while left and (piece := read(min(CHUNK, left))):
                file.write(piece)
                left -= len(piece)
    finally:
        upload.touched_at = timezone.now()
        arrived = upload.offset == upload.length
        state = Upload.State.ARRIVED if arrived else Upload.State.COMING
        Upload.objects.filter(pk=upload.pk, state=Upload.State.COMING).update(
            touched_at=upload.touched_at, state=state
        )
        upload.state = state
    if left == 0 and read(1):
        raise TusError(413, f"more than the {upload.length} bytes that were announced")
