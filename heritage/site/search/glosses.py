"""A Khmer or Cham word that is in the dictionary is sought by its meaning, too.

Much of the archive is told in Vietnamese alone. So who types កន្ទេល finds mats, and not only the
word; what has the word itself comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from heritage.languages.models import Entry
from heritage.site.reader import Reader
from heritage.site.remembered import remembered
from heritage.site.search.names import synonyms
from search.analysis.query import Query, Term, Word, inner_words, words_of
from search.analysis.synonyms import called

Glosses = Mapping[tuple[str, ...], Sequence[Term]]
"""Meanings by the exact words of what they explain."""

# Scripts of which no word is one of Vietnamese or English.
_SCRIPTS = re.compile("[\u1780-\u17ff\uaa00-\uaa5f]")
_BETWEEN = re.compile(r"[;,/]|\s\(.*?\)")
SHORTEST = 2
"""Characters of a meaning."""


def with_meanings(query: Query, reader: Reader) -> Query:
    """The query with the meanings of words beside them.

    Khmer is written without blanks: of a term of several words each piece that the dictionary or
    a group of names knows is sought by its meaning, or all of them as they were typed.
    """
    if not _SCRIPTS.search(query.text):
        return query
    glosses = remembered(reader.request, "glosses", _read)
    names = synonyms(reader)

    def meanings(words: tuple[Word, ...]) -> Sequence[Term]:
        exact = tuple(word.exact for word in words)
        return (*glosses.get(exact, ()), *called(words, names))

    groups = [group for typed in query.required for group in _by_pieces(typed, meanings)]
    return replace(query, required=tuple(groups))


Meanings = Callable[[tuple[Word, ...]], Sequence[Term]]
"""What a piece of a sentence means; nothing where that is not known."""


def _by_pieces(group: tuple[Term, ...], known: Meanings) -> list[tuple[Term, ...]]:
    term = group[0]
    if term.field or term.quoted or term.prefix:
        return [group]
    found = _pieces(term.words, known)
    pieces = [
        one
        for words, meanings in found
        for one in ([(words, meanings)] if meanings else _of_inner_words(words, known))
    ]
    if not any(meanings for _words, meanings in pieces):
        return [group]
    if len(pieces) > 1:
        return [(*group, Term(words, synonym=True), *meanings) for words, meanings in pieces]
    # What has a name of several words may have but one of them, if nobody is called so.
    ((_whole, named),) = pieces
    smaller = _pieces(term.words, lambda words: known(words) if words != term.words else ())
    if any(one.field for one in named) or not all(meanings for _words, meanings in smaller):
        return [tuple(dict.fromkeys((*group, *named)))]
    return [
        tuple(dict.fromkeys((*group, Term(words, synonym=True), *meanings, *named)))
        for words, meanings in smaller
    ]


Piece = tuple[tuple[Word, ...], Sequence[Term]]
"""Some words, and what they mean."""


def _pieces(words: tuple[Word, ...], known: Meanings) -> list[Piece]:
    """The words cut before and after the longest that have a meaning, with it."""
    found: list[Piece] = []
    first = 0
    while first < len(words):
        for size in range(len(words) - first, 0, -1):
            piece = words[first : first + size]
            meanings = known(piece)
            if meanings or size == 1:
                found.append((piece, meanings))
                first += size
                break
    return found


def _of_inner_words(words: tuple[Word, ...], known: Meanings) -> list[Piece]:
    """A word without a meaning as the words it is made of, if any of them has one."""
    inner: list[Piece] = [
        ((word,), known((word,))) for word in chain.from_iterable(map(inner_words, words))
    ]
    return inner if any(meanings for _word, meanings in inner) else [(words, ())]


def _read() -> Glosses:
    found: dict[tuple[str, ...], dict[Term, None]] = defaultdict(dict)
    entries = Entry.objects.for_everybody()
    for title, native, gloss in entries.values_list("title", "headword_native", "gloss"):
        for headword in (title, native):
            if _SCRIPTS.search(headword):
                words = tuple(word.exact for word in words_of(headword))
                found[words].update(dict.fromkeys(_terms(gloss)))
    return {words: tuple(terms) for words, terms in found.items()}


def _terms(gloss: str) -> list[Term]:
    """Each meaning as it is spelled: as a word of Vietnamese, not as all that it may be folded."""
    pieces = (piece.strip() for piece in _BETWEEN.split(gloss))
    return [
        Term(words, text=piece, synonym=True, exact_only=True)
        for piece in pieces
        if len(piece) >= SHORTEST and (words := words_of(piece))
    ]
