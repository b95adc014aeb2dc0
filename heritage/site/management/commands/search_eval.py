"""`manage.py search_eval`: how well the search answers judged queries."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heritage.site.search.judging import judged
from search.evaluation import JudgedFileError, mean, means_by_kind, read_judged

WORST = 20


class Command(BaseCommand):
    """Asks each query as an anonymous visitor does, and prints the measures as JSON."""

    help = "Đo tìm kiếm bằng những câu hỏi đã có người chấm (tệp như của TREC)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, and how much is told."""
        parser.add_argument("--queries", type=Path, required=True, metavar="FILE")
        parser.add_argument("--qrels", type=Path, required=True, metavar="FILE")
        parser.add_argument("--worst", type=int, default=WORST, metavar="N")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure."""
        try:
            queries = read_judged(options["queries"], options["qrels"])
        except (JudgedFileError, OSError) as error:
            raise CommandError(str(error)) from error
        scored = list(judged(queries))
        means = mean(score for _query, score in scored)
        worst = sorted(scored, key=lambda pair: (pair[1].ndcg, pair[1].recall))
        report = {
            "queries": len(scored),
            "ndcg@10": round(means.ndcg, 4),
            "recall@50": round(means.recall, 4),
            "mrr": round(means.reciprocal_rank, 4),
            "kinds": {
                kind: [round(value, 4) for value in score]
                for kind, score in means_by_kind(scored).items()
            },
            "worst": [
                {
                    "qid": query.id,
                    "text": query.text,
                    "ndcg@10": round(score.ndcg, 4),
                    "recall@50": round(score.recall, 4),
                }
                for query, score in worst[: options["worst"]]
            ],
        }
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
