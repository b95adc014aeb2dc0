"""Files of open and of closed things: of each sort, and all that was made of them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from heritage.media.attaching import attach
from heritage.media.models import MediaFile, StandingWords, Transcript
from heritage.site.media.addresses import address_of
from media_pipeline.facts import Facts, Kind
from media_pipeline.models import Derivative, Job, Original, Quarantined, Upload
from media_pipeline.storing import derivatives, originals
from tests.integration.media.conftest import hung

MADE = {
    "audio": ("sound", {"sound.webm": "audio/webm", "waveform.json": "application/json"}),
    "video": ("film", {"360.mp4": "video/mp4", "poster.jpg": "image/jpeg"}),
    "document": (
        "pages",
        {"page-1.webp": "image/webp", "text.json": "application/json", "text.txt": "text/plain"},
    ),
}
"""The recipe of each kind, and some of what it makes."""
BESIDE = "0" * 16
"""A print that no derivative has: it opens nothing and closes nothing."""


def hang_open(thing: Any) -> MediaFile:
    """A picture that everybody sees, really made, with words that run along."""
    file = hung(thing, alt="Tháp", title="Tháp Po Klong Garai")
    words = "WEBVTT\n\n00:00.000 --> 00:01.000\nTháp\n"
    Transcript.objects.create(file=file, language="vi", text=words)
    return file


def hang_closed(hidden: list[Any], secret: str) -> None:
    """A file of every sort with each of these things; the bytes of the picture are those of the
    open one, too."""
    every = list(Original.objects.filter(kind="image")) + [_original(kind, secret) for kind in MADE]
    texts = ("title", "title_en", "title_km", "alt", "alt_en", "alt_km", "credit")
    for thing in hidden:
        for original in every:
            file, _ = attach(
                original, thing, name=secret, shown=True, **dict.fromkeys(texts, secret)
            )
            said = f"WEBVTT\n\n00:00.000 --> 00:01.000\n{secret}\n"
            Transcript.objects.create(file=file, language="vi", text=said)
            told = dict.fromkeys(texts, secret) | {"transcripts": [["vi", said]]}
            StandingWords.objects.create(file=file, **told)


def _original(kind: str, secret: str) -> Original:
    """One whose bytes and name tell the secret, and all that was made of them."""
    data = f"{secret} {kind}".encode()
    digest = hashlib.sha256(data).hexdigest()
    original = Original(sha256=digest, name=f"{secret}.{kind}", bytes=len(data))
    original.set_facts(Facts(f"{kind}/x", Kind(kind), metadata={"tags": secret}))
    original.save()
    originals().save(original.stored_name, io.BytesIO(data))
    recipe, files = MADE[kind]
    job = Job.objects.create(original=original, recipe=recipe, version=1, state=Job.State.DONE)
    for name, media_type in files.items():
        said = f'{{"texts": [{{"page": 1, "text": "{secret}"}}]}}'.encode()
        made = Derivative.objects.create(
            job=job, name=name, folder=f"{recipe}-1", media_type=media_type, bytes=len(said), page=1
        )
        derivatives().save(made.stored_name, io.BytesIO(said))
    Job.objects.create(
        original=original,
        recipe="zoom",
        version=1,
        state=Job.State.FAILED,
        reason="damaged",
        detail=secret,
    )
    Quarantined.objects.create(sha256=digest[::-1], name=secret, bytes=1, reason="empty")
    return original


def sent_for(thing: Any, user: Any, secret: str) -> Upload:
    """What somebody else was sending for it."""
    return Upload.objects.create(
        owner=user, name=secret, purpose=thing.identifier_id, length=9, state="arrived"
    )


def addresses_of(identifier: str) -> Iterator[str]:
    """Where the files of a thing would be found, were it open."""
    for file in MediaFile.objects.filter(belongs_to=identifier).select_related("original"):
        yield from addresses_of_file(file)


def addresses_of_file(file: MediaFile) -> Iterator[str]:
    """All that was made of one file, its words, its tiles, its identifier."""
    made = Derivative.objects.filter(job__original=file.original).select_related("job")
    for one in made.exclude(job__recipe="zoom"):
        yield address_of(file, one)
        yield reverse("file", args=[file.identifier_id, BESIDE, one.name])
    yield reverse("file_words", args=[file.identifier_id, "vi"])
    yield f"/id/{file.identifier_id}?vi"
    if file.original.kind == "image":
        for version in (2, 3):
            base = f"/iiif/{version}/{file.identifier_id}"
            size = "full" if version == 2 else "max"
            yield from (base, f"{base}/info.json", f"{base}/full/{size}/0/default.jpg")


def in_admin(file: MediaFile) -> list[str]:
    """Where staff find a file."""
    return [reverse(name, args=[file.identifier_id]) for name in ("media_file", "media_original")]
