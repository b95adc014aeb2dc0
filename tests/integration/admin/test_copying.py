"""A page is one thing: nothing in the admin makes a second one of it, or puts it elsewhere."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from heritage.archive.models import Festival
from tests.integration.admin.writing import section

pytestmark = pytest.mark.django_db

ROLES = ["commune_worker", "officer", "leader", "administrator", "superuser"]


@pytest.fixture
def festival(persons) -> Festival:
    """A draft, the commune worker's own."""
    page = section("festival").add_child(
        instance=Festival(title="Lễ mừng lúa mới", live=False, owner=persons["commune_worker"])
    )
    return Festival.objects.get(pk=page.pk)


@pytest.mark.parametrize("role", ROLES)
def test_no_menu_offers_to_copy_or_move_a_page(signed_in, festival, role):
    edit = signed_in(role).get(reverse("wagtailadmin_pages:edit", args=[festival.pk]))
    for name in ("copy", "move"):
        assert (
            reverse(f"wagtailadmin_pages:{name}", args=[festival.pk]) not in edit.content.decode()
        )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("alias", ["", "on"])
def test_a_page_is_not_copied(signed_in, festival, role, alias):
    answer = signed_in(role).post(
        reverse("wagtailadmin_pages:copy", args=[festival.pk]),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": section("festival").pk,
            "publish_copies": "on",
            "alias": alias,
        },
    )
    assert answer.status_code in (302, 403)
    assert Festival.objects.count() == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["copy", "create_alias", "move"])
def test_nor_by_the_framework_s_own_api(signed_in, festival, role, action):
    before = festival.path
    data = {"keep_live": False, "slug": "ban-sao", "destination_page_id": section("custom").pk}
    signed_in(role).post(
        reverse("wagtailadmin_api:pages:action", args=[festival.pk, action]),
        data,
        content_type="application/json",
    )
    assert Festival.objects.count() == 1
    assert Festival.objects.get().path == before


@pytest.mark.parametrize("role", ROLES)
def test_a_section_is_not_copied_with_all_its_pages(signed_in, festival, role):
    count = Page.objects.count()
    parent = section("festival")
    signed_in(role).post(
        reverse("wagtailadmin_pages:copy", args=[parent.pk]),
        {
            "new_title": "Bản sao",
            "new_slug": "ban-sao",
            "new_parent_page": parent.get_parent().pk,
            "copy_subpages": "on",
        },
    )
    assert Page.objects.count() == count


@pytest.mark.parametrize("role", ROLES)
def test_a_page_stays_in_the_section_of_its_kind(signed_in, festival, role):
    before = festival.path
    url = reverse("wagtailadmin_pages:move_confirm", args=[festival.pk, section("custom").pk])
    signed_in(role).post(url)
    assert Festival.objects.get().path == before
