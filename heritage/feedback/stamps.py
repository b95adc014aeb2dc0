"""What a form carries so that a machine gains nothing from it: when it was shown, signed."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

SIGNER = TimestampSigner(salt="heritage.feedback.stamps")
QUICKEST = timedelta(seconds=3)
"""Nobody reads the form and writes in less."""
OLDEST = timedelta(hours=24)
"""A form that a machine keeps is of no use to it the next day."""


class StampRefusedError(Exception):
    """The form was not shown by us, too long ago, or only just now."""


class TooOldError(StampRefusedError):
    """Not signed by us, or too long ago: a new stamp is needed."""


class TooQuickError(StampRefusedError):
    """Sent a moment after it was shown: the same stamp will do in a few seconds."""


def new_stamp() -> str:
    """A stamp for a form that is shown now."""
    return SIGNER.sign(secrets.token_urlsafe(9))


def check_stamp(stamp: str) -> None:
    """Raises TooOldError or TooQuickError."""
    try:
        SIGNER.unsign(stamp, max_age=OLDEST)
    except BadSignature as error:
        raise TooOldError from error
    try:
        SIGNER.unsign(stamp, max_age=QUICKEST)
    except SignatureExpired:
        return
    raise TooQuickError


def receipt_for(stamp: str, *words: str) -> str:
    """What tells a form that is sent a second time, by a double click or a reload."""
    return hashlib.sha256("\x1f".join([stamp, *words]).encode()).hexdigest()
