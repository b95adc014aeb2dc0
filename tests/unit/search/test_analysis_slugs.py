"""Addresses people can read aloud."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.slugs import slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Lễ hội Katê", "le-hoi-kate"),
        ("Đua bò Bảy Núi", "dua-bo-bay-nui"),
        ("H'rê", "hre"),
        ("Người H’rê – Ba Tơ (2024)", "nguoi-hre-ba-to-2024"),
        ("Ơ̆i ƀar pơlê̆", "oi-bar-pole"),
        ("ពិធីបុណ្យអុំទូក", "petheibonyoamtouk"),
    ],
)
def test_titles_become_readable_addresses(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_cham_script_gives_letters() -> None:
    assert re.fullmatch("[a-z]+(-[a-z]+)*", slugify("ꨀꨇꩉ ꨔꨴꩃ"))


def test_a_title_without_letters_gets_the_fallback() -> None:
    assert slugify("…!?") == "muc"
    assert slugify("", fallback="Lễ hội") == "le-hoi"
    with pytest.raises(ValueError, match="fallback"):
        slugify("…", fallback="!")


def test_a_long_title_ends_at_a_word() -> None:
    assert slugify("lễ hội mừng lúa mới", max_length=12) == "le-hoi-mung"
    assert slugify("lễ hội mừng lúa mới", max_length=11) == "le-hoi-mung"
    assert slugify("pneumonoultramicroscopic", max_length=8) == "pneumono"


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_every_slug_is_a_slug(text: str, max_length: int) -> None:
    slug = slugify(text, max_length=max_length)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max_length
