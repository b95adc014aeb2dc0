"""The whole index: made anew beside the old one, brought into step, compared with the database.

A document belongs to `Indexed` with the version in which the engine has it. So that either may be
lost, spoilt or older than the other: what does not agree is read again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone

from search import beginnings
from search.documents import Document
from search.engine import Engine, Entry, SpoiltError
from search.indexing import BATCH, batches, changed, digest_of, readable, shortened
from search.models import Beginning, Change, Indexed, Reading
from search.source import Source

SETTLING_SECONDS = 2.0
"""Between two looks at what does not agree."""
MOST_APART = 2_000
"""Where more documents do not agree, all are made anew."""


def rebuild(engine: Engine, source: Source, told: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew while searches and changes go on; return how many documents it has.

    `told` is called with the number that are done. Raises EngineError, RebuildingError.
    """
    begun = Reading.take()
    read: dict[str, tuple[int, str]] = {}

    def documents() -> Iterator[Document]:
        for identifiers in batches(source, source.identifiers()):
            version = Reading.take()
            found, failed = readable(source, identifiers, version)
            Change.objects.bulk_create(
                Change(document=key, failures=1, reason=why, due_at=timezone.now())
                for key, why in failed.items()
            )
            read.update((key, (version, digest_of(one))) for key, one in found.items())
            with transaction.atomic():
                Reading.in_turn()
                later = Indexed.objects.filter(pk__in=found, read__gt=version)
                newer = set(later.values_list("pk", flat=True))
                beginnings.write(one for key, one in found.items() if key not in newer)
            yield from found.values()
            told(len(read))

    at_fault = engine.rebuild(documents())
    for key, why in at_fault.items():
        read.pop(key, None)
        Change.objects.create(document=key, failures=1, reason=shortened(why))
    _settle(read, begun)
    # The engine has none of them, whatever it was given before.
    Indexed.objects.filter(pk__in=at_fault).delete()
    return len(read)


def _settle(read: dict[str, tuple[int, str]], begun: int) -> None:
    """Write down what the new index holds; what was read later than `begun` by others stays."""
    for keys in _chunks(read):
        with transaction.atomic():
            Reading.in_turn()
            later = Indexed.objects.filter(pk__in=keys).in_bulk()
            newer = {key: row for key, row in later.items() if row.read > read[key][0]}
            stale = [key for key in keys if key not in newer]
            Indexed.objects.filter(pk__in=stale).delete()
            Indexed.objects.bulk_create(
                [
                    Indexed(
                        document=key, version=read[key][0], read=read[key][0], digest=read[key][1]
                    )
                    for key in stale
                ]
            )
            # Read later, and not written because the old index had the same.
            changed([key for key, row in newer.items() if row.version < read[key][0]])
    with transaction.atomic():
        Indexed.objects.filter(read__lt=begun).delete()
        held = Indexed.objects.filter(removed=False)
        Beginning.objects.exclude(document__in=held.values("pk")).delete()


def catch_up(engine: Engine, source: Source) -> bool:
    """Have everything read again on which engine and rows do not agree; whether all was made anew.

    For when a worker begins and when the engine is back: a crash may have cost it what it had
    said it held, and another engine, or an older copy of the database, knows other things.
    """
    try:
        held, known = _both(engine)
        apart = _apart(held, known)
        # Others may be writing just now, or writing down what a rebuild has read: then some of it
        # has come into step a moment later.
        while held and apart:
            time.sleep(SETTLING_SECONDS)
            held, known = _both(engine)
            still = apart & _apart(held, known)
            if still == apart:
                break
            apart = still
    except SpoiltError:
        held, known, apart = {}, {}, set()
    newest = max(held.values(), default=0)
    # What it does not hold and has been given may be kept out by the version of its removal; but
    # what waits is read again anyway.
    lost = apart & (known.keys() - held.keys())
    if lost:
        lost -= set(Change.objects.values_list("document", flat=True))
    if not held or lost or len(apart) > MOST_APART or newest > Reading.take():
        rebuild(engine, source)
        return True
    changed(apart)
    return False


def _both(engine: Engine) -> tuple[dict[str, int], dict[str, int]]:
    """Versions of documents that the engine holds, and that it is said to hold."""
    held = {entry.id: entry.version for entry in engine.entries()}
    rows = Indexed.objects.filter(removed=False)
    return held, dict(rows.values_list("document", "version"))


def _apart(held: Mapping[str, int], known: Mapping[str, int]) -> set[str]:
    return {key for key in held.keys() | known.keys() if held.get(key) != known.get(key)}


@dataclass
class Comparison:
    """Identifiers of documents on which index and database do not agree."""

    missing: list[str] = field(default_factory=list)
    """To be found, and not in the index."""
    stale: list[str] = field(default_factory=list)
    """In the index as they were before."""
    extra: list[str] = field(default_factory=list)
    """In the index, and no longer to be found."""
    forbidden: list[str] = field(default_factory=list)
    """In the index for other people than may see them."""

    def __bool__(self) -> bool:
        return any(asdict(self).values())


def compare(engine: Engine, source: Source) -> Comparison:
    """Compare everything the index holds with what the database says now. Changes that wait count
    as differences; raises EngineError."""
    held = {entry.id: entry for entry in engine.entries()}
    found = Comparison()
    for identifiers in batches(source, source.identifiers()):
        known = Indexed.objects.in_bulk(identifiers)
        documents, failed = readable(source, identifiers, 0)
        for key in failed:
            held.pop(key, None)
        found.stale.extend(failed)
        for key, document in documents.items():
            entry = held.pop(key, None)
            if entry is None:
                found.missing.append(key)
                continue
            row = known.get(key)
            if row is None or (row.version, row.digest) != (entry.version, digest_of(document)):
                found.stale.append(key)
            if entry != Entry(key, entry.version, document.audience):
                found.forbidden.append(key)
    found.extra.extend(held)
    return Comparison(*(sorted(keys) for keys in asdict(found).values()))


def _chunks(identifiers: Iterable[str]) -> Iterator[list[str]]:
    source = iter(identifiers)
    while some := list(islice(source, BATCH)):
        yield some
