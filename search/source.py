"""Where documents come from: whoever knows the models says it by the setting `SEARCH_SOURCE`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from search.documents import Document


class Source(Protocol):
    """What is to be found, as the database has it now."""

    def identifiers(self) -> Iterator[str]:
        """Yield the identifiers of all that may have a document, in no order."""
        ...

    def bearing(self, identifiers: Collection[str]) -> set[str]:
        """Return the identifiers of what tells of these documents in its own, as of now."""
        ...

    def lengths(self, identifiers: Collection[str]) -> dict[str, int]:
        """Return how many bytes of text are read along from files for documents, where any are:
        the pages of books."""
        ...

    def documents(self, identifiers: Collection[str], version: int) -> dict[str, Document]:
        """Return the documents of these identifiers by them; what has none is not to be found.

        To be called with one of `indexing.batches` at a time.
        """
        ...


@cache
def source() -> Source:
    """Return the one that this archive has."""
    made: Source = import_string(settings.SEARCH_SOURCE)()
    return made
