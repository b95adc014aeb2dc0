"""Files of what was found: at once up to a thousand records, and above that made by the worker.

Whoever asks, a file holds what is for everybody, and says of how many records that he finds it says
nothing. Who waits needs no account: the address of his file is one that nobody guesses.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TypeVar

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from heritage.feedback import knocks
from heritage.site.addresses import absolute
from heritage.site.api import limits
from heritage.site.api.problems import RETRY, Problem
from heritage.site.exports import files
from heritage.site.exports.formats import FORMATS, Format
from heritage.site.exports.models import SearchFile
from heritage.site.exports.records import records, sheaf, totals
from heritage.site.reader import Reader
from heritage.site.search.asking import Asked
from search.engine import EngineError

AT_ONCE = 1_000
"""Records of a file that is answered at once."""
Answer = TypeVar("Answer", bound=HttpResponseBase)
TEMPLATE = "site/exports/file.html"
EVERY = 3
"""Seconds between two looks of a page that waits."""


# It acts with nobody's rights, so nothing is gained by sending it in somebody's name.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, code: str) -> HttpResponse:
    """The file, or what becomes of it."""
    one = FORMATS.get(code)
    if one is None:
        raise Http404
    reader = Reader.of(request)
    asked = Asked.of(request.GET, reader).but(pictures=False)
    told = {"format": one, "asked": asked, "at_once": AT_ONCE}
    try:
        limits.count(request, "export")
        total, left_out = totals(asked, reader)
        if total <= AT_ONCE:
            return _marked(_at_once(request, reader, asked, one, left_out))
        if request.method == "POST":
            knocks.knock("export", get_client_ip_address(request) or "")
            query = asked.address.removeprefix("?").removeprefix(".")
            row = files.order(asked, reader, code, query, total=total, left_out=left_out)
            return redirect("search_file", token=row.token)
    except (Problem, knocks.TooManyKnocksError) as error:
        wait = error.retry_after if isinstance(error, Problem) else 3_600
        return _refused(request, told | {"often": True}, HTTPStatus.TOO_MANY_REQUESTS, wait)
    except EngineError:
        return _refused(request, told | {"away": True}, HTTPStatus.SERVICE_UNAVAILABLE, RETRY)
    return _marked(render(request, TEMPLATE, told | {"total": total, "left_out": left_out}))


@never_cache
@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """How far a file is; once it is there, the way to it."""
    row = _row(token)
    if row.state == SearchFile.State.DONE and not files.still_holds(row):
        files.again(row)
        row.refresh_from_db()
    waits = row.state in (SearchFile.State.WAITING, SearchFile.State.WORKING)
    context = {"format": FORMATS[row.format], "file": row, "waits": waits, "every": EVERY}
    context["kept_days"] = files.KEPT.days
    response = render(request, TEMPLATE, context)
    if waits:
        response["Refresh"] = str(EVERY)
    return _marked(response)


@never_cache
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The bytes, if all that is in them is still for everybody."""
    row = _row(token)
    if not files.still_holds(row):
        return redirect("search_file", token=token)
    one = FORMATS[row.format]
    response = FileResponse(
        files.path_of(row).open("rb"),
        content_type=one.media_type,
        as_attachment=True,
        filename=_name(one),
    )
    return _marked(response)


def _row(token: str) -> SearchFile:
    row = SearchFile.objects.filter(pk=token).first()
    if row is None:
        raise Http404
    return row


def _at_once(
    request: HttpRequest, reader: Reader, asked: Asked, one: Format, left_out: int
) -> HttpResponse:
    everybody = Reader.of_everybody(request, reader.language)
    own = absolute(request, reverse("search_export", args=[one.code]))
    query = asked.address if asked.pairs else ""
    of = sheaf(f"{own}{query}", files.keeper(everybody), left_out)
    body = "".join(one.lines(records(asked, everybody), of))
    response = HttpResponse(body.encode(settings.DEFAULT_CHARSET), content_type=one.media_type)
    response["Content-Disposition"] = f'attachment; filename="{_name(one)}"'
    response["X-Records-Left-Out"] = str(left_out)
    return response


def _name(one: Format) -> str:
    """ASCII, so that every system bears it."""
    return f"kho-tu-lieu-song.{one.ending}"


def _refused(
    request: HttpRequest, told: dict[str, object], status: HTTPStatus, wait: int
) -> HttpResponse:
    response = render(request, TEMPLATE, told, status=status)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return _marked(response)


def _marked(response: Answer) -> Answer:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
