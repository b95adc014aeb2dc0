"""Fill the stock site with the demo content: `python -m tests.performance.stock.fill`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tests.performance.stock.started  # before any model  # noqa: F401

# isort: split
from wagtail.models import Page, Site

from tests.performance.stock import models as stock

CONTENT = Path(__file__).resolve().parents[3] / "demo" / "content"


def rows(sheet: str) -> Iterator[dict[str, str]]:
    """Every row of the sheets of a kind."""
    for path in sorted(CONTENT.glob(f"*-{sheet}.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def public(row: dict[str, str]) -> bool:
    """Whether everybody may see it."""
    return row.get("audience") in (None, "", "public")


def linked(found: dict[str, Any], ids: str) -> list[Any]:
    """The pages behind ids."""
    return [found[one] for one in (part.strip() for part in ids.split(";")) if one in found]


def fill() -> None:
    """All pages, below one section for each kind."""
    root = Page.objects.get(depth=1)
    home: Any = root.add_child(instance=Page(title="Kho tư liệu", slug="kho"))
    Site.objects.update(root_page=home, is_default_site=True)
    Page.objects.filter(depth=2).exclude(pk=home.pk).delete()
    kinds = ("peoples", "places", "festivals", "items", "producers", "products")
    sections: dict[str, Any] = {
        kind: home.add_child(instance=stock.SectionPage(title=kind, slug=kind, show_in_menus=True))
        for kind in kinds
    }
    found: dict[str, Any] = {}

    def add(kind: str, page: Any, row: dict[str, str], **links: list[Any]) -> None:
        page.title = row.get("title_vi") or row["name_vi"]
        page.slug = row["id"].lower()
        page.summary = row.get("summary_vi", "")
        sections[kind].add_child(instance=page)
        for name, pages in links.items():
            setattr(page, name, pages)
        page.save()
        found[row["id"]] = page

    for row in rows("peoples"):
        add("peoples", stock.PeoplePage(body=row["history_vi"]), row)
    for row in rows("places"):
        place = stock.PlacePage(commune=row["commune"], province=row["province_from_2025"])
        add("places", place, row)
    for row in rows("festivals"):
        told = {"native_name": row["native_name"], "typical_months": row["typical_months"]}
        texts = {"rule": row["rule_text_vi"], "etiquette": row["etiquette_vi"]}
        festival = stock.FestivalPage(body=row["body_vi"], **told, **texts)
        places = linked(found, row["place_ids"])
        add("festivals", festival, row, peoples=linked(found, row["people_ids"]), places=places)
    for row in rows("festival_editions"):
        festival = found[row["festival_id"]]
        told = {"start_date": row["start_date"], "source_note": row["source_note"]}
        festival.editions.add(stock.Edition(status=row["status"], **told))
        festival.save()
    for row in filter(public, rows("items")):
        item = stock.ItemPage(
            item_kind=row["kind"],
            created=row["created"],
            rights=row["rights"],
            body=row["description_vi"],
        )
        related = linked(found, row["related_ids"])
        festivals = [page for page in related if isinstance(page, stock.FestivalPage)]
        add("items", item, row, peoples=linked(found, row["people_ids"]), festivals=festivals)
    for row in rows("producers"):
        add("producers", stock.ProducerPage(body=row["story_vi"]), row)
    for row in rows("products"):
        product = stock.ProductPage(
            price=row["price_min_vnd"],
            category=row["category"],
            body=row["story_vi"],
            maker=found.get(row["producer_id"]),
        )
        festivals = linked(found, row["related_festival_ids"])
        add("products", product, row, peoples=linked(found, row["people_ids"]), festivals=festivals)
    # Where it is found is said here: its address is of its id in the sheet.
    print(stock.FestivalPage.objects.get(title="Lễ hội Katê").url)


if __name__ == "__main__":
    fill()
