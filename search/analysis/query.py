"""What a person types into the search box, as a tree that any engine can compile.

    lễ hội           both words
    "đua bò"         side by side; “ ” and « » do as well
    -lân             without
    Khmer OR Chăm    either; with a capital OR between two things
    hội*             words that begin so
    people:hre       in one field, if the caller knows it

Everything else is text: whatever is typed, there is no error.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, chain

from search.analysis.characters import HYPHENS, IGNORED
from search.analysis.folding import fold
from search.analysis.khmer import CLUSTER, cluster_forms
from search.analysis.khmer_words import khmer_words, segment
from search.analysis.scan import BREAK, Token, scan

MOST_CHARACTERS = 1_000
"""Of what is typed, so many characters are read."""
MOST_WORDS = 64
"""So many words are searched for; the others are left out."""


@dataclass(frozen=True)
class Word:
    """One token of a query. `clusters` is empty unless the word is Khmer."""

    exact: str
    folded: str
    clusters: tuple[str, ...] = ()

    @cached_property
    def is_marked(self) -> bool:
        """Whether it was typed with marks that folding takes away."""
        return self.exact != fold(self.exact)


@dataclass(frozen=True)
class Term:
    """One word, or several that must stand side by side.

    `folded` (column `f`) decides what is found, for Khmer also `clusters` (column `k`); `exact`
    (column `x`) decides what comes first.
    """

    words: tuple[Word, ...]
    field: str = ""
    """One of the known field names, or empty: anywhere."""
    text: str = ""
    """What was typed, without marks of the query language; of a synonym the name."""
    quoted: bool = False
    prefix: bool = False
    """The last word is the beginning of a word. Its folded form and clusters can be compared so;
    its exact form cannot, because the tone has moved to the end."""
    synonym: bool = False
    """Nobody typed it."""
    exact_only: bool = False
    """To be found by `exact` alone: an everyday word if its accents are taken away."""
    search_only: bool = False
    """A name that is found and never shown."""

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """The tokens to find side by side in column `x`."""
        return tuple(word.exact for word in self.words)

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The tokens to find side by side in column `f`."""
        return tuple(word.folded for word in self.words)

    @cached_property
    def clusters(self) -> tuple[str, ...]:
        """The tokens to find side by side in column `k`; empty if no word is Khmer."""
        if not any(word.clusters for word in self.words):
            return ()
        units = (word.clusters or (word.folded,) for word in self.words)
        return tuple(chain.from_iterable(units))


@dataclass(frozen=True, slots=True)
class Query:
    """Found is what holds one of each group of `required` terms, and none of those `excluded`."""

    text: str
    """As it was typed."""
    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    whole: Term | None = None
    """All words side by side as typed, for ranking; none where there is an OR."""
    shortened: bool = False
    """Not all of what was typed is searched for."""
    named: tuple[tuple[Term, ...], ...] = ()
    """Whatever is named by its words (`synonyms.expand`), each as terms of fields. What has one of
    them has what was named, as good as in its title."""
    leading: tuple[Term, ...] = ()
    """What comes first of whoever is named, where nothing else is asked for: terms of fields."""
    first: tuple[Term, ...] = ()
    """What comes first: terms of fields. Who asks what a thing is called asks for words."""
    unmarked: tuple[Term, ...] = ()
    """Search-only names, which no highlight may mark (see `synonyms.expand`)."""


def parse(text: str, fields: Collection[str] = ()) -> Query:
    """Return the query that `text` means. Never raises.

    `fields` are the names known to the caller, in folded form (`fold`), without blanks.
    """
    read = (_item(match, fields) for match in _ITEM.finditer(text[:MOST_CHARACTERS]))
    items = [item for item in read if item.groups]
    required: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    joined = either = False
    for number, item in enumerate(items):
        if item.excluded:
            excluded.extend(chain.from_iterable(item.groups))
        elif not joined and _is_operator(items, number):
            joined = either = True
        else:
            first, *others = item.groups
            required.append((*required.pop(), *first) if joined else first)
            required.extend(others)
            joined = False
    kept = tuple(_first_words(required))
    left = MOST_WORDS - sum(len(term.words) for term in chain.from_iterable(kept))
    sizes = accumulate(len(term.words) for term in excluded)
    without = tuple(term for term, size in zip(excluded, sizes, strict=True) if size <= left)
    return Query(
        text=text,
        required=kept,
        excluded=without,
        whole=None if either else whole_of(kept),
        shortened=len(text) > MOST_CHARACTERS
        or (kept, without) != (tuple(required), tuple(excluded)),
    )


def loosen(query: Query) -> Query:
    """Return the query with words that were only written together searched apart.

    For where the query itself finds too little: a Khmer sentence typed without spaces, Ba-na,
    BN-2024. Quoted phrases stay.
    """
    groups: list[tuple[Term, ...]] = []
    for group in query.required:
        (term, *others) = group
        if others or term.quoted or term.field:
            groups.append(group)
            continue
        *firsts, last = (replace(term, words=(word,), prefix=False) for word in term.words)
        groups.extend((first,) for first in firsts)
        groups.append((replace(last, prefix=term.prefix),))
    return replace(query, required=tuple(groups))


