"""How fast the embedded engine builds an index and answers, beside FTS5 alone on the same table.

`make bench` runs it. A document is about 2 kB of real text, one in ten Khmer. Aim: a search, with
tiers, audiences, six facets with counts and the stored text of its page, takes at most three times
as long as `MATCH … ORDER BY rank LIMIT 20`, at p50 and p95. Beside both, the same documents as
pages of a stock Wagtail site, which has neither facets nor marked words.
"""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any

import pytest

from search.analysis.query import Query, parse
from search.analysis.scan import scan
from search.documents import Document, Passage
from search.embedded.engine import EmbeddedEngine
from search.embedded.file import connect
from search.engine import Request
from tests.performance.bench_analysis import SOURCES, pages

pytestmark = [pytest.mark.performance, pytest.mark.needs_shared]

DOCUMENTS, QUERIES, STOCK_QUERIES, CLIENTS = 100_000, 60, 1, 4
FACETS = {"type": 9, "people": 54, "place": 4_000, "language": 3, "month": 12, "topic": 40}
COUNTED = frozenset(FACETS)
AUDIENCES = frozenset({1, 2})
BARE = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 20"


def sentences(source: str, most: int) -> list[str]:
    """Pieces of about 200 characters."""
    found: list[str] = []
    for page in pages(source):
        found.extend(line[:200] for line in page.splitlines() if len(line) > 60)
        if len(found) > most:
            break
    return found


