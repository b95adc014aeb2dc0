"""Files as rows alone, with what would have been made of them: no bytes, and no time for making."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from heritage.media.attaching import attach
from heritage.media.models import MediaFile, Transcript
from heritage.peoples.models import Term
from media_pipeline.facts import Facts, Kind
from media_pipeline.models import Derivative, Job, Original
from media_pipeline.storing import derivatives

NUMBERS = count(1)
# Base64, as the recipe learns it: a sunset.
THUMBHASH = "1QcSHQRnh493V4dIh4eXh1h4kJUI"
CUES = """WEBVTT

00:00.000 --> 00:04.000
<v Bà Sa>Chiêng mẹ gọi trước.

00:04.000 --> 01:02.500
Chiêng con theo sau.
"""


def rights() -> Term:
    return Term.objects.get_or_create(
        scheme="rights",
        code="cc_by",
        defaults={"label_vi": "CC BY 4.0", "label_en": "CC BY 4.0", "uri": "https://cc.example/by"},
    )[0]


def picture(thing: Any, width: int = 1500, **words: Any) -> MediaFile:
    sizes = [320, 640, 960, 1280, 1920, 2560]
    widths = [*(size for size in sizes if size < width), width][:6]
    made: list[tuple[str, str, dict[str, Any]]] = []
    for ending, media_type in (("avif", "image/avif"), ("jpg", "image/jpeg")):
        for size in widths:
            made.append((f"{size}.{ending}", media_type, {"width": size, "height": size * 2 // 3}))
        for size in (320, 640):
            shape = {"width": size, "height": size * 3 // 4}
            made.append((f"card-{size}.{ending}", media_type, shape))
    file = _hung(thing, "image", "picture", made, {"thumbhash": THUMBHASH}, width=width, **words)
    _made(file.original, "zoom", [("pyramid.tif", "image/tiff", {})], {})
    return file


def sound(thing: Any, **words: Any) -> MediaFile:
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("sound.webm", "audio/webm", {}),
        ("sound.m4a", "audio/mp4", {}),
        ("waveform.json", "application/json", {}),
    ]
    return _hung(thing, "audio", "sound", made, {"seconds": 62.5}, **words)


def film(thing: Any, **words: Any) -> MediaFile:
    made = [
        ("720.mp4", "video/mp4", {"width": 1280, "height": 720}),
        ("360.mp4", "video/mp4", {"width": 640, "height": 360}),
        ("poster.jpg", "image/jpeg", {"width": 1280, "height": 720}),
    ]
    return _hung(thing, "video", "film", made, {"seconds": 62.5}, **words)


def document(thing: Any, texts: list[str], **words: Any) -> MediaFile:
    made: list[tuple[str, str, dict[str, Any]]] = []
    for page in range(1, len(texts) + 1):
        size = {"width": 1200, "height": 1600, "page": page}
        made.append((f"page-{page}.webp", "image/webp", size))
        small = {"width": 240, "height": 320, "page": page}
        made.append((f"page-{page}-240.webp", "image/webp", small))
    made += [("text.json", "application/json", {}), ("text.txt", "text/plain", {})]
    file = _hung(thing, "document", "pages", made, {"pages": len(texts)}, **words)
    told = [
        {"page": page, "text": text, "reviewed": page % 2 == 0}
        for page, text in enumerate(texts, start=1)
    ]
    stored = Derivative.objects.get(job__original=file.original, name="text.json")
    derivatives().save(stored.stored_name, ContentFile(json.dumps({"texts": told}).encode()))
    return file


def words_of(file: MediaFile, language: str, text: str = CUES, **facts: Any) -> Transcript:
    said = Transcript(file=file, language=language, text=text, **facts)
    said.clean()
    said.save()
    return said


def _hung(
    thing: Any, kind: str, recipe: str, made: Any, learned: Any, width: int = 0, **words: Any
) -> MediaFile:
    digest = f"{next(NUMBERS):064x}"
    original = Original(sha256=digest, name=f"{digest[-4:]}.bin", bytes=1)
    original.set_facts(Facts("application/octet-stream", Kind(kind), width=width))
    original.save()
    _made(original, recipe, made, learned)
    told: dict[str, Any] = {"alt": "Tháp Po Klong Garai", "shown": True, "rights": rights()} | words
    return attach(original, thing, name=original.name, **told)[0]


def _made(original: Original, recipe: str, made: Any, learned: Any) -> None:
    job = Job.objects.create(
        original=original,
        recipe=recipe,
        version=1,
        state=Job.State.DONE,
        learned=learned,
        finished_at=timezone.now(),
    )
    Derivative.objects.bulk_create(_derivatives(job, made))


def _derivatives(job: Job, made: Any) -> Iterator[Derivative]:
    for name, media_type, facts in made:
        folder = f"{job.recipe}-1"
        told = {"media_type": media_type, "bytes": 1000, **facts}
        yield Derivative(job=job, name=name, folder=folder, **told)
