"""Vietnamese as its keys are struck, where no keyboard put the letters together: Telex and VNI.

    leex hooij     le64 ho65i     lễ hội
    dduwowcj       d9uoc75        được

Telex doubles a, e, o and d for â, ê, ô and đ, has w for ă, ơ and ư, and s, f, r, x, j for the five
tones; VNI has digits: 1 to 5 for the tones, 6 for â, ê, ô, 7 for ơ, ư, 8 for ă, 9 for đ. Both let a
key follow later in its syllable.
"""

import re
import unicodedata

from search.analysis.characters import BREVE, CIRCUMFLEX
from search.analysis.folding import fold
from search.analysis.forms import sounds_vietnamese

_HORN = "\u031b"
_VNI = str.maketrans("123457", "sfrxjw")
# Acute, grave, hook, tilde, dot below.
_TONES = dict(zip("sfrxj", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VOWEL = re.compile(f"[aeiouy][{CIRCUMFLEX}{BREVE}{_HORN}]?")
# Where the vowels of a syllable begin: the u of qu and the i of gi before them are none.
_ONSET = re.compile("qu|gi(?=[aeouy])|[^aeiouy]*")
_RUN = re.compile(f"(?:[aeiouy][{CIRCUMFLEX}{BREVE}{_HORN}]?)*")
_DOUBLED = re.compile("aa|ee|oo")
_VOWELS = frozenset(
    unicodedata.normalize(
        "NFD",
        "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu iu yê yêu oa oă oe oi oai oay"
        " oao oeo oo ôi ơi ua uâ uây uê ui uy uya uyê uyu uô uôi uơ ưa ưi ưu ươ ươi ươu",
    ).split()
)
_ROOFED = re.compile(rf"([aeo])(?=[^aeo{CIRCUMFLEX}]*\Z)")
_UO = re.compile(f"u{_HORN}?o")
_NO_VOWEL = re.compile("[^aeiouy]{1,3}")
"""An abbreviation: đt is a telephone."""


def put_together(text: str) -> str:
    """Return the text that was meant by keys of Telex or VNI; `text` itself, unless most of its
    words become Vietnamese so: a name or a number may stand among them."""
    words = text.casefold().split()
    meant = [_put_together(word) for word in words]
    changed = sum(one != word for one, word in zip(meant, words, strict=True))
    return " ".join(meant) if changed * 2 > len(words) else text


def _is_vietnamese(word: str) -> bool:
    """Whether a word without its tone can be a syllable, as far as its vowels go."""
    vowels = _vowels_of(word)
    if not vowels:
        return _NO_VOWEL.fullmatch(word) is not None
    return "".join(one[0] for one in vowels) in _VOWELS and sounds_vietnamese(fold(word))


def _vowels_of(word: str) -> list[re.Match[str]]:
    onset = _ONSET.match(word)
    first = onset.end() if onset else 0
    run = _RUN.match(word, first)
    return list(_VOWEL.finditer(word, first, run.end() if run else first))


def _put_together(word: str) -> str:
    """One word; itself, if it is a syllable already (an is not ă), or does not become one."""
    is_syllable = sounds_vietnamese(word) and not _DOUBLED.search(word)
    if is_syllable or word.isdecimal() or not (word.isascii() and word.isalnum()):
        return word
    letters, tone = "", ""
    for key in word.translate(_VNI):
        has_vowel = _VOWEL.search(letters) is not None
        if has_vowel and key in _TONES and not tone:
            tone = _TONES[key]
        elif key == "6" or (key in "aeo" and letters.endswith(key)):
            letters = _acted(key, letters, _ROOFED.sub(rf"\1{CIRCUMFLEX}", letters))
        elif key == "8":
            letters = _acted(key, letters, letters.replace("a", f"a{BREVE}", 1))
        elif has_vowel and key == "w":
            letters = _acted(key, letters, _with_horn(letters))
        elif key == "w" and letters:
            letters += f"u{_HORN}"
        elif key in "d9" and letters[:1] == "d" and (key == "9" or letters == "d"):
            letters = "đ" + letters[1:]
        else:
            letters += key
    if not _is_vietnamese(letters):
        return word
    return unicodedata.normalize("NFC", _with_tone(letters, tone))


def _acted(key: str, letters: str, marked: str) -> str:
    """What a key has marked; where there was nothing to mark (new), it is a letter of its own."""
    return letters + key if marked == letters else marked


def _with_horn(letters: str) -> str:
    """Both of uo have one; ua has it on its u, and a alone a breve."""
    if both := _UO.search(letters):
        return f"{letters[: both.start()]}u{_HORN}o{_HORN}{letters[both.end() :]}"
    for vowel in ("u", "o"):
        if vowel in letters:
            place = letters.rindex(vowel) + 1
            return letters[:place] + _HORN + letters[place:]
    return letters.replace("a", f"a{BREVE}", 1)


def _with_tone(letters: str, tone: str) -> str:
    """Put the tone where it is written: over the last vowel with a mark, else the last before a
    consonant, else the last but one."""
    vowels = _vowels_of(letters)
    if not (vowels and tone):
        return letters
    marked = [vowel for vowel in vowels if len(vowel[0]) > 1]
    ends_open = vowels[-1].end() == len(letters)
    over = marked[-1] if marked else vowels[-2] if ends_open and len(vowels) > 1 else vowels[-1]
    return letters[: over.end()] + tone + letters[over.end() :]
