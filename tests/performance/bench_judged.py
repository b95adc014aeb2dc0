"""How well the judged queries are answered, beside Wagtail's own search on the same text.

`make bench` runs it. Stock is what a Wagtail site has: one page for each record, with its title and
all its text in fields that are searched, on the database backend of `modelsearch`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from modelsearch import index
from wagtail.models import Page

from heritage.site.search.judging import DEPTH, Records, ranking
from search.engine import Engine
from search.evaluation import JudgedQuery, mean, read_judged, scores
from search.source import source
from search.working import until_done
from tests.integration.search.conftest import demo
from tests.integration.search.conftest import index as own_index

__all__ = ["demo", "own_index"]

pytestmark = [pytest.mark.performance, pytest.mark.django_db]

JUDGED = Path(project.BASE_DIR) / "tests" / "judged"


@pytest.fixture
def stock(demo: None, monkeypatch: Any) -> dict[int, str]:
    """A plain page for each public record; which record each of them is."""
    fields = [*Page.search_fields, index.SearchField("search_description")]
    monkeypatch.setattr(Page, "search_fields", fields)
    root = Page.objects.filter(depth=2).first() or Page.objects.get(depth=1)
    records: dict[int, str] = {}
    documents = source().documents(list(source().identifiers()), 0)
    for key, document in documents.items():
        if document.audience != 1:
            continue
        words = [one.text for one in (*document.titles, *document.body, *document.aside)]
        page = Page(
            title=document.titles[0].text[:255],
            slug=f"ban-sao-{key}",
            search_description="\n".join(words),
        )
        root.add_child(instance=page)
        records[page.pk] = key
    return records


@pytest.mark.usefixtures("demo")
def test_beside_the_stock_search(own_index: Engine, stock: dict[int, str], capsys: Any) -> None:
    folders = (JUDGED, JUDGED / "strangers")
    sets = [read_judged(one / "queries.tsv", one / "qrels.tsv") for one in folders]
    until_done(own_index, source())
    records = Records()

    def measured(judged: list[JudgedQuery], found: dict[str, list[str]]) -> str:
        means = mean(scores(records.named(found[q.id], q.grades), q.grades) for q in judged)
        return f"nDCG@10 {means.ndcg:.3f}  recall@50 {means.recall:.3f}  MRR {means[2]:.3f}"

    def by_stock(query: JudgedQuery) -> list[str]:
        hits = Page.objects.filter(pk__in=stock).search(query.text)[:DEPTH]
        return [stock[hit.pk] for hit in hits]

    for judged in sets:
        theirs = {query.id: by_stock(query) for query in judged}
        ours = {query.id: ranking(query) for query in judged}
        with capsys.disabled():
            print(f"\n{len(judged)} judged queries")
            print(f"  this archive   {measured(judged, ours)}")
            print(f"  stock Wagtail  {measured(judged, theirs)}")
            none = sum(not found for found in theirs.values())
            print(f"  of which stock finds nothing at all for {none}")
