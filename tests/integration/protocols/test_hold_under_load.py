"""A hold set while pages are being served: no answer that begins after its commit has the thing."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from typing import Any

import pytest
from django.db import connection

from heritage.archive.models import Item
from heritage.protocols.models import Hold
from heritage.records.holds import place, release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

READERS = 6
TITLE = "Bài khấn rước hồn"


def read(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        return error.read().decode()


def test_no_answer_that_begins_after_the_commit_has_it(
    live_server: Any, settings: Any, tmp_path: Any, rounds: int
) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    item = Item(title=TITLE, item_kind="audio", live=True)
    item.save()
    addresses = [
        f"{live_server.url}{path}"
        for path in ("/tu-lieu/", "/", f"/id/{item.identifier_id}", "/feeds/moi/item/",
                     f"/tu-lieu/{item.slug_with_identifier}/", "/sitemap-item-1.xml")
    ]  # fmt: skip
    for _ in range(rounds):
        answers: list[tuple[float, str, bool]] = []
        ended = threading.Event()

        def reading(start: int, answers: list[Any] = answers, ended: Any = ended) -> None:
            number = start
            while not ended.is_set():
                address = addresses[number % len(addresses)]
                began = time.monotonic()
                text = read(address)
                answers.append((began, address, TITLE in text or item.identifier_id in text))
                number += 1

        readers = [threading.Thread(target=reading, args=(n,)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        time.sleep(1.5)
        hold = Hold(identifier=item.identifier_id, requested_by="Bà Sa", way="phone", reason="x")
        place(hold)
        committed = time.monotonic()
        time.sleep(1.5)
        ended.set()
        for reader in readers:
            reader.join()
        before = [has for began, _, has in answers if began < committed]
        after = [(address, has) for began, address, has in answers if began >= committed]
        assert any(before)
        assert len(after) >= READERS
        assert [address for address, has in after if has] == []
        release(Hold.objects.get(pk=hold.pk))
    connection.close()
