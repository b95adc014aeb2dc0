"""Permanent identifiers of the archive's things: short, opaque, safe to read aloud and to type.

An identifier is six random characters and a check character, all from the "extended digits" of
NOID (29 digits and consonants, no vowel and no `l`, so no words and no 1/l or 0/o to confuse).
The check character follows the NOID Check Digit Algorithm: the sum of each character's value times
its position, counted from 1, modulo 29. As 29 is prime and the positions are fewer, any single
wrong character and any swap of two neighbours is detected.

Source: J. Kunze, "noid: Nice Opaque Identifier Generator", section "Noid Check Digit Algorithm";
ARK draft-kunze-ark, which recommends the same alphabet.
"""

import random as random_module
import re
import secrets
import unicodedata

ALPHABET = "0123456789bcdfghjkmnpqrstvwxz"
RANDOM_CHARACTERS = 6
LENGTH = RANDOM_CHARACTERS + 1

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_LETTERS = ALPHABET[10:]

# A spreadsheet must never turn an identifier into a number or a date. It starts with a letter and
# holds no `e`, so it is no number (`1e10`, `1d5`); and it is never some letters followed by digits
# only, the shape of a month and a year (`thg2026` in Vietnamese, `srp2024` in Czech).
_LIKE_A_DATE = re.compile(r"[a-z]+[0-9]+")

_TYPED_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
# Characters that are not in the alphabet and can only be a misread digit.
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def check_character(text: str) -> str:
    """Return the NOID check character of `text`; characters outside the alphabet count as 0."""
    total = sum(
        position * _VALUE.get(character, 0) for position, character in enumerate(text, start=1)
    )
    return ALPHABET[total % len(ALPHABET)]


def mint(random: random_module.Random | None = None) -> str:
    """Return a new identifier of seven characters, such as `k3v0txd`.

    The operating system's secure source is used unless a `random` is given (for tests and for
    sample data that must come out the same each time). There are about 390 million identifiers:
    whoever stores one must still let the database refuse a second of the same.
    """
    source = random if random is not None else secrets.SystemRandom()
    while True:
        body = source.choice(_LETTERS) + "".join(
            source.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS - 1)
        )
        identifier = body + check_character(body)
        if not _LIKE_A_DATE.fullmatch(identifier):
            return identifier


def is_valid(text: str) -> bool:
    """Tell whether `text` is an identifier exactly as minted: shape, alphabet, check character."""
    return (
        len(text) == LENGTH
        and text[0] in _LETTERS
        and all(character in _VALUE for character in text)
        and check_character(text[:-1]) == text[-1]
    )


def normalise(text: str) -> str | None:
    """Return the identifier a person meant by typing `text`, or None if there is none.

    Capitals, blanks, hyphens and full-width letters are accepted, and the letters `o`, `i` and `l`
    as the digits they were misread from: no identifier contains them.
    """
    typed = unicodedata.normalize("NFKC", text).lower()
    identifier = _TYPED_SEPARATORS.sub("", typed).translate(_MISREAD)
    return identifier if is_valid(identifier) else None
