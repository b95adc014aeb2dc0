"""Where a text holds what was searched for: places in the original, for whoever draws them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

from search.analysis.characters import HYPHENS, IGNORED, without_ignored
from search.analysis.folding import fold
from search.analysis.query import Query, Term
from search.analysis.scan import Cluster, Token, scan


class Span(NamedTuple):
    """The characters `start` to `end` of a text."""

    start: int
    end: int


class Hit(NamedTuple):
    """A word, or a Khmer cluster, that the groups with these numbers of a query ask for: Katê may
    be meant by two, Ka and tê."""

    start: int
    end: int
    groups: frozenset[int]


# Between words that are marked as one.
_GAP = re.compile(rf"[^\S\n]*+\n?[^\S\n]*+|[{HYPHENS}{IGNORED}]*+")


def highlight(text: str, query: Query) -> list[Span]:
    """Return what to mark of `text`: in order, not overlapping, words side by side as one.

    Whole words are marked, also for the beginning of one; in Khmer the clusters of the word. A
    phrase is marked where it stands, not its words elsewhere. A word that only agrees when folded
    (bộ for bò) is marked where no better place is in this text: the word with its accents, or
    beside the word that was typed next to it. Of a name of several words it never is.

    Search-only names are not marked, neither as synonyms nor typed: give a query that went through
    `synonyms.expand`. Terms of fields are not marked.
    """
    return joined(text, hits(scan(text), query))


def holds_unmarked(text: str, query: Query) -> bool:
    """Tell whether `text` spells a search-only name."""
    return bool(_Text(scan(text)).shown_never(query.unmarked))


_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_DOUBLETS = str.maketrans("y", "i")


def sieve(query: Query) -> Callable[[str], bool]:
    """Return what tells whether `highlight` may mark something in a text, for a tenth of its cost.

    Never wrongly no: a word in Latin letters and digits stands in the folded text, whatever its
    number and whether with y or i; of all others (Khmer, Cham) nothing is known.
    """
    words = {word.folded for group in query.required for term in group for word in term.words}
    if not all(word.isascii() and word.isalnum() for word in words):
        return lambda text: True
    sought = {word.translate(_DOUBLETS) for word in words}

    def may_hold(text: str) -> bool:
        folded = fold(without_ignored(text)).translate(_DOUBLETS)
        folded = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), folded)
        return any(word in folded for word in sought)

    return may_hold


def joined(text: str, marked: Iterable[Hit]) -> list[Span]:
    """Return the places of hits, those with nothing but a blank or hyphen between them as one."""
    spans: list[Span] = []
    for start, end, _ in marked:
        if spans and _GAP.fullmatch(text, spans[-1].end, start):
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
    return spans


def hits(tokens: Sequence[Token], query: Query) -> list[Hit]:
    """Return the hits among the tokens of a text, in order and not overlapping."""
    text = _Text(tokens)
    found = [
        (number, term, text.occurrences(term))
        for number, group in enumerate(query.required)
        for term in group
        if not (term.field or term.search_only)
    ]
    starts, ends = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for number, term, firsts in found:
        starts[number].update(firsts)
        ends[number].update(first + len(term.words) for first in firsts)
    names = _in_long_names(query)
    marked: list[Hit] = []
    for number, term, firsts in found:
        size, groups = len(term.words), frozenset({number})
        sure = [
            first
            for first in firsts
            if size > 1
            or term.synonym
            or text.exact.forms[first] == term.exact[0]
            or first + 1 in starts[number + 1]
            or first in ends[number - 1]
        ]
        # Of a name of several words, one that only sounds so is none: cẩn is not Cần Thơ.
        for first in sure if number in names else sure or firsts:
            words = tokens[first : first + size]
            marked.extend(Hit(word.start, word.end, groups) for word in words)
        # One cluster is a piece of many words: it counts where it is a word, if it is one at all.
        if not firsts or len(term.clusters) > 1:
            marked.extend(Hit(unit.start, unit.end, groups) for unit in text.units_of(term))
    return _apart(marked, text.shown_never(query.unmarked)) if marked else []


def _in_long_names(query: Query) -> set[int]:
    """Return the numbers of groups that name somebody or something together with a neighbour."""
    named = [{term for term in group if term.field} for group in query.required]
    pairs = ((n, n + 1) for n, (one, other) in enumerate(pairwise(named)) if one & other)
    return set(chain.from_iterable(pairs))


def _apart(marked: Iterable[Hit], hidden: Collection[int]) -> list[Hit]:
    """Return the hits in order, of overlapping ones the first and longest, for the groups of all;
    none that is hidden."""
    apart: list[Hit] = []
    for hit in sorted(marked, key=lambda hit: (hit.start, -hit.end)):
        if hit.start in hidden:
            continue
        if apart and hit.start < apart[-1].end:
            apart[-1] = apart[-1]._replace(groups=apart[-1].groups | hit.groups)
        else:
            apart.append(hit)
    return apart


class _Stream:
    """Forms in their order."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = list(forms)
        self.held = frozenset(self.forms)

    def find(self, wanted: Sequence[str], prefix: bool = False) -> list[int]:
        """Return where `wanted` begins, side by side; its last form may be a beginning."""
        if not wanted:
            return []
        if prefix and len(wanted) == 1:
            return [first for first, form in enumerate(self.forms) if form.startswith(wanted[0])]
        *complete, last = wanted
        if not self.held.issuperset(complete if prefix else wanted):
            return []
        size = len(complete)
        firsts = [first for first, form in enumerate(self.forms) if form == wanted[0]]
        return [
            first
            for first in firsts
            if self.forms[first : first + size] == complete
            for form in self.forms[first + size : first + size + 1]
            if form == last or (prefix and form.startswith(last))
        ]


class _Text:
    """The tokens of a text as streams of forms."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.exact = _Stream(token.exact for token in tokens)
        self.folded = _Stream(token.folded for token in tokens)
        self._units = [unit for token in tokens for unit in token.clusters or (token,)]

    def occurrences(self, term: Term) -> list[int]:
        """Return the positions of the tokens at which `term` begins."""
        if term.exact_only:
            return self.exact.find(term.exact)
        return self.folded.find(term.folded, term.prefix)

    def units_of(self, term: Term) -> Iterator[Token | Cluster]:
        """Yield the clusters (and words beside them) that spell a Khmer term."""
        wanted = term.clusters
        if wanted and not term.exact_only:
            for first in self._clusters.find(wanted, term.prefix):
                yield from self._units[first : first + len(wanted)]

    @cached_property
    def _clusters(self) -> _Stream:
        return _Stream(unit.folded for unit in self._units)

    def shown_never(self, names: Iterable[Term]) -> set[int]:
        """Return the offsets at which tokens and clusters of search-only names begin."""
        found: set[int] = set()
        for name in names:
            by_exact = name.exact_only and len(name.words) == 1
            stream, form = (self.exact, name.exact) if by_exact else (self.folded, name.folded)
            if form[0] in stream.held:
                for first in stream.find(form):
                    for token in self._tokens[first : first + len(name.words)]:
                        found.update((token.start, *(unit.start for unit in token.clusters)))
        return found
