"""The passages of a long text that show why it was found."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from search.analysis.highlighting import Hit, Span, hits, joined
from search.analysis.query import Query
from search.analysis.scan import BREAK, Token, scan

# At the beginning of a text, a quotation mark or bracket belongs to the first word.
_OPENING = 3


class Snippet(NamedTuple):
    """The characters from `start` of a text, with what to mark of them.

    `spans` count from the beginning of the snippet. `cut_before` and `cut_after` tell whether words
    stand before and after it: where an ellipsis belongs.
    """

    text: str
    start: int
    spans: list[Span]
    cut_before: bool
    cut_after: bool
    held: int
    """How many of the groups of the query it holds a word of."""


def snippets(text: str, query: Query, length: int = 200, count: int = 1) -> list[Snippet]:
    """Return up to `count` passages of `text`, in its order, of up to `length` characters each.

    The best passage has most of the words of the query, then most hits. It is cut between words, in
    Khmer never inside a cluster (but a word, or a cluster, that is longer than `length` is cut).
    Without a hit, the first words are returned; of a text without words, nothing.

    Raises ValueError if `length` or `count` < 1.
    """
    if length < 1 or count < 1:
        raise ValueError("length and count must be at least 1")
    tokens = scan(text)
    marked = hits(tokens, query)
    words = [token for token in tokens if token.exact != BREAK]
    if not words:
        return []
    borders = _Borders(text, words)
    passages: list[Span] = []
    left = marked
    while left and len(passages) < count:
        best = _best(left, length)
        low = max((end for _, end in passages if end <= best.start), default=0)
        high = min((start for start, _ in passages if start > best.start), default=len(text))
        start, end = borders.passage(best, length, low, high)
        passages.append(Span(start, end))
        left = [hit for hit in left if hit.end <= start or hit.start >= end]
    if not passages:
        passages.append(borders.passage(Span(0, 0), length, 0, len(text)))
    return [
        Snippet(
            text[start:end],
            start,
            _marks(text, start, end, marked),
            cut_before=start > words[0].start,
            cut_after=end < words[-1].end,
            held=len(set().union(*(hit.groups for hit in marked if start <= hit.start < end))),
        )
        for start, end in sorted(passages)
    ]


def _marks(text: str, start: int, end: int, marked: Sequence[Hit]) -> list[Span]:
    """Return what to mark of a passage, counted from its beginning."""
    within = [hit._replace(end=min(hit.end, end)) for hit in marked if start <= hit.start < end]
    return [Span(first - start, after - start) for first, after in joined(text, within)]


def _best(marked: Sequence[Hit], length: int) -> Span:
    """Return the place of the best neighbours that fit into `length`; of one hit if none fits."""
    groups = Counter[int]()
    best, place = (0, 0), Span(marked[0].start, marked[0].end)
    first = 0
    for last, hit in enumerate(marked):
        groups.update(hit.groups)
        while first < last and hit.end - marked[first].start > length:
            groups.subtract(marked[first].groups)
            first += 1
        worth = (len(+groups), last - first + 1)
        if worth > best:
            best, place = worth, Span(marked[first].start, hit.end)
    return place


class _Borders:
    """Where a text may be cut."""

    def __init__(self, text: str, words: Sequence[Token]) -> None:
        self._text = text
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]
        self._cluster_ends = [unit.end for word in words for unit in word.clusters or (word,)]

    def passage(self, around: Span, length: int, low: int, high: int) -> Span:
        """Return up to `length` characters between `low` and `high`, `around` in the middle."""
        room = max(length - (around.end - around.start), 0)
        start = self._start(max(min(around.start - room // 2, high - length), low), around.start)
        limit = min(start + length, high)
        return Span(start, self._end(start, min(around.end, limit), limit))

    def _start(self, earliest: int, latest: int) -> int:
        """Return the first beginning of a word from `earliest`, but no place after `latest`."""
        if earliest <= self._starts[0]:
            first = self._starts[0]
            opening = len(self._text[:first].lstrip())
            return first - opening if opening <= min(_OPENING, first - earliest) else first
        position = bisect_left(self._starts, earliest)
        return min([latest, *self._starts[position : position + 1]])

    def _end(self, start: int, earliest: int, limit: int) -> int:
        """Return the last place up to `limit` where a word ends, or else a cluster."""
        choices = ((self._ends, earliest), (self._cluster_ends, earliest), (self._cluster_ends, 0))
        for ends, least in choices:
            position = bisect_right(ends, limit)
            if position and ends[position - 1] >= max(least, start + 1):
                return self._with_punctuation(ends[position - 1], limit)
        return limit

    def _with_punctuation(self, end: int, limit: int) -> int:
        position = bisect_left(self._starts, end)
        limit = min([limit, *self._starts[position : position + 1]])
        while end < limit and not self._text[end].isspace():
            end += 1
        return end
