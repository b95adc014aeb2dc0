"""Titles and names in the database, for as long as the engine is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from heritage.records.things import kinds
from heritage.site.indexing.book import BOOK
from heritage.site.reader import Reader
from search.analysis.folding import fold
from search.analysis.scan import BREAK, scan

MOST_WORDS = 8


def in_titles(text: str, reader: Reader, most: int) -> Iterator[tuple[str, str]]:
    """Kinds and identifiers of what has all these words in its title, in any language.

    Words are compared as `folded` has them: without marks, anywhere. One query for each kind.
    """
    words = [fold(token.exact) for token in scan(text) if token.exact != BREAK][:MOST_WORDS]
    if not words:
        return
    condition = Q()
    for word in words:
        condition &= Q(folded__contains=word)
    left = most
    for kind in sorted(BOOK, key=lambda one: -BOOK[one].weight):
        every: Any = kinds()[kind]._default_manager
        titled = every.filter(condition, live=True).values("translation_key")
        shown = reader.shown(every.filter(translation_key__in=titled)).order_by("sort_key", "pk")
        for identifier in shown.values_list("identifier_id", flat=True)[:left]:
            left -= 1
            yield kind, identifier
        if left <= 0:
            return
