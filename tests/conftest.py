"""What every test can count on, and which parts of the world a test says it needs."""

import gc
import os
import shutil
import socket
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Playwright runs an event loop in the test's own thread; Django would refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str | None:
    """The browser that is installed here; none is ever downloaded."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def iiif_validator() -> str | None:
    """The official validator of the IIIF Image API (`iiif-validator` of PyPI)."""
    name = "iiif-validate.py"
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    """How hard the tests marked `torture` try."""
    parser.addoption("--rounds", type=int, default=2, help="rounds of each torture test")
    parser.addoption("--seed", type=int, default=0, help="other moments for torture tests")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each round of a torture test is a test: its name says how to have the same dice again."""
    if "dice" in metafunc.fixturenames:
        seed, rounds = (metafunc.config.getoption(name) for name in ("seed", "rounds"))
        names = [f"seed{seed}-round{number}" for number in range(rounds)]
        metafunc.parametrize("dice", [Random(name) for name in names], ids=names)


def _postgresql() -> bool:
    from django.conf import settings

    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


# Marker: whether it is here, and what to say when not.
NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "needs_postgresql": (_postgresql, "DATABASE_URL names no PostgreSQL"),
    "needs_elasticsearch": (
        lambda: os.environ.get("ELASTICSEARCH_URL"),
        "ELASTICSEARCH_URL is not set",
    ),
    "needs_s3": (lambda: os.environ.get("S3_ENDPOINT_URL"), "S3_ENDPOINT_URL is not set"),
    "needs_browser": (chromium, "no Chromium on this machine"),
    "needs_iiif_validator": (iiif_validator, "iiif-validator is not installed"),
    "needs_shared": (SHARED.is_dir, f"no folder {SHARED.name} beside the project"),
}


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """Rounds of a torture test: a few in the ordinary suite, many in `make torture`."""
    return int(request.config.getoption("--rounds"))


def _absent(item: pytest.Item) -> Iterator[tuple[str, str]]:
    """What a test says it needs and is not here, each with what to say."""
    fixtures = getattr(item, "fixturenames", ())
    for name, (present, reason) in NEEDS.items():
        # Who asks for the folder or the browser by a fixture has said so.
        needed = item.get_closest_marker(name) or name.removeprefix("needs_") in fixtures
        if needed and not present():
            yield name, reason


def pytest_collection_finish() -> None:
    """Look for what can go less often, and never in what stays as long as the tests do.

    Pages and forms leave many circles behind; to find them Python goes through all modules, models
    and tests each time, which took a quarter of the time.
    """
    gc.set_threshold(20_000, 20, 20)
    _stays()


def _stays() -> None:
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose part of the world is absent, with the reason; with CI=true fail it."""
    for name, reason in _absent(item):
        # On SQLite what is particular to PostgreSQL is not absent but meaningless.
        if os.environ.get("CI") == "true" and name != "needs_postgresql":
            pytest.fail(f"{reason}, and with CI=true nothing may be absent")
        pytest.skip(reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, Any, Any]:
    """After a test that emptied the database, put back what the migrations wrote.

    The page tree's root and the first language are rows of migrations; tests are spread over
    processes in any order, and the next one here needs them.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem is not None and marker is not None and marker.kwargs.get("transaction"):
        from django.apps import apps
        from django.contrib.contenttypes.models import ContentType
        from django.db import DEFAULT_DB_ALIAS, connections
        from pytest_django.plugin import blocking_manager_key
        from wagtail.models import Page

        connection: Any = connections[DEFAULT_DB_ALIAS]
        contents = getattr(connection, "_test_serialized_contents", None)
        if contents is not None:
            with item.config.stash[blocking_manager_key].unblock():
                if Page.objects.exists():  # it was skipped before it could empty anything
                    return result
                # Known by their numbers, they are not made anew while the rows come back.
                ContentType.objects.get_for_models(*apps.get_models())
                # All else is empty: to empty hundreds of tables once more takes PostgreSQL seconds.
                ContentType.objects.all()._raw_delete(DEFAULT_DB_ALIAS)
                connection.creation.deserialize_db_from_string(contents)
                ContentType.objects.clear_cache()
    return result


@pytest.fixture(scope="session", autouse=True)
def _clients_come_by_the_front_door() -> Iterator[None]:
    """Whatever a test asks for passes the door that stands before Django's handler, as in use."""
    from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
    from django.http import HttpResponse
    from django.test.client import ClientHandler

    from heritage.site.front_door import FrontDoor, found

    handler, server = ClientHandler.__call__, WSGIHandler.__call__

    def call(self: ClientHandler, environ: dict[str, Any]) -> Any:
        answer = found(environ)
        if answer is None:
            return handler(self, environ)
        status, reason = answer.status.split(" ", 1)
        response: Any = HttpResponse(
            answer.body, status=int(status), reason=reason, headers=dict(answer.headers)
        )
        response.wsgi_request = WSGIRequest(environ)
        return response

    def serve(self: WSGIHandler, *asked: Any) -> Any:
        return FrontDoor(partial(server, self))(*asked)

    # Python keeps its frames in blocks of 16 KB, and whoever calls across the end of one in a loop
    # has it mapped and given back each time: a frame for which it takes a block with much room.
    roomy: Any = call
    roomy.__code__ = roomy.__code__.replace(co_stacksize=70_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "__call__", call)
        # What a browser asks a test's server for.
        patch.setattr(WSGIHandler, "__call__", serve)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The page tree stands in every test, as in every archive: grown once, not by each of them.

    It is kept with what the migrations wrote, for tests that empty the database. Every connection
    knows what was kept: Playwright's event loop is a context of its own, where Django opens another
    connection.
    """
    from django.db import DEFAULT_DB_ALIAS, connections

    from heritage.site.tree import grow_tree

    with django_db_blocker.unblock():
        grow_tree()
        connection: Any = connections[DEFAULT_DB_ALIAS]
        if hasattr(connection, "_test_serialized_contents"):
            kept = connection.creation.serialize_db_to_string()
            connection._test_serialized_contents = kept
            type(connection)._test_serialized_contents = kept
    _stays()


@pytest.fixture(scope="session", autouse=True)
def _only_this_machine() -> Iterator[None]:
    """No test reaches beyond the loopback interface."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not (
            str(address[0]).startswith("127.") or address[0] in ("localhost", "::1")
        ):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _fresh_media(settings: Any, tmp_path: Path) -> None:
    """Each test has media of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Each test makes its pages anew: what it wrote is undone, and the count of changes, too."""
    from tests.kept import forget

    forget()


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Each test begins in the archive's language, whatever page the one before it has read."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def contexts_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers without the contexts of their templates, for tests that read thousands of pages.

    The test client copies the context of every template that is rendered: three quarters of its
    time.
    """
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `../shared`; mark the test `needs_shared`."""
    return SHARED


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A headless Chromium; mark the test `needs_browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium's sandbox does not work for root, as in a container.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A tab of its own in a Vietnamese browser; an error in the page's scripts fails the test."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.set_default_timeout(15_000)
    yield tab
    context.close()
    assert not errors
