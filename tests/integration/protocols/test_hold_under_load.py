"""Holds set while pages are being served: no answer that begins after their commit has the things.

Pages, lists, calendars, feeds, maps, share pictures, and what a browser may keep: kept in memory or
made anew.
"""

from __future__ import annotations

import re
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from heritage.archive.models import Edition, Festival, Item
from heritage.peoples.models import Term
from heritage.protocols.models import Hold
from heritage.records.holds import place, release
from heritage.site.models import SectionPage
from heritage.site.offline import marks

pytestmark = [
    pytest.mark.slow,
    pytest.mark.torture,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

READERS = 6
TITLES = ("Bài khấn rước hồn", "Lễ rước hồn lúa")
YEAR = timezone.localdate().year + 1


def read(address: str) -> tuple[str, bool]:
    """The text of an answer, and whether a browser may keep it."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode(errors="replace"), marks.HEADER in answer.headers
    except urllib.error.HTTPError as error:
        return error.read().decode(), marks.HEADER in error.headers


def all_read(addresses: list[str], answers: list[Any], since: float = 0) -> None:
    """Wait until every address was answered by what was asked since a moment, and a little more."""
    end = time.monotonic() + 60
    while {answer[1] for answer in answers if answer[0] >= since} != set(addresses):
        missing = set(addresses) - {answer[1] for answer in answers if answer[0] >= since}
        assert time.monotonic() < end, missing
        time.sleep(0.05)
    time.sleep(0.5)


def a_festival() -> Festival:
    """One that is announced for next year."""
    section = SectionPage.objects.get(section_kind="festival", locale__language_code="vi")
    kind = Term.objects.create(scheme="ich-law-2024", code="le_hoi", label_vi="Lễ hội")
    now = timezone.now()
    told = {"calendar": "cham", "typical_months": "9", "sources": "x", "ich_type": kind}
    section.add_child(instance=Festival(title=TITLES[1], first_published_at=now, **told))
    festival = Festival.objects.get()
    Edition.objects.create(
        festival=festival, start_date=f"{YEAR}-09-09", status="announced", source_note="x"
    )
    return festival


def test_no_answer_that_begins_after_the_commit_has_it(
    live_server: Any, settings: Any, tmp_path: Any, rounds: int
) -> None:
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    item = Item(title=TITLES[0], item_kind="audio", live=True, first_published_at=timezone.now())
    item.save()
    festival = a_festival()
    things = (item, festival)
    names = [*TITLES, item.identifier_id, festival.identifier_id, festival.slug]
    addresses = [
        f"{live_server.url}{path}"
        for path in ("/tu-lieu/", "/", f"/id/{item.identifier_id}", "/feeds/moi/item/",
                     f"/tu-lieu/{item.slug_with_identifier}/", "/sitemap-item-1.xml",
                     "/feeds/moi/", "/le-hoi/", f"/le-hoi/{festival.slug}/", "/lich/",
                     f"/lich/{YEAR}/", f"/lich/{YEAR}/9/", "/calendar/tat-ca.ics",
                     f"/calendar/{festival.identifier_id}.ics", "/feeds/moi/festival/",
                     "/sitemap-festival-1.xml", "/ngoai-tuyen/", "/sw.js")
    ]  # fmt: skip
    page = urllib.request.urlopen(f"{live_server.url}/le-hoi/{festival.slug}/").read().decode()
    (picture,) = re.findall(r'property="og:image" content="[^"]+(/share/[^"]+)"', page)
    addresses.append(f"{live_server.url}{picture}")
    own = (f"/{item.slug_with_identifier}/", f"/{festival.slug}/")
    for _ in range(rounds):
        answers: list[tuple[float, str, bool, bool]] = []
        ended = threading.Event()

        def reading(start: int, answers: list[Any] = answers, ended: Any = ended) -> None:
            number = start * len(addresses) // READERS
            while not ended.is_set():
                address = addresses[number % len(addresses)]
                began = time.monotonic()
                text, marked = read(address)
                has = any(name in text for name in names) or text[1:4] == "PNG"
                # Before, a page of a thing may be kept; afterwards there is none.
                kept = marked and address.endswith(own)
                answers.append((began, address, has, kept))
                number += 1

        readers = [threading.Thread(target=reading, args=(n,)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        all_read(addresses, answers)
        holds = [
            Hold(identifier=one.identifier_id, requested_by="Bà Sa", way="phone", reason="x")
            for one in things
        ]
        for hold in holds:
            place(hold)
        committed = time.monotonic()
        all_read(addresses, answers, committed)
        ended.set()
        for reader in readers:
            reader.join()
        before = {address for began, address, has, _ in answers if began < committed and has}
        after = [
            (address, has, kept) for began, address, has, kept in answers if began >= committed
        ]
        silent = ("/ngoai-tuyen/", "/sw.js")
        assert {address for address in addresses if not address.endswith(silent)} == before
        assert {address for address, _, _ in after} == set(addresses)
        assert [address for address, has, kept in after if has or kept] == []
        for hold in holds:
            release(Hold.objects.get(pk=hold.pk))
    connection.close()
