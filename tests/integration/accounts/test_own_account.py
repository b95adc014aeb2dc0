"""What a person changes on his own, and what an administrator must say about a new one."""

import pytest
from django.urls import reverse

from heritage.accounts.models import User
from heritage.accounts.roles import OFFICER, group_of, sync_roles

pytestmark = pytest.mark.django_db

PASSWORD = "mat-khau-dai-lam"
NEW = "mot-mat-khau-khac"


@pytest.fixture
def officer(client) -> User:
    sync_roles()
    user = User.objects.create_user("can-bo", password=PASSWORD, last_name="Y", first_name="Mơ")
    user.groups.add(group_of(OFFICER))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def test_an_officer_without_e_mail_changes_his_password(client, officer):
    answer = client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-first_name": "Mơ",
            "name_email-last_name": "Y",
            "locale-preferred_language": "",
            "theme-theme": "system",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
            "password-old_password": PASSWORD,
            "password-new_password1": NEW,
            "password-new_password2": NEW,
        },
    )
    assert answer.status_code == 302, [f.errors for f in answer.context_data["media"]]
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_nothing_is_asked_about_e_mail(client, officer):
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "notifications" not in page
    assert "name_email-email" not in page


def test_nobody_opens_the_page_without_login(client, db):
    assert client.get(reverse("wagtailadmin_account")).status_code == 302


class TestRoles:
    @pytest.fixture
    def administrator(self, client, officer) -> User:
        user = User.objects.create_superuser("quan-tri", password=PASSWORD)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return user

    def test_a_person_is_not_made_without_a_role(self, client, administrator):
        person = {"username": "moi", "first_name": "Mới", "last_name": "Y"}
        answer = client.post(reverse("wagtailusers_users:add"), person)
        assert "ít nhất một vai trò" in str(answer.context["form"].errors["groups"])
        assert not User.objects.filter(username="moi").exists()
        role = {"groups": [group_of(OFFICER).pk]}
        assert client.post(reverse("wagtailusers_users:add"), person | role).status_code == 302
        assert User.objects.get(username="moi").groups.exists()

    def test_whoever_was_made_on_the_server_needs_none(self, client, administrator):
        answer = client.post(
            reverse("wagtailusers_users:edit", args=[administrator.pk]),
            {"username": "quan-tri", "first_name": "Trị", "last_name": "Quản", "is_active": "on"},
        )
        assert answer.status_code == 302, answer.context["form"].errors
