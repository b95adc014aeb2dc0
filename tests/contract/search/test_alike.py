"""Both engines give the same answers, to the last cursor, on real text in new company."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from search.analysis.query import parse
from search.analysis.sorting import sort_key
from search.analysis.synonyms import expand
from search.documents import Document, Passage
from search.elastic.engine import ElasticEngine
from search.embedded.engine import EmbeddedEngine
from search.engine import Answer, Engine, Request
from tests.contract.search.asking import FIELDS, PEOPLES
from tests.contract.search.clusters import address, cluster, name
from tests.contract.search.hostile import HOSTILE
from tests.performance import bench_search

__all__ = ["address", "cluster", "name"]

pytestmark = [pytest.mark.needs_elasticsearch, pytest.mark.needs_shared]

FACETS = sorted(bench_search.FACETS)
SORTS = ("", "", "", "newest", "-newest", "title", "-title", "rare", "-rare", "nothing")
TYPED = [
    "", "-lễ", "lễ hội", "le hoi", "lễ*", "n*", "ញ*", "người hrê", "ba na", "Ba-na",
    "bahnar OR hrê", "người mèo", "title:hội", "-title:hội năm", "people:people-3",
    "people:people-1*", "people:0", "year:19*", "people:people-3 OR title:hội",
    "người -people:people-3", "ក", "ការ", "-ក", "ក ខ",
    '"thành phố"', '"thành phố" việt nam hà nội', "khmer", "việt-nam", "một hai ba bốn năm",
    "là là", "là là là", "title:title:le", "the of and",
]  # fmt: skip


@pytest.fixture
def size(rounds: int) -> int:
    return 20_000 if rounds >= 10 else 2_000


@pytest.fixture
def chance() -> Random:
    return Random("alike")


@pytest.fixture
def made(size: int, chance: Random) -> list[Document]:
    return [_with_sorts(d, chance) for d in bench_search.documents(size, chance)]


@pytest.fixture
def engines(
    tmp_path: Path,
    address: str,
    name: str,
    made: list[Document],
) -> Iterator[tuple[Engine, Engine]]:
    """The same in both: most was there when they were built, some has come and gone since."""
    before, after = made[: len(made) * 3 // 4], made[len(made) * 3 // 4 :]
    again = [replace(d, version=2, weight=1, titles=d.titles * 2) for d in before[::50]]
    gone = {d.id: 2 for d in made[7::40]}
    one, other = EmbeddedEngine(tmp_path / "index"), ElasticEngine([address], name)
    with closing(one), closing(other):
        for engine in (one, other):
            engine.rebuild(before)
            for first in range(0, len(after), 500):
                engine.write(after[first : first + 500])
            engine.write(again)
            engine.remove(gone)
        yield one, other


def test_the_same_answers(
    engines: tuple[Engine, Engine], made: list[Document], chance: Random
) -> None:
    one, other = engines
    assert one.count() == other.count()
    assert sorted(one.entries()) == sorted(other.entries())
    kinds = bench_search.queries(made[:1_000], chance)
    typed = [text for some in kinds.values() for text in some[: len(made) // 200]]
    asked = 0
    for text in [*TYPED * 4, *typed, *HOSTILE]:
        request = _request(text, chance)
        for _ in range(3):
            ours, theirs = one.search(request), other.search(request)
            asked += 1
            assert ours == theirs, _difference(request, ours, theirs)
            if ours.next is None:
                break
            request = replace(request, after=ours.next)
    assert asked > 500


def _with_sorts(document: Document, chance: Random) -> Document:
    """More to sort by, and some that has neither value nor title."""
    title = document.titles[0].text
    sorts: dict[str, int | str] = {**document.sorts, "title": sort_key(title, "vi")}
    if chance.random() < 0.1:
        sorts["rare"] = chance.randrange(-9, 9)
    if chance.random() < 0.05:
        return replace(document, sorts={}, titles=(), facets={}, stored={"n": [title, None]})
    titles = (*document.titles, Passage(title[::-1], "en", "page=2"))
    return replace(document, sorts=sorts, titles=titles)


def _request(text: str, chance: Random) -> Request:
    chosen: dict[str, frozenset[str]] = {}
    for facet in chance.sample(FACETS, chance.choice([0, 0, 0, 1, 2])):
        many = bench_search.FACETS[facet]
        numbers = [int(many * chance.random() ** 2) for _ in range(chance.choice([0, 1, 3, 20]))]
        chosen[facet] = frozenset(f"{facet}-{number}" for number in numbers)
    return Request(
        expand(parse(text, FIELDS), PEOPLES),
        audiences=chance.choice([None, frozenset({1, 2}), frozenset({3, 99}), frozenset()]),
        chosen=chosen,
        counted=frozenset(chance.sample(FACETS, chance.choice([0, 1, 3, 6]))),
        sort=chance.choice(SORTS),
        size=chance.choice([1, 3, 20, 20, 50]),
    )


def _difference(request: Request, ours: Answer, theirs: Answer) -> str:
    said = [ascii(request.query.text[:200]), f"{replace(request, query=parse(''))}"]
    for answer in (ours, theirs):
        hits = [(hit.id, int(hit.tier)) for hit in (*answer.hits, *answer.partial)]
        said.append(f"{answer.total} {hits[:30]} {answer.next} {str(answer.facets)[:300]}")
    return "\n".join(said)
