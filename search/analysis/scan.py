"""Text into tokens, each of which knows where it stands in the original.

The original is read once, by one regular expression, and never changed before: so accents typed
either way, zero width spaces and capitals need no map of offsets.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from search.analysis import khmer
from search.analysis.characters import (
    APOSTROPHES,
    IGNORED,
    KHMER_INHERENT_VOWELS,
    LONGEST_TOKEN,
    without_ignored,
)
from search.analysis.forms import word_forms
from search.analysis.khmer_words import segment
from search.analysis.text import nfc

BREAK = "¶"
"""The token of a blank line: a phrase cannot cross it, nobody can search for it."""


class Cluster(NamedTuple):
    """A Khmer cluster: the characters `start` to `end` of the original, and its folded form."""

    start: int
    end: int
    folded: str


class Token(NamedTuple):
    """A word: the characters `start` to `end` of the original, and the forms it is found by.

    No form is empty, longer than 64 characters, or holds a blank, ASCII punctuation or a capital.
    `clusters` is empty unless the word is Khmer.
    """

    start: int
    end: int
    exact: str
    folded: str
    clusters: tuple[Cluster, ...] = ()


# Above lie only pictures, Han, and marks that are ignored.
_AFTER_MARKS = 0x1F000


def _marks() -> str:
    """Return all combining marks but those ignored, as ranges of a regular expression.

    Python's `\\w` leaves them out, and with them the vowels of half of Asia.
    """
    unseen = re.compile(f"[{IGNORED}]")
    codes = [
        code
        for code in range(0x300, _AFTER_MARKS)
        if unicodedata.category(chr(code))[0] == "M" and not unseen.match(chr(code))
    ]
    runs = groupby(enumerate(codes), key=lambda numbered: numbered[1] - numbered[0])
    ends = [(run[0][1], run[-1][1]) for run in (list(group) for _, group in runs)]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ends)


_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_THAI_LAO = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf"
_APOSTROPHE = re.escape(APOSTROPHES)
_LETTER = rf"[^\W\d_{_APOSTROPHE}{khmer.RUN}{KHMER_INHERENT_VOWELS}{_THAI_LAO}{_HAN}]"
_MARK = f"[{_marks()}]"


def _run(characters: str) -> str:
    """Return the pattern of a run of characters in which ignored ones may stand."""
    return f"{characters}++(?:[{IGNORED}]++{characters}++)*+"


# What may stand in a word between letters: marks, ignored characters, one apostrophe.
_INNER = (
    f"{_MARK}++|[{IGNORED}]++(?={_LETTER}|{_MARK})"
    f"|[{IGNORED}]*+[{_APOSTROPHE}][{IGNORED}]*+(?={_LETTER})"
)
# Most words of most texts, read three times as fast: nothing else can follow before these signs.
_PLAIN = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]++(?=[ .,\n])"
_WORD = f"(?:[{_APOSTROPHE}][{IGNORED}]*+)?{_LETTER}++(?:(?:{_INNER}){_LETTER}*+)*+"
_PATTERNS = {
    "word": f"{_PLAIN}|{_WORD}",
    "digits": _run(r"\d"),
    "khmer": _run(f"[{khmer.RUN}]"),
    "unspaced": _run(f"[{_THAI_LAO}]"),
    "han": f"[{_HAN}]",
    "blank": rf"{BREAK}|\n[^\S\n]*+(?=\n)",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))


def scan(text: str) -> list[Token]:
    """Return the tokens of `text` in order, not overlapping.

    Words of letters with their marks and apostrophes (hyphens separate), numbers in any script's
    digits, Khmer by words, Thai and Lao in whole runs, Han by characters. Between paragraphs (a
    blank line) stands one `BREAK`, never two, and none at the ends.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "word":
            found.append(Token(start, end, *word_forms(match[0])))
        elif kind == "khmer":
            found.extend(_khmer(match[0], start))
        elif kind == "blank":
            if found and found[-1].exact != BREAK:
                found.append(Token(start, end, BREAK, BREAK))
        else:
            form = _digits(match[0]) if kind == "digits" else nfc(without_ignored(match[0]))
            found.append(Token(start, end, form[:LONGEST_TOKEN], form[:LONGEST_TOKEN]))
    if found and found[-1].exact == BREAK:
        found.pop()
    return found


def _digits(run: str) -> str:
    if run.isascii():
        return run
    return "".join(str(unicodedata.decimal(digit)) for digit in without_ignored(run))


def _khmer(run: str, offset: int) -> Iterator[Token]:
    """Yield the words of a run of Khmer that starts at `offset` of the original."""
    clusters: list[Cluster] = []
    spelled: list[str] = []
    for found in khmer.CLUSTER.finditer(run):
        exact, folded = khmer.cluster_forms(found[0])
        if folded:
            clusters.append(Cluster(offset + found.start(), offset + found.end(), folded))
            spelled.append(exact)
    for first, after in segment(spelled):
        word = tuple(clusters[first:after])
        exact = "".join(spelled[first:after])
        folded = "".join([cluster.folded for cluster in word])
        yield Token(word[0].start, word[-1].end, exact, folded, word)
