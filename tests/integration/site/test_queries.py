"""Lists and pages need no more queries when the archive grows."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heritage.peoples.models import People, Place, Term
from tests.integration.site.conftest import KINDS, SLUGS, address_of
from tests.kept import forget

pytestmark = pytest.mark.slow

# One of each is asked once for a generation: which sections hold anything.
# One asks whether wares have photographs, and on the page of a thing one more whether it has files.
FRONT_BOUND = 45
LIST_BOUND = 24
# What is like a thing: who may see what, its tags and places, words of titles, and what was found.
DETAIL_BOUND = 48
# A form asks besides, as other pages do anyway, what strangers may see.
FORM_BOUND = 12
FORMS = ("/gop-y/", "/gop-y/muc/festival/", "/gop-y/tra-loi/", "/lien-he/", "/km/personal-data/")


MAPS = ("/ban-do/", "/en/map/dong-bang-song-cuu-long/")


def on_the_map() -> None:
    """Every place has coordinates, and not all the same."""
    Place.objects.update(latitude=9.5 + F("pk") % 10 / 20.0, longitude=106.3)


def form_about(thing: Any) -> str:
    return f"/gop-y/{thing.identifier_id}/"


def _queries(client: Client, address: str) -> int:
    forget()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(captured)


def test_queries_do_not_grow_with_the_archive(client: Client, long_cloth: Any) -> None:
    things = long_cloth(10)
    # Rows and pages with pictures: these are chosen without asking the database.
    People.objects.update(gso_code="05")
    Term.objects.filter(scheme="product-category").update(code="textile")
    assert b"site/plates/" in client.get("/san-vat/").content
    assert b"site/plates/" in client.get(address_of(things["product"][0])).content
    on_the_map()
    bounds = (
        dict.fromkeys(["/", "/en/"], FRONT_BOUND)
        | dict.fromkeys([f"/{slug}/" for slug in SLUGS.values()], LIST_BOUND)
        | dict.fromkeys([f"/{slug}/?dan-toc=people-so-000" for slug in SLUGS.values()], LIST_BOUND)
        | dict.fromkeys(["/lich/", "/lich/2099/", "/en/calendar/2099/1/"], LIST_BOUND)
        | dict.fromkeys([*MAPS, f"{MAPS[1]}?dan-toc=people-so-000"], LIST_BOUND)
        | {"/lich/2099/1/?dan-toc=people-so-000&tinh=vinh-long": LIST_BOUND}
        | dict.fromkeys(FORMS, FORM_BOUND)
        | {form_about(things[kind][0]): FORM_BOUND for kind in KINDS}
        | {"/en/festivals/": LIST_BOUND, "/en/products/product-no-000/": DETAIL_BOUND}
        | {address_of(things[kind][n]): DETAIL_BOUND for kind in KINDS for n in (0, 9)}
    )
    client.get("/")
    few = {address: _queries(client, address) for address in bounds}
    long_cloth(60, start=10, woven=things)
    on_the_map()
    many = {address: _queries(client, address) for address in bounds}
    grown = {a: (few[a], many[a]) for a in bounds if many[a] > few[a]}
    assert not grown
    assert not {a: count for a, count in many.items() if count > bounds[a]}


MAPS_AND_FEEDS = (
    *("/sitemap.xml", "/sitemap-muc.xml", "/sitemap-item-1.xml", "/feeds/moi/"),
    *("/calendar/tat-ca.ics", "/calendar/en/tinh/vinh-long.ics"),
)


def test_maps_and_feeds_do_not_grow(client: Client, long_cloth: Any) -> None:
    things = long_cloth(3)
    client.get("/")
    few = {address: _queries(client, address) for address in MAPS_AND_FEEDS}
    long_cloth(12, start=3, woven=things)
    many = {address: _queries(client, address) for address in MAPS_AND_FEEDS}
    assert {a: (few[a], many[a]) for a in MAPS_AND_FEEDS if many[a] > few[a]} == {}
