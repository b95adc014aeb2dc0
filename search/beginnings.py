"""The table of beginnings: what is suggested while somebody types, and the words by which slips of
typing are put right. Read within audiences, so nothing is suggested that its reader may not see.

All reads are bounded, whatever is typed: see `matching`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count

from search.analysis.folding import fold
from search.analysis.scan import BREAK, Token, scan
from search.documents import Document
from search.models import Beginning, Change

MOST_WORDS = 8
"""A title can be begun to be typed at each of so many words."""
RANKED = 30
"""Rows of one rank that are read."""
_WIDTH = 80
_AFTER_ALL = "\U0010ffff"
_INSIDE = 1 << 20
"""What rows that begin inside a title come after."""


def write(documents: Iterable[Document], gone: Iterable[str] = ()) -> None:
    """Put the titles of documents in the place of those that were there. In a transaction."""
    written = list(documents)
    stale = [*(one.id for one in written), *gone]
    Beginning.objects.filter(document__in=stale).delete()
    Beginning.objects.bulk_create([row for one in written for row in beginnings(one)], 1_000)


def beginnings(document: Document) -> Iterator[Beginning]:
    """Yield the rows of a document. Titles without a language are codes, which nobody begins."""
    seen = set()
    for title in document.titles:
        if not title.language:
            continue
        tokens = _tokens(title.text)
        for number in range(min(len(tokens), MOST_WORDS)):
            folded = _joined(tokens[number:])
            if (title.text, folded) in seen:
                continue
            seen.add((title.text, folded))
            yield Beginning(
                document=document.id,
                kind=document.kind,
                language=title.language,
                title=title.text[:255],
                folded=folded,
                first=tokens[number].folded[:_WIDTH],
                word=number,
                rank=rank(number, document.weight),
                audience=document.audience,
            )


def rank(word: int, weight: int) -> int:
    """Whole titles before parts of them, and then the higher weight."""
    return (_INSIDE if word else 0) - weight


def begun(text: str) -> tuple[str, ...]:
    """What rows that begin with `text` begin with; nothing where there is no word in it.

    A word that is not whole yet may be another than it would be: `ky` is ki, and begins Kyoto.
    """
    tokens = _tokens(text[: 4 * _WIDTH])
    if not tokens:
        return ()
    last = tokens[-1]
    as_typed = last if last.clusters else last._replace(folded=fold(last.exact))
    return tuple(dict.fromkeys([_joined(tokens), _joined([*tokens[:-1], as_typed])]))


class Row(NamedTuple):
    """A row of the table as it was read."""

    document: str
    kind: str
    language: str
    title: str
    folded: str
    first: str
    word: int
    rank: int


Agreeing = Callable[[Row], bool]


def agreeing(text: str) -> Agreeing:
    """What tells of a row that begins with `text` whether its marks are those that were typed.

    A word without marks asks for none: whoever types `hre` means Hrê, too. Khmer goes on in the
    midst of a word, so words of it are not those of the title.
    """
    typed = [
        (number, token.exact)
        for number, token in enumerate(_tokens(text[: 4 * _WIDTH]))
        if not token.clusters and fold(token.exact) != token.exact
    ]

    def agrees(row: Row) -> bool:
        if not typed:
            return True
        own = _exact(row.title)[row.word :]
        return all(number < len(own) and own[number].startswith(one) for number, one in typed)

    return agrees


def matching(
    keys: Iterable[str],
    audiences: Collection[int],
    weights: Collection[int],
    wanted: int,
    agrees: Agreeing = lambda row: True,
) -> list[Row]:
    """Rows that begin with one of `keys`, the best first; of many, some of the best.

    `weights`: those that documents have. Of each rank some are read, in alphabetical order, until
    there are `wanted` documents with a row that `agrees`. So a letter costs no more than a word,
    however many titles there are, and a title that is just a key is always among them.
    """
    found: list[Row] = []
    for key in keys:
        found += _ranked(key, audiences, weights, wanted, agrees)
    found.sort(key=lambda row: (row.rank, row.folded, row.document, row.language, row.title))
    return found


def of_documents(
    keys: Iterable[str], documents: Collection[str], audiences: Collection[int]
) -> list[Row]:
    """The rows of these few documents that begin with one of `keys`."""
    rows = _read(Beginning.objects.filter(document__in=documents, audience__in=audiences))
    return [row for row in rows if row.folded.startswith(tuple(keys))]


def spelled(words: Collection[str], audiences: Collection[int]) -> dict[str, Row]:
    """Of each of these folded words one row that begins with it, the best."""
    rows = Beginning.objects.filter(first__in=words, audience__in=audiences)
    found: dict[str, Row] = {}
    for word in rows.order_by().values_list("first", flat=True).distinct():
        of_word = Beginning.objects.filter(first=word, audience__in=audiences)
        found[word] = _read(of_word.order_by("rank", "folded", "pk")[:1])[0]
    return found


def words_between(first: str, last: str, audiences: Collection[int], most: int) -> list[str]:
    """Words that titles have, from `first` up to `last`, each once."""
    rows = Beginning.objects.filter(first__gte=first, first__lt=last, audience__in=audiences)
    words: Any = rows.order_by("first").values_list("first", flat=True).distinct()
    return list(words[:most])


def rare_words(title: str, but: str, audiences: Collection[int], most: int) -> list[str]:
    """Words of a title that other documents than `but` have in theirs, in `most` rows at the most;
    the rarest first."""
    words = {token.folded for token in _tokens(title)}
    rows = Beginning.objects.filter(first__in=words, audience__in=audiences)
    others = rows.exclude(document=but).values_list("first").annotate(count=Count("pk"))
    return [word for word, count in others.order_by("count", "first") if count <= most]


def word_of(row: Row, count: int = 1) -> str:
    """The words with which a row begins, as its title spells them."""
    tokens = _tokens(row.title)[row.word : row.word + count]
    return row.title[tokens[0].start : tokens[-1].end] if tokens else row.first


def _read(rows: Any) -> list[Row]:
    return [Row(*row) for row in rows.values_list(*Row._fields)]


def _ranked(
    key: str,
    audiences: Collection[int],
    weights: Collection[int],
    wanted: int,
    agrees: Agreeing,
) -> list[Row]:
    """The first of each rank: two statements, of which each part ends after `RANKED` rows."""
    found: list[Row] = []
    if not audiences or not weights:
        return found
    columns = ", ".join(connection.ops.quote_name(name) for name in Row._fields)
    table = connection.ops.quote_name(Beginning._meta.db_table)
    within = ", ".join(["%s"] * len(audiences))
    # What is being closed: see `search.indexing.hidden`. The names are those of our own tables.
    changes = connection.ops.quote_name(Change._meta.db_table)
    closing = f"SELECT 1 FROM {changes} c WHERE c.closes AND c.document = {table}.document"  # noqa: S608
    one = (
        f"SELECT * FROM (SELECT {columns} FROM {table} WHERE rank = %s AND folded >= %s "  # noqa: S608
        f"AND folded < %s AND audience IN ({within}) AND NOT EXISTS ({closing}) "
        f"ORDER BY folded LIMIT {RANKED}) AS part"
    )
    for word in (0, 1):
        ranks = sorted({rank(word, weight) for weight in weights})
        values: list[Any] = [
            value for each in ranks for value in (each, key, key + _AFTER_ALL, *audiences)
        ]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(ranks)), values)
            found += [Row(*row) for row in cursor.fetchall()]
        if len({row.document for row in found if agrees(row)}) >= wanted:
            break
    return found


def _tokens(text: str) -> list[Token]:
    return [token for token in scan(text) if token.exact != BREAK]


@lru_cache(maxsize=4096)
def _exact(title: str) -> tuple[str, ...]:
    """The words of a title with their marks; each letter that is typed asks for much the same."""
    return tuple(token.exact for token in _tokens(title))


def _joined(tokens: Sequence[Token]) -> str:
    """Words with blanks, Khmer without: nobody types any there, and where a word ends that is not
    whole yet nobody knows."""
    text = ""
    for number, token in enumerate(tokens):
        apart = number and not (token.clusters and tokens[number - 1].clusters)
        text += " " * bool(apart) + token.folded
    return text[:_WIDTH]
