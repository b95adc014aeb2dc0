"""A document as pages to look at and words to find: no PDF reaches a reader.

`page-1.webp`, `page-2.webp`… are 1200 pixels wide and `page-1-240.webp` the same small; `text.json`
has the words of each page and where they come from, `text.txt` the words alone, pages divided by
form feeds. What a PDF can do (scripts, links, forms, files within it) stays where it is: a filled
form is drawn with what was filled in. PDFium has no engine for scripts here.

WebP and not JPEG: scans are a third smaller, at the same sharpness of letters, and pages in black
and white less than half when they are kept in sixteen greys without loss. Safari shows it from 14
on, Android from 4.3.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from media_pipeline.facts import Facts
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import ocr, pagetext
from media_pipeline.recipes.credit import Credit
from media_pipeline.recipes.pagetext import PageText, Source
from media_pipeline.recipes.paper import is_blank, save
from media_pipeline.recipes.recipe import DerivedFile, Made

PAGES = 300
"""How many are drawn and, if they must be, recognised."""
READ = 5000
"""How many are asked for their text."""
WIDTH = 1200
SMALL = 240
TALLEST = 4 * WIDTH
LARGEST = 8.0
"""Pixels to a point (1/72 inch): a stamp is not blown up to a poster."""
SMALLEST = 0.1
"""Points of a side; what is less cannot be drawn."""
FOR_READING = 2400
"""Pixels across for Tesseract, which wants 300 to an inch: a page of A4 is 8.3 inches wide."""


@dataclass(frozen=True)
class Options:
    """What may be asked for."""

    pages: int
    read: bool
    credit: Credit


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Make pictures and text of a PDF.

    `options`: `pages` (how many are drawn), `ocr` (false: none is recognised), `title`, `credit`,
    `rights`. Raises RefusedError with PDFium's words for what it cannot open or draw.
    """
    del facts
    asked = Options(
        int(options.get("pages", PAGES)), bool(options.get("ocr", True)), Credit.of(options)
    )
    with _opened(original) as document:
        count = len(document)
        files: list[DerivedFile] = []
        texts: list[PageText] = []
        for number in range(1, min(count, max(READ, asked.pages)) + 1):
            drawn, text = _page(document, number, into, asked)
            files += drawn
            texts.append(text)
    if not files:
        raise RefusedError(Reason.DAMAGED, texts[0].detail if texts else "a document without pages")
    _write(texts, count, into)
    files.append(DerivedFile("text.json", "application/json"))
    files.append(DerivedFile("text.txt", "text/plain"))
    return Made(tuple(files), _learned(texts, files, count))


@contextlib.contextmanager
def _opened(original: Path) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(original)
    except pdfium.PdfiumError as error:
        # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY of fpdfview.h
        locked = getattr(error, "err_code", None) in (4, 5)
        raise RefusedError(Reason.ENCRYPTED if locked else Reason.DAMAGED, str(error)) from None
    try:
        document.init_forms()  # what was filled in is drawn
        yield document
    finally:
        document.close()


def _page(
    document: pdfium.PdfDocument, number: int, into: Path, asked: Options
) -> tuple[list[DerivedFile], PageText]:
    """One page: its pictures, unless there are enough, and its words."""
    try:
        page = document[number - 1]
    except pdfium.PdfiumError as error:
        return [], PageText(number, "", Source.FAILED, detail=str(error))
    with contextlib.closing(page):
        try:
            words = pagetext.layer(page)
            if number > asked.pages:
                return [], PageText(number, words, Source.LAYER if words else Source.NOT_READ)
            picture = _draw(page, WIDTH)
            files = _pictures(picture, number, into, asked.credit)
            return files, _text(page, number, words, picture, asked)
        except pdfium.PdfiumError as error:
            return [], PageText(number, "", Source.FAILED, detail=str(error))


def _text(
    page: pdfium.PdfPage, number: int, words: str, picture: Image.Image, asked: Options
) -> PageText:
    if words:
        return PageText(number, words, Source.LAYER)
    if is_blank(picture):
        return PageText(number, "", Source.BLANK)
    if not asked.read or not ocr.languages():
        return PageText(number, "", Source.NOT_READ)
    return ocr.read(_draw(page, FOR_READING).convert("L"), number)


def _draw(page: pdfium.PdfPage, width: int) -> Image.Image:
    """A page at this width, or smaller where it would be too tall or is too small."""
    across, down = page.get_size()
    if across < SMALLEST or down < SMALLEST:
        raise pdfium.PdfiumError(f"A page of {across:g} by {down:g} points.")
    # Sides are rounded up, and a half short of it rounds to what is wanted.
    scale = min((width - 0.5) / across, TALLEST * width / WIDTH / down, LARGEST * width / WIDTH)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    with contextlib.closing(bitmap):
        return bitmap.to_pil().convert("RGB")


def _pictures(picture: Image.Image, number: int, into: Path, credit: Credit) -> list[DerivedFile]:
    small = picture.copy()
    small.thumbnail((SMALL, SMALL * TALLEST // WIDTH), Image.Resampling.LANCZOS)
    files = []
    for name, one in ((f"page-{number}.webp", picture), (f"page-{number}-{SMALL}.webp", small)):
        save(one, into / name, credit)
        files.append(DerivedFile(name, "image/webp", one.width, one.height, page=number))
    return files


def _write(texts: list[PageText], count: int, into: Path) -> None:
    said = {"version": 1, "pages": count, "texts": [text.as_json() for text in texts]}
    (into / "text.json").write_text(
        json.dumps(said, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (into / "text.txt").write_text("\f".join(text.text for text in texts), encoding="utf-8")


def _learned(texts: list[PageText], files: list[DerivedFile], count: int) -> dict[str, Any]:
    sources = [text.source for text in texts]
    confidences = [word.confidence for text in texts for word in text.words]
    return {
        "pages": count,
        "drawn": len({file.page for file in files if file.page}),
        "with_text": sum(bool(text.text) for text in texts),
        "recognised": sources.count(Source.RECOGNISED),
        "not_read": sources.count(Source.NOT_READ),
        "failed": sources.count(Source.FAILED),
        "ocr": ocr.languages(),
        "confidence": round(sum(confidences) / len(confidences), 3) if confidences else None,
    }
