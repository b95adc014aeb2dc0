"""The table of beginnings: what is suggested while somebody types, and names where the engine is
out of reach. Read within audiences, so nothing is suggested that its reader may not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.analysis.scan import BREAK, scan
from search.documents import Document
from search.models import Beginning

MOST_WORDS = 8
"""A title can be begun to be typed at each of so many words."""
_WIDTH = 80


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
        words = [token.folded for token in scan(title.text) if token.exact != BREAK]
        for number in range(min(len(words), MOST_WORDS)):
            folded = " ".join(words[number:])[:_WIDTH]
            if (title.text, folded) in seen:
                continue
            seen.add((title.text, folded))
            yield Beginning(
                document=document.id,
                kind=document.kind,
                language=title.language,
                title=title.text[:255],
                folded=folded,
                word=number,
                audience=document.audience,
                weight=document.weight,
            )
