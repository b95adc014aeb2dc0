"""Plates in their places: labelled, described, after what is asked, never of closed things."""

import re
from typing import Any

import pytest
from django.test import Client

from catalogue.models import ProductPeople
from heritage.archive.models import CustomPeople, Festival
from heritage.peoples.models import People, Term
from heritage.protocols.models import Audience
from tests.integration.site.conftest import Make, address_of

PLATE = re.compile(r'<figure class="plate.*?</figure>', re.DOTALL)


def _plates(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, address
    return PLATE.findall(response.content.decode())


@pytest.fixture
def khmer(make: Make) -> People:
    """A people with a plate."""
    found: People = make("people", "Khmer", gso_code="05")
    return found


def test_a_plate_says_that_it_is_an_illustration_and_who_may_use_it(
    client: Client, khmer: People
) -> None:
    (plate,) = _plates(client, address_of(khmer))
    assert 'width="1200" height="900"' in plate
    assert 'alt="Tranh khắc: chánh điện' in plate
    assert "Tranh khắc minh họa" in plate
    assert 'rel="license noopener">CC&nbsp;BY&nbsp;4.0' in plate
    # Below what is told: a phone asks for it when it comes near.
    assert 'loading="lazy"' in plate


def test_an_english_reader_is_told_in_english_a_khmer_reader_in_marked_vietnamese(
    client: Client, make: Make, khmer: People
) -> None:
    make("people", "Khmer", language="en", of=khmer, gso_code="05")
    make("people", "ខ្មែរ", language="km", of=khmer, slug="khmer-km", gso_code="05")
    (english,) = _plates(client, "/en/peoples/khmer/")
    assert 'alt="Print: the many-tiered roof' in english
    assert 'lang="vi"' not in english
    (in_khmer,) = _plates(client, "/km/peoples/khmer-km/")
    assert re.search(r'alt="Tranh khắc:[^"]*" lang="vi"', in_khmer)


def test_what_a_community_asks_stands_above_the_first_picture_of_its_rite(
    client: Client, make: Make
) -> None:
    kate = make("festival", "Lễ hội Katê", etiquette="Không chụp ảnh lúc mặc y phục.")
    page = client.get(address_of(kate)).content.decode()
    assert "site/plates/le-hoi-kate" in page
    assert page.index("Không chụp ảnh lúc mặc y phục.") < page.index('<figure class="plate')


def test_a_member_sees_no_drawing_of_what_is_closed(
    client: Client, make: Make, officer: Any
) -> None:
    kate = make("festival", "Lễ hội Katê")
    client.force_login(officer)
    assert _plates(client, address_of(kate))
    closed = Audience.objects.create(mode="any", key="thu")
    Festival.objects.filter(pk=kate.pk).update(audience=closed)
    answer = client.get(address_of(kate))
    assert not PLATE.search(answer.content.decode())


def test_a_list_shows_small_prints_once_each_and_cloth_for_the_rest(
    client: Client, make: Make, khmer: People
) -> None:
    Term.objects.update_or_create(
        scheme="product-category", code="mat", defaults={"label_vi": "chiếu"}
    )
    mats = Term.objects.get(scheme="product-category", code="mat")
    for number in range(3):
        mat = make("product", f"Chiếu {number}", category=mats)
        ProductPeople.objects.create(owner=mat, people=khmer)
    wedding = make("custom", "Lễ cưới")
    CustomPeople.objects.create(owner=wedding, people=khmer)
    products = client.get("/san-vat/").content.decode()
    small = re.findall(r'<img class="pic"[^>]*>', products)
    assert len(small) == 1
    assert "chieu-ca-hom-small" in small[0]
    assert 'loading="lazy"' in small[0]
    assert products.count('class="pic swatch" data-people="khmer"') == 2
    assert "không phải ảnh chụp" in products
    assert 'class="pic swatch" data-people="khmer"' in client.get("/phong-tuc/").content.decode()


def test_the_front_page_opens_with_one_plate_and_the_band_of_its_people(
    client: Client, db: None
) -> None:
    page = client.get("/").content.decode()
    (plate,) = PLATE.findall(page)
    assert 'fetchpriority="high"' in plate
    assert re.search(r'<body data-people="[a-z-]+"', page)
