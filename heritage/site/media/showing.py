"""Files as a page shows them: each kind with the addresses and words its template asks for.

Made of rows that were read before (`MediaFile.objects.with_derivatives()`): no query, and nothing
is opened but the text of a document.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html

from heritage.media.models import MediaFile, Transcript
from heritage.peoples.models import Term
from heritage.site.media.addresses import address_of, zoom_address
from heritage.site.media.blur import colours
from heritage.site.telling import Text
from media_pipeline.facts import Kind
from media_pipeline.models import Derivative, Job
from media_pipeline.recipes.crops import CROPS
from media_pipeline.storing import derivatives

PAGE = 960
"""Pixels across of the JPEG for browsers that do not choose: a phone's screen, half a desk's."""
MOST_TEXT = 8 * 1024 * 1024
"""Bytes of the text of a document that a page reads along."""


@dataclass(frozen=True)
class Form:
    """One way to have it: a format with the addresses of its sizes, or one file of a player."""

    media_type: str
    address: str
    width: int = 0
    height: int = 0
    srcset: str = ""


class Shown:
    """What all kinds have."""

    kind: Kind

    def __init__(self, file: MediaFile, language: str) -> None:
        self.file = file
        self.language = language

    @property
    def id(self) -> str:
        """Its permanent identifier, and its anchor on the page with `tep-` before it."""
        return str(self.file.identifier_id)

    @property
    def title(self) -> Text:
        """Its name, in the reader's language or in Vietnamese."""
        return self._told("title")

    @property
    def alt(self) -> Text:
        """What is to be seen in it; empty where it is decoration only."""
        return Text("") if self.file.decorative else self._told("alt")

    @property
    def credit(self) -> str:
        """Whom to name."""
        return str(self.file.credit)

    @property
    def rights(self) -> Term | None:
        """What may be done with it."""
        return self.file.rights

    @property
    def captured(self) -> str:
        """When, as EDTF."""
        return str(self.file.captured)

    @cached_property
    def made(self) -> dict[str, Derivative]:
        """What was made of it, by name."""
        found = {}
        for job in self._jobs:
            for derivative in job.files.all():
                derivative.job = job  # the row that is here already
                found[derivative.name] = derivative
        return found

    def address(self, name: str) -> str:
        """Of one derived file; empty where it was not made."""
        derivative = self.made.get(name)
        return address_of(self.file, derivative) if derivative is not None else ""

    @property
    def _jobs(self) -> Iterable[Job]:
        return self.file.original.jobs.all()

    def _learned(self, name: str) -> Any:
        return next((job.learned[name] for job in self._jobs if name in job.learned), None)

    def _told(self, name: str) -> Text:
        own = "" if self.language == settings.LANGUAGE_CODE else self._in(name, self.language)
        text = Text(own or getattr(self.file, name))
        if text and not own and self.language != settings.LANGUAGE_CODE:
            text.lang = format_html(' lang="{}"', settings.LANGUAGE_CODE)
        return text

    def _in(self, name: str, language: str) -> str:
        return str(getattr(self.file, f"{name}_{language}", ""))


class ShownPicture(Shown):
    """A photograph, scan or drawing."""

    kind = Kind.IMAGE

    @cached_property
    def forms(self) -> list[Form]:
        """AVIF, then JPEG, each in its widths; the last is what an `<img>` itself names."""
        return self._forms(lambda one: one.name.split(".")[0].isdigit())

    def crop(self, shape: str) -> list[Form]:
        """The same of a part in one shape: `square` or `wide`."""
        return self._forms(lambda one: one.name.startswith(f"{shape}-"))

    @property
    def square(self) -> list[Form]:
        """For the rows of lists."""
        return self.crop(CROPS[0].name)

    @property
    def wide(self) -> list[Form]:
        """For cards."""
        return self.crop(CROPS[1].name)

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
        return bool(self.file.no_speech)

    @cached_property
    def transcripts(self) -> list[Transcript]:
        """Its words: those in the reader's language first."""
        every = [one for one in self.file.transcripts.all() if one.may_be_shown]
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
        return [Form(one.media_type, address_of(self.file, one)) for one in files]

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
            Form(one.media_type, address_of(self.file, one), one.width, one.height) for one in films
        ]

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


@dataclass(frozen=True)
class Leaf:
    """One page of a document."""

    number: int
    address: str
    width: int
    height: int
    small: str
    text: str
    unreviewed: bool
    """Whether the words were read by a machine and by nobody since."""


class ShownDocument(Shown):
    """A document, as pages to look at with their words."""

    kind = Kind.DOCUMENT

    @cached_property
    def leaves(self) -> list[Leaf]:
        """Its pages, as far as they were drawn."""
        texts = self._texts()
        found = []
        pages = [x for x in self.made.values() if x.page and not x.name.endswith("-240.webp")]
        for one in sorted(pages, key=lambda x: x.page):
            said = texts.get(one.page, {})
            small = one.name.replace(".webp", "-240.webp")
            found.append(
                Leaf(
                    one.page,
                    address_of(self.file, one),
                    one.width,
                    one.height,
                    self.address(small),
                    str(said.get("text", "")),
                    said.get("reviewed") is False,
                )
            )
        return found

    @property
    def pages(self) -> int:
        """How many there are."""
        return int(self._learned("pages") or 0)

    def _texts(self) -> dict[int, dict[str, Any]]:
        made = self.made.get("text.json")
        if made is None or made.bytes > MOST_TEXT:
            return {}
        try:
            with derivatives().open(made.stored_name, "rb") as stored:
                said = json.load(stored)
        except FileNotFoundError:
            return {}
        return {one["page"]: one for one in said["texts"]}


OF_KIND: dict[Kind, type[Shown]] = {
    shown.kind: shown for shown in (ShownPicture, ShownSound, ShownFilm, ShownDocument)
}


def shown_as(files: Iterable[MediaFile], language: str) -> list[Shown]:
    """The files as their templates show them; what is not made yet is left out."""
    found = [OF_KIND[file.kind](file, language) for file in files if file.kind in OF_KIND]
    return [one for one in found if one.made]
