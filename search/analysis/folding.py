"""Accent-insensitive comparison: what a person means, not how his keyboard spells it.

The rules were measured on Vietnamese, Bahnar, Hrê, Khmer, Cham and Tai Viet text. Only the marks
U+0300 to U+036F are dropped: in Khmer, Cham and Tai Viet the "marks" are vowels, and a folding by
category (Mn) or by regular expression `\\w` destroys the words.
"""

import re
import unicodedata

from search.analysis.characters import (
    APOSTROPHES,
    HYPHENS,
    INVISIBLE,
    KHMER_INHERENT_VOWELS,
    LATIN_MARKS,
)

_LATIN_MARKS = re.compile(f"[{LATIN_MARKS}]")

# Stroke letters have no decomposition. Eth is a frequent stand-in for the Vietnamese letter.
_STROKE_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b"})

# Apostrophes are deleted, so that Hrê agrees with all spellings of H'rê.
_DELETED = str.maketrans("", "", APOSTROPHES + INVISIBLE + KHMER_INHERENT_VOWELS)

_BLANKS = re.compile(rf"[\s{HYPHENS}]+")


def fold(text: str) -> str:
    """Return the comparison key of `text`: two texts a reader calls the same have the same key.

    Lễ Hội = le hoi, H're = H’rê = Hrê, Khơ-me = khơ  Me, Ba-na = ba na; NFC and NFD agree. Letters
    of other scripts keep their marks. Folding a key again changes nothing.

    Spelling doublets of a syllable (final y and i: Mỹ, Mĩ) stay apart here; they are a matter of
    search tokens, not of names.
    """
    # Canonical caseless matching, Unicode Standard 3.13, D145: decompose before and after.
    text = unicodedata.normalize("NFD", text).casefold()
    text = unicodedata.normalize("NFD", text)
    text = _LATIN_MARKS.sub("", text).translate(_STROKE_LETTERS).translate(_DELETED)
    text = _BLANKS.sub(" ", text).strip()
    return unicodedata.normalize("NFC", text)
