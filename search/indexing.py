"""Changes become documents of the engine: read again, written by version, forgotten when done.

Killed at any moment, it does the same once more: nothing is forgotten before the engine has it. A
document that cannot be made waits by itself, with its reason, and keeps nothing else waiting.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Max, Min
from django.utils import timezone

from search import beginnings
from search.documents import Document
from search.engine import Engine, EngineError
from search.models import Change, Indexed, Reading
from search.source import Source

logger = logging.getLogger(__name__)

OUT_OF_REACH = (EngineError, OperationalError, InterfaceError)
"""What is nobody's fault but the engine's or the database's, and passes."""
MOST_HIDDEN = 10_000
"""Documents that a search leaves out one by one; where there are more, nothing is searched."""

BATCH = 400
"""Documents at a time,"""
MOST_LENGTH = 8_000_000
"""and so many bytes of the texts of their files, unless one alone has more: a small server has
little memory, and shelves of books are as long as the rest of an archive."""
MOST_REASON = 2_000
"""Characters of what a person is told."""
BACK_OFF = (10, 60, 600, 3600)
"""Seconds until a document is tried again that could not be made."""


@dataclass(frozen=True)
class Due:
    """Documents that have changed, and the rows that say so."""

    documents: tuple[str, ...]
    rows: tuple[int, ...]
    closing: tuple[str, ...]
    """Those of the documents of which fewer people may know than before."""


def digest_of(document: Document) -> str:
    """Return what is the same as long as a document is, whatever its version."""
    said = json.dumps(
        [
            document.kind,
            document.audience,
            document.titles,
            document.body,
            document.lead,
            document.aside,
            {name: sorted(values) for name, values in document.facets.items()},
            dict(document.sorts),
            document.weight,
            dict(document.stored),
        ],
        sort_keys=True,
        default=str,
    )
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Indexer:
    """Brings an engine up to date with a source."""

    def __init__(self, engine: Engine, source: Source) -> None:
        self._engine = engine
        self._source = source

    def drain(self) -> int:
        """Do some of what is due; return how many documents that were, 0 if nothing was due.

        Raises EngineError or DatabaseError if either cannot be reached: then all of it waits.
        """
        due = _due(self._source)
        if not due.documents:
            return 0
        try:
            self.bring(due.documents)
        except OUT_OF_REACH:
            raise
        except Exception:
            logger.exception("%d documents were not indexed together", len(due.documents))
            self._one_by_one(due)
        else:
            self._done(due)
        return len(due.documents)

    def bring(self, identifiers: Collection[str]) -> None:
        """Give the engine these documents as they are now, or take them away."""
        version = Reading.take()
        documents = self._source.documents(identifiers, version)
        digests = {key: digest_of(document) for key, document in documents.items()}
        known = Indexed.objects.filter(removed=False).in_bulk(list(identifiers))
        same = {
            key for key, digest in digests.items() if key in known and known[key].digest == digest
        }
        written = [document for key, document in documents.items() if key not in same]
        gone = {key: version for key in identifiers if key not in documents}
        self._engine.write(written)
        # Of what was never there nothing is to be taken away, but after an engine's own loss.
        self._engine.remove(gone)
        note(written, digests, version, gone, same)

    def _done(self, due: Due) -> None:
        """Forget the changes. Whatever was linked with something while that was being closed, in a
        transaction that could not see it, is read once more."""
        linked = self._source.bearing(due.closing) - set(due.documents) if due.closing else ()
        with transaction.atomic():
            Change.objects.bulk_create((Change(document=one) for one in linked), BATCH)
            Change.objects.filter(pk__in=due.rows).delete()

    def _one_by_one(self, due: Due) -> None:
        for identifier in due.documents:
            rows = Change.objects.filter(pk__in=due.rows, document=identifier)
            own = tuple(rows.values_list("pk", flat=True))
            closing = (identifier,) if identifier in due.closing else ()
            try:
                self.bring([identifier])
                self._done(Due((identifier,), own, closing))
            except OUT_OF_REACH:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, a person reads it
                failures = rows.order_by("-failures").values_list("failures", flat=True).first()
                pause = BACK_OFF[min(failures or 0, len(BACK_OFF) - 1)]
                rows.update(
                    failures=F("failures") + 1,
                    reason=reason_of(error),
                    due_at=timezone.now() + datetime.timedelta(seconds=pause),
                )


def reason_of(error: Exception) -> str:
    """What a person is told."""
    return shortened(f"{type(error).__name__}: {error}")


def shortened(reason: str) -> str:
    """The same as a row can hold it."""
    return reason.replace("\0", "")[:MOST_REASON]


