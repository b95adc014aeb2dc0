"""Nothing typed is lost when the login ends."""

import html
import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from heritage.accounts.models import User
from heritage.accounts.roles import OFFICER, group_of, sync_roles

pytestmark = pytest.mark.django_db

FORM = {"title": "Vòng xoang\nhai dòng", "peoples": ["1", "2"], "note": '"<b>'}
PASSWORD = "mat-khau-dai-lam"


@pytest.fixture
def officer(db) -> User:
    sync_roles()
    user = User.objects.create_user("can-bo", password=PASSWORD)
    user.groups.add(group_of(OFFICER))
    return user


def hidden(page: str, name: str) -> str:
    (value,) = re.findall(rf'name="{name}" value="([^"]*)"', page)
    return html.unescape(value)


def areas(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', page, re.S)
    return [(name, html.unescape(value)) for name, value in found]


def test_a_form_without_login_is_sent_again_after_signing_in(client, officer):
    asked = client.post("/admin/tu-lieu/add/?next=/admin/", FORM)
    assert asked.status_code == 401
    sealed = hidden(asked.content.decode(), "sealed")
    answer = client.post(
        "/admin/dang-nhap-lai/",
        {"sealed": sealed, "username": "can-bo", "password": PASSWORD},
    )
    page = answer.content.decode()
    assert 'action="/admin/tu-lieu/add/?next=/admin/"' in page
    assert areas(page) == [
        ("title", "Vòng xoang\nhai dòng"),
        ("peoples", "1"),
        ("peoples", "2"),
        ("note", '"<b>'),
    ]
    assert "_auth_user_id" in client.session
    assert "no-store" in answer["Cache-Control"]


def test_a_wrong_password_keeps_the_form(client, officer):
    sealed = hidden(client.post("/admin/tu-lieu/add/", FORM).content.decode(), "sealed")
    again = client.post(
        "/admin/dang-nhap-lai/", {"sealed": sealed, "username": "can-bo", "password": "sai"}
    )
    assert hidden(again.content.decode(), "sealed") == sealed


def test_too_many_wrong_passwords_keep_the_form_as_well(client, officer):
    sealed = hidden(client.post("/admin/tu-lieu/add/", FORM).content.decode(), "sealed")
    for _ in range(7):
        again = client.post(
            "/admin/dang-nhap-lai/", {"sealed": sealed, "username": "can-bo", "password": "sai"}
        )
    assert hidden(again.content.decode(), "sealed") == sealed


def test_nobody_can_make_up_a_form_to_be_sent(client, officer):
    answer = client.post(
        "/admin/dang-nhap-lai/",
        {"sealed": "made-up", "username": "can-bo", "password": PASSWORD},
    )
    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


def test_an_outdated_token_from_our_own_page_loses_nothing(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    own = client.post("/admin/tu-lieu/add/", FORM, headers={"origin": "http://testserver"})
    assert ("title", "Vòng xoang\nhai dòng") in areas(own.content.decode())
    assert "data-send-at-once" not in own.content.decode(), "a person presses the button"


def test_a_form_from_elsewhere_is_refused(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    foreign = client.post("/admin/tu-lieu/add/", FORM, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert "Vòng xoang" not in foreign.content.decode()


def test_autosave_is_told_in_its_own_language(client, officer):
    answer = client.post("/admin/tu-lieu/add/", FORM, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json()["error_code"] == "signed_out"


LOGIN_PAGE = "/admin/login/"
PASSWORD_FORMS = [
    (LOGIN_PAGE, {"username": "can-bo", "password": PASSWORD}),
    ("/admin/ma-mot-lan/", {"username": "can-bo", "code": "AAAA", "password": PASSWORD}),
    ("/admin/account/", {"password-old_password": PASSWORD, "password-new_password1": PASSWORD}),
]


@pytest.mark.parametrize(("address", "typed"), PASSWORD_FORMS)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_password_never_stands_in_a_page(officer, address, typed, signed_in):
    client = Client(enforce_csrf_checks=True)
    if signed_in:
        client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(address, typed, headers={"origin": "http://testserver"})
    assert answer.status_code == 302
    assert answer["Location"] == address
    assert "mật khẩu chưa được gửi đi" in " ".join(map(str, get_messages(answer.wsgi_request)))


def test_a_password_change_without_login_is_not_carried(client, officer):
    answer = client.post(*PASSWORD_FORMS[2])
    assert (answer.status_code, answer["Location"]) == (302, "/admin/account/")


def test_signing_in_again_with_an_outdated_token_keeps_the_form(client, officer):
    sealed = hidden(client.post("/admin/tu-lieu/add/", FORM).content.decode(), "sealed")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        "/admin/dang-nhap-lai/",
        {"sealed": sealed, "username": "can-bo", "password": PASSWORD},
        headers={"origin": "http://testserver"},
    )
    assert hidden(answer.content.decode(), "sealed") == sealed
    assert PASSWORD not in answer.content.decode()
