"""Letting a file be seen, and taking it down again: a second person's act, as with every text.

What is changed in a file that visitors see waits as well; they keep the words that were approved
(`StandingWords`) until then.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heritage.accounts.second_person import SECOND_PERSON_NEEDED, ApprovalRefusedError
from heritage.media.credits import say_credits
from heritage.media.models import MediaFile, StandingWords, Transcript
from heritage.media.models.words import WORDS, Words
from heritage.media.wholeness import lacks, lacks_words
from heritage.records.access import take
from media_pipeline.models import Derivative

CHANGED_MEANWHILE = gettext_lazy("Lời đã đổi sau khi bạn mở trang này. Hãy đọc lại rồi cho hiện.")


class Change(NamedTuple):
    """One of the words of a file that wait: what it is, what visitors have, what is new."""

    what: str
    before: str
    after: str


def refusal(file: MediaFile, by: Any) -> str:
    """Why `by` may not let it be seen now; empty where he may. His role is asked elsewhere."""
    missing = [str(one) for one in lacks(file)]
    if missing:
        return " ".join(missing)
    return str(SECOND_PERSON_NEEDED) if by.pk in (file.added_by_id, file.changed_by_id) else ""


def waits(file: MediaFile) -> bool:
    """Whether somebody has to read it: all of it, or what is new in it."""
    return not file.shown or file.told is not file


def stamp(file: MediaFile) -> str:
    """Another one when any of its words is another: what somebody read who lets it be seen."""
    return _stamp(file, [(one.language, one.text) for one in _readable(file)])


def changes(file: MediaFile) -> list[Change]:
    """What differs between what visitors have and what waits."""
    told = file.told
    if not isinstance(told, StandingWords):
        return []
    found = []
    for field in Words._meta.local_fields:
        before, after = getattr(told, field.name), getattr(file, field.name)
        if before != after:
            found.append(Change(str(capfirst(field.verbose_name)), _said(before), _said(after)))
    said, says = dict(told.transcripts), {one.language: one.text for one in _readable(file)}
    for language in sorted(said.keys() | says.keys()):
        before, after = said.get(language, ""), says.get(language, "")
        if before != after:
            what = _("Lời (%(language)s)") % {"language": language}
            found.append(Change(what, before, after))
    return found


def keep_standing(file: MediaFile) -> None:
    """Before the words of a file that is seen are changed: what was approved goes on being shown.

    Asked with its thing taken; the words are those of the database, whatever `file` says by now.
    """
    take(file.belongs_to_id)
    row = MediaFile.objects.get(pk=file.pk)
    if not row.shown or row.told is not row:
        return
    told = [[one.language, one.text] for one in _readable(row)]
    words = {name: getattr(row, name) for name in WORDS}
    StandingWords.objects.create(file=row, transcripts=told, **words)


def settle(file: MediaFile) -> None:
    """After its words were changed: where they are those that stand, nothing waits."""
    row = MediaFile.objects.get(pk=file.pk)
    told = row.told
    if isinstance(told, StandingWords) and _stamp(told, told.transcripts) == stamp(row):
        told.delete()
    say_credits(row.original)


@transaction.atomic
def give_up(file: MediaFile) -> None:
    """Have again the words that visitors have; what waited is gone."""
    take(file.belongs_to_id)
    row = MediaFile.objects.get(pk=file.pk)
    told = row.told
    if not isinstance(told, StandingWords):
        return
    for name in WORDS:
        setattr(row, name, getattr(told, name))
    stood = dict(told.transcripts)
    row.transcripts.filter(is_machine=False).exclude(language__in=stood).delete()
    for language, text in stood.items():
        said = {"text": text, "is_machine": False}
        Transcript.objects.update_or_create(file=row, language=language, defaults=said)
    row.changed_by = row.shown_by
    row.save()
    told.delete()


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


@transaction.atomic
def hide(file: MediaFile) -> None:
    """Take it down; it stays where it is, with its newest words."""
    take(file.belongs_to_id)
    MediaFile.objects.filter(pk=file.pk).update(shown=False)
    _newest_count(file)


def show_at_once(file: MediaFile, by: Any) -> bool:
    """Let what an operator takes in on a leader's word be seen as soon as it is made; whether it
    is whole. Not where something was made for other files of the same bytes: it says their words.
    """
    others = MediaFile.objects.filter(original=file.original).exclude(pk=file.pk)
    made = Derivative.objects.filter(job__original=file.original)
    if lacks_words(file) or (others.exists() and made.exists()):
        return False
    _show(file, by)
    return True


def _show(file: MediaFile, by: Any) -> None:
    shown = {"shown": True, "shown_by": by, "shown_at": timezone.now()}
    MediaFile.objects.filter(pk=file.pk).update(**shown)
    _newest_count(file)


def _newest_count(file: MediaFile) -> None:
    if StandingWords.objects.filter(file=file).delete()[0]:
        say_credits(file.original)


def _readable(file: MediaFile) -> list[Transcript]:
    return [one for one in file.transcripts.all() if one.may_be_shown]


def _stamp(words: Words, transcripts: Any) -> str:
    said = [str(getattr(words, name)) for name in WORDS]
    said += sorted(f"{language} {text}" for language, text in transcripts)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value or "")
