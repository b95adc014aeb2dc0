"""An empty archive says what to do first, and no form in it is a dead end."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Site

from heritage.peoples.models import People
from heritage.site.models import Institution

FIRST = "Việc cần làm trước, theo thứ tự"


@pytest.fixture
def administrator(archive, client):
    client.force_login(get_user_model().objects.create_superuser("quan-tri"))
    return client


def desk(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_desk_of_an_empty_archive_leads_to_the_first_steps_until_they_are_done(
    administrator, request
):
    page = desk(administrator)
    assert FIRST in page
    steps = [reverse("dan-toc:choose_parent"), reverse("wagtailusers_users:add")]
    steps.append(reverse("wagtailsettings:edit", args=["site", "institution"]))
    places = [page.index(f'<a href="{step}"><b>') for step in steps]
    assert places == sorted(places)
    request.getfixturevalue("bana")
    assert f'<a href="{steps[0]}"><b>' not in desk(administrator)
    request.getfixturevalue("persons")
    keeper = Institution.for_site(Site.objects.get())
    keeper.agency, keeper.phone = "Sở Văn hóa", "0258 3 822 222"
    keeper.save()
    assert FIRST in desk(administrator)
    keeper.responsible_officer = "Bà Đàng Thị Hoa"
    keeper.save()
    assert FIRST not in desk(administrator)


def test_only_who_may_make_accounts_is_shown_the_first_steps(signed_in):
    assert FIRST not in desk(signed_in("officer"))


@pytest.mark.parametrize("address", ["/admin/le-hoi/choose_parent/", "/admin/tu-lieu/add/"])
def test_a_form_without_any_people_to_tick_leads_to_the_first(administrator, address):
    page = administrator.get(address, follow=True).content.decode()
    assert "Kho chưa có dân tộc nào." in page
    assert reverse("dan-toc:choose_parent") in page


def test_boxes_are_shown_as_soon_as_there_is_a_people(administrator, bana):
    page = administrator.get("/admin/tu-lieu/add/").content.decode()
    assert "Kho chưa có dân tộc nào." not in page
    assert f'type="checkbox" name="peoples" value="{bana.pk}"' in page


@pytest.mark.parametrize("name", ["dan-toc", "le-hoi", "tu-lieu"])
def test_an_empty_list_invites_to_write_the_first(administrator, name):
    assert not People.objects.exists()
    page = administrator.get(f"/admin/{name}/").content.decode()
    assert ">thêm mới</a>" in page
