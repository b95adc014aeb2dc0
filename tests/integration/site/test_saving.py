"""Who saves data is shown no picture before he asks; the page cache tells the two pages apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from tests.integration.site.conftest import address_of

pytestmark = pytest.mark.django_db

SAVES = {"save-data": "on"}


@pytest.fixture
def pictured(make: Any) -> Any:
    """A people that has a plate."""
    return make("people", "Chăm", slug="cham", gso_code="14")


def kept_pages() -> int:
    shelf: Any = caches["pages"]
    return len(shelf._cache)


def text(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    assert "Save-Data" in answer["Vary"]
    return answer.content.decode()


def test_no_picture_until_asked_on_the_first_visit_and_from_what_is_kept(
    client: Client, pictured: Any
) -> None:
    address = address_of(pictured)
    for _again in range(2):
        spared = text(client, address, **SAVES)
        assert "<img" not in spared
        assert 'rel="preload"' not in spared
        (way,) = re.findall(r'<a href="([^"#]+)#[^"]+" rel="nofollow">Hiện ảnh</a>', spared)
        assert 'class="unshown"><span>Tranh khắc' in spared
        full = text(client, address)
        assert "<img" in full
        assert "Hiện ảnh" not in full
        # What is asked for is what everybody is shown, and kept once.
        assert text(client, address + way, **SAVES) == full
    assert kept_pages() == 2


@pytest.mark.parametrize("value", ["off", "", "1", "on\0", "onward", "x" * 5000])
def test_what_is_no_such_header_is_none(client: Client, pictured: Any, value: str) -> None:
    assert "<img" in text(client, address_of(pictured), **{"save-data": value})
    assert kept_pages() == 1


def test_asking_keeps_the_filters_and_nothing_else(client: Client, cloth: Any, make: Any) -> None:
    make("custom", "Dệt", slug="det")
    page = text(client, "/phong-tuc/?fbclid=1&dan-toc=x", **SAVES)
    assert "<img" not in page
    assert "fbclid" not in page
    for way in re.findall(r'href="(\?[^"]*anh=1)"', page):
        assert way == "?dan-toc=x&amp;anh=1"


def test_the_front_page_has_its_place_for_the_picture(client: Client, db: None) -> None:
    page = text(client, "/en/", **SAVES)
    assert "Show picture" in page
    assert "<img" not in page
    assert "<img" in text(client, "/en/?anh=1", **SAVES)
