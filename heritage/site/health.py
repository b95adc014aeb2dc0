"""`/healthz`: whether the archive works, for monitors and for the start script."""

import logging
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.db.models import Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from heritage.site import heartbeat
from search.engine import EngineError
from search.engines import engine
from search.models import Change

logger = logging.getLogger(__name__)

OK = "ok"
# The server answers before the worker has come up; that is no fault for so many seconds.
GRACE = 30.0
# What was published is found within two seconds; a rebuild or a large load may take a minute.
SEARCH_LIMIT = 120.0
_loaded = time.monotonic()


def database() -> str:
    """`ok`, or why the database is of no use."""
    try:
        ContentType.objects.order_by().values_list("pk").first()
    except DatabaseError as error:
        logger.exception("health: database")
        return f"does not answer ({type(error).__name__})"
    return OK


def media() -> str:
    """`ok`, or why no file can be stored."""
    try:
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
            file.write(b"1")
    except OSError as error:
        logger.exception("health: media")
        return f"not writable ({error.strerror})"
    return OK


def search() -> str:
    """`ok`, that only names are searched, or how long what was published has been waiting to be
    found. Pages and publishing go on meanwhile, so it is no error of the archive."""
    try:
        oldest = Change.objects.aggregate(at=Min("at"))["at"]
    except DatabaseError:
        return "unknown"
    try:
        engine().count()
    except EngineError:
        return "does not answer, only names are searched: manage.py search status"
    waited = (timezone.now() - oldest).total_seconds() if oldest else 0.0
    return OK if waited < SEARCH_LIMIT else f"behind for {waited:.0f} s: manage.py search status"


def worker() -> dict[str, Any]:
    """State of the background worker: when it was last seen, and the task it is at."""
    beat = heartbeat.last()
    state = OK
    if beat is None or beat.age > beat.limit:
        if time.monotonic() - _loaded < GRACE:
            state = "starting"
        elif beat is None:
            state = "has not started"
        elif beat.task:
            state = f"at one task for more than {heartbeat.TASK_LIMIT:.0f} s"
        else:
            state = f"not seen for more than {heartbeat.IDLE_LIMIT:.0f} s"
    return {
        "status": state,
        "last_heartbeat": beat and datetime.fromtimestamp(beat.time, UTC).isoformat("T", "seconds"),
        "seconds": beat and round(beat.age, 1),
        "task": beat and beat.task,
    }


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all that is needed works, otherwise 503 with the reason beside what does not."""
    found = {"database": database(), "media": media(), "worker": worker(), "search": search()}
    well = (
        found["database"] == found["media"] == OK and found["worker"]["status"] in (OK, "starting")  # type: ignore[index]
    )
    body = {"status": OK if well else "error", "version": settings.VERSION, **found}
    return JsonResponse(body, status=200 if well else 503)


class HealthMiddleware:
    """Answers `/healthz` before the name of the host is asked after.

    The monitor on the machine, before the proxy, asks 127.0.0.1, which no visitor may.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The state for exactly that address, and for all others what follows."""
        return healthz(request) if request.path_info == "/healthz" else self.get_response(request)
