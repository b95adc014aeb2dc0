"""The judged queries fit the demo content, and none is answered by what the public may not see."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from heritage.exchange.demo import DRAFTS
from search.evaluation import RELEVANT, JudgedQuery, read_judged

ROOT = Path(__file__).resolve().parents[3]
JUDGED = ROOT / "tests" / "judged"
NO_RECORDS = re.compile(r"-festival_editions\.csv$")


def demo_rows() -> Iterator[tuple[str, dict[str, str]]]:
    for sheet in sorted((ROOT / "demo" / "content").glob("*.csv")):
        if NO_RECORDS.search(sheet.name):
            continue
        with sheet.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                word = row.get("headword") or row.get("headword_rumi")
                yield row.get("id") or f"{sheet.name}:{word}", row


def read(folder: Path) -> list[JudgedQuery]:
    return read_judged(folder / "queries.tsv", folder / "qrels.tsv")


@pytest.fixture(scope="module", params=[JUDGED, JUDGED / "strangers"], ids=["own", "strangers"])
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def judged(folder: Path) -> list[JudgedQuery]:
    return read(folder)


def test_each_query_is_judged_and_answered(folder: Path, judged: list[JudgedQuery]) -> None:
    lines = (folder / "queries.tsv").read_text(encoding="utf-8").splitlines()
    assert len(judged) == len(lines)
    assert [query.id for query in judged if max(query.grades.values(), default=0) < RELEVANT] == []


def test_no_query_is_there_twice(judged: list[JudgedQuery]) -> None:
    texts = Counter(query.text for query in judged)
    assert [text for text, times in texts.items() if times > 1] == []


def test_each_judged_record_is_in_the_demo_content(judged: list[JudgedQuery]) -> None:
    records = {record for record, _ in demo_rows()}
    assert {record for query in judged for record in query.grades} - records == set()


def test_nothing_judged_is_hidden_from_the_public(judged: list[JudgedQuery]) -> None:
    restricted = {
        record for record, row in demo_rows() if row.get("audience", "public") != "public"
    }
    assert restricted
    hidden = restricted | DRAFTS
    assert {record for query in judged for record in query.grades} & hidden == set()


def test_the_readme_counts_the_kinds() -> None:
    table = re.findall(
        r"^\| `([a-z-]+)` \| (\d+) \|",
        (JUDGED / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    kinds = Counter(query.kind for query in read(JUDGED))
    assert {kind: int(number) for kind, number in table} == kinds


def test_identifiers_name_the_kind() -> None:
    assert [q.id for q in read(JUDGED) if not re.fullmatch(rf"{q.kind}-\d\d", q.id)] == []
