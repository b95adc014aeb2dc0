"""The Khmer cluster: one consonant with all that is written around it, in one spelling.

Keyboards allow many orders of the signs of a cluster that look the same on paper. The normal order
is that of SIL's `khnormal` (checked on its word list, 59,490 of 59,526 words alike): base, robat,
subscripts with RO last, register shifter, vowel, other signs.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from search.analysis.characters import IGNORED, without_ignored

COENG = "\u17d2"
"""Makes the consonant after it a subscript."""
ROBAT = "\u17cc"

RUN = "\u1780-\u17b3\u17b6-\u17d3\u17d7\u17dc\u17dd"
"""What Khmer words are written with, as ranges of a regular expression; ៗ and ៜ included."""

_BASE = "\u1780-\u17b3\u17d7\u17dc"
_LETTER = "\u1780-\u17b3"
_SIGN = "\u17b6-\u17d3\u17dd"
_ATTHACAN = "\u17dd"

# Normalisation (NFC and NFD alike) moves atthacan between coeng and its letter: look across it.
_ATTACHED = rf"(?:[{IGNORED}]*(?:{COENG}[{_ATTHACAN}{IGNORED}]*[{_LETTER}]|[{_SIGN}]))"
CLUSTER = re.compile(rf"[{_BASE}]{_ATTACHED}*+|[{_SIGN}]{_ATTACHED}*+")

_DISPLACED = re.compile(f"{COENG}({_ATTHACAN}+)")
_SIGNS = re.compile(f"[{_SIGN}]")
_PARTS = re.compile(f"{COENG}[{_LETTER}]|[{_SIGN}]")

_SUBSCRIPT_DA, _SUBSCRIPT_TA, _SUBSCRIPT_RO = (COENG + letter for letter in "ដតរ")

# No word has more; a key held down must not make a token of any length.
_MOST_SUBSCRIPTS = 4

# Register shifters and the signs over a syllable, which typists leave out or choose by ear.
_FOLDED_AWAY = str.maketrans(
    "", "", "\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17d1\u17d3\u17dd"
)

JOINED_VOWELS = {"\u17c1\u17b8": "\u17be", "\u17c1\u17b6": "\u17c4"}
"""Two vowels that together look like one: េ+ី = ើ, េ+ា = ោ."""


class ClusterForms(NamedTuple):
    """A cluster in its one spelling, and without the signs that typists leave out."""

    exact: str
    folded: str


@lru_cache(maxsize=1 << 14)
def cluster_forms(cluster: str) -> ClusterForms:
    """Return the forms of a match of `CLUSTER`; empty where it holds nothing that is seen.

    Signs typed twice count once, a subscript DA is a subscript TA (they look alike), a coeng that
    makes no subscript is dropped.
    """
    exact = _in_order(without_ignored(cluster))
    return ClusterForms(exact, exact.translate(_FOLDED_AWAY))


def _in_order(cluster: str) -> str:
    cluster = _DISPLACED.sub(rf"\1{COENG}", cluster).replace(_SUBSCRIPT_DA, _SUBSCRIPT_TA)
    base = "" if _SIGNS.match(cluster) else cluster[0]
    parts = _PARTS.findall(cluster, len(base))
    signs = {part for part in parts if len(part) == 1} - {COENG}
    for pair, vowel in JOINED_VOWELS.items():
        if signs.issuperset(pair):
            signs = signs.difference(pair) | {vowel}
    # A dictionary is a set that keeps the order in which the subscripts were typed.
    subscripts = list(dict.fromkeys(part for part in parts if len(part) == 2))[:_MOST_SUBSCRIPTS]
    subscripts.sort(key=_SUBSCRIPT_RO.__eq__)
    robat = ROBAT * (ROBAT in signs)
    return base + robat + "".join(subscripts) + "".join(sorted(signs - {ROBAT}, key=_place))


def _place(sign: str) -> tuple[int, str]:
    """Register shifters, vowels, the others."""
    return 0 if sign in "\u17c9\u17ca" else 1 if "\u17b6" <= sign <= "\u17c5" else 2, sign
