"""Dictionary order as a stored string: one ASCII key that any database sorts by code point.

SQLite sorts by bytes and PostgreSQL with collation "C" by code point; neither knows that `ă` comes
after `a` or where a Khmer subscript goes. The key is computed once, in Python, and stored.

A key has three levels, each divided from the next by a blank, which is lower than all else:
letters (`d0` d, `d1` đ), then tones, then the text itself with lower case first. So all words
spelled with the same letters stand together, in the order of their tones, as in Vietnamese
dictionaries: ma, mà, mả, mã, má, mạ.
"""

import re
import unicodedata

from search.analysis.characters import APOSTROPHES, BREVE, CIRCUMFLEX, INVISIBLE, TONES
from search.analysis.sorting_khmer import khmer_units
from search.analysis.text import nfc

# A syllable without a mark has tone 0.
_TONES = {mark: str(rank) for rank, mark in enumerate(TONES, 1)}

# Marks that make another letter. Values are digits so that a < ă < â < â̆ and o < ŏ < ô < ô̆ < ơ < ơ̆,
# the order shared by the Vietnamese, Bahnar, Ede and Jarai alphabets.
_QUALITIES = {
    frozenset(BREVE): 1,  # ă ĕ ŏ
    frozenset(CIRCUMFLEX): 2,  # â ê ô
    frozenset(CIRCUMFLEX + BREVE): 3,
    frozenset("\u031b"): 4,  # horn: ơ ư
    frozenset("\u031b\u0306"): 5,
    frozenset("\u030c"): 6,  # caron: č, and the slip ǎ
}
_QUALITY_MARKS = frozenset("\u0306\u0302\u031b\u030c")

# Letters that Unicode does not decompose, after their base letter.
_LETTERS = {
    "đ": "d1",
    "ð": "d1",
    "ɗ": "d2",
    "ƀ": "b1",
    "ɓ": "b2",
    "ŋ": "n2",
    "ɲ": "n3",
    "ɑ": "a7",
    "ə": "e7",
    "ɛ": "e8",
    "ɔ": "o7",
    "ɨ": "i7",
    "ʰ": "h0",
    "ı": "i0",
    "ł": "l1",
    "ø": "o8",
    "æ": "a0e0",
    "œ": "o0e0",
    "ß": "s0s0",
}

_BREAK = "-"
_LEVEL = " "
_KHMER_FIRST, _KHMER_AFTER_LATIN, _UNKNOWN = "@", "{", "~"
_KHMER = re.compile("[\u1780-\u17d3\u17dd]+")
# Keys are stored: what they once took for an apostrophe, and the mark of length, they still do.
_SPELLING_SIGNS = frozenset(APOSTROPHES) - frozenset("ˈ′") | {"ː"}


def sort_key(text: str, language: str) -> str:
    """Return a string whose order by code point is the dictionary order of `text`.

    `language` is a BCP 47 tag. `km` puts Khmer script before Latin; every other language uses the
    Vietnamese-aware Latin order (minority alphabets with letter tables of their own belong to
    their language's record, not here). Within one list use one language.

    Blanks, hyphens and punctuation are one word break, lower than digits, lower than letters.
    Apostrophes decide only between otherwise equal words. The key of NFC and NFD text is the same.
    Its length is up to about three times that of the text.
    """
    khmer_mark = _KHMER_FIRST if language.split("-")[0].lower() == "km" else _KHMER_AFTER_LATIN
    text = nfc(text).strip()
    letters, tones = _levels(text, khmer_mark)
    return f"{letters}{_LEVEL}{tones}{_LEVEL}{_last_level(text)}"


def _levels(text: str, khmer_mark: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    word_tones: list[str] = []
    end = 0
    for run in _KHMER.finditer(text):
        _latin_levels(text[end : run.start()], letters, word_tones, tones)
        letters.extend(khmer_mark + unit for unit in khmer_units(run.group()))
        end = run.end()
    _latin_levels(text[end:], letters, word_tones, tones)
    _close_word(word_tones, tones)
    return "".join(letters).strip(_BREAK), _BREAK.join(tones)


def _latin_levels(text: str, letters: list[str], word_tones: list[str], tones: list[str]) -> None:
    """Add the letters of `text` and the tones of its words to the levels being built."""
    for base, marks in _clusters(text):
        if base in INVISIBLE or base in _SPELLING_SIGNS:
            continue
        if not base.isalnum() and unicodedata.category(base)[0] != "M":
            if letters and letters[-1] != _BREAK:
                letters.append(_BREAK)
            _close_word(word_tones, tones)
            continue
        word_tones.extend(_TONES[mark] for mark in marks if mark in _TONES)
        letters.append(_letter(base, marks))


def _close_word(word_tones: list[str], tones: list[str]) -> None:
    """End a word: a syllable without a mark has tone 0, whichever vowel carries the mark."""
    tones.append("".join(word_tones) or "0")
    word_tones.clear()


def _clusters(text: str) -> list[tuple[str, str]]:
    """Split into (base letter, its marks), lower case, the base fully decomposed."""
    clusters: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFD", text.casefold()):
        if "\u0300" <= character <= "\u036f" and clusters:
            base, marks = clusters[-1]
            clusters[-1] = (base, marks + character)
        else:
            clusters.append((character, ""))
    return clusters


def _letter(base: str, marks: str) -> str:
    if "a" <= base <= "z":
        quality = frozenset(mark for mark in marks if mark in _QUALITY_MARKS)
        return f"{base}{_QUALITIES.get(quality, 9 if quality else 0)}"
    if base in _LETTERS:
        return _LETTERS[base]
    if unicodedata.category(base) == "Nd":
        return str(unicodedata.decimal(base))
    return f"{_UNKNOWN}{ord(base):05x}"


def _last_level(text: str) -> str:
    """The text itself, so that no two different texts share a key; lower case before capitals."""
    return "".join(
        character.swapcase() for character in text if unicodedata.category(character)[0] != "C"
    )
