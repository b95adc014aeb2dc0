"""A page tree, two peoples, and things of every kind to read about."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from catalogue.models import Producer, ProducerPeople, Product, ProductCustom, ProductPeople
from heritage.archive.models import (
    Custom,
    CustomPeople,
    CustomPlace,
    Edition,
    Festival,
    FestivalPeople,
    FestivalPlace,
    Item,
    ItemPeople,
    ItemPlace,
    ItemRelation,
    LibraryCitation,
    LibraryDocument,
    LibraryPeople,
    Notice,
    NoticePeople,
    Story,
    StoryPeople,
    StoryPlace,
    StoryRelation,
)
from heritage.languages.models import Entry
from heritage.peoples.models import People, Place, PlacePeople, PlaceUnit, Term
from heritage.peoples.models.people import PeopleName, PopulationCount
from heritage.records.models import Identifier
from heritage.records.pages import HeritagePage
from heritage.site.models import SectionPage

FACTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "people": (People, {"autonym": "ខ្មែរ", "autonym_script": "Khmr", "languages": "km;vi"}),
    "festival": (Festival, {"calendar": "khmer_lunar", "typical_months": "9;10"}),
    "custom": (Custom, {}),
    "story": (Story, {}),
    "notice": (Notice, {"published_on": "2026-05-01"}),
    "producer": (Producer, {"producer_kind": "village", "phone": "0000 000 000"}),
    "product": (Product, {"price_kind": "fixed", "price_min_vnd": 250000, "stock": "in_stock"}),
    "item": (Item, {"item_kind": "audio", "created": "1955~"}),
    "library": (LibraryDocument, {"document_kind": "legal", "date": "2019-04-12"}),
    "word": (Entry, {"language": "km", "gloss": "nhạc"}),
    "place": (Place, {"place_kind": "village"}),
}
TERMS = {
    "festival": {"ich_type": "ich-law-2024"},
    "custom": {"ich_type": "ich-law-2024", "theme": "custom-theme"},
    "notice": {"topic": "notice-topic"},
    "product": {"category": "product-category"},
    "item": {"rights": "rights"},
    "word": {"domain": "word-domain"},
}
PEOPLE_LINKS: dict[str, Any] = {
    "festival": FestivalPeople,
    "custom": CustomPeople,
    "story": StoryPeople,
    "notice": NoticePeople,
    "producer": ProducerPeople,
    "product": ProductPeople,
    "item": ItemPeople,
    "library": LibraryPeople,
    "place": PlacePeople,
}
PLACE_LINKS: dict[str, Any] = {
    "festival": FestivalPlace,
    "custom": CustomPlace,
    "story": StoryPlace,
    "item": ItemPlace,
}
KINDS = sorted(FACTS)
SLUGS = {
    "people": "dan-toc",
    "festival": "le-hoi",
    "custom": "phong-tuc",
    "item": "tu-lieu",
    "story": "chuyen-ke",
    "library": "thu-vien",
    "word": "tu-dien",
    "product": "san-vat",
    "producer": "nguoi-lam",
    "notice": "thong-bao",
    "place": "dia-danh",
}


Make = Callable[..., Any]


@pytest.fixture
def make(db: None) -> Make:
    """`make(kind, title, **facts)`: a published thing; `language="en", of=thing` tells it again."""

    def making(kind: str, title: str, *, language: str = "vi", of: Any = None, **facts: Any) -> Any:
        model, given = FACTS[kind]
        now = timezone.now()
        values = {"live": True, "first_published_at": now, "last_published_at": now} | given | facts
        if of is not None:
            values["translation_key"] = of.translation_key
        for name, scheme in TERMS.get(kind, {}).items():
            values.setdefault(
                name,
                Term.objects.get_or_create(
                    scheme=scheme, code=f"thu-{name}", defaults={"label_vi": "một mục"}
                )[0],
            )
        values.setdefault("sources", "Ghi theo lời kể")
        if kind == "product" and "maker" not in values:
            values["maker"] = Producer.objects.originals().first() or making("producer", "Nhóm dệt")
        thing = model(title=title, locale=Locale.objects.get(language_code=language), **values)
        if issubclass(model, HeritagePage):
            section = SectionPage.objects.get(section_kind=kind, locale=thing.locale)
            section.add_child(instance=thing)
        else:
            thing.save()
        return model.objects.get(pk=thing.pk)

    return making


@pytest.fixture
def cloth(make: Make) -> Callable[..., dict[str, list[Any]]]:
    """`cloth(n)`: n things of every kind, all woven together with one people and one place."""

    def weave(count: int, start: int = 0, woven: dict[str, list[Any]] | None = None) -> Any:
        things = woven or {kind: [] for kind in KINDS}
        for number in range(start, count):
            for kind in ("people", "place", *(k for k in KINDS if k not in ("people", "place"))):
                extra: dict[str, Any] = {}
                if kind == "product" and things["producer"]:
                    extra["maker"] = things["producer"][0]
                if kind == "producer":
                    extra["place"] = things["place"][0]
                thing = make(kind, f"{kind} số {number:03}", **extra)
                things[kind].append(thing)
                english = thing.title if kind == "word" else f"{kind} no {number:03}"
                make(kind, english, language="en", of=thing)
                _link(kind, thing, things)
        return things

    return weave


@pytest.fixture
def long_cloth(cloth: Callable[..., dict[str, list[Any]]]) -> Callable[..., dict[str, list[Any]]]:
    """`cloth` in a third less time: without the index of what refers to what, which the admin alone
    reads."""

    def weave(count: int, start: int = 0, woven: dict[str, list[Any]] | None = None) -> Any:
        with disable_reference_index_auto_update():
            return cloth(count, start, woven)

    return weave


def _link(kind: str, thing: Any, things: dict[str, list[Any]]) -> None:
    if kind in PEOPLE_LINKS:
        PEOPLE_LINKS[kind].objects.create(owner=thing, people=things["people"][0])
    if kind in PLACE_LINKS:
        PLACE_LINKS[kind].objects.create(owner=thing, place=things["place"][0])
    first = {name: rows[0].identifier for name, rows in things.items() if rows}
    if kind == "people":
        PopulationCount.objects.create(people=thing, year=2019, number=12345, source="TĐT 2019")
        PeopleName.objects.create(people=thing, name="tên miệt thị", use="search_only")
    elif kind == "place":
        PlaceUnit.objects.create(
            place=thing, era="today", level="province", name_as_recorded="Vĩnh Long"
        )
    elif kind == "festival":
        Edition.objects.create(
            festival=thing,
            start_date="2099-01-02",
            status="expected",
            source_note="Tính theo lệ",
            place=things["place"][0],
        )
    elif kind == "item" and "custom" in first:
        ItemRelation.objects.create(owner=thing, target=first["custom"])
    elif kind == "story":
        ItemRelation.objects.create(owner=things["item"][0], target=thing.identifier)
        StoryRelation.objects.create(owner=thing, target=first["item"])
    elif kind == "product":
        ProductCustom.objects.create(owner=thing, custom=things["custom"][0])
    elif kind == "library":
        LibraryCitation.objects.create(owner=thing, cited_by=things["library"][0])


@pytest.fixture
def officer(django_user_model: Any) -> Any:
    """Somebody who works in the admin."""
    return django_user_model.objects.create_superuser("can-bo", "cb@example.vn", "x")


def address_of(thing: Any) -> str:
    """The Vietnamese address."""
    last = thing.slug if isinstance(thing, HeritagePage) else thing.slug_with_identifier
    return f"/{SLUGS[thing.kind]}/{last}/"


def identifier_of(thing: Any) -> Identifier:
    """The identifier as stored."""
    return Identifier.objects.get(pk=thing.identifier_id)
