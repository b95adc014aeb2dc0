"""A remark from its arrival to its end: received, answered or closed, its sender forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from heritage.accounts.spoken_codes import mint, typed
from heritage.feedback.models import Remark, Step

LENGTH = 8
SENDER_KEPT = timedelta(days=180)
"""How long name and way to be reached stay after a remark was answered or closed."""

Act, State = Step.Act, Remark.State


class MeanwhileError(Exception):
    """Somebody else has done something with the remark since the page was opened."""


def receive(receipt: str, **said: str) -> Remark:
    """Keep what a visitor said. The same form sent twice is one remark, with one code."""
    while True:
        known = Remark.objects.filter(receipt=receipt).first()
        if known is not None:
            return known
        try:
            with transaction.atomic():
                return Remark.objects.create(code=mint(LENGTH), receipt=receipt, **said)
        except IntegrityError:
            continue  # sent twice at the same moment, or a code that is taken


def by_code(text: str) -> Remark | None:
    """The remark that a typed code means."""
    code = typed(text)
    return Remark.objects.filter(code=code).first() if len(code) == LENGTH else None


@transaction.atomic
def answer(remark: Remark, words: str, *, by: Any, seen: int) -> None:
    """Answer, or answer anew. `seen`: steps the officer saw. Raises MeanwhileError."""
    _take(remark, seen)
    _step(remark, Act.ANSWERED, by, words)
    _move(remark, State.ANSWERED)


@transaction.atomic
def close(remark: Remark, reason: str, *, by: Any, seen: int) -> None:
    """Close without an answer, with a reason. Raises MeanwhileError."""
    _take(remark, seen)
    _step(remark, Act.CLOSED, by, reason)
    _move(remark, State.CLOSED)


@transaction.atomic
def reopen(remark: Remark, *, by: Any, seen: int) -> None:
    """It was not over yet. Raises MeanwhileError."""
    _take(remark, seen)
    _step(remark, Act.REOPENED, by)
    _move(remark, State.OPEN)


@transaction.atomic
def erase_sender(remark: Remark, *, by: Any) -> None:
    """Take out who sent it, at once: whoever asks has a right to it."""
    _take(remark)
    remark.name = remark.contact = ""
    remark.save(update_fields=["name", "contact"])
    _step(remark, Act.ERASED, by)


def forget_senders() -> int:
    """Take out who sent what was done with long enough ago. Says how many."""
    over = Remark.objects.filter(done_at__lte=timezone.now() - SENDER_KEPT)
    personal = over.exclude(name="", contact="")
    for remark in personal:
        erase_sender(remark, by=None)
    return len(personal)


def _take(remark: Remark, seen: int | None = None) -> None:
    """Let whoever else works on it wait, and see it as it stands now."""
    Remark.objects.select_for_update().get(pk=remark.pk)
    remark.refresh_from_db()
    if seen is not None and remark.steps.count() != seen:
        raise MeanwhileError


def _step(remark: Remark, act: str, by: Any, words: str = "") -> None:
    Step.objects.create(remark=remark, act=act, words=words, by=by)


def _move(remark: Remark, state: str) -> None:
    remark.state = state
    remark.done_at = None if state == State.OPEN else timezone.now()
    remark.save(update_fields=["state", "done_at"])
