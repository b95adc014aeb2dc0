"""Lists and pages need no more queries when the archive grows."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.integration.site.conftest import KINDS, SLUGS, address_of

LIST_BOUND = 40
DETAIL_BOUND = 75


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(captured)


def test_queries_do_not_grow_with_the_archive(client: Client, cloth: Any) -> None:
    things = cloth(10)
    addresses = [
        "/",
        "/en/",
        *(f"/{slug}/" for slug in SLUGS.values()),
        *(f"/{slug}/?dan-toc=people-so-000" for slug in SLUGS.values()),
        *(address_of(things[kind][0]) for kind in KINDS),
        *(address_of(things[kind][9]) for kind in KINDS),
        "/en/festivals/",
        "/en/products/product-no-000/",
    ]
    client.get("/")
    few = {address: _queries(client, address) for address in addresses}
    cloth(60, start=10, woven=things)
    many = {address: _queries(client, address) for address in addresses}
    grown = {a: (few[a], many[a]) for a in addresses if many[a] > few[a]}
    assert not grown
    for address, count in many.items():
        bound = LIST_BOUND if address.count("/") == 2 else DETAIL_BOUND
        assert count <= bound, (address, count)


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-item-1.xml", "/feeds/moi/"])
def test_maps_and_feeds_do_not_grow(client: Client, cloth: Any, address: str) -> None:
    things = cloth(3)
    client.get("/")
    few = _queries(client, address)
    cloth(12, start=3, woven=things)
    assert _queries(client, address) <= few
