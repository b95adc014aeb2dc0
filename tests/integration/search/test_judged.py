"""The demo content answers the judged queries, on both engines alike and no worse than before.

How well: `manage.py search_eval --queries tests/judged/queries.tsv --qrels tests/judged/qrels.tsv`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project

from heritage.site.search.judging import Records, ranking
from search import engines, rebuilding, working
from search.engine import Engine
from search.evaluation import JudgedQuery, mean, read_judged, scores
from search.source import source

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

JUDGED = Path(project.BASE_DIR) / "tests" / "judged"
LEAST = {"": (0.92, 0.98), "strangers": (0.78, 0.93)}
"""nDCG@10 and recall@50 that were reached: who changes the search for the worse learns of it."""


@pytest.fixture
def judged() -> dict[str, list[JudgedQuery]]:
    return {
        folder: read_judged(JUDGED / folder / "queries.tsv", JUDGED / folder / "qrels.tsv")
        for folder in LEAST
    }


@pytest.fixture
def in_order_alone(monkeypatch: Any) -> None:
    """Excerpts, and what the rows of results show, take most of the time and decide nothing."""
    monkeypatch.setattr("heritage.site.search.found.excerpts", lambda *given, **named: ())
    told: Callable[..., Any] = lambda kind, rows, reader: reader.told(rows)  # noqa: E731
    monkeypatch.setattr("heritage.site.search.found.rows.prepared", told)
    for step in ("add_peoples", "add_pictures"):
        monkeypatch.setattr(f"heritage.site.search.found.rows.{step}", lambda *given, **named: None)


def rankings(engine: Engine, queries: list[JudgedQuery]) -> dict[str, list[str]]:
    working.until_done(engine, source())
    rebuilding.rebuild(engine, source())
    return {query.id: ranking(query) for query in queries}


@pytest.mark.usefixtures("demo", "in_order_alone")
def test_judged_queries_are_answered_alike_by_both_engines(
    index: Engine, judged: dict[str, list[JudgedQuery]], settings: Any
) -> None:
    queries = list(chain.from_iterable(judged.values()))
    found = rankings(index, queries)
    records = Records()
    for folder, some in judged.items():
        means = mean([scores(records.named(found[x.id], x.grades), x.grades) for x in some])
        ndcg, recall = LEAST[folder]
        assert means.ndcg >= ndcg, folder
        assert means.recall >= recall, folder
    if address := os.environ.get("ELASTICSEARCH_URL"):
        settings.SEARCH_CLUSTER = settings.SEARCH_CLUSTER | {
            "addresses": [address],
            "index": f"judged-{os.getpid()}-{time.monotonic_ns()}",
        }
        engines.close()
        assert rankings(engines.engine(), queries) == found
