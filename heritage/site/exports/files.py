"""Files that the worker makes, and what becomes of them.

Killed in the middle, the worker begins again: a file is written aside and put in its place by one
rename. A file is never handed out after one of its records has been closed. After anything else in
the archive has changed it is handed out for `FRESH` seconds only, and then made anew: it tells
names of peoples, places and communities as well.
"""

from __future__ import annotations

import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone, translation
from django_tasks import task

from heritage.exchange.exporting import write_lines
from heritage.records.things import kinds
from heritage.site import generations
from heritage.site.exports.formats import FORMATS
from heritage.site.exports.models import SearchFile
from heritage.site.exports.records import Cited, records, sheaf
from heritage.site.models import Institution
from heritage.site.reader import Reader
from heritage.site.search.asking import ORDER, QUERY, Asked
from heritage.site.search.facets import FACETS

logger = logging.getLogger(__name__)

FRESH = 30.0
"""Seconds after it was made in which a file is handed out whatever has changed, but for its records
themselves: as long as a client may keep an answer of the API."""
KEPT = timedelta(days=3)
EVERY = 1.0
"""Seconds between two notes of how far it is."""
State = SearchFile.State


def folder() -> Path:
    """Where they lie: private, under names of ours."""
    return Path(settings.DATA_DIR) / "search-files"


def path_of(row: SearchFile) -> Path:
    """The file of a row."""
    return folder() / f"{row.token}.{FORMATS[row.format].ending}"


def names_of(row: SearchFile) -> Path:
    """Beside it, what it holds: a kind and an identifier a line."""
    return folder() / f"{row.token}.names"


@transaction.atomic
def order(
    asked: Asked, reader: Reader, code: str, query: str, *, total: int, left_out: int
) -> SearchFile:
    """Have a file made. Of the same question on the same day there is one."""
    origin = settings.SITE_URL or reader.request.build_absolute_uri("/").rstrip("/")
    same = SearchFile.objects.filter(
        format=code,
        language=reader.language,
        query=query,
        origin=origin,
        left_out=left_out,
        made_on=timezone.localdate(),
        generation=generations.current(),
        state=State.DONE,
    )
    if (there := same.first()) is not None and path_of(there).is_file():
        return there
    row = SearchFile.objects.create(
        format=code,
        language=reader.language,
        query=query,
        origin=origin,
        total=total,
        left_out=left_out,
    )
    enqueue(row)
    return row


def enqueue(row: SearchFile) -> None:
    """Give it to the worker once the row is there for it to see."""
    transaction.on_commit(lambda: make_file.enqueue(row.token))


@task()
def make_file(token: str) -> None:
    """Make one file, from the beginning, however often it was begun."""
    row = SearchFile.objects.filter(pk=token).exclude(state=State.DONE).first()
    if row is None:
        return
    generation = generations.current()
    SearchFile.objects.filter(pk=token).update(state=State.WORKING, done=0)
    try:
        with translation.override(row.language):
            _write(row)
    except Exception:
        logger.exception("file of a search")
        SearchFile.objects.filter(pk=token).update(state=State.FAILED)
        raise
    SearchFile.objects.filter(pk=token).update(
        state=State.DONE, generation=generation, made_on=timezone.localdate()
    )


def _write(row: SearchFile) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    reader = Reader.of_everybody(request_of(row), row.language)
    asked = asked_of(row.query)
    one = FORMATS[row.format]
    names: list[str] = []

    def noted() -> Iterator[Cited]:
        for record in records(asked, reader, _progress(row)):
            names.append(f"{record.kind} {record.identifier}\n")
            yield record

    of = sheaf(f"{row.origin}{reader.request.path}?{row.query}", keeper(reader), row.left_out)
    write_lines(path_of(row), one.lines(noted(), of))
    write_lines(names_of(row), iter(names))


def asked_of(query: str) -> Asked:
    """What was asked for, choices included that nobody in particular would not know."""
    given = QueryDict(query)
    chosen = {
        facet.parameter: tuple(values)
        for facet in FACETS
        if (values := given.getlist(facet.parameter))
    }
    return Asked(text=given.get(QUERY, ""), chosen=chosen, order=given.get(ORDER, ""))


def request_of(row: SearchFile) -> HttpRequest:
    """A request of nobody, so that addresses are those by which the archive was asked."""
    request = HttpRequest()
    where = urlsplit(row.origin)
    request.method = "GET"
    request.path = request.path_info = "/"
    request.META |= {
        "SERVER_NAME": where.hostname or "localhost",
        "SERVER_PORT": str(where.port or (443 if where.scheme == "https" else 80)),
        "HTTP_HOST": where.netloc,
        "wsgi.url_scheme": where.scheme,
    }
    return request


def keeper(reader: Reader) -> str:
    """Who runs the archive."""
    row = Institution.objects.order_by("pk").first()
    return row.agency if row is not None else ""


def still_holds(row: SearchFile) -> bool:
    """Whether the file is there, and all that it tells is for everybody now."""
    if row.state != State.DONE or not path_of(row).is_file() or not names_of(row).is_file():
        return False
    if row.generation == generations.current():
        return True
    # Names of peoples and places, titles of translations: what else has changed since is not known.
    if time.time() - path_of(row).stat().st_mtime > FRESH:
        return False
    by_kind: dict[str, set[str]] = defaultdict(set)
    for line in names_of(row).read_text().splitlines():
        kind, _blank, identifier = line.partition(" ")
        by_kind[kind].add(identifier)
    return all(_open(kind, wanted) for kind, wanted in by_kind.items())


def _open(kind: str, wanted: set[str]) -> bool:
    every: Any = kinds()[kind]._default_manager
    return all(
        every.originals().restricted(False).filter(live=True, identifier__in=some).count()
        == len(some)
        for some in _some(wanted)
    )


def _some(wanted: Iterable[str], size: int = 500) -> Iterator[list[str]]:
    every = sorted(wanted)
    for first in range(0, len(every), size):
        yield every[first : first + size]


def again(row: SearchFile) -> None:
    """Have it made anew, because what it held does not hold any more."""
    path_of(row).unlink(missing_ok=True)
    names_of(row).unlink(missing_ok=True)
    changed = SearchFile.objects.filter(pk=row.pk, state__in=(State.DONE, State.FAILED))
    if changed.update(state=State.WAITING, done=0, generation=-1):
        enqueue(row)


def forget_files() -> None:
    """Delete what is older than `KEPT`, and files whose row is gone."""
    SearchFile.objects.filter(at__lte=timezone.now() - KEPT).delete()
    if not folder().is_dir():
        return
    known = set(SearchFile.objects.values_list("pk", flat=True))
    for path in folder().iterdir():
        if path.name.partition(".")[0] not in known:
            path.unlink(missing_ok=True)


def _progress(row: SearchFile) -> Callable[[int], None]:
    last = 0.0

    def note(done: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            SearchFile.objects.filter(pk=row.pk).update(done=done)

    return note
