"""What the worker does with uploads that have arrived: looks at them, and takes or refuses them.

Not in the request that brought the last bytes: looking at a film takes minutes, and a phone that
loses its line then would not know whether it may forget the file.
"""

from __future__ import annotations

import logging

from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from media_pipeline.models import Upload
from media_pipeline.receiving import receive

taken = Signal()
"""Sent with `upload` and what was `received` once it is decided, in the transaction that says so.
Where a receiver fails, the file is taken all the same, and its failure is in the log."""
logger = logging.getLogger(__name__)


def take_arrived() -> bool:
    """Decide about one upload that has arrived, the oldest; False if there is none.

    Its bytes are copied and not moved: they go when the row says what became of them, so that a
    kill in between only means that it is done again, and a straggling request writes to nothing
    that has been taken.
    """
    arrived = Upload.objects.filter(state=Upload.State.ARRIVED)
    upload = arrived.order_by("touched_at").first()
    if upload is None:
        return False
    ours = arrived.filter(pk=upload.pk)
    try:
        with upload.path.open("rb") as stream:
            received = receive(stream, upload.name, by=upload.owner)
    except FileNotFoundError:
        # Another worker was quicker; or the disk lost it, and it has to be sent again.
        ours.update(state=Upload.State.COMING)
        return True
    except Exception:
        # A storage out of reach, a full disk: it stays, behind the others, until there is room.
        logger.exception("the upload %s could not be taken", upload.pk)
        ours.update(touched_at=timezone.now())
        return False
    decided = {
        "state": received.outcome.value,
        "original": received.original,
        "quarantined": received.quarantined,
    }
    try:
        with transaction.atomic():
            ours.update(**decided)
            taken.send(Upload, upload=upload, received=received)
    except Exception:
        logger.exception("the upload %s was taken, but belongs to nothing", upload.pk)
        ours.update(**decided)
    upload.path.unlink(missing_ok=True)
    return True
