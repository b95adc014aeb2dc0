"""Which documents a query finds and which of them come first: one table, for every engine.

No engine's own score is used: FTS5 and Lucene reckon BM25 differently. A document belongs to the
first tier whose condition it fulfils. Inside a tier the higher weight comes first, then the lower
identifier, so that the order is the same everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import log2

from search.analysis.folding import fold
from search.analysis.forms import sounds_vietnamese
from search.analysis.query import Query, Term, loosen
from search.conditions import AllOf, AnyOf, Column, Condition, Labelled, Phrase, WholeTitle

TITLE_FIELD = "title"
"""`title:x` looks for words in titles. Every other field is the name of a facet."""

KIND_FIELD = "type"
"""The facet whose values are called as the facets that such documents are values of: `people`."""


MOST_GRADED = 50
"""So many conditions are told apart: a dozen words, each in a title, in what a thing is about,
beside the next and as its name, somebody's name, and all side by side."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Tiers of what fulfils a condition: the more points a document has for others, the better. One
    that does not fulfil it belongs to a tier that follows."""

    condition: Condition
    points: tuple[tuple[Condition, int], ...]

    @property
    def tiers(self) -> int:
        """How many there are."""
        return sum(points for _one, points in self.points) + 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, compiled as far as it is the same for every engine."""

    found: Condition
    """What is found, unless it is `excluded`."""
    excluded: Condition
    tiers: tuple[Condition | Grades, ...]
    """From the first, the best, on. Conditions hold beside `found`; that of the last is `found`."""
    words: tuple[Condition, ...]
    """What partial hits hold some of."""
    better: tuple[tuple[Condition, ...], ...]
    """The same words in better places, in each of which they are worth as much again: in a title,
    in what a thing is about, with the marks they were typed with."""
    pairs: tuple[Condition, ...]
    """Of each two neighbours whether they stand side by side, which is worth as much as both."""
    most_words: int
    """What holds so many of them comes before what holds fewer."""
    is_one: bool
    """Whether all of them were written as one: Ba-na or BN-2024-0012."""
    narrowing: Condition
    """What partial hits fulfil, too: terms of facets."""

    @property
    def last_tier(self) -> int:
        """The number of the last tier, which all that is found belongs to; the first has 1."""
        return sum(one.tiers if isinstance(one, Grades) else 1 for one in self.tiers)

    def points(self, worths: Sequence[int]) -> list[tuple[Condition, int]]:
        """Return what a partial hit has points for, the words themselves first.

        Holding all of them is partial, too, if words that were written together stand apart.
        """
        placed = [*self.words, *chain.from_iterable(self.better)]
        found = list(zip(placed, [*worths] * (1 + len(self.better)), strict=True))
        return found + list(zip(self.pairs, map(sum, pairwise(worths)), strict=True))

    def points_for_most(self, worths: Sequence[int]) -> int:
        """Return how many it has for most of the words besides: more than for all else."""
        return 1 + sum(points for _one, points in self.points(worths))

    def fewest_points(self, worths: Sequence[int]) -> int:
        """Return how many it has at least: a common word alone is not much."""
        return self.points_for_most(worths) if self.is_one else max(1, -(-sum(worths) // 4))

    def partial_tier(self, worths: Sequence[int], points: int) -> int:
        """Return its tier."""
        return self.last_tier + 2 * self.points_for_most(worths) - points


def worth(count: int, documents: int) -> int:
    """Return what a word is worth that so many of the documents hold: half as many, one more; one
    that nobody holds, nothing.

    Of what the reader may see, so that nothing else can be guessed. The inverse document frequency
    of Spärck Jones (https://doi.org/10.1108/eb026526), in whole steps, which make tiers.
    """
    return max(1, round(log2((documents + 1) / (count + 1)))) if count else 0


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


@dataclass(frozen=True, slots=True)
class _Exactly:
    """The same place, where words are found with the marks they were typed with."""

    place: _Place

    def exact(self, term: Term) -> Condition:
        return self.place.exact(term)

    def folded(self, term: Term) -> Condition:
        return self.place.folded(term) if term.prefix else self.place.exact(term)


_TITLE = _Place(Column.TITLE_X, Column.TITLE_F, Column.TITLE_K, one_cluster=False)
_LEAD = _Place(Column.LEAD_X, Column.LEAD_F, Column.LEAD_K, one_cluster=False)
_TEXT = _Place(Column.X, Column.F, Column.K, one_cluster=False)


def plan(query: Query, one_cluster: bool = False) -> Plan:
    """Return what to look for, and in which order.

    A Khmer word of one cluster is a piece of thousands of others. So `one_cluster`, which finds it
    there, is for a query that found nothing without, among all that its reader may see.
    """
    title, lead, text = (
        replace(place, one_cluster=one_cluster) for place in (_TITLE, _LEAD, _TEXT)
    )
    found = _all(query.required, text)
    loose = loosen(query).required
    loose_words = [group for group in loose if not _narrows(group)]
    words = _each(loose_words, text)
    places: tuple[_Place | _Exactly, ...] = (title, lead)
    if is_marked := query.whole is not None and any(word.is_marked for word in query.whole.words):
        places += (_Exactly(text), _Exactly(title))
    # A Khmer sentence has no blanks.
    sought = [group for group in query.required if not _narrows(group)]
    is_one = len(sought) == 1 and not any(term.clusters for term in sought[0])
    return Plan(
        found=found,
        # A piece of a word excludes nothing, least of all every other word.
        excluded=_any(map(_as_typed, query.excluded), _TEXT),
        tiers=_tiers(query, found, title, lead, text),
        words=words,
        better=tuple(_each(loose_words, place) for place in places),
        pairs=_pairs(loose_words, _Exactly(text) if is_marked else text),
        most_words=len(words) if is_one else -(-len(words) // 2),
        is_one=is_one,
        narrowing=_all(filter(_narrows, loose), text),
    )


def _as_typed(term: Term) -> Term:
    """Whoever types marks excludes the word that has them: without Chăm is not without châm."""
    marked = any(word.is_marked for word in term.words)
    return replace(term, exact_only=True) if marked and not (term.field or term.prefix) else term


def _tiers(
    query: Query, found: Condition, title: _Place, lead: _Place, text: _Place
) -> tuple[Condition | Grades, ...]:
    """Return what comes first of what is found, from the top down to all of it."""
    sought = [group for group in query.required if not _narrows(group)]
    if sought and query.first:
        first = AllOf((found, _any(query.first, text)))
        graded = _graded(first, *_each(sought, title), *_each(sought, lead))
        return (graded, *_tiers(replace(query, first=()), found, title, lead, text))
    # Whoever is named is as good as in the title.
    linked = tuple(_any(one, text) for one in query.named)
    if not sought:
        return (found,)
    names = frozenset(chain.from_iterable(query.named))
    # Festivals of a people are asked for as anything else is.
    only_named = len(query.named) == 1 and all(
        any(term in names for term in group) for group in sought
    )
    said = sought
    if only_named:
        # Beside other words, to belong to whoever is named is as good as to say the name; where
        # nothing else is asked for, who says it comes first.
        said = [tuple(term for term in group if term not in names) for group in sought]
    titled = _each(said, title)
    # What a name stands for alone is linked with, more often than not, and a lead does not tell.
    about = [] if only_named else said
    leads = _each(about, lead)
    exactly = _each(said, _Exactly(title))
    whole = query.whole
    headwords = _headwords(said)
    if whole is None or _begins_words(query):
        return (_graded(found, *titled, *leads),)
    entitled: list[Condition] = [WholeTitle(whole.exact)]
    # Who asks for a province alone means the places in it before what is held there.
    within = _within(query.named, text) if only_named else ()
    if only_named:
        # Whoever is called so in other words. Ba is not Ba Na.
        others = dict.fromkeys(term.exact for term in sought[0] if term.synonym)
        called = AnyOf(tuple(map(WholeTitle, others)))
        entitled += [*(AllOf((called, one)) for one in within), called]
        entitled += [*within, *_leading(query, exactly, linked, text)]
    entitled.append(title.exact(whole))
    beside = _pairs(query.required, text) if len(query.required) > 2 else ()
    # All of them side by side are as good as each in a better place.
    side_by_side = len(said) - len(beside)
    if not any(word.is_marked for word in whole.words):
        return (
            *entitled,
            # Cham is Chăm, spelled without its mark, and not what sounds so.
            *((AllOf(exactly),) if only_named else ()),
            title.folded(whole),
            AllOf(titled),
            _graded(
                found,
                *titled,
                *leads,
                *linked,
                *beside,
                more=[*headwords, (text.folded(whole), side_by_side)],
            ),
        )
    about_exactly = _each(about, _Exactly(lead))
    return (
        *entitled,
        AllOf(exactly),
        _graded(
            _all(said, _Exactly(text)),
            *(*exactly, *about_exactly, *linked),
            more=[*headwords, (text.exact(whole), side_by_side)],
        ),
        # Before everyday words that sound like a name.
        *(linked if only_named else ()),
        title.folded(whole),
        AllOf(titled),
        _graded(
            found,
            *titled,
            *leads,
            *linked,
            *beside,
            more=[*headwords, (text.folded(whole), side_by_side)],
        ),
    )


HEADWORD = 2
"""Points for being called as a word of the query is."""


def _headwords(groups: Iterable[Iterable[Term]]) -> list[tuple[Condition, int]]:
    """Points for what is called as one of the words is, which is none of Vietnamese: whoever types
    two words of Khmer asks a dictionary for each."""
    found = (
        tuple(WholeTitle(term.exact) for term in group if not term.field and _is_foreign(term))
        for group in groups
    )
    return [(AnyOf(called), HEADWORD) for called in found if called]


def _is_foreign(term: Term) -> bool:
    if term.synonym and not term.clusters:
        return False
    return bool(term.words) and not any(sounds_vietnamese(word.folded) for word in term.words)


def _leading(
    query: Query, exactly: Sequence[Condition], linked: Sequence[Condition], text: _Place
) -> tuple[Condition, ...]:
    """Return what leads: with the name in its title as it was typed, and what belongs without."""
    if not query.leading:
        return ()
    leads = _any(query.leading, text)
    return (AllOf((*exactly, leads)), AllOf((*linked, leads)))


def _within(named: Iterable[Sequence[Term]], text: _Place) -> tuple[Condition, ...]:
    """Documents of whoever is named that are of the same kind: places in a place."""
    return tuple(
        AllOf((_condition(term, text), Labelled(KIND_FIELD, term.field)))
        for term in dict.fromkeys(chain.from_iterable(named))
    )


def _graded(
    condition: Condition, *others: Condition, more: Sequence[tuple[Condition, int]] = ()
) -> Grades:
    """Grades of a condition: a point for each of the others, and as many as are said for more."""
    points = (*((one, 1) for one in others), *more)
    return Grades(condition, points if len(points) <= MOST_GRADED else ())


def has_one_cluster(query: Query) -> bool:
    """Tell whether `plan(query, one_cluster=True)` may find more."""
    return any(len(term.clusters) == 1 for term in chain.from_iterable(query.required))


def _begins_words(query: Query) -> bool:
    return any(term.prefix for term in chain.from_iterable(query.required))


def _narrows(group: Iterable[Term]) -> bool:
    return all(term.field not in ("", TITLE_FIELD) for term in group)


def _all(groups: Iterable[Iterable[Term]], place: _Place | _Exactly) -> Condition:
    """One thing alone is itself: so engines see that a tier asks what was asked before."""
    conditions = tuple(_any(group, place) for group in groups)
    return conditions[0] if len(conditions) == 1 else AllOf(conditions)


def _each(groups: Iterable[Iterable[Term]], place: _Place | _Exactly) -> tuple[Condition, ...]:
    return tuple(_any(group, place) for group in groups)


def _pairs(groups: Iterable[Sequence[Term]], place: _Place | _Exactly) -> tuple[Condition, ...]:
    """Tell of each two neighbours whether what was typed stands side by side: two syllables are a
    word of Vietnamese more often than not. Of phrases nothing does."""
    return tuple(
        AnyOf(())
        if any(term.synonym or term.quoted or term.field or term.prefix for term in two)
        else place.folded(Term(tuple(chain.from_iterable(term.words for term in two))))
        for two in pairwise(group[0] for group in groups)
    )


def _any(terms: Iterable[Term], place: _Place | _Exactly) -> Condition:
    conditions = tuple(_condition(term, place) for term in terms)
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _condition(term: Term, place: _Place | _Exactly) -> Condition:
    if term.field == TITLE_FIELD:
        place = _Exactly(_TITLE) if isinstance(place, _Exactly) else _TITLE
    elif term.field:
        value = term.text.rstrip("*") if term.prefix else term.text
        return Labelled(term.field, fold(value), term.prefix)
    return place.exact(term) if term.exact_only else place.folded(term)
