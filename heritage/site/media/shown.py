"""What all files have on a page: names, rights, and the addresses of what was made of them.

Made of rows that were read before (`MediaFile.objects.with_derivatives()`): no query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.html import format_html

from heritage.media.models import MediaFile
from heritage.media.models.words import Words
from heritage.peoples.models import Term
from heritage.site.media.addresses import address_of
from heritage.site.telling import Text
from media_pipeline.facts import Kind
from media_pipeline.models import Derivative, Job


@dataclass(frozen=True)
class Form:
    """One way to have it: a format with the addresses of its sizes, or one file of a player."""

    media_type: str
    address: str
    width: int = 0
    height: int = 0
    srcset: str = ""
    size: int = 0
    """Bytes, of one that is played."""


class Shown:
    """What all kinds have."""

    kind: Kind

    def __init__(self, file: MediaFile, language: str) -> None:
        self.file = file
        self.language = language
        self.words: Words = file.told

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
        return Text("") if self.words.decorative else self._told("alt")

    @property
    def credit(self) -> str:
        """Whom to name."""
        return str(self.words.credit)

    @property
    def rights(self) -> Term | None:
        """What may be done with it."""
        return self.words.rights

    @property
    def whole(self) -> Form | None:
        """The one file to take along; None where the page leads to the largest anyway."""
        return None

    @property
    def captured(self) -> str:
        """When, as EDTF."""
        return str(self.words.captured)

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
        text = Text(own or getattr(self.words, name))
        if text and not own and self.language != settings.LANGUAGE_CODE:
            text.lang = format_html(' lang="{}"', settings.LANGUAGE_CODE)
        return text

    def _in(self, name: str, language: str) -> str:
        return str(getattr(self.words, f"{name}_{language}", ""))
