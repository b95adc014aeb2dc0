"""Names of one people or place: whoever types one of them finds the others.

Without accents most names of peoples are everyday words: cham is also chạm, to carve, and chàm,
indigo. So the safety rule (measured on the 54 peoples and their variants):

- A name that cannot be Vietnamese without its accents (hre, khmer, bahnar) stands for its group
  however it is typed.
- Another one (Chăm, Ba Na, Tày) does so where its accents match, or after a cue: *dân tộc*,
  *đồng bào*, *người*, *tiếng*. As a synonym it is found by its exact form alone: Hời must not find
  every lễ hội.
- Of these, a name of somebody that is one syllable without accents to match (hoa is a flower, dao
  a knife), and one that is search-only (mèo is a cat), always needs the cue, typed or as a synonym.
  To one typed with its accents a capital letter is a cue, too: Chàm is a people, chàm indigo.
- An English word that could be one of Vietnamese (mat) is English alone or beside English words:
  mat ong is honey.
- What ends in s is no Vietnamese syllable: gongs are a gong, whatever gông is. Nor is a word that
  stands beside one that cannot be Vietnamese, without any marks: Cham festivals.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from search.analysis.forms import sounds_vietnamese
from search.analysis.query import Query, Term, Word, whole_of, words_of


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a name."""

    text: str
    search_only: bool = False
    """Demeaning or outdated: it finds, and is never shown."""
    names: tuple[tuple[str, str], ...] = ()
    """Fields and values of whom or what it names, if of anybody: `(("people", "b1qcggd"),)`."""
    narrower: bool = False
    """A kind of what the others name: they find it, and it does not find them."""
    is_sought: bool = True
    """Whether it is searched for; if not, it only stands for the others."""
    ambiguous: bool | None = None
    """Whether it is an everyday word without its accents. None: judged by its sounds, which suits
    names of peoples; long names of places may be declared safe."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of the group with this number."""

    group: int
    name: Term
    cued: bool
    """Whether it is a name beside a cue alone."""

    @property
    def is_english(self) -> bool:
        """Whether it is an English word that Vietnamese has without its marks: mat is also mật."""
        name = self.name
        return name.exact_only and _unaccented(name.words) and not (self.is_proper or self.cued)

    @property
    def is_proper(self) -> bool:
        """Whether it is written as the name of somebody: Mường, and not sông."""
        return self.name.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of names, prepared by `prepare` for any number of queries."""

    alternatives: Sequence[Sequence[Term]]
    """Of each group, what to search for: the names, and terms of fields for whom they name."""
    by_exact: Mapping[tuple[str, ...], Sequence[_Entry]]
    by_folded: Mapping[tuple[str, ...], Sequence[_Entry]]
    longest: int
    proper: Collection[tuple[str, ...]]
    """The names of somebody or of some place, folded."""
    unmarked: tuple[Term, ...]


_CUES = tuple(words_of(cue) for cue in ("người", "tiếng", "dân tộc", "đồng bào"))
# A cue is one without its accents as well.
_TYPED_CUES = [tuple(word.folded for word in cue) for cue in _CUES]
# Says more than that a name follows.
_TONGUE = ("tieng",)
# Cham people, Khmer peoples.
_CUES_AFTER = frozenset({("people",), ("ethnic",), ("minoriti",), ("minority",)})
_NOTHING = Term(())


def prepare(groups: Iterable[Iterable[Name]]) -> Synonyms:
    """Return the groups as `expand` needs them. The last ones are remembered: all that was
    published since may have left them as they were."""
    return _prepared(tuple(map(tuple, groups)))


@lru_cache(maxsize=2)
def _prepared(groups: tuple[tuple[Name, ...], ...]) -> Synonyms:
    names: list[Term] = []
    longest = 0
    alternatives: list[list[Term]] = []
    by_exact: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    by_folded: dict[tuple[str, ...], list[_Entry]] = defaultdict(list)
    for number, group in enumerate(groups):
        alternatives.append([])
        whom: list[Term] = []
        for name in group:
            term = _term(name)
            if not term.words:
                continue
            if name.is_sought:
                names.append(term)
            longest = max(longest, len(term.words))
            cued = _needs_cue(term, bool(name.names))
            if name.is_sought:
                alternatives[number].extend(_beside_cues(term) if cued else _with_plural(term))
            whom.extend(Term((), *one) for one in name.names)
            if not name.narrower:
                entry = _Entry(number, term, cued)
                by_exact[term.exact].append(entry)
                by_folded[term.folded].append(entry)
        alternatives[number].extend(dict.fromkeys(whom))
    _name_the_same(alternatives)
    # Thổ was used of the Tày, and is what another people call themselves.
    shown = {name.exact for name in names if not name.search_only}
    return Synonyms(
        alternatives=alternatives,
        by_exact=dict(by_exact),
        by_folded=dict(by_folded),
        longest=longest,
        proper=frozenset(
            words for words, found in by_folded.items() if any(one.is_proper for one in found)
        ),
        unmarked=tuple(name for name in names if name.search_only and name.exact not in shown),
    )


def _name_the_same(alternatives: Iterable[list[Term]]) -> None:
    """Give groups of words that say nobody's name whom their names name in another group."""
    somebodys: dict[Term, list[Term]] = defaultdict(list)
    others: list[list[Term]] = []
    for group in alternatives:
        if whom := tuple(term for term in group if term.field):
            for term in group:
                if not (term.field or term.search_only):
                    somebodys[term] += whom
        else:
            others.append(group)
    for group in others:
        named = (somebodys.get(term, ()) for term in group)
        group.extend(dict.fromkeys(chain.from_iterable(named)))