def readable(
    source: Source, identifiers: Collection[str], version: int
) -> tuple[dict[str, Document], dict[str, str]]:
    """The documents of these identifiers, and those that cannot be made with the reason."""
    try:
        return source.documents(identifiers, version), {}
    except OUT_OF_REACH:
        raise
    except Exception:
        logger.exception("%d documents were not read together", len(identifiers))
    found: dict[str, Document] = {}
    failed: dict[str, str] = {}
    for identifier in identifiers:
        try:
            found |= source.documents([identifier], version)
        except OUT_OF_REACH:
            raise
        except Exception as error:  # noqa: BLE001 - the same
            failed[identifier] = reason_of(error)
    return found, failed


def note(
    written: Iterable[Document],
    digests: Mapping[str, str],
    version: int,
    gone: Iterable[str] = (),
    same: Iterable[str] = (),
) -> None:
    """Write down what the engine was given, and what it has already (`same`). What somebody has
    read later and found unchanged since he last wrote it is read once more: the engine has an older
    reading of it now. So is what was the same before somebody wrote another reading of it."""
    documents = {document.id: document for document in written}
    with transaction.atomic():
        Reading.in_turn()
        stale = {*documents, *gone}
        later = {row.pk: row for row in Indexed.objects.filter(pk__in=stale, read__gt=version)}
        stale -= later.keys()
        Indexed.objects.filter(pk__in=stale).delete()
        fresh = [documents[key] for key in documents if key in stale]
        rows = [
            Indexed(document=x.id, version=version, read=version, digest=digests[x.id])
            for x in fresh
        ]
        removed = stale - documents.keys()
        rows += [
            Indexed(document=x, version=version, read=version, removed=True)
            for x in sorted(removed)
        ]
        Indexed.objects.bulk_create(rows)
        beginnings.write(fresh, removed)
        changed([key for key, row in later.items() if row.version < version])
        held = Indexed.objects.filter(removed=False).in_bulk(list(same))
        kept = [key for key, row in held.items() if row.digest == digests[key]]
        Indexed.objects.filter(pk__in=kept, read__lt=version).update(read=version)
        changed(set(same) - set(kept))


def batches(source: Source, identifiers: Iterable[str]) -> Iterator[list[str]]:
    """Yield identifiers by as many as are read at once."""
    remaining = iter(identifiers)
    while some := list(islice(remaining, BATCH)):
        lengths = source.lengths(some)
        batch: list[str] = []
        length = 0
        for one in some:
            own = lengths.get(one, 0)
            # What adds nothing rides along.
            if batch and own and length + own > MOST_LENGTH:
                yield batch
                batch, length = [], 0
            batch.append(one)
            length += own
        yield batch


def _due(source: Source) -> Due:
    """What has waited longest and what is newest, each document with all its rows of this moment.

    They are read before the documents are: what changes meanwhile writes another row. Half of a
    batch is of the newest, so that a publish need not wait for a load of thousands.
    """
    waiting = Change.objects.filter(due_at__lte=timezone.now()).values("document")
    oldest = waiting.annotate(first=Min("pk")).order_by("first")
    newest = waiting.annotate(last=Max("pk")).order_by("-last")
    # By turns: long ones may leave no room for the others.
    found = chain.from_iterable(zip_longest(oldest[:BATCH], newest[: BATCH // 2]))
    several = list(dict.fromkeys(row["document"] for row in found if row))[:BATCH]
    documents = tuple(next(batches(source, several), ()))
    found_rows = list(
        Change.objects.filter(document__in=documents).values_list("pk", "document", "closes")
    )
    closing = dict.fromkeys(document for _pk, document, closes in found_rows if closes)
    return Due(documents, tuple(pk for pk, *_rest in found_rows), tuple(closing))


def changed(identifiers: Iterable[str]) -> None:
    """Have documents read again, and given to the engine whatever it was given before. Until then
    nobody finds them."""
    many = list(identifiers)
    for first in range(0, len(many), BATCH):
        some = many[first : first + BATCH]
        with transaction.atomic():
            Indexed.objects.filter(pk__in=some).update(digest="")
            Change.objects.bulk_create([Change(document=one, closes=True) for one in some])


def read_again() -> None:
    """Have everything read again that there is, and given to the engine where it differs."""
    known = Indexed.objects.values_list("pk", flat=True).iterator()
    Change.objects.bulk_create((Change(document=one) for one in known), BATCH)


def hidden() -> frozenset[str]:
    """Documents that the engine may still show to more people than may see them by now.

    Raises EngineError where there are too many to leave out of each search: while as much is being
    closed, nothing the engine says can be shown.
    """
    closing = Change.objects.filter(closes=True).values_list("document", flat=True).distinct()
    found = frozenset(closing[: MOST_HIDDEN + 1])
    if len(found) > MOST_HIDDEN:
        raise EngineError("more is being closed or changed than a search can leave out")
    return found
