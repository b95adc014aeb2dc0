"""How long a file of 300 and of 1,000 records takes, from the address to its last byte.

`make bench` runs it; on PostgreSQL where DATABASE_URL names one. Aim: 1,000 within 30 seconds, the
most that is answered at once.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from heritage.site.exports.formats import FORMATS
from tests.integration.search.conftest import drain, index
from tests.integration.site.conftest import PEOPLE_LINKS, PLACE_LINKS, make

__all__ = ["drain", "index", "make"]

pytestmark = [pytest.mark.performance, pytest.mark.django_db]


def test_files(make: Any, drain: Any, capsys: pytest.CaptureFixture[str]) -> None:
    people, place = make("people", "Khmer"), make("place", "Phum thử")
    for number in range(1_000):
        part = "ba trăm" if number < 300 else "sau đó"
        item = make("item", f"Ảnh tư liệu {part} {number}", created="1955~", credit="Ban nhạc")
        PEOPLE_LINKS["item"].objects.create(owner=item, people=people)
        PLACE_LINKS["item"].objects.create(owner=item, place=place)
    started = time.perf_counter()
    drain()
    lines = [f"{connection.vendor}: {1_000 / (time.perf_counter() - started):.0f} documents/s"]
    client = Client()
    client.get("/tim-kiem/xuat/csv?q=khongco")
    worst = 0.0
    for code in FORMATS:
        said = []
        for query, count in (('q="ba+trăm"', 300), ("q=tư+liệu", 1_000)):
            begun = time.perf_counter()
            answer = client.get(f"/tim-kiem/xuat/{code}?{query}")
            seconds = time.perf_counter() - begun
            worst = max(worst, seconds)
            assert answer.content.count(b"/id/") >= count
            said.append(f"{count}: {seconds:.2f} s, {len(answer.content) // 1000} kB")
        lines.append(f"{code:10} {'; '.join(said)}")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert worst < 30
