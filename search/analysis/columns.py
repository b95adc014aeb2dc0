"""What a search engine stores of a text: tokens joined by spaces, the same for every engine."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from search.analysis.scan import BREAK, Token, scan


class Columns(NamedTuple):
    """The tokens of a text, joined by single spaces, for a tokenizer that splits at spaces.

    `x` and `f` hold the exact and folded forms, token by token at the same positions. `k` holds
    those paragraphs in which there is Khmer, with each Khmer word as its clusters and the other
    words folded; it is empty for a text without Khmer. Between fields and paragraphs stands one
    `BREAK`, so that no phrase crosses them.
    """

    x: str
    f: str
    k: str


def columns(pieces: Iterable[str]) -> Columns:
    """Return the columns of the pieces (fields, paragraphs) of one text, in their order.

    A blank line within a piece divides it. To search titles apart from bodies, call it for each.
    """
    paragraphs = list(chain.from_iterable(_paragraphs(scan(piece)) for piece in pieces))
    return Columns(
        x=_joined([token.exact for token in paragraph] for paragraph in paragraphs),
        f=_joined([token.folded for token in paragraph] for paragraph in paragraphs),
        k=_joined(_cluster_sequence(paragraph) for paragraph in paragraphs),
    )


def _cluster_sequence(tokens: Sequence[Token]) -> list[str]:
    """Return the folded tokens with Khmer words as their clusters; nothing if there is no Khmer."""
    if not any(token.clusters for token in tokens):
        return []
    return [form for token in tokens for form in _units(token)]


def _units(token: Token) -> list[str]:
    return [cluster.folded for cluster in token.clusters] or [token.folded]


def _paragraphs(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    for is_break, paragraph in groupby(tokens, key=lambda token: token.exact == BREAK):
        if not is_break:
            yield list(paragraph)


def _joined(paragraphs: Iterable[list[str]]) -> str:
    return f" {BREAK} ".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)
