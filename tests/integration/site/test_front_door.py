"""At the door stands only what the handler says; whatever goes wrong there is the handler's."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from heritage.site import generations
from heritage.site.front_door import FrontDoor, found

pytestmark = pytest.mark.django_db

door = FrontDoor(WSGIHandler())


def ask(address: str, **headers: str) -> tuple[str, dict[str, str], bytes, int]:
    """Status, headers and body of an answer as a WSGI server sees it, and how many queries."""
    environ = RequestFactory().get(address, headers=headers or None).META
    begun: list[Any] = []
    with CaptureQueriesContext(connection) as queries:
        text = b"".join(door(environ, lambda *answer: begun.append(answer)))  # type: ignore[arg-type]
    ((status, answered, *_rest),) = begun
    return status, dict(answered), text, len(queries)


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: Any) -> None:
    """The handler closes the connections of its thread; here they are the test's."""
    monkeypatch.setattr("django.db.connections.all", lambda **kwargs: [])


def test_what_is_handed_out_is_what_was_made(make: Any) -> None:
    make("festival", "Lễ hội Katê")
    made, handed = ask("/le-hoi/"), ask("/le-hoi/")
    assert made[:3] == handed[:3]
    assert made[3] > handed[3] == 1
    status, _headers, body, _cost = ask("/le-hoi/", if_none_match=made[1]["ETag"])
    assert (status, body) == ("304 Not Modified", b"")


def test_a_change_is_seen_at_the_door(make: Any) -> None:
    festival = make("festival", "Lễ hội Katê")
    ask("/le-hoi/")
    festival.title = "Lễ hội Ramưwan"
    festival.save()
    assert "Ramưwan" in ask("/le-hoi/")[2].decode()


def test_a_connection_that_broke_is_the_handlers(make: Any, monkeypatch: Any) -> None:
    make("festival", "Lễ hội Katê")
    ask("/le-hoi/")

    current, gone = generations.current, [True]

    def once() -> int:
        if gone:
            gone.clear()
            raise DatabaseError
        return current()

    monkeypatch.setattr(generations, "current", once)
    status, _headers, body, _cost = ask("/le-hoi/")
    assert status == "200 OK"
    assert "Katê" in body.decode()


def test_more_parameters_than_anybody_needs_are_the_handlers() -> None:
    assert ask("/le-hoi/?" + "a=1&" * 20_000)[0] == "400 Bad Request"


def test_nothing_is_asked_of_the_database_for_a_file(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert found(RequestFactory().get("/static/site/favicon.svg").META) is None