def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text that holds no query language, a name say."""
    return _words(_tokens(text))


def inner_words(word: Word) -> tuple[Word, ...]:
    """Return the words that a Khmer word is made of: toothache is to ache and a tooth. Itself
    alone, where it is none of Khmer or made of anything else than listed words."""
    found = (cluster_forms(cluster[0]) for cluster in CLUSTER.finditer(word.exact))
    spelled = [forms.exact for forms in found] if word.clusters else []
    pieces = ["".join(spelled[first:after]) for first, after in segment(spelled, smaller=True)]
    if len(pieces) < 2 or not all(piece in khmer_words() for piece in pieces):
        return (word,)
    return tuple(chain.from_iterable(map(words_of, pieces)))


_QUOTE = '"“”„‟«»＂'
# A minus excludes only at the beginning of a word that follows it at once.
_ITEM = re.compile(
    rf"(?P<minus>(?<!\S)-(?![-\s]))?(?:(?P<field>[^\s:{_QUOTE}]++):)?"
    rf"(?:[{_QUOTE}](?P<quoted>[^{_QUOTE}]*+)[{_QUOTE}]|(?P<bare>[^\s{_QUOTE}]++))"
)
_HYPHENS_OR_NOTHING = re.compile(f"[{HYPHENS}{IGNORED}]*+")


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands between blanks or in quotes, as groups of alternatives."""

    groups: Sequence[tuple[Term, ...]]
    excluded: bool = False
    operator: bool = False


def _item(match: re.Match[str], fields: Collection[str]) -> _Item:
    quoted, bare = match["quoted"], match["bare"]
    field = fold(match["field"] or "")
    value = bare if quoted is None else quoted
    tokens = _tokens(value)
    excluded = match["minus"] is not None
    if field in fields and tokens:
        return _Item([_group(tokens, value, field, quoted is not None)], excluded)
    if excluded:
        value = match[0][1:]
        tokens = _tokens(value)
        return _Item([_group(tokens, value, quoted=quoted is not None)] if tokens else [], True)
    loose = match[0] if quoted is None else match["field"] or ""
    groups = [_group(part, loose) for part in _parts(_tokens(loose), loose)]
    if quoted is not None and tokens:
        groups.append(_group(tokens, value, quoted=True))
    return _Item(groups, operator=match[0] == "OR")


def _tokens(text: str) -> list[Token]:
    return [token for token in scan(text) if token.exact != BREAK]


def _words(tokens: Iterable[Token]) -> tuple[Word, ...]:
    return tuple(
        Word(token.exact, token.folded, tuple(cluster.folded for cluster in token.clusters))
        for token in tokens
    )


def _parts(tokens: Iterable[Token], text: str) -> list[list[Token]]:
    """Divide tokens into what is written together: Khơ-me, BN-2024, Khmer without spaces."""
    parts: list[list[Token]] = []
    for token in tokens:
        if parts and _HYPHENS_OR_NOTHING.fullmatch(text, parts[-1][-1].end, token.start):
            parts[-1].append(token)
        else:
            parts.append([token])
    return parts


def _group(
    tokens: Sequence[Token], text: str, field: str = "", quoted: bool = False
) -> tuple[Term, ...]:
    """Return the term, and what else it may mean."""
    last = tokens[-1]
    words = _words(tokens)
    prefix = not quoted and text.startswith("*", last.end)
    term = Term(words, field, text[tokens[0].start : last.end], quoted, prefix)
    if field:
        term = replace(term, text=text)
    as_begun = fold(last.exact)
    if prefix and not last.clusters and as_begun != last.folded:
        # ky* begins Kyoto, and is all of ky, whose folded form is ki.
        begun = replace(words[-1], folded=as_begun)
        return replace(term, words=(*words[:-1], begun)), replace(term, prefix=False)
    return (term,)


def _is_operator(items: Sequence[_Item], number: int) -> bool:
    """OR stands between two things that are sought; anywhere else it is a word."""
    between = (number - 1, number + 1)
    return items[number].operator and all(
        0 <= other < len(items) and not items[other].excluded and not items[other].operator
        for other in between
    )


def _first_words(groups: Iterable[tuple[Term, ...]]) -> list[tuple[Term, ...]]:
    """Return the groups up to `MOST_WORDS`, the last one cut short if need be."""
    kept: list[tuple[Term, ...]] = []
    left = MOST_WORDS
    for group in groups:
        terms: list[Term] = []
        for term in group:
            if left:
                cut = term.words[:left]
                terms.append(term if cut == term.words else replace(term, words=cut, prefix=False))
                left -= len(cut)
        if terms:
            kept.append(tuple(terms))
    return kept


def whole_of(groups: Iterable[tuple[Term, ...]]) -> Term | None:
    """Return all words of the groups side by side, but those of fields; None if there are none."""
    terms = [group[0] for group in groups if not group[0].field]
    words = tuple(chain.from_iterable(term.words for term in terms))
    text = " ".join(term.text for term in terms)
    return Term(words, text=text, prefix=terms[-1].prefix) if words else None
