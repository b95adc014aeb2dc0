"""Which documents a query finds and which of them come first: one table, for every engine.

No engine's own score is used: FTS5 and Lucene reckon BM25 differently. A document belongs to the
first tier whose condition it fulfils. Inside a tier the higher weight comes first, then the lower
identifier, so that the order is the same everywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import chain

from search.analysis.folding import fold
from search.analysis.query import Query, Term, loosen
from search.conditions import AllOf, AnyOf, Column, Condition, Labelled, Phrase, WholeTitle

TITLE_FIELD = "title"
"""`title:x` looks for words in titles. Every other field is the name of a facet."""


class Tier(IntEnum):
    """How well a document answers. After the last come the partial ones (`partial_tier`)."""

    WHOLE_TITLE = 1
    TITLE_PHRASE = 2
    TITLE_PHRASE_FOLDED = 3
    TITLE_WORDS = 4
    PHRASE = 5
    PHRASE_FOLDED = 6
    ALL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, compiled as far as it is the same for every engine."""

    found: Condition
    """What is found, unless it is `excluded`."""
    excluded: Condition
    tiers: tuple[tuple[Tier, Condition], ...]
    """From the top. Conditions hold beside `found`, and do not repeat it; the last is `found`."""
    words: tuple[Condition, ...]
    """What partial hits hold most of."""
    fewest_words: int
    """How many of them at least."""
    narrowing: Condition
    """What partial hits fulfil, too: terms of facets."""

    def partial_tier(self, held: int) -> int:
        """Return the tier of a partial hit that holds so many of `words`.

        Holding all of them is partial, too, if words that were written together stand apart.
        """
        return Tier.ALL_WORDS + 1 + len(self.words) - held


@dataclass(frozen=True, slots=True)
class _Place:
    """Three columns of one text, and whether one cluster alone is looked for in the third."""

    x: Column
    f: Column
    k: Column
    one_cluster: bool

    def exact(self, term: Term) -> Condition:
        return Phrase(self.x, term.exact)

    def folded(self, term: Term) -> Condition:
        folded = Phrase(self.f, term.folded, term.prefix)
        if len(term.clusters) < (1 if self.one_cluster else 2):
            return folded
        return AnyOf((folded, Phrase(self.k, term.clusters, term.prefix)))


_TEXT = _Place(Column.X, Column.F, Column.K, one_cluster=False)


def plan(query: Query, one_cluster: bool = False) -> Plan:
    """Return what to look for, and in which order.

    A Khmer word of one cluster is a piece of thousands of others. So `one_cluster`, which finds it
    there, is for a query that found nothing without, among all that its reader may see.
    """
    title = _Place(Column.TITLE_X, Column.TITLE_F, Column.TITLE_K, one_cluster)
    text = _Place(Column.X, Column.F, Column.K, one_cluster)
    found = _all(query.required, text)
    in_title = _all(query.required, title)
    whole = query.whole
    tiers: list[tuple[Tier, Condition]] = []
    if whole is not None and not _begins_words(query):
        tiers = [
            (Tier.WHOLE_TITLE, WholeTitle(whole.exact)),
            (Tier.TITLE_PHRASE, title.exact(whole)),
            (Tier.TITLE_PHRASE_FOLDED, title.folded(whole)),
            (Tier.TITLE_WORDS, in_title),
            (Tier.PHRASE, text.exact(whole)),
            (Tier.PHRASE_FOLDED, text.folded(whole)),
        ]
    elif not all(map(_narrows, query.required)):
        tiers = [(Tier.TITLE_WORDS, in_title)]
    loose = loosen(query).required
    words = tuple(_any(group, text) for group in loose if not _narrows(group))
    # More than half; of two one, but both of Ba-na.
    of_two = len(words) == 2 and len(loose) == len(query.required)
    return Plan(
        found=found,
        # A piece of a word excludes nothing, least of all every other word.
        excluded=_any(map(_as_typed, query.excluded), _TEXT),
        tiers=(*tiers, (Tier.ALL_WORDS, found)),
        words=words,
        fewest_words=1 if of_two else len(words) // 2 + 1,
        narrowing=_all(filter(_narrows, loose), text),
    )


def _as_typed(term: Term) -> Term:
    """Whoever types marks excludes the word that has them: without Chăm is not without châm."""
    marked = any(word.exact != word.folded for word in term.words)
    return replace(term, exact_only=True) if marked and not (term.field or term.prefix) else term


def has_one_cluster(query: Query) -> bool:
    """Tell whether `plan(query, one_cluster=True)` may find more."""
    return any(len(term.clusters) == 1 for term in chain.from_iterable(query.required))


def _begins_words(query: Query) -> bool:
    return any(term.prefix for term in chain.from_iterable(query.required))


def _narrows(group: Iterable[Term]) -> bool:
    return all(term.field not in ("", TITLE_FIELD) for term in group)


def _all(groups: Iterable[Iterable[Term]], place: _Place) -> Condition:
    """One thing alone is itself: so engines see that a tier asks what was asked before."""
    conditions = tuple(_any(group, place) for group in groups)
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)


def _any(terms: Iterable[Term], place: _Place) -> Condition:
    conditions = tuple(_condition(term, place) for term in terms)
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _condition(term: Term, place: _Place) -> Condition:
    if term.field == TITLE_FIELD:
        place = _Place(Column.TITLE_X, Column.TITLE_F, Column.TITLE_K, place.one_cluster)
    elif term.field:
        value = term.text.rstrip("*") if term.prefix else term.text
        return Labelled(term.field, fold(value), term.prefix)
    return place.exact(term) if term.exact_only else place.folded(term)
