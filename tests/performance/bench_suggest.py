"""How fast suggestions are found among 100,000 titles, on the database there is.

`make bench` runs it; on PostgreSQL where DATABASE_URL names one. Titles are made of 6,000 syllables
and of the words most titles of an archive begin with, in three audiences of which one is closed.
Aim: p95 under 30 ms, a single letter included, from the address to the answer's bytes.
"""

from __future__ import annotations

import time
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory

from heritage.site.reader import Reader
from heritage.site.search.suggesting import suggest
from search import beginnings
from search.documents import Document, Passage
from tests.integration.site.conftest import make
from tests.performance.bench_search import spread

__all__ = ["make"]

pytestmark = [pytest.mark.performance, pytest.mark.django_db]

TITLES, REAL, TYPED = 100_000, 300, 300
KINDS = {"item": 30, "word": 10, "festival": 80, "place": 65, "people": 100, "story": 50}
BEGINNINGS = ("Lễ hội", "Tục", "Trang phục", "Bản ghi âm", "Điệu hát", "Làng", "Nhạc cụ", "Ảnh")


def syllables(chance: Random) -> list[str]:
    onsets = [*"bcdđghklmnrstvx", "ch", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"]
    vowels = [*"aăâeêioôơuư", "ia", "iê", "oa", "ua", "uô", "ươ", "ay", "ao", "âu"]
    finals = ["", "c", "m", "n", "ng", "nh", "p", "t"]
    found = {f"{a}{b}{c}" for a in onsets for b in vowels for c in finals}
    return sorted(found, key=lambda one: (chance.random(), one))


def documents(chance: Random, real: list[tuple[str, str]]) -> list[Document]:
    """Titles of three to seven words; those of `real` things stand spread among them."""
    words = syllables(chance)
    made = []
    for number in range(TITLES):
        kind = chance.choice(list(KINDS))
        identifier = f"{number:07}"
        if number % (TITLES // REAL) == 0 and real:
            kind, identifier = real.pop()
        title = " ".join(
            [chance.choice(BEGINNINGS)] * (number % 3 > 0)
            + [words[int(len(words) * chance.random() ** 2)] for _ in range(chance.randint(2, 5))]
        )
        made.append(
            Document(
                id=identifier,
                version=1,
                audience=1 if number % 5 else 999,
                kind=kind,
                titles=(Passage(title, "vi"), Passage(f"The {title}", "en")),
                weight=KINDS[kind],
            )
        )
    return made


def test_suggestions(make: Any, capsys: pytest.CaptureFixture[str]) -> None:
    chance = Random("suggest")
    things = [make("item", f"Tư liệu {n}") for n in range(40)]
    make_people = [make("people", f"Dân tộc {n}") for n in range(54)]
    real = [(one.kind, one.identifier_id) for one in (*things, *make_people)]
    started = time.perf_counter()
    made = documents(chance, real)
    for first in range(0, len(made), 400):
        beginnings.write(made[first : first + 400])
    lines = [f"{TITLES / (time.perf_counter() - started):.0f} titles/s written"]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    titles = [one.titles[0].text for one in chance.sample(made, TYPED)]
    parts = {
        "one letter": [title[:1] for title in titles] + list("abcdeghiklmnopqrstuvxy"),
        "two letters": [title[:2] for title in titles],
        "a word": [title.split()[-1] for title in titles],
        "Lễ hội": ["lễ hội", "le hoi", "lễ h", "làng", "tục", "the"] * 20,
        "two words": [" ".join(title.split()[-2:]) for title in titles],
        "whole": titles,
        "nothing": [f"{title[::-1]}zq" for title in titles],
    }
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    reader = Reader(request, "vi")
    client = Client()
    worst = 0.0
    for name, typed in parts.items():
        times, answered = [], []
        for text in typed:
            begun = time.perf_counter()
            suggest(text, reader)
            times.append((time.perf_counter() - begun) * 1000)
        for text in typed[:100]:
            begun = time.perf_counter()
            assert client.get("/api/v1/suggest", {"q": text}).status_code == 200
            answered.append((time.perf_counter() - begun) * 1000)
        (p50, p95), (a50, a95) = spread(times), spread(answered)
        worst = max(worst, p95, a95)
        lines.append(
            f"{name:12} {p50:5.1f} {p95:5.1f} ms; answered over HTTP {a50:5.1f} {a95:5.1f} ms"
        )
    with capsys.disabled():
        print("\n" + "\n".join([connection.vendor, *lines]))
    assert worst < 30
