"""Prints share pictures, one at a time on a machine, and keeps them by what is on them.

What is kept is a cache and may be deleted. No kept picture is given out by itself: `views.py` looks
first whether its thing is for everybody.
"""

from __future__ import annotations

import fcntl
import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.cache import caches

from heritage.site.share.card import Card

PRINTER = Path(__file__).with_name("printer.py")
SECONDS = 10
"""How long a print may take; one takes a quarter of a second."""
PATIENCE = 2.0
"""How long a visitor waits for the press before he is asked to come again."""
SPOILT = b""
"""Kept for a while in place of what cannot be printed, so that not every visit tries again."""
SPOILT_FOR = 600

logger = logging.getLogger(__name__)


class PressBusyError(Exception):
    """Others are printing. Ask again in a few seconds."""


def picture_of(card: Card) -> bytes:
    """The PNG of a card, kept or printed now; empty where it cannot be printed.

    Raises PressBusyError.
    """
    shelf = caches["share"]
    kept: bytes | None = shelf.get(card.digest)
    if kept is not None:
        return kept
    with _alone():
        if (kept := shelf.get(card.digest)) is not None:
            return kept
        picture = _print(card)
        shelf.set(card.digest, picture, None if picture else SPOILT_FOR)
    return picture


def _print(card: Card) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PRINTER)],
            input=json.dumps(card.for_press()).encode(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        told = getattr(error, "stderr", None) or b""
        logger.error("No picture of %s: %s %s", card.name, error, told.decode(errors="replace"))
        return SPOILT
    return done.stdout


@contextmanager
def _alone() -> Iterator[None]:
    """Nobody else on this machine prints meanwhile, in whichever process."""
    folder = Path(settings.CACHES["share"]["LOCATION"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "press.lock").open("w") as lock:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise PressBusyError from None
                time.sleep(0.05)
        yield
