"""The words of a page, and where they come from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pypdfium2 as pdfium

MOST = 200_000
"""Characters of one page: forty times a full one."""
_HYPHEN = re.compile("[\ufffe\x02]\r?\n?")
"""What PDFium puts where a word is divided at the end of a line, and the line."""


class Source(StrEnum):
    """Where the words of a page come from."""

    LAYER = "layer"
    """The document itself."""
    RECOGNISED = "recognised"
    """Its picture, by a program, and nobody has looked at it yet."""
    BLANK = "blank"
    """There is nothing on it."""
    NOT_READ = "not_read"
    """It has no words in the document, and no program here that reads pictures."""
    FAILED = "failed"
    """The page cannot be opened or read; `detail` says why."""


@dataclass(frozen=True)
class Word:
    """One that was recognised."""

    text: str
    confidence: float
    """0 to 1."""
    box: tuple[float, float, float, float]
    """Left, top, width, height in parts of the page."""


@dataclass(frozen=True)
class PageText:
    """What is known of the words of one page."""

    page: int
    """From 1."""
    text: str
    source: Source
    words: tuple[Word, ...] = ()
    """In reading order; of recognised pages only."""
    detail: str = ""

    def as_json(self) -> dict[str, Any]:
        """For `text.json`. `reviewed` is false where a person should look, else missing."""
        said: dict[str, Any] = {"page": self.page, "source": self.source, "text": self.text}
        if self.detail:
            said["detail"] = self.detail
        if self.source == Source.RECOGNISED:
            said["reviewed"] = False
            said["words"] = [[word.text, word.confidence, *word.box] for word in self.words]
            said["confidence"] = (
                round(sum(word.confidence for word in self.words) / len(self.words), 3)
                if self.words
                else 0.0
            )
        return said


def layer(page: pdfium.PdfPage) -> str:
    """The words that are in the document. Raises PdfiumError."""
    found = page.get_textpage()
    try:
        return tidied(found.get_text_range(0, min(found.count_chars(), MOST)))
    finally:
        found.close()


def tidied(text: str) -> str:
    """NFC, divided words in one, lines ended by LF, no control characters, no empty space."""
    text = _HYPHEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", "".join(kept)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
