"""Letting a file be seen, and taking it down again: a second person's act, as with every text.

What is changed in a file that visitors see waits as well; they keep the words that were approved
(`StandingWords`) until then. Whoever wrote something of what waits does not approve it.
"""

from __future__ import annotations

import contextlib
import difflib
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Q
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
WAITS = Q(shown=False) | Q(standing__isnull=False)
"""Files that somebody still has to complete or to read."""
MOST_LINES = 2000
"""Lines of a transcript that are compared one by one: the time grows with their square."""


class Change(NamedTuple):
    """One of the words of a file that wait: what it is, what visitors have, what is new."""

    what: str
    before: str
    after: str


def written_by(user: Any) -> Q:
    """Files of which `user` may not approve what waits: his words, or his file."""
    return Q(authors=user) | Q(added_by=user, shown_at=None)


def refusal(file: MediaFile, by: Any) -> str:
    """Why `by` may not let it be seen now; empty where he may. His role is asked elsewhere."""
    missing = [str(one) for one in lacks(file)]
    if missing:
        return " ".join(missing)
    his = by in file.authors.all() or (file.shown_at is None and file.added_by_id == by.pk)
    return str(SECOND_PERSON_NEEDED) if his else ""


def waits(file: MediaFile) -> bool:
    """Whether somebody has to read it: all of it, or what is new in it."""
    return not file.shown or file.told is not file


def stamp(file: MediaFile) -> str:
    """Another one when any of its words is another: what somebody read who lets it be seen."""
    return _stamp(file, [(one.language, one.text) for one in _readable(file)])


def changes(file: MediaFile) -> list[Change]:
    """What differs between what was approved and what waits; of long texts the lines that do."""
    try:
        told = file.standing
    except StandingWords.DoesNotExist:
        return []
    found = []
    for field in Words._meta.local_fields:
        before, after = getattr(told, field.name), getattr(file, field.name)
        if before != after:
            found.append(
                Change(str(capfirst(field.verbose_name)), in_words(before), in_words(after))
            )
    said, says = dict(told.transcripts), {one.language: one.text for one in _readable(file)}
    for language in sorted(said.keys() | says.keys()):
        before, after = said.get(language, ""), says.get(language, "")
        if before != after:
            what = _("Lời (%(language)s)") % {"language": language}
            found.append(Change(what, *_lines_that_differ(before, after)))
    return found


@contextlib.contextmanager
def changing(file: MediaFile, by: Any) -> Iterator[MediaFile]:
    """The file, for its words to be changed within: visitors keep those that were approved, and
    `by` is an author of what waits if anything is another afterwards.

    Whoever else changes, shows or hides it waits until then, so that nothing is written over.
    """
    with transaction.atomic():
        take(file.belongs_to_id)
        row = _read(file)
        before = stamp(row)
        if row.shown and row.told is row:
            _keep_standing(row)
        yield _read(file)
        row = _read(file)
        if stamp(row) != before and by is not None:
            row.authors.add(by)
        if row.shown and row.told is not row and _changed_back(row):
            _forget_standing(row)


@transaction.atomic
def give_up(file: MediaFile, read: str) -> None:
    """Have the approved words again; what waited, as it was `read` (a `stamp`), is gone.

    Raises ApprovalRefusedError where something else waits by now.
    """
    take(file.belongs_to_id)
    row = _read(file)
    if stamp(row) != read:
        raise ApprovalRefusedError(f"{row}: {CHANGED_MEANWHILE}")
    try:
        told = row.standing
    except StandingWords.DoesNotExist:
        return
    for name in WORDS:
        setattr(row, name, getattr(told, name))
    row.save()
    stood = dict(told.transcripts)
    row.transcripts.filter(is_machine=False).exclude(language__in=stood).delete()
    for language, text in stood.items():
        said = {"text": text, "is_machine": False}
        Transcript.objects.update_or_create(file=row, language=language, defaults=said)
    _forget_standing(row)


@transaction.atomic
def show(file: MediaFile, by: Any, read: str) -> None:
    """Let it be seen with its thing, as it was `read` (a `stamp`). Raises ApprovalRefusedError."""
    take(file.belongs_to_id)
    row = MediaFile.objects.with_derivatives().get(pk=file.pk)
    if why := refusal(row, by):
        raise ApprovalRefusedError(f"{row}: {why}")
    if stamp(row) != read:
        raise ApprovalRefusedError(f"{row}: {CHANGED_MEANWHILE}")
    _show(row, by)


@transaction.atomic
def hide(file: MediaFile) -> None:
    """Take it down; it stays where it is, and so do words that wait beside those approved."""
    take(file.belongs_to_id)
    MediaFile.objects.filter(pk=file.pk).update(shown=False)
    say_credits(file.original)


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


def in_words(value: Any) -> str:
    """A value of one of the words as a reader sees it."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value or "")


def _show(file: MediaFile, by: Any) -> None:
    shown = {"shown": True, "shown_by": by, "shown_at": timezone.now()}
    MediaFile.objects.filter(pk=file.pk).update(**shown)
    _forget_standing(file)
    say_credits(file.original)


def _read(file: MediaFile) -> MediaFile:
    return MediaFile.objects.select_related("original", "standing").get(pk=file.pk)


def _keep_standing(row: MediaFile) -> None:
    told = [[one.language, one.text] for one in _readable(row)]
    words = {name: getattr(row, name) for name in WORDS}
    StandingWords.objects.create(file=row, transcripts=told, **words)


def _forget_standing(file: MediaFile) -> None:
    StandingWords.objects.filter(file=file).delete()
    file.authors.clear()


def _changed_back(row: MediaFile) -> bool:
    standing = row.standing
    return _stamp(standing, standing.transcripts) == stamp(row)


def _readable(file: MediaFile) -> list[Transcript]:
    return [one for one in file.transcripts.all() if one.may_be_shown]


def _stamp(words: Words, transcripts: Iterable[Any]) -> str:
    said = [repr(getattr(words, field.attname)) for field in Words._meta.local_fields]
    said += sorted(f"{language} {text}" for language, text in transcripts)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _lines_that_differ(before: str, after: str) -> tuple[str, str]:
    old, new = before.splitlines(), after.splitlines()
    if max(len(old), len(new)) > MOST_LINES:
        return before, after
    gone, come = [], []
    for what, first, last, start, end in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if what != "equal":
            gone += old[first:last]
            come += new[start:end]
    return "\n".join(gone), "\n".join(come)
