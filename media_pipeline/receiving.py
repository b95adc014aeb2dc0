"""A file arrives: written aside and hashed on the way, looked at apart, then taken or refused.

    received = receive(stream, "Lễ hội Katê.jpg", by=user)

Nothing is half-stored. The bytes lie in the work folder until they are stored under their digest,
then one transaction writes the row and its jobs. A kill in between leaves a file without a row,
which `reconcile` removes; whoever sends the file again finds everything as if it had never come.
"""

from __future__ import annotations

import contextlib
import hashlib
import unicodedata
import uuid
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from media_pipeline.apart import Bounds, apart
from media_pipeline.facts import Facts
from media_pipeline.models import Original, Quarantined
from media_pipeline.queue import add_jobs
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.storing import CHUNK, originals, put, work_folder

LOOKING = Bounds(memory=768 * 1024 * 1024, seconds=300, written=1024 * 1024 * 1024)
"""For reading a file to its end."""


class Outcome(StrEnum):
    """What became of a file."""

    READY = "ready"
    """Taken; its derivatives are being made."""
    DUPLICATE = "duplicate"
    """The archive has these very bytes already; nothing was stored twice."""
    REFUSED = "refused"
    """Kept in quarantine, with the reason."""


class Readable(Protocol):
    """What bytes come from: a file, an upload, a member of a ZIP."""

    def read(self, size: int = -1, /) -> bytes:
        """As files do it."""


@dataclass(frozen=True)
class Received:
    """One file that came, and what became of it."""

    name: str
    outcome: Outcome
    original: Original | None = None
    quarantined: Quarantined | None = None

    @property
    def reason(self) -> str:
        """Why it was refused, in the reader's language; empty otherwise."""
        return self.quarantined.message if self.quarantined is not None else ""


@dataclass(frozen=True)
class Arrived:
    """Bytes that lie whole in the work folder."""

    path: Path
    sha256: str
    bytes: int


def receive(stream: Readable, name: str, *, by: Any = None) -> Received:
    """Take what `stream` gives to its end, or refuse it with a reason.

    Raises OSError and errors of the storage when there is no room or no connection: then nothing
    was taken, and the sender is told to come again.
    """
    name = clean_name(name)
    path = work_folder() / f"arriving-{uuid.uuid4().hex}"
    try:
        arrived = _write_aside(stream, path)
        return take(arrived, name, by=by)
    finally:
        path.unlink(missing_ok=True)


def take(arrived: Arrived, name: str, *, by: Any = None) -> Received:
    """Decide about bytes that have arrived whole; their path is gone afterwards."""
    standing = Original.objects.filter(pk=arrived.sha256).first()
    if standing is not None:
        _mend(standing, arrived)
        return Received(name, Outcome.DUPLICATE, standing)
    try:
        facts = look(arrived, name)
    except RefusedError as refusal:
        return Received(name, Outcome.REFUSED, quarantined=_keep_aside(arrived, name, refusal, by))
    original = Original(sha256=arrived.sha256, name=name, bytes=arrived.bytes, received_by=by)
    original.set_facts(facts)
    put(originals(), original.stored_name, arrived.path)
    with transaction.atomic():
        # Two that send the same bytes at the same moment: the second finds the row of the first.
        made, is_new = Original.objects.get_or_create(pk=original.pk, defaults=_columns(original))
        if is_new:
            add_jobs(made)
            Quarantined.objects.filter(pk=made.pk).delete()
    return Received(name, Outcome.READY if is_new else Outcome.DUPLICATE, made)


def look(arrived: Arrived, name: str) -> Facts:
    """What the bytes are. Raises RefusedError."""
    if arrived.bytes == 0:
        raise RefusedError(Reason.EMPTY)
    if arrived.bytes > settings.MEDIA_MAX_BYTES:
        raise RefusedError(Reason.TOO_BIG, limit=settings.MEDIA_MAX_BYTES)
    request = {"path": str(arrived.path), "name": name, "limits": {}}
    return Facts.from_json(apart("look", request, LOOKING).value)


def clean_name(name: str) -> str:
    """A file's name as a title: NFC, the last part of a path, nothing that cannot be seen."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    seen = "".join(letter for letter in last if unicodedata.category(letter) not in ("Cc", "Cs"))
    if len(seen) <= 255:
        return seen or "?"
    stem, dot, extension = seen.rpartition(".")
    return stem[: 254 - len(extension)] + dot + extension if 0 < len(extension) < 12 else seen[:255]


def _write_aside(stream: Readable, path: Path) -> Arrived:
    sha256, total = hashlib.sha256(), 0
    with path.open("wb") as file:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            sha256.update(chunk)
            file.write(chunk)
            if total > settings.MEDIA_MAX_BYTES:
                break  # what is kept of it says enough; `look` refuses it
    return Arrived(path, sha256.hexdigest(), total)


def _columns(original: Original) -> dict[str, Any]:
    names = [field.name for field in original._meta.concrete_fields if not field.primary_key]
    return {name: getattr(original, name) for name in names}


def _mend(standing: Original, arrived: Arrived) -> None:
    """The same bytes come again: if those that were stored are lost or spoilt, here they are."""
    with contextlib.suppress(FileNotFoundError):
        if (
            standing.fixity == Original.Fixity.WHOLE
            and originals().size(standing.stored_name) == standing.bytes
        ):
            return
    put(originals(), standing.stored_name, arrived.path)
    Original.objects.filter(pk=standing.pk).update(
        fixity=Original.Fixity.WHOLE, checked_at=timezone.now()
    )


def _keep_aside(arrived: Arrived, name: str, refusal: RefusedError, by: Any) -> Quarantined:
    kept = Quarantined(
        sha256=arrived.sha256,
        name=name,
        bytes=arrived.bytes,
        reason=refusal.reason.value,
        params=refusal.params,
        detail=refusal.detail[:4000].replace("\0", ""),
        received_by=by,
    )
    put(originals(), kept.stored_name, arrived.path)
    kept.save()
    return kept
