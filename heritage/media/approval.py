"""Letting a file be seen, and taking it down again: a second person's act, as with every text."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from heritage.accounts.second_person import SECOND_PERSON_NEEDED, ApprovalRefusedError
from heritage.media.models import MediaFile
from heritage.media.wholeness import lacks, lacks_words

WORDS = (
    *("title", "title_en", "title_km", "alt", "alt_en", "alt_km", "decorative", "no_speech"),
    *("credit", "rights", "captured"),
)
"""What a second person reads before a file is seen; where to cut it is not among them."""


def refusal(file: MediaFile, by: Any) -> str:
    """Why `by` may not let it be seen now; empty where he may. His role is asked elsewhere."""
    missing = [str(one) for one in lacks(file)]
    if missing:
        return " ".join(missing)
    return str(SECOND_PERSON_NEEDED) if by.pk in (file.added_by_id, file.changed_by_id) else ""


@transaction.atomic
def show(file: MediaFile, by: Any) -> None:
    """Let it be seen with its thing. Raises ApprovalRefusedError."""
    if why := refusal(file, by):
        raise ApprovalRefusedError(f"{file}: {why}")
    MediaFile.objects.filter(pk=file.pk).update(shown=True)


def hide(file: MediaFile) -> None:
    """Take it down; it stays where it is."""
    MediaFile.objects.filter(pk=file.pk).update(shown=False)


def show_at_once(file: MediaFile) -> bool:
    """Let what an operator takes in on a leader's word be seen as soon as it is made; whether it
    is whole. Not where other files have the same bytes: what was made for them says their words.
    """
    others = MediaFile.objects.filter(original=file.original).exclude(pk=file.pk)
    if lacks_words(file) or others.exists():
        return False
    MediaFile.objects.filter(pk=file.pk).update(shown=True)
    return True
