"""A file becomes part of a thing."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Max

from heritage.media.models import MediaFile
from heritage.media.models.files import KIND
from heritage.records.access import take
from heritage.records.language_tags import TagError, language_tag
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject
from media_pipeline.facts import Kind
from media_pipeline.models import Original

ATTACHED = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.DOCUMENT})
"""What is a file of a thing by itself; captions are words of another."""
INHERITED = ("rights", "credit")
"""What a file has from its thing until somebody says otherwise."""


class NoFileOfItsOwnError(ValueError):
    """Captions: they belong to a recording, and are its transcript."""


@transaction.atomic
def attach(
    original: Original,
    thing: HeritageObject,
    *,
    name: str,
    by: Any = None,
    identifier: str = "",
    **words: Any,
) -> tuple[MediaFile, bool]:
    """Make a file of `thing`, after those it has; whether it is new.

    `name`: under which it was sent. `identifier`: the one it had elsewhere; it keeps it unless
    that names something here. `words`: values of its fields. The same bytes are one file of a
    thing: attached again they are found, and keep their words. Raises NoFileOfItsOwnError.
    """
    if original.kind not in ATTACHED:
        raise NoFileOfItsOwnError(original.name)
    take(thing.identifier_id)
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id)
    standing = files.filter(original=original).first()
    if standing is not None:
        return standing, False
    last = files.aggregate(last=Max("position"))["last"]
    said = {name.removesuffix("_id") for name in words}
    inherited = {name: getattr(thing.original, name, None) for name in INHERITED}
    given = {name: x for name, x in inherited.items() if x and name not in said} | words
    file = MediaFile(
        belongs_to=thing.identifier,
        identifier=_free(identifier),
        original=original,
        name=name,
        position=0 if last is None else last + 1,
        added_by=by,
        **given,
    )
    if "captured" not in said:
        file.captured = captured(original)
    file.save()
    return file, True


def _free(value: str) -> Identifier | None:
    """The identifier, if it never named anything here: one that was withdrawn is not used again."""
    if not value:
        return None
    named, is_new = Identifier.objects.get_or_create(value=value, defaults={"kind": KIND})
    return named if is_new else None


def captured(original: Original) -> str:
    """The day on which the device says that it was taken, as EDTF; empty where it does not."""
    moment = original.found().captured_at
    return moment.date().isoformat() if moment is not None else ""


def is_of(captions: str, recording: str) -> tuple[bool, str]:
    """Whether captions are of a recording, by their names, and in which language: `ke.km.vtt` is of
    `ke.mp4`, as `ke.vtt` is, which says no language."""
    wanted, base = PurePath(recording).stem.casefold(), PurePath(captions).stem
    if base.casefold() == wanted:
        return True, ""
    before, _dot, last = base.rpartition(".")
    try:
        language = language_tag(last) if before else ""
    except TagError:
        return False, ""
    return before.casefold() == wanted, language
