"""Every row of every sheet of the demo content is a public page, a draft or restricted."""

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from heritage.languages.models import Entry
from heritage.records.models import Identifier
from heritage.records.things import HeritageObject, kinds

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("contexts_left"),
]

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
    if identifier is None:
        return None
    original: HeritageObject | None = (
        kinds()[identifier.kind]
        ._default_manager.originals()  # type: ignore[attr-defined]
        .filter(identifier=identifier)
        .first()
    )
    return original


def words_of(text: str) -> str:
    """The text of a page or a cell, without markup, as one line."""
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", text, flags=re.DOTALL)
    bare = html.unescape(re.sub(r"<[^>]+>", " ", bare)).replace("*", " ")
    return " ".join(bare.split())


def read_everything() -> dict[str, str]:
    """The words of every public page, by address: the sitemap, and what the lists lead to."""
    visitor = Client()
    pages: dict[str, str] = {}
    moved: set[str] = set()
    maps, queue = ["/sitemap.xml"], ["/"]
    while maps:
        found = re.findall(r"<loc>([^<]+)", visitor.get(maps.pop()).content.decode())
        for address in (re.sub(r"^https?://[^/]+", "", html.unescape(one)) for one in found):
            (maps if address.split("?")[0].endswith(".xml") else queue).append(address)
    while queue:
        address = queue.pop()
        if address in pages or address in moved:
            continue
        response = visitor.get(address)
        if response.status_code in (301, 302):
            # To where a permanent address leads, other links lead as well: it is read once.
            moved.add(address)
            queue.append(response.headers["Location"].split("#")[0])
            continue
        assert response.status_code == 200, address
        body = response.content.decode()
        pages[address] = words_of(body)
        for href in re.findall(r'<a\b[^>]*\bhref="([^"#]+)', body):
            link = html.unescape(href)
            # Other languages of an untranslated thing tell the same Vietnamese text again, and
            # forms and feeds nothing that their pages do not; the licence of the faces is a file.
            elsewhere = ("/admin", "/feeds", "/calendar/", "/gop-y/", "/en/", "/km/", "/static/")
            if link.startswith("/") and not link.startswith(elsewhere):
                is_page_of_list = re.fullmatch(r"[^?]*\?trang=\d+", link)
                queue.append(link if is_page_of_list else link.split("?")[0])
    return pages


def lost_rows(pages: dict[str, str]) -> Iterator[str]:
    """Rows that are not where a reader would look for them, or are where none may see them."""
    for file, number, row in rows():
        thing: Any = thing_of(row)
        if thing is None:
            yield f"{file}:{number} is not in the archive"
            continue
        title = row.get("title_vi") or row.get("name_vi") or thing.title
        address = next(
            (
                address
                for address in pages
                if address.rstrip("/").endswith(f"-{thing.identifier_id}")
                and not address.startswith(("/en/", "/km/"))
            ),
            getattr(thing, "url", None),
        )
        page = pages.get(address or "")
        is_draft = row.get("id") in DRAFTS
        if thing.live is is_draft:
            yield f"{file}:{number} {title} is {'published' if thing.live else 'a draft'}"
        if row.get("audience", "public") != "public" or is_draft:
            if page is not None:
                yield f"{file}:{number} {title} is public at {address}"
        elif page is None:
            yield f"{file}:{number} {title} has no public page"
        elif words_of(title) not in page:
            yield f"{file}:{number} {title} is not named on {address}"
        elif "festival_id" in row and words_of(row["source_note"]) not in page:
            yield f"{file}:{number} {title}: the source of {row['start_date']} is not named"


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


def test_every_row_is_accounted_for_and_nothing_restricted_is_public():
    call_command("prepare", verbosity=0)
    call_command("load_demo", verbosity=0)
    pages = read_everything()
    assert list(lost_rows(pages)) == []
    everything, public = "\n".join(pages.values()), told_to_all()
    shown = [
        (where, words, next(a for a, text in pages.items() if words in text))
        for where, words in secrets()
        if words in everything and words not in public
    ]
    assert shown == []
