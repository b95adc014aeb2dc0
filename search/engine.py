"""What the archive asks of a search engine. Every engine gives the same hits, order and counts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeVar

from search.analysis.query import Query
from search.documents import Document, Passage

MOST_VALUES = 100
"""Of each facet the most frequent values are counted, wholes and parts (`search.documents.is_part`)
by themselves; of equally frequent ones the lower."""

FEW = 10
"""Where fewer documents hold all words, those with most of the words follow, and then
those with fewer."""


Made = TypeVar("Made")


class EngineError(Exception):
    """The engine cannot do it now: out of reach, locked, full or spoilt; the reason is its text."""


class SpoiltError(EngineError):
    """What it has on its disk cannot be read, and will not be until it is rebuilt."""


class RebuildingError(Exception):
    """Somebody else is rebuilding this index."""


@dataclass(frozen=True, slots=True)
class Request:
    """One page of what a query finds."""

    query: Query
    """Parsed and expanded. Without required terms: everything, but what is excluded. A term of the
    field `title` is sought in titles; of any other, among the values of the facet of that name,
    folded: whoever offers fields whose values are no names has to translate them before."""
    audiences: frozenset[int] | None = None
    """Whose documents may be seen, counted, or guessed from anything; None: all."""
    without: frozenset[str] = frozenset()
    """Documents by identifier that nobody finds, as if they had been removed."""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Of each facet one of the values; no values, no choice."""
    counted: frozenset[str] = frozenset()
    """The facets to count."""
    sort: str = ""
    """A name of `Document.sorts`, the lowest value first, or with "-" before it the highest; empty:
    by tiers. Then come lower identifiers; of no query the higher weight comes before."""
    size: int = 20
    """Hits at most, partial ones included."""
    after: str | None = None
    """`Answer.next` of the page before. What cannot be read counts as none: it comes by address."""


class Hit(NamedTuple):
    """A document that was found."""

    id: str
    kind: str
    tier: int
    """Its number among those of `search.ranking.Plan.tiers`, from 1; of every order but that of
    tiers the last one. What is above that is a partial hit, the more the less it holds is worth."""
    stored: Mapping[str, object]
    titles: tuple[Passage, ...]
    body: tuple[Passage, ...]
    """For snippets and highlights, which are the same for every engine: `search.analysis`."""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One page."""

    hits: tuple[Hit, ...]
    total: int
    """Documents that hold all words, on all pages."""
    facets: Mapping[str, Mapping[str, int]]
    """Of each counted facet, how many of them have each value, whatever is chosen in this facet
    itself. Values nothing has are left out, and less frequent ones than `MOST_VALUES` others, but
    for a chosen one, its whole and all parts of that."""
    partial: tuple[Hit, ...]
    """What follows `hits`: documents with most of the words, and then those with fewer, by what
    they have points for (`search.ranking.Plan.points`). Only where `total` is below `FEW` and
    there are several words; never counted."""
    next: str | None
    """For `Request.after`; None on the last page. Stays good while documents come and go."""


class Entry(NamedTuple):
    """What the engine holds of a document, for comparing with the database."""

    id: str
    version: int
    audience: int


def each_made(
    documents: Iterable[Document], make: Callable[[Document], Made], at_fault: dict[str, str]
) -> Iterator[Made]:
    """Yield what an engine makes of documents, and note of which it makes nothing, with the reason:
    for `Engine.rebuild`."""
    for document in documents:
        try:
            made = make(document)
        except (TypeError, ValueError) as error:
            at_fault[document.id] = str(error)
        else:
            yield made


class Engine(Protocol):
    """A search engine. Its methods may be called by several threads; all raise EngineError.

    What `write` and `remove` have done is found by every search that begins afterwards, in every
    process. Of one document, a call with a lower version than the engine has seen does nothing; of
    equal versions the later call counts.
    """

    def write(self, documents: Iterable[Document]) -> None:
        """Put documents in the place of what was there, all or none of them.

        To be called with some hundreds at a time.
        """
        ...

    def remove(self, versions: Mapping[str, int]) -> None:
        """Remove documents, by identifier, as of the version of the change that removed them."""
        ...

    def search(self, request: Request) -> Answer:
        """Return one page. No query raises anything else than EngineError."""
        ...

    def entries(self) -> Iterator[Entry]:
        """Yield what is there, as of one moment, in no order."""
        ...

    def count(self) -> int:
        """Return how many documents there are."""
        ...

    def rebuild(self, documents: Iterable[Document]) -> Mapping[str, str]:
        """Put `documents` in the place of all there is, in one step, at the end. Return why some
        could not be put, by their identifiers: the fault is theirs alone.

        Until then searches are answered as before, and writes and removals are found as always.
        Those that happen during the rebuild are kept, by version; so `documents` has to be read
        from the database while it is asked for, not before. What was removed before it began is
        forgotten, versions included. If it is killed, nothing changes. Raises RebuildingError.
        """
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
