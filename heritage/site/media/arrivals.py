"""What somebody sent for a thing becomes a file of it, as soon as it has been looked at.

The purpose of an upload is the permanent identifier of its thing. Who may send for it is asked
when it is announced, and again when it has arrived.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.dispatch import receiver

from heritage.media.attaching import NoFileOfItsOwnError, attach, stem
from heritage.media.models import MediaFile, Transcript
from heritage.records.access import originals_of
from heritage.records.language_tags import TagError, language_tag
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds
from heritage.site.media.sight import works_on
from media_pipeline.models import Original, Upload
from media_pipeline.receiving import Received
from media_pipeline.storing import originals
from media_pipeline.uploads.arriving import taken


def thing_for(user: Any, purpose: str) -> HeritageObject | None:
    """The thing that is meant, if `user` works on it."""
    identifier = Identifier.objects.filter(pk=purpose, kind__in=list(kinds())).first()
    thing = originals_of(identifier).first() if identifier is not None else None
    return thing if thing is not None and works_on(user, thing) else None


@receiver(taken)
def hang(upload: Upload, received: Received, **kwargs: Any) -> None:
    """Make what was taken a file of its thing. What belongs to none is kept all the same."""
    thing = thing_for(upload.owner, upload.purpose) if upload.purpose else None
    if received.original is None or thing is None:
        return
    try:
        attach(received.original, thing, by=upload.owner)
    except NoFileOfItsOwnError:
        _add_words(received.original, upload.name, thing)


def _add_words(captions: Original, name: str, thing: HeritageObject) -> None:
    """Captions become the transcript of the recording with the same name: `ke.km.vtt` of `ke.mp4`.

    A transcript that is there stays: somebody may have corrected it.
    """
    parts = name.rsplit(".", 2)
    try:
        language = language_tag(parts[1]) if len(parts) == 3 else "vi"
    except TagError:
        language = "vi"
    files = MediaFile.objects.filter(belongs_to=thing.identifier_id).select_related("original")
    for file in files:
        if stem(file.original.name) != stem(name):
            continue
        if file.transcripts.filter(language=language).exists():
            return
        with originals().open(captions.stored_name, "rb") as stored:
            said = Transcript(
                file=file, language=language, text=stored.read().decode("utf-8", "replace")
            )
        try:
            said.full_clean()
        except ValidationError:
            return
        said.save()
        return