def documents(count: int, chance: Random) -> Iterator[Document]:
    """Real sentences in new company."""
    sources = [(sentences(source, 20_000), size) for source, (size, _) in SOURCES.items()]
    for number in range(count):
        pieces, size = sources[number % 10 == 0]
        text = ""
        while len(text) < size:
            text += chance.choice(pieces) + "\n"
        title = " ".join(chance.choice(pieces).split()[:6])[:60]
        values = {
            name: tuple({f"{name}-{int(many * chance.random() ** 2)}" for _ in range(2)})
            for name, many in FACETS.items()
        }
        yield Document(
            id=f"{number:07}",
            version=1,
            audience=1 + number % 3,
            kind="item",
            titles=(Passage(title, "vi"),),
            # One tenth says what it is about.
            body=(Passage(text[: size // 10]), Passage(text[size // 10 : size])),
            lead=1,
            facets=values,
            sorts={"newest": chance.randrange(20_000)},
            weight=chance.randrange(3),
        )


def text_of(document: Document) -> str:
    """All that is said in it."""
    return "\n".join(passage.text for passage in document.body)


def words(texts: Sequence[str], chance: Random, many: int, step: int = 1) -> str:
    """Words that stand side by side, or `step` apart, somewhere."""
    while True:
        found = [token.folded for token in scan(chance.choice(texts))]
        if len(found) > many * step:
            first = chance.randrange(len(found) - many * step)
            return " ".join(found[first : first + many * step : step])


def queries(some: Sequence[Document], chance: Random) -> dict[str, list[str]]:
    vietnamese = [text_of(d) for d in some if int(d.id) % 10]
    khmer = [text_of(d) for d in some if not int(d.id) % 10]
    kinds: dict[str, Callable[[], str]] = {
        "one word": lambda: words(vietnamese, chance, 1),
        "two words": lambda: words(vietnamese, chance, 2),
        "three words": lambda: words(vietnamese, chance, 3),
        "three words apart": lambda: words(vietnamese, chance, 3, 3),
        "six words": lambda: words(vietnamese, chance, 6),
        "phrase": lambda: f'"{words(vietnamese, chance, 2)}"',
        "either": lambda: " OR ".join(words(vietnamese, chance, 2).split()),
        "without": lambda: "{} -{}".format(*words(vietnamese, chance, 2, 5).split()),
        "beginning": lambda: f"{words(vietnamese, chance, 2)}*",
        "Khmer": lambda: words(khmer, chance, 2),
    }
    return {kind: [make() for _ in range(QUERIES)] for kind, make in kinds.items()}


def bare(query: Query) -> str:
    """The same words for FTS5 alone."""
    groups = (
        " OR ".join(f'"{" ".join(term.folded)}"' + "*" * term.prefix for term in group)
        for group in query.required
    )
    found = "f : (" + " AND ".join(f"({group})" for group in groups) + ")"
    return found + "".join(f' NOT f : "{" ".join(term.folded)}"' for term in query.excluded)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def spread(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


def resident() -> int:
    """Megabytes of this process that are in memory and its own."""
    fields = Path("/proc/self/statm").read_text().split()
    return (int(fields[1]) - int(fields[2])) * 4096 // 1_000_000


def test_build_and_search(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chance = Random("search")
    made = list(documents(DOCUMENTS, chance))
    engine = EmbeddedEngine(tmp_path / "index")
    started = time.perf_counter()
    engine.rebuild(made)
    seconds = time.perf_counter() - started
    (path,) = (tmp_path / "index").glob("index-*.sqlite")
    asked = queries(made[:2_000], chance)
    raw = sum(len(text_of(d).encode()) for d in made)
    del made
    before = resident()
    first = timed(lambda: engine.search(Request(parse(""), AUDIENCES)))
    lines = [
        f"{DOCUMENTS / seconds:.0f} documents/s, {raw // DOCUMENTS} bytes each; index"
        f" {path.stat().st_size / raw:.1f} bytes for each; first search {first:.0f} ms;"
        f" +{resident() - before} MB"
    ]
    table = connect(path)
    every: list[float] = []
    alone: list[float] = []
    for kind, typed in asked.items():
        parsed = [parse(text) for text in typed]
        requests = [Request(query, AUDIENCES, counted=COUNTED) for query in parsed]
        ours, theirs = [], []
        for query, request in zip(parsed, requests, strict=True):
            match = bare(query)
            ask, search = _bare(table, match), _search(engine, request)
            # By turns, and each the second time: what is measured is not the disk.
            ask(), search()
            theirs.append(min(timed(ask) for _ in range(3)))
            ours.append(min(timed(search) for _ in range(3)))
        (p50, p95), (b50, b95) = spread(ours), spread(theirs)
        worst = typed[ours.index(max(ours))]
        lines.append(
            f"{kind:18} {p50:6.1f} {p95:6.1f} ms, bare {b50:6.1f} {b95:6.1f} ms:"
            f" {p50 / b50:.2f} {p95 / b95:.2f}; worst {max(ours):.1f} ms {worst}"
        )
        every += ours
        alone += theirs
    (p50, p95), (b50, b95) = spread(every), spread(alone)
    lines.append(
        f"{'all':18} {p50:6.1f} {p95:6.1f} ms, bare {b50:6.1f} {b95:6.1f} ms:"
        f" {p50 / b50:.2f} {p95 / b95:.2f}; {resident()} MB"
    )
    all_requests = [
        Request(parse(t), AUDIENCES, counted=COUNTED) for k in asked.values() for t in k
    ]
    with ThreadPoolExecutor(CLIENTS) as pool:
        together = list(pool.map(lambda request: timed(_search(engine, request)), all_requests))
        theirs = list(pool.map(lambda r: timed(_own(path, bare(r.query))), all_requests))
    (p50, p95), (b50, b95) = spread(together), spread(theirs)
    lines.append(f"{CLIENTS} clients {p50:.1f} {p95:.1f} ms, bare {b50:.1f} {b95:.1f} ms")
    table.close()
    engine.close()
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    # It takes many seconds for each: one of each kind will do.
    stock = by_stock([text for typed in asked.values() for text in typed[:STOCK_QUERIES]], tmp_path)
    s50, s95 = spread(stock["times"])
    told = (
        f"stock Wagtail {s50:.1f} {s95:.1f} ms; {DOCUMENTS / stock['seconds']:.0f} documents/s;"
        f" index {stock['bytes'] / raw:.1f} bytes for each; {stock['megabytes']} MB"
    )
    with capsys.disabled():
        print(told)
    assert p50 <= 3 * b50
    assert p95 <= 3 * b95


def by_stock(asked: Sequence[str], folder: Path) -> dict[str, Any]:
    """What `stock.searched` measures."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.performance.stock.searched"],
        input=json.dumps({"count": DOCUMENTS, "queries": asked}),
        env={**os.environ, "DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(told.stdout)
    return answer


def _bare(table: sqlite3.Connection, match: str) -> Callable[[], object]:
    return lambda: table.execute(BARE, (match,)).fetchall()


def _search(engine: EmbeddedEngine, request: Request) -> Callable[[], object]:
    return lambda: engine.search(request)


def _own(path: Path, match: str) -> Callable[[], object]:
    def ask() -> object:
        table = connect(path)
        try:
            return table.execute(BARE, (match,)).fetchall()
        finally:
            table.close()

    return ask
