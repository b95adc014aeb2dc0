"""A Khmer or Cham word that is in the dictionary is sought by its meaning, too.

Much of the archive is told in Vietnamese alone. So who types កន្ទេល finds mats, and not only the
word; what has the word itself comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from heritage.languages.models import Entry
from heritage.site.reader import Reader
from heritage.site.remembered import remembered
from search.analysis.query import Query, Term, words_of

Glosses = Mapping[tuple[str, ...], Sequence[Term]]
"""Meanings by the exact words of what they explain."""

# Scripts of which no word is one of Vietnamese or English.
_SCRIPTS = re.compile("[\u1780-\u17ff\uaa00-\uaa5f]")
_BETWEEN = re.compile(r"[;,/]|\s\(.*?\)")
SHORTEST = 2
"""Characters of a meaning."""


def with_meanings(query: Query, reader: Reader) -> Query:
    """The query with the meanings of words beside them."""
    if not _SCRIPTS.search(query.text):
        return query
    known = remembered(reader.request, "glosses", _read)
    groups = tuple((*group, *_meanings(group[0], known)) for group in query.required)
    return replace(query, required=groups)


def _meanings(term: Term, known: Glosses) -> Sequence[Term]:
    """What the longest word within a term means, if it is written in one of these scripts."""
    if term.field or term.quoted or term.prefix:
        return ()
    words = term.exact
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size + 1):
            if found := known.get(words[first : first + size]):
                return found
    return ()


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
