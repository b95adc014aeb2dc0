"""Files as a page shows them: each kind with the addresses and words its template asks for.

Made of rows that were read before (`MediaFile.objects.with_derivatives()`): no query, and nothing
is opened but the text of a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from django.urls import reverse

from heritage.media.models import MediaFile, Transcript
from heritage.site.media.addresses import address_of, zoom_address
from heritage.site.media.blur import colours
from heritage.site.media.documents import ShownDocument
from heritage.site.media.shown import Form, Shown
from media_pipeline.facts import Kind
from media_pipeline.recipes.crops import CARD

PAGE = 960
"""Pixels across of the JPEG for browsers that do not choose: a phone's screen, half a desk's."""


class ShownPicture(Shown):
    """A photograph, scan or drawing."""

    kind = Kind.IMAGE

    @cached_property
    def forms(self) -> list[Form]:
        """AVIF, then JPEG, each in its widths; the last is what an `<img>` itself names."""
        return self._forms(lambda one: one.name.split(".")[0].isdigit())

    @cached_property
    def card(self) -> list[Form]:
        """The same of the part that rows of lists and tiles show."""
        return self._forms(lambda one: one.name.startswith(f"{CARD.name}-"))

    @property
    def largest(self) -> str:
        """The largest JPEG, for who has no scripts and wants to look closer."""
        wide = [one for one in self.made.values() if one.media_type == "image/jpeg"]
        whole = [one for one in wide if one.name.split(".")[0].isdigit()]
        return self.address(max(whole, key=lambda one: one.width).name) if whole else ""

    @property
    def zoom(self) -> str:
        """The picture's `info.json` in the Image API, or nothing where there is no pyramid."""
        return f"{zoom_address(self.file)}/info.json" if "pyramid.tif" in self.made else ""

    @property
    def full_width(self) -> int:
        """Pixels across of the whole picture."""
        return int(self.file.original.facts.get("width", 0))

    @property
    def blur(self) -> Sequence[tuple[int, int, str]]:
        """What stands there until it comes."""
        return colours(self._learned("thumbhash") or "")

    def _forms(self, wanted: Any) -> list[Form]:
        found = []
        for media_type in ("image/avif", "image/jpeg"):
            sizes = [x for x in self.made.values() if x.media_type == media_type and wanted(x)]
            sizes.sort(key=lambda one: one.width)
            if not sizes:
                continue
            one = next((x for x in sizes if x.width >= PAGE), sizes[-1])
            srcset = ", ".join(f"{address_of(self.file, x)} {x.width}w" for x in sizes)
            address = address_of(self.file, one)
            found.append(Form(media_type, address, one.width, one.height, srcset))
        return found


class WithWords(Shown):
    """What is heard: with its words."""

    @property
    def no_speech(self) -> bool:
        """Whether there is nothing to write down."""
        return bool(self.words.no_speech)

    @cached_property
    def transcripts(self) -> list[Transcript]:
        """Its words: those in the reader's language first."""
        every = self.file.told_transcripts
        every.sort(key=lambda one: one.language.split("-")[0] != self.language)
        return every

    @property
    def tracks(self) -> list[tuple[str, str]]:
        """Language and address of those that run along."""
        return [
            (one.language, reverse("file_words", args=[self.id, one.language]))
            for one in self.transcripts
            if one.is_timed
        ]

    @property
    def seconds(self) -> float:
        """How long it is."""
        return float(self._learned("seconds") or 0)


class ShownSound(WithWords):
    """A recording."""

    kind = Kind.AUDIO

    @property
    def forms(self) -> list[Form]:
        """Opus, then AAC."""
        names = ("sound.webm", "sound.m4a")
        files = [self.made[name] for name in names if name in self.made]
        return [Form(one.media_type, address_of(self.file, one), size=one.bytes) for one in files]

    @property
    def whole(self) -> Form | None:
        """AAC, which every player plays."""
        return self.forms[-1] if self.forms else None

    @property
    def waveform(self) -> str:
        """The shape of the sound (`recipes/waveform.py`)."""
        return self.address("waveform.json")


class ShownFilm(WithWords):
    """A film."""

    kind = Kind.VIDEO

    @property
    def forms(self) -> list[Form]:
        """The larger first."""
        films = [one for one in self.made.values() if one.media_type == "video/mp4"]
        films.sort(key=lambda one: -one.width * one.height)
        return [
            Form(one.media_type, address_of(self.file, one), one.width, one.height, size=one.bytes)
            for one in films
        ]

    @property
    def whole(self) -> Form | None:
        """The larger one."""
        return self.forms[0] if self.forms else None

    @property
    def poster(self) -> str:
        """A still."""
        return self.address("poster.jpg")

    @property
    def width(self) -> int:
        """Of the larger one."""
        return self.forms[0].width if self.forms else 0

    @property
    def height(self) -> int:
        """Of the larger one."""
        return self.forms[0].height if self.forms else 0


OF_KIND: dict[Kind, type[Shown]] = {
    shown.kind: shown for shown in (ShownPicture, ShownSound, ShownFilm, ShownDocument)
}


def shown_as(files: Iterable[MediaFile], language: str) -> list[Shown]:
    """The files as their templates show them; what is not made yet is left out."""
    found = [OF_KIND[file.kind](file, language) for file in files if file.kind in OF_KIND]
    return [one for one in found if one.made]
