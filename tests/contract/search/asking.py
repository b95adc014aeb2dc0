"""Short words for writing and asking, as the parts of the contract use them."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from search.analysis.query import parse
from search.analysis.synonyms import Name, Synonyms, expand, prepare
from search.documents import Document, Passage
from search.engine import Answer, Engine, Request

OpenEngine = Callable[[], Engine]
"""Opens the index of this test, another time if it is open; each is closed after the test."""

PEOPLES = prepare(
    [
        [Name("Hrê"), Name("H're")],
        [Name("Ba Na"), Name("Bahnar")],
        [Name("Chăm"), Name("Chàm")],
        [Name("Khmer"), Name("Khơ Me")],
        [Name("Xơ Đăng"), Name("Xê Đăng"), Name("Mèo", search_only=True)],
    ]
)
FIELDS = frozenset({"title", "people", "year"})


def document(
    id_: str, titles: str | Iterable[str] = (), *body: str, version: int = 1, **other: Any
) -> Document:
    """A document in Vietnamese that everybody may see."""
    titles = (titles,) if isinstance(titles, str) else titles
    return Document(
        id=id_,
        version=version,
        audience=other.pop("audience", 1),
        kind=other.pop("kind", "item"),
        titles=tuple(Passage(text, "vi") for text in titles),
        body=tuple(Passage(text, "vi") for text in body),
        **other,
    )


def ask(engine: Engine, typed: str, synonyms: Synonyms = PEOPLES, **request: Any) -> Answer:
    return engine.search(Request(expand(parse(typed, FIELDS), synonyms), **request))


def found(engine: Engine, typed: str, **request: Any) -> list[str]:
    """Identifiers, in order."""
    return [hit.id for hit in ask(engine, typed, **request).hits]


def pages(engine: Engine, typed: str, size: int, **request: Any) -> list[list[str]]:
    """Identifiers page by page, partial ones included."""
    read: list[list[str]] = []
    after = None
    while not read or after:
        answer = ask(engine, typed, size=size, after=after, **request)
        read.append([hit.id for hit in (*answer.hits, *answer.partial)])
        after = answer.next
    return read


def chosen(**facets: Collection[str]) -> dict[str, frozenset[str]]:
    return {facet: frozenset(values) for facet, values in facets.items()}
