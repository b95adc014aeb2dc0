"""What the faces of the share pictures can draw, and texts that hold nothing else.

A title may hold anything: pictures, a script nobody here writes, a mark that turns the direction of
what follows. A card with empty boxes on it says less than a card without them.
"""

from __future__ import annotations

import unicodedata

from search.analysis.text import nfc, without_control_characters

DRAWN = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x148), (0x14A, 0x17F), (0x18F, 0x18F), (0x192, 0x192)),
    *((0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x1C4, 0x1DC), (0x1E6, 0x1E7), (0x1EA, 0x1EB)),
    *((0x1FA, 0x21B), (0x22A, 0x22D), (0x230, 0x233), (0x237, 0x237), (0x259, 0x259)),
    *((0x2B9, 0x2BA), (0x2BC, 0x2BC), (0x2BE, 0x2BF), (0x2C6, 0x2CC), (0x2DA, 0x2DA)),
    *((0x2DC, 0x2DD), (0x300, 0x304), (0x306, 0x306), (0x308, 0x309), (0x30C, 0x30C)),
    *((0x31B, 0x31B), (0x323, 0x323), (0x1780, 0x17B3), (0x17B6, 0x17DD), (0x17E0, 0x17E9)),
    *((0x17F0, 0x17F9), (0x19E0, 0x19FF), (0x1E20, 0x1E21), (0x1E24, 0x1E25), (0x1E80, 0x1E85)),
    *((0x1EA0, 0x1EF9), (0x200B, 0x200D), (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E)),
    *((0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A)),
    *((0x2044, 0x2044), (0x20AB, 0x20AC), (0x2122, 0x2122), (0x2191, 0x2191), (0x2193, 0x2193)),
    *((0x2212, 0x2212), (0xAA00, 0xAA36), (0xAA40, 0xAA4D), (0xAA50, 0xAA59), (0xAA5C, 0xAA5F)),
)
"""First and last of the characters that the files in `fonts` have between them."""

KHMER = (0x1780, 0x17FF)
CHAM = (0xAA00, 0xAA5F)
_JOINS = "\u17d2\u200c\u200d"
"""After these the next letter belongs to what stands before."""


def drawable(text: str, most: int) -> str:
    """`text` in one line without what cannot be drawn; cut off after `most` characters, between
    what a reader takes for letters."""
    known = "".join(
        c if _is_drawn(c) else " " * c.isspace() for c in nfc(without_control_characters(text))
    )
    line = " ".join(known.split())
    if len(line) <= most:
        return line
    end = most
    while end and (unicodedata.category(line[end])[0] == "M" or line[end - 1] in _JOINS):
        end -= 1
    return line[: end or most].rstrip(" \u200b,;:.-–") + "…"


def is_khmer(text: str) -> bool:
    """Whether Khmer letters are in it: they need more room between the lines."""
    return any(KHMER[0] <= ord(c) <= KHMER[1] for c in text)


def has_own_script(text: str) -> bool:
    """Whether it is written in Khmer or Cham letters."""
    return is_khmer(text) or any(CHAM[0] <= ord(c) <= CHAM[1] for c in text)


def _is_drawn(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in DRAWN)
