"""A forgotten password is reset without e-mail."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from heritage.accounts import one_time_codes
from heritage.accounts.models import OneTimeCode, User
from heritage.accounts.roles import ADMINISTRATOR, OFFICER, group_of, sync_roles
from heritage.accounts.spoken_codes import spaced
from heritage.settings import base

pytestmark = pytest.mark.django_db

NEW = "rung-xanh-nui-do"


@pytest.fixture
def officer(db) -> User:
    sync_roles()
    user = User.objects.create_user("can-bo", password="mat-khau-cu-roi")
    user.groups.add(group_of(OFFICER))
    return user


@pytest.fixture
def administrator(officer) -> User:
    user = User.objects.create_user("quan-tri", password="mat-khau-cu-roi")
    user.groups.add(group_of(ADMINISTRATOR))
    return user


def redeem(client, code: str, username: str = "can-bo", password: str = NEW):
    return client.post(
        reverse("one_time_code"),
        {"username": username, "code": code, "password": password, "password_again": password},
    )


def sign_in(client, password: str) -> bool:
    client.post("/admin/login/", {"username": "can-bo", "password": password})
    return "_auth_user_id" in client.session


def test_an_administrator_sees_a_code_once_and_it_gives_a_new_password(
    client, officer, administrator
):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("give_one_time_code", args=[officer.pk])
    page = client.post(url).content.decode()
    (code,) = re.findall(r"<output>(.*?)</output>", page)
    assert code not in client.get(url).content.decode()
    client.logout()
    assert redeem(client, code).status_code == 302
    assert sign_in(client, NEW)


def test_a_code_works_once(client, officer):
    code = one_time_codes.issue(officer, None)
    redeem(client, code)
    assert redeem(client, code, password="mat-khau-khac-nua").status_code == 200
    assert not sign_in(client, "mat-khau-khac-nua")


def test_a_code_may_be_typed_in_small_letters_with_blanks(client, officer):
    code = one_time_codes.issue(officer, None)
    assert redeem(client, spaced(code).lower()).status_code == 302


def test_a_code_ends_after_a_day(client, officer):
    code = one_time_codes.issue(officer, None)
    OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert redeem(client, code).status_code == 200
    assert not sign_in(client, NEW)


def test_a_new_code_replaces_the_old_one(client, officer):
    old = one_time_codes.issue(officer, None)
    one_time_codes.issue(officer, None)
    assert redeem(client, old).status_code == 200


def test_guessing_ends_after_five_attempts(client, officer):
    code = one_time_codes.issue(officer, None)
    for _ in range(one_time_codes.ATTEMPTS):
        redeem(client, "22222222")
    assert redeem(client, code).status_code == 200
    assert not sign_in(client, NEW)


def test_one_address_cannot_try_every_account(client, officer):
    for number in range(one_time_codes.ATTEMPTS_PER_ADDRESS):
        redeem(client, "22222222", username=f"nguoi-{number}")
    code = one_time_codes.issue(officer, None)
    assert "Thử quá nhiều lần" in redeem(client, code).content.decode()


def test_an_address_that_tried_too_often_waits_an_hour(client, officer, settings, tmp_path):
    settings.CACHES = {"default": base.CACHES["default"] | {"LOCATION": tmp_path}}
    code = one_time_codes.issue(officer, None)
    tries = one_time_codes.ATTEMPTS_PER_ADDRESS
    with time_machine.travel(timezone.now()) as clock:
        for number in range(tries):
            redeem(client, "22222222", username=f"nguoi-{number}")
        for _ in range(11):
            clock.shift(timedelta(minutes=5))
            assert "Thử quá nhiều lần" in redeem(client, code).content.decode()
        clock.shift(timedelta(minutes=6))
        assert redeem(client, code).status_code == 302


def test_a_weak_password_costs_no_attempt(client, officer):
    code = one_time_codes.issue(officer, None)
    for _ in range(one_time_codes.ATTEMPTS + 1):
        redeem(client, code, password="123")
    assert redeem(client, code).status_code == 302


def test_the_answer_names_no_account(client, officer):
    one_time_codes.issue(officer, None)
    known = redeem(client, "22222222").context["form"].non_field_errors()
    unknown = redeem(client, "22222222", username="khong-co").context["form"].non_field_errors()
    assert known == unknown


def test_a_closed_account_cannot_come_back(client, officer):
    code = one_time_codes.issue(officer, None)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert redeem(client, code).status_code == 200


def test_nobody_but_an_administrator_gives_codes(client, officer, administrator):
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("give_one_time_code", args=[administrator.pk]))
    assert not OneTimeCode.objects.exists()


def test_an_administrator_cannot_take_over_a_superuser(client, administrator):
    founder = User.objects.create_superuser("nguoi-lap", password="mat-khau-cu-roi")
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("give_one_time_code", args=[founder.pk]))
    assert not OneTimeCode.objects.exists()


def test_a_new_account_has_no_password_and_leads_to_a_code(client, administrator):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post(
        "/admin/users/new/",
        {
            "username": "xa-moi",
            "last_name": "Y",
            "first_name": "Hlăng",
            "email": "",
            "groups": [group_of(OFFICER).pk],
        },
    )
    person = User.objects.get(username="xa-moi")
    assert response["Location"] == reverse("give_one_time_code", args=[person.pk])
    assert not person.has_usable_password()
    assert list(person.groups.values_list("name", flat=True)) == [OFFICER.group]


def test_no_way_leads_to_a_reset_by_e_mail(client):
    page = client.get("/admin/login/").content.decode()
    assert reverse("one_time_code") in page
    assert "password_reset" not in page
    assert client.get("/admin/password_reset/").status_code == 404
