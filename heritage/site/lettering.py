"""How wide a word stands, so that one set as large as its column bears is never broken.

A stylesheet knows how wide its column is and not how long the word; counted here, it can divide.
Advances of Noto Sans Khmer, Noto Sans Cham and our Latin faces, rounded up.
"""

from __future__ import annotations

import math
import unicodedata

COENG = "\N{KHMER SIGN COENG}"
"""What makes the letter after it stand below the one before."""
KHMER, LATIN, CHAM = 0.75, 0.62, 1.25
"""Ems of a letter; others are named below."""
OTHER = (
    dict.fromkeys("ឃណឡឫឬឭឮយសហឩឱល", 1.1)
    | dict.fromkeys("ឈញ", 1.5)
    | dict.fromkeys("ាេះ", 0.6)
    | dict.fromkeys("ꨇꨉꨍꨎꨏꨐꨑꨒꨜꨞꨢꩈ", 1.7)
    | dict.fromkeys("mwMWQO", 0.92)
    | dict.fromkeys("AĂÂBCDEĐGHKNRSTUVXY", 0.75)
)
BESIDE = {"យ": 0.7} | dict.fromkeys("រសបឃហឈញណ", 0.4)
"""What a letter below takes at the side."""
MOST = 16


def ems(text: str) -> int:
    """How many ems the longest part of a text is wide that cannot be broken; at least 2."""
    return min(MOST, max(2, *(math.ceil(_width(part)) for part in text.split() or [""])))


def _width(part: str) -> float:
    width, before = 0.0, ""
    for letter in unicodedata.normalize("NFC", part):
        if before == COENG:
            width += BESIDE.get(letter, 0)
        elif unicodedata.category(letter) not in ("Mn", "Cf"):
            width += OTHER.get(letter) or _usual(letter)
        before = letter
    return width


def _usual(letter: str) -> float:
    if "\u1780" <= letter <= "\u17ff":
        return KHMER
    return CHAM if "\uaa00" <= letter <= "\uaa5f" else LATIN