def expand(query: Query, synonyms: Synonyms) -> Query:
    """Return `query` with the other names of each people or place as alternatives of its words.

    A name of several words (Ba Na) gives each of them the alternatives, so that (ba or bahnar) and
    (na or bahnar) are required, and what was found before is still found. A cue that says that a
    name follows (người, dân tộc) is not required beside it: the name itself is then sought as a
    name, an everyday word with its accents as they were typed. Quoted phrases, terms of fields and
    beginnings of words are taken as they are.
    """
    expanded: list[tuple[Term, ...]] = []
    named: dict[tuple[Term, ...], None] = {}
    cued = False
    first = 0
    english = _is_english(query.required, synonyms)
    while first < len(query.required):
        after, found = _longest_name(query.required, first, synonyms, english)
        groups = query.required[first:after]
        if whom := tuple(dict.fromkeys(one for one in found if one.field)):
            named[whom] = None
        before, behind = _cue_before(query.required, first), _cue_after(query.required, after)
        if found and (before or behind):
            cued = True
            if before and query.required[first - before][0].folded != _TONGUE:
                del expanded[-before:]
            words = tuple(chain.from_iterable(group[0].words for group in groups))
            text = " ".join(group[0].text for group in groups)
            typed = Term(words, text=text, exact_only=all(x.exact_only or x.field for x in found))
            expanded.append(_with((typed,), found))
            after += behind
        else:
            expanded.extend(_with(group, found) for group in groups)
        first = after
    return replace(
        query,
        required=tuple(expanded),
        excluded=(*query.excluded, *_named_by(query.excluded, synonyms)),
        whole=whole_of(expanded) if cued and query.whole is not None else query.whole,
        named=tuple(named),
        unmarked=synonyms.unmarked,
    )


def _named_by(excluded: Iterable[Term], synonyms: Synonyms) -> Iterator[Term]:
    """Yield whom the excluded words name: without Chăm is without what belongs to them."""
    for term in filter(_plain, excluded):
        capital = term.text[:1].isupper()
        found = _synonyms(term.words, False, synonyms, capital=capital)
        yield from (one for one in found if one.field)


def called(words: Sequence[Word], synonyms: Synonyms) -> list[Term]:
    """Return the other names of what a piece of a sentence names, and whom it names."""
    return _synonyms(words, False, synonyms)


def _is_english(groups: Sequence[tuple[Term, ...]], synonyms: Synonyms) -> bool:
    """Tell whether a word is neither Vietnamese without its marks nor somebody's name: Cham
    festivals, but not Khmer hoa van."""
    words = [word for (term, *_others) in groups if _plain(term) for word in term.words]
    if any(word.is_marked or word.clusters for word in words):
        return False
    return any(
        word.exact.isalpha()
        and word.exact.isascii()
        and not sounds_vietnamese(word.folded)
        and not any(entry.is_proper for entry in synonyms.by_folded.get((word.folded,), ()))
        for word in words
    )


def _cue_before(groups: Sequence[tuple[Term, ...]], first: int) -> int:
    """Return how many groups before `first` say that a name follows."""
    for cue in _TYPED_CUES:
        typed = groups[max(first - len(cue), 0) : first]
        words = tuple(word.folded for group in typed for word in group[0].words)
        if words == cue and all(_plain(group[0]) for group in typed):
            return len(typed)
    return 0


