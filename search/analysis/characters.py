"""Characters with one meaning and many code points: what folding, sorting and scanning share."""

import re

# One sound mark, many keyboards: H're, H’rê, Hʼrê. The last two are canonical doubles (Greek
# varia and oxia) of the grave and acute accents before them.
APOSTROPHES = "'’‘‛ʼʻ`´ˈ′＇\u1fef\u1ffd"

# Invisible helpers that carry no sound: soft hyphen, zero width space and (non-)joiners, word
# joiner, byte order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

# The two Khmer inherent vowels, which Unicode discourages: nobody sees them either.
KHMER_INHERENT_VOWELS = "\u17b4\u17b5"

IGNORED = (
    INVISIBLE + KHMER_INHERENT_VOWELS + "\u034f\u061c\u180b-\u180f\u200e\u200f\u202a-\u202e"
    "\u2061-\u206f\ufe00-\ufe0f\U000e0001-\U000e01ef"
)
"""What may stand inside a word and means nothing, as ranges of a regular expression: the invisible
helpers, the grapheme joiner, direction marks, variation selectors."""

# As ranges of a regular expression too.
HYPHENS = r"\-\u2010-\u2015\u2212"
LATIN_MARKS = "\u0300-\u036f"

# The Vietnamese tones in the order of dictionaries and of CLDR (vi): huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"

CIRCUMFLEX, BREVE = "\u0302", "\u0306"

LONGEST_TOKEN = 64
"""Characters. Search engines cut or drop long terms (Lucene at 255); no word has so many."""

_IGNORED = re.compile(f"[{IGNORED}]+")


def without_ignored(text: str) -> str:
    """Return `text` without the characters of `IGNORED`."""
    return text if text.isascii() else _IGNORED.sub("", text)
