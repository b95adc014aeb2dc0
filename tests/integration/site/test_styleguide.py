"""The style guide shows every component, to staff, with what everybody may see."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from heritage.peoples.models import People
from heritage.site.styleguide.colours import contrast, tokens
from heritage.site.styleguide.components import components
from tests.communities import close, members

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(client: Client, cloth: Any, officer: Any) -> Any:
    """Staff before the specimens of an archive with two things of every kind."""
    woven = cloth(2)
    People.objects.filter(pk=woven["people"][0].pk).update(gso_code="05")
    for thing in woven["festival"][1:]:
        close(thing, members())
    client.force_login(officer)
    return client


def test_every_component_has_an_example():
    assert [one for one in components() if not one.has_example] == []


@pytest.mark.parametrize("script", ["vi", "en", "km", "cham"])
def test_specimens_stand_in_a_document_of_their_own(guide, script):
    response = guide.get(reverse("styleguide_specimens", args=["dark", script]))
    html = response.content.decode()
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert 'data-theme="dark"' in html
    assert set(re.findall(r'class="specimen"><h2>([\w/]+)', html)) == {
        f"{one.folder}/{one.name}" for one in components()
    }
    # Styles of the site and of the guide, none of Wagtail's.
    sheets = re.findall(r'rel="stylesheet" href="[^"]*?/([\w-]+)\.css"', html)
    assert sheets == ["site", "viewers", "search", "community", "specimens"]
    assert "festival số 001" not in html
    for state in ('class="masthead"', "community-bar", 'class="errorlist"', "<details open>"):
        assert state in html


def test_the_page_frames_both_schemes_for_staff_only(guide):
    html = guide.get(reverse("styleguide"), {"chu": "km"}).content.decode()
    for scheme in ("light", "dark"):
        assert f'<iframe src="{reverse("styleguide_specimens", args=[scheme, "km"])}"' in html
    assert guide.get(reverse("styleguide"), {"chu": "xx"}).status_code == 404
    assert guide.get(reverse("styleguide_specimens", args=["grey", "vi"])).status_code == 404
    stranger = Client()
    for address in (reverse("styleguide"), reverse("styleguide_specimens", args=["dark", "vi"])):
        assert stranger.get(address).status_code == 302


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_read_stands_out_from_its_ground(dark):
    colours = tokens(dark)
    assert contrast(colours["ink"], colours["ground"]) > 7
    for name in ("quiet", "link", "indigo", "madder"):
        for ground in ("ground", "ground-2", "sheet"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    assert contrast((1, 0, 0), (0, 0, 0)) == pytest.approx(21, abs=0.01)
