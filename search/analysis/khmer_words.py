"""Words in Khmer text, which is written without spaces: as few as the list of words allows.

The list is that of khmer-tokenizer (MIT, `khmer_words.LICENSE.txt`; it goes back to SIL) without
entries that split into listed words of two or more clusters each, so that words are found inside
compounds; without its 90 broken entries; without lone letters, which are pieces of unknown words
more often than words; each in the spelling of `cluster_forms`. A test makes it again.

Measured on the Khmer LibreOffice help, whose words people have separated: see the test of quality.
"""

import gzip
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from search.analysis.characters import LONGEST_TOKEN

_LIST = Path(__file__).with_name("khmer_words.txt.gz")

# A cluster that no listed word covers costs more than any word, so words are preferred; the exact
# figure changes nothing measurable above 1.5.
_COST_OF_UNKNOWN = 2


@cache
def khmer_words() -> frozenset[str]:
    """Return the listed words; read from the disk once, when first asked for."""
    return frozenset(gzip.decompress(_LIST.read_bytes()).decode().split())


@cache
def _longest() -> dict[str, int]:
    """The length in characters of the longest listed word with each pair of first characters."""
    longest: dict[str, int] = {}
    for word in khmer_words():
        longest[word[:2]] = max(longest.get(word[:2], 0), len(word))
    return longest


def segment(clusters: Sequence[str], *, smaller: bool = False) -> list[tuple[int, int]]:
    """Return (first, after last) cluster of each word: fewest words, longer ones first.

    Clusters are those of `cluster_forms`, none empty. Neighbouring clusters that belong to no
    listed word are one word: most likely a name. Each word segmented alone stays one word, unless
    the words that it is made of are asked for: `smaller` than all the clusters.
    """
    words, longest = khmer_words(), _longest()
    count = len(clusters)
    text = "".join(clusters)
    offsets = list(accumulate(map(len, clusters), initial=0))
    costs = [0] + [_COST_OF_UNKNOWN * count + 1] * count
    starts = [0] * (count + 1)
    known = [False] * (count + 1)
    for first in range(count):
        offset = offsets[first]
        cost = costs[first] + _COST_OF_UNKNOWN
        if cost < costs[first + 1]:
            costs[first + 1], starts[first + 1], known[first + 1] = cost, first, False
        cost = costs[first] + 1
        furthest = offset + longest.get(text[offset : offset + 2], 0)
        for after in range(first + 1, count + 1):
            if offsets[after] > furthest:
                break
            if smaller and after - first == count:
                break
            if cost <= costs[after] and text[offset : offsets[after]] in words:
                costs[after], starts[after], known[after] = cost, first, True
    return _trace(starts, known, offsets)


def _trace(
    starts: Sequence[int], known: Sequence[bool], offsets: Sequence[int]
) -> list[tuple[int, int]]:
    """Follow the cheapest way back from the end; join what is unknown, as far as a token goes."""
    found: list[tuple[int, int]] = []
    joins = False
    after = len(starts) - 1
    while after:
        first = starts[after]
        joins = joins and not known[after]
        if joins and offsets[found[-1][1]] - offsets[first] <= LONGEST_TOKEN:
            found[-1] = (first, found[-1][1])
        else:
            found.append((first, after))
        joins = not known[after]
        after = first
    found.reverse()
    return found
