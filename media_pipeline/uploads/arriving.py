"""What the worker does with uploads that have arrived: looks at them, and takes or refuses them.

Not in the request that brought the last bytes: looking at a film takes minutes, and a phone that
loses its line then would not know whether it may forget the file.
"""

from __future__ import annotations

import datetime
import logging

from django.db import OperationalError, transaction
from django.dispatch import Signal
from django.utils import timezone

from media_pipeline.models import Upload
from media_pipeline.receiving import Received, receive

taken = Signal()
"""Sent with `upload` and what was `received` once it is decided, in the transaction that says so.
Where a receiver fails, the file is taken all the same, and its failure is in the log."""
logger = logging.getLogger(__name__)
AGAIN = datetime.timedelta(minutes=1)
"""How long what could not be taken waits."""


def take_arrived() -> bool:
    """Decide about one upload that has arrived, the oldest; False if none is to be looked at now.

    Its bytes are copied and not moved: they go when the row says what became of them, so that a
    kill in between only means that it is done again, and a straggling request writes to nothing
    that has been taken.
    """
    now = timezone.now()
    arrived = Upload.objects.filter(state=Upload.State.ARRIVED)
    upload = arrived.filter(touched_at__lte=now).order_by("touched_at").first()
    if upload is None:
        return False
    ours = arrived.filter(pk=upload.pk)
    try:
        stream = upload.path.open("rb")
    except FileNotFoundError:
        # Another worker was quicker; or the disk lost it, and it has to be sent again.
        ours.update(state=Upload.State.COMING)
        return True
    try:
        with stream:
            received = receive(stream, upload.name, by=upload.owner)
    except Exception:
        # A storage out of reach, a full disk: it stays, and is looked at again in a minute.
        logger.exception("the upload %s could not be taken", upload.pk)
        ours.update(touched_at=now + AGAIN)
        return True
    if not _decide(upload, received):
        return True  # its sender gave it up meanwhile
    upload.path.unlink(missing_ok=True)
    return True


def _decide(upload: Upload, received: Received) -> bool:
    """Say what became of it; False if nobody asks any more."""
    ours = Upload.objects.filter(pk=upload.pk, state=Upload.State.ARRIVED)
    decided = {
        "state": received.outcome.value,
        "original": received.original,
        "quarantined": received.quarantined,
    }
    try:
        with transaction.atomic():
            if not ours.update(**decided):
                return False
            taken.send(Upload, upload=upload, received=received)
    except OperationalError:  # busy for long: once more, from the beginning
        logger.exception("the upload %s could not be decided", upload.pk)
        ours.update(touched_at=timezone.now() + AGAIN)
        return False
    except Exception:
        logger.exception("the upload %s was taken, but belongs to nothing", upload.pk)
        return bool(ours.update(**decided))
    return True
