"""Photographs in lists: before plates and cloth, none of what is closed, in few queries."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heritage.archive.models import CustomPeople
from heritage.peoples.models import PlacePeople, Term
from tests.communities import close, members
from tests.integration.media.rows import film, picture, sound
from tests.integration.site.conftest import SLUGS, address_of
from tests.kept import forget

pytestmark = pytest.mark.django_db

PHOTO = re.compile(r'<picture class="pic">.*?</picture>', re.DOTALL)
MOST_ON_A_PAGE = 42
MOST_IN_A_LIST = 26
ROWS = ("item", "custom", "story", "library", "product", "producer", "notice", "place")


def read(client: Client, address: str, **headers: str) -> str:
    forget()
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, address
    return answer.content.decode()


def queries(client: Client, address: str) -> int:
    read(client, address)
    forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("kind", ROWS)
def test_rows_with_room_show_the_first_photograph(client: Client, make: Any, kind: str) -> None:
    thing, bare = make(kind, "Có ảnh"), make(kind, "Không ảnh")
    sound(thing)
    first = picture(thing)
    picture(thing)
    html = read(client, f"/{SLUGS[kind]}/")
    (photo,) = PHOTO.findall(html)
    assert re.search(rf'<source type="image/avif" srcset="/tep/{first.identifier_id}/', photo)
    assert re.search(r'src="\S+/card-640\.jpg" srcset="\S+/card-320\.jpg 320w, [^"]+"', photo)
    assert 'loading="lazy"' in photo
    assert bare.title in html
    assert "Ảnh chụp: của ai" in html


@pytest.mark.parametrize("kind", ["item", "library"])
def test_a_list_without_any_is_as_it_was(client: Client, make: Any, kind: str) -> None:
    sound(make(kind, "Một thứ"))
    html = read(client, f"/{SLUGS[kind]}/")
    assert 'class="pic' not in html
    assert "small-prints" not in html


def test_the_rest_of_a_list_has_its_cloth(client: Client, make: Any) -> None:
    khmer = make("people", "Khmer", gso_code="05")
    for title in ("Lễ cưới", "Nghề dệt"):
        custom = make("custom", title)
        CustomPeople.objects.create(owner=custom, people=khmer)
    picture(custom)
    html = read(client, "/phong-tuc/")
    assert len(PHOTO.findall(html)) == 1
    assert html.count('class="pic swatch" data-people="khmer"') == 1


def test_a_province_wears_no_peoples_cloth_in_lists_either(client: Client, make: Any) -> None:
    khmer = make("people", "Khmer", gso_code="05")
    for title, kind in (("Sóc Trăng", "province"), ("Phum cũ", "village"), ("Phum", "village")):
        place = make("place", title, place_kind=kind)
        PlacePeople.objects.create(owner=place, people=khmer)
    picture(place)
    html = read(client, f"/{SLUGS['place']}/")
    assert html.count('class="pic swatch" data-people="khmer"') == 1
    assert html.count('class="pic swatch" data-people="archive"') == 1


def test_of_what_is_closed_warned_of_or_not_sold_there_is_none(
    client: Client, make: Any, officer: Any
) -> None:
    closed, warned = make("item", "Bài khấn"), make("item", "Tiếng đã khuất", warns_of_voice=True)
    kept = make("product", "Áo lễ", for_sale=False)
    files = [picture(thing) for thing in (closed, warned, kept)]
    close(closed, members())
    client.force_login(officer)
    for address in ("/tu-lieu/", "/san-vat/"):
        html = read(client, address)
        assert not [file for file in files if file.identifier_id in html]


def test_who_saves_data_sees_no_photograph_before_asking(client: Client, make: Any) -> None:
    picture(make("item", "Sách lá"))
    html = read(client, "/tu-lieu/", **{"save-data": "on"})
    assert "<img" not in html
    assert 'class="pic unshown" href="?anh=1"' in html
    assert "<img" in read(client, "/tu-lieu/?anh=1", **{"save-data": "on"})


def test_wares_that_are_linked_and_on_the_front_page_show_theirs(client: Client, make: Any) -> None:
    Term.objects.update_or_create(scheme="product-category", code="mat", defaults={"label_vi": "x"})
    product = make("product", "Chiếu")
    other = make("product", "Chiếu hoa", maker=product.maker)
    file = picture(product)
    for address in ("/", address_of(product.maker), address_of(other)):
        (photo,) = PHOTO.findall(read(client, address))
        assert file.identifier_id in photo


def test_a_page_with_many_pictures_asks_no_more_than_one_with_one(
    client: Client, make: Any
) -> None:
    few, many = make("item", "Một ảnh"), make("item", "Nhiều ảnh")
    picture(few)
    for _ in range(12):
        picture(many)
    sound(many)
    film(many)
    one = queries(client, address_of(few))
    assert queries(client, address_of(many)) <= min(one, MOST_ON_A_PAGE)


@pytest.mark.parametrize("kind", ["item", "custom", "product"])
def test_a_list_of_24_pictured_rows_asks_no_more_than_one_of_two(
    client: Client, make: Any, kind: str
) -> None:
    address = f"/{SLUGS[kind]}/"
    for number in range(2):
        picture(make(kind, f"Thứ {number:02}"))
    few = queries(client, address)
    for number in range(2, 24):
        picture(make(kind, f"Thứ {number:02}"))
    assert len(PHOTO.findall(read(client, address))) == 24
    assert queries(client, address) <= min(few, MOST_IN_A_LIST)
