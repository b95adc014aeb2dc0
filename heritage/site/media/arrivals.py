"""What somebody sent for a thing becomes a file of it, as soon as it has been looked at.

The purpose of an upload is the permanent identifier of its thing. Who may send for it is asked
when it is announced, and again when it has arrived.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.dispatch import receiver

from heritage.media.approval import changing
from heritage.media.attaching import attach, is_of
from heritage.media.models import MediaFile, Transcript
from heritage.records.access import originals_of
from heritage.records.identifiers import normalise
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from heritage.site.media.sight import works_on
from media_pipeline.facts import Kind
from media_pipeline.models import Original, Upload
from media_pipeline.receiving import Received
from media_pipeline.recipes import captions as reading
from media_pipeline.recipes import webvtt
from media_pipeline.storing import originals
from media_pipeline.uploads.arriving import taken

HEARD = (Kind.AUDIO, Kind.VIDEO)


def thing_for(user: Any, purpose: str) -> HeritageObject | None:
    """The thing that is meant, if `user` works on it."""
    value = normalise(purpose)
    identifier = Identifier.objects.filter(pk=value, kind__in=list(kinds())).first()
    thing = originals_of(identifier).first() if identifier is not None else None
    return thing if thing is not None and works_on(user, thing) else None


@receiver(taken)
def hang(upload: Upload, received: Received, **kwargs: Any) -> None:
    """Make what was taken a file of its thing. What belongs to none is kept all the same."""
    thing = thing_for(upload.owner, upload.purpose) if upload.purpose else None
    if received.original is None or thing is None:
        return
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id, original__kind__in=HEARD)
    if received.original.kind == Kind.CAPTIONS:
        for file in files:
            _add_words(file, received.original, upload)
        return
    file, _ = attach(received.original, thing, name=upload.name, by=upload.owner)
    if file.kind in HEARD:
        # Captions that were chosen together with it may have come first.
        sent = Upload.objects.filter(purpose=upload.purpose, original__kind=Kind.CAPTIONS)
        for earlier in sent.select_related("original", "owner"):
            if earlier.original is not None:
                _add_words(file, earlier.original, earlier)


def _add_words(file: MediaFile, captions: Original, upload: Upload) -> None:
    """Captions become the transcript of the recording with the same name, and wait for a second
    person as words that somebody typed.

    A transcript that is there stays: somebody may have corrected it. The draft of a machine gives
    way.
    """
    matches, language = is_of(upload.name, file.name)
    language = language or settings.LANGUAGE_CODE
    if not matches or file.transcripts.filter(language=language, is_machine=False).exists():
        return
    with originals().open(captions.stored_name, "rb") as stored:
        text = webvtt.write(reading.read(stored.read()))
    with changing(file, upload.owner) as row:
        row.transcripts.filter(language=language).delete()
        said = Transcript(file=row, language=language, text=text)
        said.full_clean()
        said.save()
