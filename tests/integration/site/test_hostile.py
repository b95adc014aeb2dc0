"""Addresses made to break the archive: an answer, and never a broken page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

TOO_LARGE = "9" * 24


def as_postgresql(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
    """PostgreSQL refuses a NUL, which SQLite takes."""
    for value in params or ():
        assert "\0" not in str(value), "a NUL reaches the database"
    return execute(sql, params, *rest)


@pytest.mark.parametrize(
    "path", ["/id/%00", "/id/a%00b", "/le-hoi/%00/", "/tu-lieu/x-%00/", "/%00/", "/en/%00"]
)
def test_there_is_no_page_at_a_nul(client: Client, path: str) -> None:
    with connection.execute_wrapper(as_postgresql):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("festival", "dan-toc=%00"),
        ("festival", "loai=%00"),
        ("festival", "tinh=%00"),
        ("item", "loai=a%00"),
        ("word", "tieng=%00"),
        ("word", "tieng=km&chu=%00"),
        ("product", "gia=%00&hang=%00"),
    ],
)
def test_a_nul_is_no_filter(
    client: Client, make: Any, kind: str, query: str, language: str
) -> None:
    from heritage.site.models import SectionPage

    section = SectionPage.objects.get(
        section_kind=kind, locale__language_code=language.strip("/") or "vi"
    )
    make(kind, "Một điều")
    with connection.execute_wrapper(as_postgresql):
        found = client.get(f"{language}/{section.slug}/?{query}")
    assert found.status_code == 200
    assert found.context["listing"].total == 1


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "django_language", "messages"])
@pytest.mark.parametrize("path", ["/", "/admin/login/", "/dang-nhap/"])
def test_a_cookie_with_a_nul_was_never_ours(client: Client, name: str, path: str) -> None:
    # In quotes a cookie may hold any byte, written in octal digits.
    client.cookies[name] = "long-enough-for-a-session\0"
    with connection.execute_wrapper(as_postgresql):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("name", ["q", "peoples", "item_kind", "ordering", "p"])
def test_neither_is_it_in_the_officers_lists(client: Client, officer: Any, name: str) -> None:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    with connection.execute_wrapper(as_postgresql):
        assert client.get(f"/admin/tu-lieu/?{name}=a%00").status_code == 200


def test_a_number_that_no_column_holds_is_no_filter(
    client: Client, officer: Any, make: Any
) -> None:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    make("item", "Hát ru")
    found = client.get(f"/admin/tu-lieu/?peoples={TOO_LARGE}")
    assert [row.title for row in found.context["table"].data] == ["Hát ru"]


@pytest.mark.parametrize("action", ["tag", "publish", "delete"])
@pytest.mark.parametrize("number", ["abc", TOO_LARGE, "1%00", "-"])
def test_a_bulk_action_on_nothing_changes_nothing(
    client: Client, officer: Any, make: Any, action: str, number: str
) -> None:
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    for names in (["archive", "item"], ["wagtailcore", "page"]):
        url = reverse("wagtail_bulk_action", args=[*names, action])
        assert client.get(f"{url}?id={number}").status_code in (200, 404)
