"""Search the stock site: `python -m tests.performance.stock.searched` for `bench_search`.

Reads `{"count": documents, "queries": [text, …]}` and prints `{"seconds": of building the index,
"bytes": of it, "times": [ms for each query], "megabytes": of this process}`.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from itertools import islice
from random import Random
from typing import Any

import tests.performance.stock.started  # before any model  # noqa: F401

# isort: split
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from tests.performance.bench_search import documents, resident, text_of, timed
from tests.performance.stock.models import TextPage

SIZE = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"


def size() -> int:
    """Bytes of the database."""
    with connection.cursor() as cursor:
        cursor.execute(SIZE)
        return int(cursor.fetchone()[0])


def fill(count: int) -> None:
    """Pages with the titles and texts of the documents, written past Wagtail, which is slow."""
    kind = ContentType.objects.get_for_model(TextPage)
    root = Page.objects.get(depth=1)
    insert = "INSERT INTO stock_textpage (page_ptr_id, body) VALUES (%s, %s)"
    made = documents(count, Random("search"))
    while some := list(islice(made, 1_000)):
        pages = Page.objects.bulk_create(
            Page(
                title=one.titles[0].text,
                slug=one.id,
                path=Page._get_path(root.path, 2, int(one.id) + 100),
                depth=2,
                numchild=0,
                url_path=f"/{one.id}/",
                content_type=kind,
                locale_id=root.locale_id,
            )
            for one in some
        )
        texts = [text_of(one) for one in some]
        with connection.cursor() as cursor:
            cursor.executemany(insert, list(zip((p.pk for p in pages), texts, strict=True)))


def search(text: str) -> list[Any]:
    """The first 20, as the view that `wagtail start` writes asks for them."""
    return list(Page.objects.live().search(text)[:20])


def main() -> None:
    asked = json.load(sys.stdin)
    fill(asked["count"])
    before = size()
    began = time.perf_counter()
    call_command("wagtail_update_index", verbosity=0)
    seconds = time.perf_counter() - began
    times = []
    for text in asked["queries"]:
        ask = partial(search, text)
        ask()
        times.append(timed(ask))
    answer = {
        "seconds": seconds,
        "bytes": size() - before,
        "times": times,
        "megabytes": resident(),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
