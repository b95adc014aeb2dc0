"""Pages that Wagtail makes by itself speak as people here do."""

import datetime
import re

import pytest
from django.urls import reverse
from wagtail.models import Page, Revision

from heritage.archive.models import Edition
from tests.integration.admin.writing import whole_festival, write_festival

pytestmark = pytest.mark.django_db


def test_two_versions_are_compared_in_words(signed_in, bana, ich_type, persons):
    festival, _ = write_festival(signed_in("officer"), **whole_festival(bana, ich_type))
    festival.editions.add(Edition(status="held", source_note="Xã báo"))
    first = festival.save_revision(user=persons["officer"])
    edition = festival.editions.all()[0]
    edition.start_date, festival.duration_days = datetime.date(2027, 3, 12), 3
    festival.editions.add(edition)
    second = festival.save_revision(user=persons["officer"])
    assert Revision.objects.count() >= 2
    url = reverse("wagtailadmin_pages:revisions_compare", args=[festival.pk, first.pk, second.pk])
    page = signed_in("officer").get(url).content.decode()
    assert "12/03/2027" in page
    assert "2027-03-12" not in page
    assert ">None<" not in page


def test_the_tree_and_its_search_are_not_in_english(signed_in, submitted):
    administrator = signed_in("administrator")
    assert Page.objects.get(depth=1).title == "Mọi trang"
    found = administrator.get(reverse("wagtailadmin_pages:search"), {"q": "lúa"}).content.decode()
    assert re.search(r"1-1 trong 1\s+trang", found)


def test_every_line_about_the_agency_is_explained(signed_in, archive):
    administrator = signed_in("administrator")
    url = reverse("wagtailsettings:edit", args=["site", "institution"])
    page = administrator.get(url, follow=True).content.decode()
    assert page.count('class="help"') >= 5
