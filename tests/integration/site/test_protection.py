"""Login attempts, headers and the database's own safeguards."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from heritage.site.checks import demo_accounts, environment
from heritage.site.lockout import client_address


def attempt(client: Client, username: str, password: str = "wrong") -> Any:
    return client.post(reverse("wagtailadmin_login"), {"username": username, "password": password})


@pytest.fixture
def officer(db: None) -> None:
    get_user_model().objects.create_superuser("can-bo", password="gong-chieng-buoi-toi")


@pytest.mark.usefixtures("officer")
def test_the_fifth_wrong_password_closes_the_door_and_says_so_in_vietnamese(
    client: Client,
) -> None:
    for _ in range(4):
        assert attempt(client, "can-bo").status_code == 200
    closed = attempt(client, "can-bo")
    assert closed.status_code == 429
    assert "Sai mật khẩu quá nhiều lần. Hãy đợi 15 phút" in closed.content.decode()
    assert closed["Retry-After"] == "900"
    assert attempt(client, "can-bo", "gong-chieng-buoi-toi").status_code == 429


@pytest.mark.usefixtures("officer")
def test_the_others_in_the_same_office_can_still_sign_in(client: Client) -> None:
    for _ in range(6):
        attempt(client, "lanh-dao")
    assert attempt(client, "can-bo", "gong-chieng-buoi-toi").status_code == 302


@pytest.mark.django_db
def test_a_name_longer_than_any_is_answered_and_counted(client: Client) -> None:
    door = reverse("community_sign_in")
    for _ in range(4):
        tried = {"username": "x" * 10_000, "password": "sai"}
        assert client.post(door, tried).status_code == 200
    (counted,) = AccessAttempt.objects.all()
    assert counted.username == "x" * 150
    assert client.post(door, tried).status_code == 429


def test_only_a_known_proxy_is_believed_about_addresses(rf: RequestFactory, settings: Any) -> None:
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"})
    assert client_address(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert client_address(request) == "10.0.0.7"


@pytest.mark.django_db
def test_a_public_page_may_run_no_inline_script_and_the_admin_may(client: Client) -> None:
    public = client.get("/id/0000000")
    assert "unsafe" not in public["Content-Security-Policy"]
    assert "default-src 'self'" in public["Content-Security-Policy"]
    assert public["X-Frame-Options"] == "DENY"
    assert public["X-Content-Type-Options"] == "nosniff"
    admin = client.get(reverse("wagtailadmin_login"))
    assert "script-src 'self' 'unsafe-inline'" in admin["Content-Security-Policy"]
    assert "object-src 'none'" in admin["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_demo_account_is_an_error_in_production() -> None:
    assert demo_accounts(None) == []
    get_user_model().objects.create_user("xa", password="x", is_demo=True)
    (error,) = demo_accounts(None)
    assert "xa" in error.msg


@pytest.mark.parametrize(
    "key",
    ["a", "0123456789abcdefghijklmnopqrstuvwxyz", "abcd" * 20, "django-insecure-" + "x7Kq2" * 20],
)
def test_a_key_that_can_be_guessed_is_an_error_in_production(key: str, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["di-san.example.vn"], "https://di-san.example.vn"
    assert environment(None) == []
    settings.SECRET_KEY = key
    (error,) = environment(None)
    assert error.id == "site.E001"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own safeguards")
def test_sqlite_lets_readers_go_on_and_takes_the_write_lock_at_once() -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        with other.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=0")
            with transaction.atomic():  # has written nothing yet
                cursor.execute("SELECT count(*) FROM django_content_type")
                with pytest.raises(OperationalError, match="locked"):
                    cursor.execute("BEGIN IMMEDIATE")
    finally:
        other.close()
