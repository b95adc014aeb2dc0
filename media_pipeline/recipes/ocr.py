"""Words in the picture of a page, by Tesseract where it is installed.

What comes of it is marked as nobody's reading yet: Vietnamese in print is read well, Khmer so-so,
Cham and Tai scripts not at all, and a page in one of these comes out as nonsense in another.
"""

from __future__ import annotations

import csv
import io
import subprocess
from functools import cache

from PIL import Image

from media_pipeline import apart
from media_pipeline.recipes.pagetext import PageText, Source, Word, tidied
from media_pipeline.recipes.programs import refusal, tesseract

WANTED = ("vie", "khm", "eng")
"""In this order: Tesseract weighs the first most."""
SECONDS = 120
"""For one page; then it is left unread, and the others are not."""
_KINDS = {"page": "1", "word": "5"}
"""Levels of Tesseract's table (`tsv`)."""


@cache
def languages() -> str:
    """Those of `WANTED` that are installed, as Tesseract is asked for them; "" for none."""
    return "+".join(language for language in WANTED if language in _installed())


@cache
def _installed() -> frozenset[str]:
    program = tesseract()
    if program is None:
        return frozenset()
    said = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=30
    )
    return frozenset(said.stdout.split())


def read(picture: Image.Image, number: int) -> PageText:
    """Recognise a page. A page that Tesseract fails at is no reason to refuse a document."""
    program = tesseract()
    assert program is not None
    held = io.BytesIO()
    picture.save(held, "PNG", compress_level=1, dpi=(300, 300))
    try:
        done = subprocess.run(
            [program, "stdin", "stdout", "-l", languages(), "--psm", _layout(), "tsv"],
            input=held.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=apart.with_parent,
        )
    except subprocess.TimeoutExpired:
        detail = f"Tesseract took more than {SECONDS} s"
        return PageText(number, "", Source.NOT_READ, detail=detail)
    if done.returncode:
        detail = str(refusal(done.returncode, done.stderr.decode(errors="replace")))
        return PageText(number, "", Source.NOT_READ, detail=detail)
    return understood(done.stdout.decode(errors="replace"), number)


def _layout() -> str:
    """How to look at a page: which way up it is as well, where the data for that are installed."""
    return "1" if "osd" in _installed() else "3"


def understood(table: str, number: int) -> PageText:
    """From Tesseract's table: words, and lines and paragraphs as it saw them."""
    words: list[Word] = []
    text: list[str] = []
    last: tuple[str, ...] = ()
    width = height = 1
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == _KINDS["page"]:
            width, height = max(1, int(row["width"])), max(1, int(row["height"]))
        if row["level"] != _KINDS["word"] or not (said := tidied(row["text"] or "")):
            continue
        place = (row["block_num"], row["par_num"], row["line_num"])
        if text:
            text.append(" " if place == last else "\n" if place[:2] == last[:2] else "\n\n")
        text.append(said)
        last = place
        left, top, across, down = (int(row[key]) for key in ("left", "top", "width", "height"))
        parts = (left / width, top / height, across / width, down / height)
        box = (round(parts[0], 4), round(parts[1], 4), round(parts[2], 4), round(parts[3], 4))
        words.append(Word(said, round(float(row["conf"]) / 100, 2), box))
    return PageText(number, "".join(text), Source.RECOGNISED, tuple(words))
