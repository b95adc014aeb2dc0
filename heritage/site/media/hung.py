"""Which files hang with which things, read for many things at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Subquery

from heritage.media.models import MediaFile
from heritage.records.models import Identifier
from heritage.site.media.showing import ShownPicture, shown_as
from heritage.site.media.shown import Shown
from media_pipeline.facts import Kind


def files_of(identifier: str, language: str) -> list[Shown]:
    """What the page of a thing shows, in its order. Asked by who may see the thing."""
    rows = MediaFile.objects.filter(belongs_to=identifier, shown=True)
    # Most things have none, and what was made of them is two queries more.
    return shown_as(rows.with_derivatives(), language) if rows.exists() else []


def covers(identifiers: Iterable[str], language: str) -> dict[str, ShownPicture]:
    """The first picture of each of these things that has one."""
    pictures = MediaFile.objects.filter(
        belongs_to=OuterRef("pk"), shown=True, original__kind=Kind.IMAGE
    )
    first = Subquery(pictures.order_by("position", "pk").values("pk")[:1])
    named = Identifier.objects.filter(pk__in=list(identifiers)).annotate(cover=first)
    wanted = [pk for pk in named.values_list("cover", flat=True) if pk is not None]
    if not wanted:
        return {}
    files = MediaFile.objects.filter(pk__in=wanted).with_derivatives()
    shown = shown_as(files, language)
    return {one.file.belongs_to_id: one for one in shown if isinstance(one, ShownPicture)}


def heard(identifier: OuterRef) -> Exists:
    """Whether something is to be heard on the page of a thing."""
    return Exists(
        MediaFile.objects.filter(belongs_to=identifier, shown=True, original__kind=Kind.AUDIO)
    )


def by_kind(files: Iterable[Shown]) -> dict[str, list[Shown]]:
    """Pictures, sounds, films and documents apart, under the words of `Kind`."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for one in files:
        found[one.kind.value].append(one)
    return dict(found)
