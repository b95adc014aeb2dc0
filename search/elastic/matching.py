"""Conditions become queries, which ask for yes or no and never for a score."""

from elasticsearch.dsl.query import (
    Bool,
    MatchAll,
    MatchNone,
    MatchPhrase,
    MatchPhrasePrefix,
    Prefix,
    Query,
    Term,
)

from search.conditions import AllOf, AnyOf, AtLeast, Condition, Labelled, Phrase, WholeTitle
from search.elastic.terms import label

# Lucene reads so many words that begin so: all there are.
_ALL_WORDS = (1 << 31) - 1


def compiled(condition: Condition) -> Query:
    """Return the query for a condition."""
    match condition:
        case Phrase(column, (token,), prefix):
            return _one(column, token, prefix)
        case Phrase(column, tokens, prefix):
            words = {"query": " ".join(tokens)}
            if prefix:
                return MatchPhrasePrefix(column, {**words, "max_expansions": _ALL_WORDS})
            return MatchPhrase(column, words)
        case WholeTitle(tokens):
            return _one("whole_titles", " ".join(tokens), prefix=False)
        case Labelled(facet, value, prefix):
            return _one("folded", label(facet, value), prefix)
        case AllOf(conditions):
            # Who types one word many times asks for it once.
            queries = [compiled(each) for each in dict.fromkeys(conditions)]
            return Bool(filter=queries) if queries else MatchAll()
        case AnyOf(conditions):
            queries = [compiled(each) for each in dict.fromkeys(conditions)]
            return Bool(should=queries, minimum_should_match=1) if queries else MatchNone()
        case AtLeast(least, conditions):
            if least > len(conditions):
                return MatchNone()
            queries = [compiled(each) for each in conditions]
            return Bool(should=queries, minimum_should_match=least)


def _one(field: str, term: str, prefix: bool) -> Query:
    """Return the query for a term, or for all that begin so."""
    return Prefix(field, {"value": term}) if prefix else Term(field, {"value": term})