def _cue_after(groups: Sequence[tuple[Term, ...]], after: int) -> int:
    """Return how many groups from `after` on say that a name stands before them."""
    (term, *_others) = groups[after] if after < len(groups) else (_NOTHING,)
    return int(_plain(term) and term.folded in _CUES_AFTER)


def _term(name: Name) -> Term:
    words = words_of(name.text)
    ambiguous = name.ambiguous
    if ambiguous is None:
        ambiguous = all(sounds_vietnamese(word.folded) for word in words)
    return Term(
        words, text=name.text, synonym=True, exact_only=ambiguous, search_only=name.search_only
    )


def _longest_name(
    groups: Sequence[tuple[Term, ...]], first: int, synonyms: Synonyms, english: bool
) -> tuple[int, Sequence[Term]]:
    """Return where the longest name that begins with the group `first` ends, and its synonyms."""
    if _are_typed(groups[first][1:]):
        return first + 1, _of_each(groups[first], synonyms)
    words: list[Word] = []
    after, found = first + 1, list[Term]()
    for number, (term, *others) in enumerate(groups[first:], first + 1):
        words.extend(term.words)
        if _are_typed(others) or not _plain(term) or len(words) > synonyms.longest:
            break
        cue = bool(_cue_before(groups, first) or _cue_after(groups, number))
        # Of a sentence, the first word has one anyway.
        is_first = first == 0 and number < len(groups)
        capital = groups[first][0].text[:1].isupper() and not is_first
        among = "" if len(groups) == 1 else "English" if english else "others"
        if terms := _synonyms(words, cue, synonyms, capital=capital, among=among):
            after, found = number, terms
    # Two pieces of a name were joined before: H rê.
    return after, found or _of_each(groups[first][1:], synonyms)


def _are_typed(terms: Iterable[Term]) -> bool:
    return any(not term.synonym for term in terms)


def _of_each(terms: Iterable[Term], synonyms: Synonyms) -> list[Term]:
    each = (_synonyms(term.words, False, synonyms) for term in terms if _plain(term))
    return list(chain.from_iterable(each))


def _plain(term: Term) -> bool:
    return not (term.quoted or term.field or term.prefix)


def _synonyms(
    words: Sequence[Word],
    cue: bool,
    synonyms: Synonyms,
    capital: bool = False,
    among: str = "",
) -> list[Term]:
    """Return all names of the groups that `words` name by the safety rule; `cue`: beside one;
    `capital`: written as names are; `among`: beside English words, or others, or none."""
    english = among == "English"
    exact = tuple(word.exact for word in words)
    spelled = synonyms.by_exact.get(exact, ())
    entries = [entry for entry in spelled if cue or not entry.cued]
    if among == "others":
        entries = [entry for entry in entries if not entry.is_english]
    if not entries and capital and not _unaccented(words):
        entries = list(spelled)
    if not entries:
        folded = tuple(word.folded for word in words)
        foreign = english or exact[-1].endswith("s")
        entries = [
            entry
            for entry in synonyms.by_folded.get(folded, ())
            if not entry.name.exact_only
            or (cue and _unaccented(words))
            or (foreign and _may_be_foreign(entry))
        ]
    numbers = dict.fromkeys(entry.group for entry in entries)
    return [term for number in numbers for term in synonyms.alternatives[number]]


def _may_be_foreign(entry: _Entry) -> bool:
    """Muongs are a people, as Cham festivals are a people's; gongs are no gông."""
    if entry.is_proper:
        return not entry.name.search_only
    return not entry.cued and _unaccented(entry.name.words)


def _needs_cue(name: Term, is_somebodys: bool) -> bool:
    everyday = name.exact_only and len(name.words) == 1
    return everyday and (name.search_only or (is_somebodys and _unaccented(name.words)))


def _beside_cues(name: Term) -> list[Term]:
    return [replace(name, words=cue + name.words) for cue in _CUES]


def _with_plural(name: Term) -> list[Term]:
    """Return a name and, where it is compared as it is spelled, its English plural, too."""
    if not (name.exact_only and len(name.words) == 1 and _unaccented(name.words)):
        return [name]
    (word,) = name.words
    return [name, replace(name, words=(replace(word, exact=f"{word.exact}s"),))]


def _unaccented(words: Iterable[Word]) -> bool:
    return not any(word.is_marked for word in words)


def _with(group: tuple[Term, ...], found: Iterable[Term]) -> tuple[Term, ...]:
    typed = {term.exact for term in group}
    return (*group, *(term for term in dict.fromkeys(found) if term.exact not in typed))
