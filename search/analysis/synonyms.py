"""Names of one people or place: whoever types one of them finds the others.

Without accents most names of peoples are everyday words: cham is also chạm, to carve, and chàm,
indigo. So the safety rule (measured on the 54 peoples and their variants):

- A name that cannot be Vietnamese without its accents (hre, khmer, bahnar) stands for its group
  however it is typed.
- Another one (Chăm, Ba Na, Tày) does so where its accents match, or after a cue: *dân tộc*,
  *đồng bào*, *người*, *tiếng*. As a synonym it is found by its exact form alone: Hời must not find
  every lễ hội.
- Of these, a name of one syllable that has no accents to match (hoa is a flower, dao a knife) or is
  search-only (mèo is a cat) always needs the cue, typed or as a synonym.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from search.analysis.folding import fold
from search.analysis.query import Query, Term, Word, words_of


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name."""

    text: str
    search_only: bool = False
    """Demeaning or outdated: it finds, and is never shown."""
    ambiguous: bool | None = None
    """Whether it is an everyday word without its accents. None: judged by its sounds, which suits
    names of peoples; long names of places may be declared safe."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of the group with this number."""

    group: int
    name: Term


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of names, prepared by `prepare` for any number of queries."""

    alternatives: Sequence[Sequence[Term]]
    """Of each group, what to search for."""
    by_exact: Mapping[tuple[str, ...], Sequence[_Entry]]
    by_folded: Mapping[tuple[str, ...], Sequence[_Entry]]
    longest: int
    unmarked: tuple[Term, ...]


_CUES = tuple(words_of(cue) for cue in ("người", "tiếng", "dân tộc", "đồng bào"))
# A cue is one without its accents as well.
_TYPED_CUES = [tuple(word.folded for word in cue) for cue in _CUES]

# Onset, one to three vowels, final: what a Vietnamese syllable can be without its marks.
_SYLLABLE = re.compile(
    "(?:b|ch?|d|g[hi]?|h|kh?|l|m|n(?:gh?|h)?|ph?|qu|r|s|t[hr]?|v|x)?[aeiouy]{1,3}(?:ch?|m|n[gh]?|p|t)?"
)


def prepare(groups: Iterable[Iterable[Name]]) -> Synonyms:
    """Return the groups as `expand` needs them; to be done once, when names have changed."""
    named = [[term for name in group if (term := _term(name)).words] for group in groups]
    by_exact: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    by_folded: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for number, group in enumerate(named):
        for name in group:
            by_exact[name.exact].append(_Entry(number, name))
            by_folded[name.folded].append(_Entry(number, name))
    names = list(chain.from_iterable(named))
    # Thổ was used of the Tày, and is what another people call themselves.
    shown = {name.exact for name in names if not name.search_only}
    return Synonyms(
        alternatives=[list(chain.from_iterable(map(_safe, group))) for group in named],
        by_exact=dict(by_exact),
        by_folded=dict(by_folded),
        longest=max((len(name.words) for name in names), default=0),
        unmarked=tuple(name for name in names if name.search_only and name.exact not in shown),
    )


def expand(query: Query, synonyms: Synonyms) -> Query:
    """Return `query` with the other names of each people or place as alternatives of its words.

    What the query found before it still finds: a name of several words (Ba Na) gives each of them
    the alternatives, so that (ba or bahnar) and (na or bahnar) are required. Quoted phrases, terms
    of fields and beginnings of words are taken as they are.
    """
    expanded = list(query.required)
    first = 0
    while first < len(expanded):
        after, found = _longest_name(query.required, first, synonyms)
        for number in range(first, after):
            expanded[number] = _with(expanded[number], found)
        first = after
    return replace(query, required=tuple(expanded), unmarked=synonyms.unmarked)


def _term(name: Name) -> Term:
    words = words_of(name.text)
    ambiguous = name.ambiguous
    if ambiguous is None:
        ambiguous = all(_SYLLABLE.fullmatch(word.folded) for word in words)
    return Term(
        words, text=name.text, synonym=True, exact_only=ambiguous, search_only=name.search_only
    )


def _longest_name(
    groups: Sequence[tuple[Term, ...]], first: int, synonyms: Synonyms
) -> tuple[int, Sequence[Term]]:
    """Return where the longest name that begins with the group `first` ends, and its synonyms."""
    if len(groups[first]) > 1:
        either = (_synonyms(term.words, (), synonyms) for term in groups[first] if _plain(term))
        return first + 1, [term for terms in either for term in terms]
    before = [word for group in groups[max(first - 2, 0) : first] for word in group[0].words]
    words: list[Word] = []
    after, found = first + 1, list[Term]()
    for number, (term, *others) in enumerate(groups[first:], first + 1):
        words.extend(term.words)
        if others or not _plain(term) or len(words) > synonyms.longest:
            break
        if terms := _synonyms(words, before, synonyms):
            after, found = number, terms
    return after, found


def _plain(term: Term) -> bool:
    return not (term.quoted or term.field or term.prefix)


def _synonyms(words: Sequence[Word], before: Sequence[Word], synonyms: Synonyms) -> list[Term]:
    """Return all names of the groups that `words` name by the safety rule."""
    preceding = tuple(word.folded for word in before)
    cue = any(preceding[-len(cue) :] == cue for cue in _TYPED_CUES)
    exact = tuple(word.exact for word in words)
    entries = [
        entry for entry in synonyms.by_exact.get(exact, ()) if cue or not _needs_cue(entry.name)
    ]
    if not entries:
        folded = tuple(word.folded for word in words)
        entries = [
            entry
            for entry in synonyms.by_folded.get(folded, ())
            if not entry.name.exact_only or (cue and _unaccented(words))
        ]
    numbers = dict.fromkeys(entry.group for entry in entries)
    return [term for number in numbers for term in synonyms.alternatives[number]]


def _safe(name: Term) -> list[Term]:
    """Return what to search for a name: itself, or itself after each cue."""
    if not _needs_cue(name):
        return [name]
    return [replace(name, words=cue + name.words) for cue in _CUES]


def _needs_cue(name: Term) -> bool:
    everyday = name.exact_only and len(name.words) == 1
    return everyday and (name.search_only or _unaccented(name.words))


def _unaccented(words: Iterable[Word]) -> bool:
    return all(word.exact == fold(word.exact) for word in words)


def _with(group: tuple[Term, ...], found: Iterable[Term]) -> tuple[Term, ...]:
    typed = {term.exact for term in group}
    return (*group, *(term for term in dict.fromkeys(found) if term.exact not in typed))
