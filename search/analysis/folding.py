"""Accent-insensitive comparison: what a person means, not how his keyboard spells it.

The rules were measured on Vietnamese, Bahnar, Hrê, Khmer, Cham and Tai Viet text. Only the marks
U+0300 to U+036F are dropped: in Khmer, Cham and Tai Viet the "marks" are vowels, and a folding by
category (Mn) or by regular expression `\\w` destroys the words.
"""

import re
import unicodedata

_LATIN_MARKS = re.compile("[\u0300-\u036f]")

# Stroke letters have no decomposition. Eth is a frequent stand-in for the Vietnamese letter.
_STROKE_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ƀ": "b"})

# One sound mark, many keyboards: H're, H’rê, Hʼrê. Deleted, so that Hrê agrees with all of them.
_APOSTROPHES = "'’‘‛ʼʻ`´ˈ′＇"

# Invisible helpers that carry no sound: soft hyphen, zero width space and (non-)joiners, word
# joiner, byte order mark, and the two Khmer inherent vowels Unicode discourages.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u17b4\u17b5"
_DELETED = str.maketrans("", "", _APOSTROPHES + _INVISIBLE)

_HYPHENS = r"\-\u2010-\u2015\u2212"
_BLANKS = re.compile(rf"[\s{_HYPHENS}]+")


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
