"""Vietnamese typed for an obsolete font, recognised by what it would mean.

Until Unicode, Vietnamese offices typed with fonts that draw Vietnamese letters at the places of
Western European ones: TCVN3 (also called ABC, fonts named .VnTime), and VNI (fonts named
VNI-Times) which writes a letter and its marks as two characters. Such text looks right only in its
font; copied into a sheet, `Lễ hội` becomes `LÔ héi` (TCVN3) or `Leã hoäi` (VNI), in valid UTF-8.

A word is evidence if it is no Vietnamese syllable as it stands but becomes one when decoded. VNI
pairs such as `aâ` or `eê`, which no living orthography writes, are evidence even in other languages
(Bahnar typed with a VNI font). One word alone is rarely enough: French `thaï` and Bahnar `nêi` are
innocent. Sources: TCVN 5712:1993 (VN3); the VNI table as published by VNI Software.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from heritage.exchange.validators.vietnamese_syllables import is_syllable

LegacyKind = Literal["tcvn3", "vni"]

# Code positions 0xA1-0xFE of TCVN3; a blank is a position that TCVN3 leaves to the tone-only and
# capital letters of its sister VN1, which office fonts never used.
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ ằẳẵắ",
    0xC6: "ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3 = {
    start + offset: letter
    for start, letters in _TCVN3_ROWS.items()
    for offset, letter in enumerate(letters)
    if letter != " "
}

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"

# VNI: marks follow their vowel. Capitals use the capital of the same character.
_VNI_MARKS = {
    "ø": _GRAVE,
    "ù": _ACUTE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "à": _CIRCUMFLEX + _GRAVE,
    "á": _CIRCUMFLEX + _ACUTE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "è": _BREVE + _GRAVE,
    "é": _BREVE + _ACUTE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_UNCHANGED = frozenset("ìí")
_VNI_VOWELS = frozenset("aeouyöô")

# Vowel pairs of VNI that Vietnamese, French and the minority orthographies never write. One pair
# is missing because Bru writes it (toâng): words with that pair alone accuse nobody.
_BRU_PAIR = re.compile("oâ", re.IGNORECASE)
_VNI_PAIR = re.compile(r"(?:[ae]â|[aoe][åø]|[ae]ê|e[äã]|o[äåø]|[uöô][øûõ]|öô)", re.IGNORECASE)

# A word here is a run of letters of any script, and of the signs whose places TCVN3 took.
_WORD = re.compile("(?:[^\\W\\d_]|[\u00a1-\u00bf\u00d7\u00f7\u0300-\u036f])+")
_LAST_OF_LATIN_1 = "\u00ff"

# TCVN3 draws small letters at the places of capitals, so that capitals stand inside its words:
# `hÕt` for hết, `LÔ héi` for Lễ hội.
_INNER_CAPITAL = re.compile("(?<=[A-Za-z\u00c0-\u00ff])[\u00c0-\u00d6\u00d8-\u00de]")

_MINIMUM_SYLLABLES = 0.6
"""Share of all words that must be Vietnamese syllables once decoded, before text is accused."""


@dataclass(frozen=True)
class LegacyText:
    """Found: which encoding, a word that shows it, and what the word would be in Unicode."""

    kind: LegacyKind
    word: str
    meant: str
    score: int


def find_legacy_text(text: str) -> LegacyText | None:
    """Return what obsolete font encoding `text` is written in, or None.

    For one cell or one line. Text that holds letters only Unicode has (ế, ơ, ĕ, Khmer …) in as
    many words as look obsolete is never accused.
    """
    if text.isascii():
        return None
    words = sorted(set(_WORD.findall(text)))
    innocent = sum(max(word) > _LAST_OF_LATIN_1 for word in words)
    found = [
        evidence
        for evidence in (_tcvn3(words), _vni(words))
        if evidence and innocent < evidence.score
    ]
    return max(found, key=lambda evidence: evidence.score, default=None)


def _tcvn3(words: list[str]) -> LegacyText | None:
    small_text = any(word.islower() and len(word) > 1 for word in words)
    accused, syllables, odd_capitals = [], 0, False
    for word in words:
        meant = decode_tcvn3(word)
        if meant is None or not is_syllable(meant):
            continue
        syllables += 1
        if _INNER_CAPITAL.search(word) and (small_text or not word.isupper()):
            odd_capitals = True
        if meant != word and len(word) > 1 and not is_syllable(word):
            accused.append((word, meant))
    if not accused or syllables < _MINIMUM_SYLLABLES * len(words):
        return None
    strong = max(accused, key=lambda pair: _legacy_characters(pair[0]))
    if len(accused) == 1 and _legacy_characters(strong[0]) < 2 and not odd_capitals:
        return None
    return LegacyText("tcvn3", *strong, score=len(accused))


def _vni(words: list[str]) -> LegacyText | None:
    accused, pairs, syllables = [], [], 0
    for word in words:
        meant = decode_vni(word)
        syllable = meant is not None and is_syllable(meant)
        syllables += syllable
        if meant is None or meant == word or is_syllable(word):
            continue
        if _VNI_PAIR.search(word):
            pairs.append((word, meant, syllable))
        if syllable and len(word) > 2:
            accused.append((word, meant))
    if len(pairs) >= 2 or any(syllable for _, _, syllable in pairs):
        word, meant, _ = max(pairs, key=lambda pair: pair[2])
        return LegacyText("vni", word, meant, score=max(len(pairs), len(accused)))
    certain = any(not _BRU_PAIR.sub("", word).isascii() for word, _ in accused)
    if certain and len(accused) >= 2 and syllables >= _MINIMUM_SYLLABLES * len(words):
        return LegacyText("vni", *accused[0], score=len(accused))
    return None


def _legacy_characters(word: str) -> int:
    return sum(not character.isascii() for character in word)


def decode_tcvn3(word: str) -> str | None:
    """Return what `word` shows in a TCVN3 font, or None if it cannot be TCVN3."""
    decoded = []
    for character in word:
        letter = character if character.isascii() else _TCVN3.get(ord(character))
        if letter is None:
            return None
        decoded.append(letter)
    return "".join(decoded)


@lru_cache(maxsize=4096)
def decode_vni(word: str) -> str | None:
    """Return what `word` shows in a VNI font, or None if it cannot be VNI."""
    decoded: list[str] = []
    previous = ""
    for character in word:
        lower = character.lower()
        if lower in _VNI_MARKS and previous in _VNI_VOWELS:
            decoded.append(_VNI_MARKS[lower])
            continue  # a second mark may follow: some VNI drivers write `aâù` for `aá`
        previous = lower
        if character.isascii() or lower in _VNI_UNCHANGED:
            decoded.append(character)
        elif lower in _VNI_LETTERS:
            letter = _VNI_LETTERS[lower]
            decoded.append(letter.upper() if character.isupper() else letter)
        else:
            return None
    return unicodedata.normalize("NFC", "".join(decoded))
