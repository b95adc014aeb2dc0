"""Every row of every sheet of the demo content is a public page, a draft or restricted."""

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from heritage.archive.models import Edition
from heritage.languages.models import Entry
from heritage.records.models import HeritageObject, Identifier

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CONTENT = Path(__file__).parents[2] / "demo" / "content"
DRAFTS = {"hl-sp-014", "hl-sp-022"}
"""Drinks with alcohol stay unpublished until their licence is entered."""

Row = dict[str, str]


def rows() -> Iterator[tuple[str, int, Row]]:
    """(file, spreadsheet row, cells) of every row of the content."""
    for path in sorted(CONTENT.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield path.name, number, row


def thing_of(row: Row) -> HeritageObject | None:
    if "headword" in row or "headword_rumi" in row:
        headword = row.get("headword") or row["headword_rumi"]
        found = Entry.objects.originals().filter(
            language=row["language"], title=headword, gloss=row["gloss_vi"]
        )
        return found.first()
    sheet_id = row.get("festival_id") or row["id"]
    identifier = Identifier.objects.filter(sheet_id=sheet_id).first()
    return identifier.thing() if identifier else None


def words_of(text: str) -> str:
    """The text of a page or a cell, without markup, as one line."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = html.unescape(re.sub(r"<[^>]+>", " ", bare)).replace("*", " ")
    return " ".join(bare.split())


@pytest.fixture(scope="module")
def public_pages(django_db_setup, django_db_blocker) -> Iterator[dict[str, str]]:
    """The words of every address in the sitemap and of what is linked from it, by address."""
    with django_db_blocker.unblock():
        call_command("prepare", verbosity=0)
        call_command("load_demo", verbosity=0)
        visitor = Client()
        pages: dict[str, str] = {}
        maps, queue = ["/sitemap.xml"], ["/"]
        while maps:
            found = re.findall(r"<loc>([^<]+)", visitor.get(maps.pop()).content.decode())
            for address in (re.sub(r"^https?://[^/]+", "", html.unescape(one)) for one in found):
                (maps if address.split("?")[0].endswith(".xml") else queue).append(address)
        while queue:
            address = queue.pop()
            if address in pages:
                continue
            response = visitor.get(address, follow=True)
            assert response.status_code == 200, address
            body = response.content.decode()
            pages[address] = words_of(body)
            for href in re.findall(r'<a\b[^>]*\bhref="([^"#]+)', body):
                link = html.unescape(href)
                # Combinations of filters are walked elsewhere; here only lists and their pages.
                if link.startswith("/") and not link.startswith(("/admin", "/feeds")):
                    is_page = re.fullmatch(r"[^?]*\?trang=\d+", link)
                    queue.append(link if is_page else link.split("?")[0])
        yield pages
        call_command("flush", verbosity=0, interactive=False)


def test_every_row_is_somewhere(public_pages):
    lost = []
    for file, number, row in rows():
        thing = thing_of(row)
        if thing is None:
            lost.append(f"{file}:{number} is not in the archive")
            continue
        title = row.get("title_vi") or row.get("name_vi") or thing.title
        restricted = row.get("audience", "public") != "public"
        address = next(
            (
                address
                for address in public_pages
                if address.rstrip("/").endswith(thing.identifier_id)
                and not address.startswith(("/en/", "/km/"))
            ),
            getattr(thing, "url", None),
        )
        page = public_pages.get(address or "")
        if restricted or row.get("id") in DRAFTS:
            assert thing.live is (row.get("id") not in DRAFTS)
            if page is not None:
                lost.append(f"{file}:{number} {title} is public at {address}")
        elif page is None:
            lost.append(f"{file}:{number} {title} has no public page")
        elif words_of(title) not in page:
            lost.append(f"{file}:{number} {title} is not named on {address}")
    assert lost == []


def test_every_edition_is_on_its_festivals_page_with_its_source(public_pages):
    for file, number, row in rows():
        if "festival_id" in row:
            festival = Identifier.objects.get(sheet_id=row["festival_id"]).thing()
            assert festival is not None
            assert Edition.objects.filter(
                festival=festival, start_date=row["start_date"], source_note=row["source_note"]
            ).exists(), f"{file}:{number}"
            assert words_of(row["source_note"]) in public_pages[festival.url], f"{file}:{number}"


def secrets() -> Iterator[tuple[str, str]]:
    """(where it stands, words) of what no stranger may read."""
    for file, number, row in rows():
        if row.get("audience", "public") != "public" or row.get("id") in DRAFTS:
            for column, cell in row.items():
                told = column.startswith(("title_", "summary_", "body_", "description_", "story_"))
                if told and len(cell) > 12:
                    yield f"{file}:{number}:{column}", words_of(cell)[:80]
        for name in filter(None, row.get("search_only_names", "").split(";")):
            if len(name) > 5:
                yield f"{file}:{number}:search_only_names", name
        if len(row.get("needs_check", "")) > 12:
            yield f"{file}:{number}:needs_check", words_of(row["needs_check"])[:80]


def told_to_all() -> str:
    """What public rows say themselves: a carving's name may be a product's name, too."""
    return "\n".join(
        words_of(cell)
        for _, _, row in rows()
        if row.get("audience", "public") == "public" and row.get("id") not in DRAFTS
        for column, cell in row.items()
        if column not in ("needs_check", "search_only_names")
    )


def test_nothing_restricted_unpublished_or_internal_is_on_any_public_page(public_pages):
    everything, public = "\n".join(public_pages.values()), told_to_all()
    shown = [
        (where, words, next(a for a, text in public_pages.items() if words in text))
        for where, words in secrets()
        if words in everything and words not in public
    ]
    assert shown == []
