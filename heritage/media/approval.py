"""Letting a file be seen, and taking it down again: a second person's act, as with every text."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from heritage.accounts.second_person import SECOND_PERSON_NEEDED, ApprovalRefusedError
from heritage.media.models import MediaFile
from heritage.media.wholeness import lacks, lacks_words
from heritage.records.access import take

WORDS = (
    *("title", "title_en", "title_km", "alt", "alt_en", "alt_km", "decorative", "no_speech"),
    *("credit", "rights", "captured"),
)
"""What a second person reads before a file is seen; where to cut it is not among them."""
CHANGED_MEANWHILE = _("Lời đã đổi sau khi bạn mở trang này. Hãy đọc lại rồi cho hiện.")


def refusal(file: MediaFile, by: Any) -> str:
    """Why `by` may not let it be seen now; empty where he may. His role is asked elsewhere."""
    missing = [str(one) for one in lacks(file)]
    if missing:
        return " ".join(missing)
    return str(SECOND_PERSON_NEEDED) if by.pk in (file.added_by_id, file.changed_by_id) else ""


def stamp(file: MediaFile) -> str:
    """Another one when any of its words is another: what somebody read who lets it be seen."""
    words = [str(getattr(file, name)) for name in WORDS]
    words += [f"{one.language} {one.text}" for one in file.transcripts.all()]
    return hashlib.sha256(repr(words).encode()).hexdigest()[:16]


@transaction.atomic
def show(file: MediaFile, by: Any, read: str) -> None:
    """Let it be seen with its thing, as it was `read` (a `stamp`). Raises ApprovalRefusedError."""
    take(file.belongs_to_id)
    file = MediaFile.objects.with_derivatives().get(pk=file.pk)
    if why := refusal(file, by):
        raise ApprovalRefusedError(f"{file}: {why}")
    if stamp(file) != read:
        raise ApprovalRefusedError(f"{file}: {CHANGED_MEANWHILE}")
    _show(file, by)


def hide(file: MediaFile) -> None:
    """Take it down; it stays where it is."""
    MediaFile.objects.filter(pk=file.pk).update(shown=False)


def show_at_once(file: MediaFile, by: Any) -> bool:
    """Let what an operator takes in on a leader's word be seen as soon as it is made; whether it
    is whole. Not where other files have the same bytes: what was made for them says their words.
    """
    others = MediaFile.objects.filter(original=file.original).exclude(pk=file.pk)
    if lacks_words(file) or others.exists():
        return False
    _show(file, by)
    return True


def _show(file: MediaFile, by: Any) -> None:
    shown = {"shown": True, "shown_by": by, "shown_at": timezone.now()}
    MediaFile.objects.filter(pk=file.pk).update(**shown)
