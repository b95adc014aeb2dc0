"""Conditions become queries, which ask for yes or no: a score is only what a tier is worth.

They are written as the cluster reads them: a search asks some hundred conditions, and an object for
each would take longer to make than the answer.
"""

from collections.abc import Iterable
from typing import Any

from search.conditions import AllOf, AnyOf, Condition, Labelled, Phrase, WholeTitle
from search.elastic.terms import label

Clause = dict[str, Any]
"""A query in the language of Elasticsearch."""

EVERYTHING: Clause = {"match_all": {}}
NOTHING: Clause = {"match_none": {}}

# Lucene reads so many words that begin so: all there are.
_ALL_WORDS = (1 << 31) - 1


def compiled(condition: Condition) -> Clause:
    """Return the query for a condition."""
    match condition:
        case Phrase(column, (token,), prefix):
            return _one(column, token, prefix)
        case Phrase(column, tokens, prefix):
            words = {"query": " ".join(tokens)}
            if prefix:
                return {"match_phrase_prefix": {column: {**words, "max_expansions": _ALL_WORDS}}}
            return {"match_phrase": {column: words}}
        case WholeTitle(tokens):
            return _one("whole_titles", " ".join(tokens), prefix=False)
        case Labelled(facet, value, prefix):
            return _one("folded", label(facet, value), prefix)
        case AllOf(conditions):
            # Who types one word many times asks for it once.
            return all_of(map(compiled, dict.fromkeys(conditions)))
        case AnyOf(conditions):
            return at_least(1, map(compiled, dict.fromkeys(conditions)))


def all_of(clauses: Iterable[Clause]) -> Clause:
    """Return the query for what every one of these finds; of none, everything."""
    found = list(clauses)
    return {"bool": {"filter": found}} if found else EVERYTHING


def at_least(least: int, clauses: Iterable[Clause]) -> Clause:
    """Return the query for what so many of these find."""
    found = list(clauses)
    if least > len(found):
        return NOTHING
    return {"bool": {"should": found, "minimum_should_match": least}}


def scored(clause: Clause, score: int) -> Clause:
    """Return the query with a score for what it finds."""
    return {"constant_score": {"filter": clause, "boost": score}}


def _one(field: str, term: str, prefix: bool) -> Clause:
    """Return the query for a term, or for all that begin so."""
    return {"prefix" if prefix else "term": {field: {"value": term}}}
