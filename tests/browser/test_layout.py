"""What holds of every page a visitor can open: nothing cut, nothing beside the screen, links that a
finger finds, letters of our own faces, and a first view that a slow line bears."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template import Template
from django.test import override_settings
from django.test.signals import template_rendered

from heritage.accounts.models import User
from heritage.peoples.reference.terms import load_terms
from heritage.site.community.demo import create_demo_keepers
from search import engines
from search.rebuilding import rebuild
from search.source import source
from search.working import until_done
from tests.screens import additions
from tests.screens.archive import MEMBER
from tests.screens.pages import WAYS, Way, in_language

IN_KHMER = ("home", "people-khmer", "festival", "word", "products", "search", "search-found")
"""Pages that are looked at in Khmer as well."""
IN_ENGLISH = ("product", "place")
"""Pages whose facts have long names in English."""

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

HERE = Path(__file__).parent
LAYOUT = (HERE / "layout.js").read_text("utf-8")
TARGETS = (HERE / "targets.js").read_text("utf-8")
BARE = """() => {
    const bare = new CSSStyleSheet()
    bare.replaceSync('::before, ::after { content: none !important }')
    document.adoptedStyleSheets = [bare]
}"""
"""Arrows and marks are drawn with the device's own face, on purpose."""
SCREENS = (360, 768, 1440)
HEAVIEST, MOST = 150_000, 20
"""Bytes of a first view without its pictures, and requests."""
SCRIPTS = re.compile(r"[\u1780-\u17ff\uaa00-\uaa5f]")
UNSEEN = {
    # Answers to what is typed into forms, and what stands there afterwards; other tests read them.
    *("site/community/invited.html", "site/community/consent.html", "site/feedback/sent.html"),
    *("site/community/hold.html", "site/community/held.html", "site/community/unseen.html"),
    *("site/community/rule.html", "site/community/change.html"),
    # A file of more than a thousand records.
    "site/exports/file.html",
}
"""Templates below templates/site that no page of WAYS is made with."""


@pytest.fixture
def content(live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """The demo content, and static files as an installation sends them."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "heritage.site.one_stylesheet.StaticFiles",
            "OPTIONS": {"location": str(tmp_path), "base_url": settings.STATIC_URL},
        }
    }
    found = {name: (storage, name) for storage, name in _ours()}
    for name, (storage, path) in found.items():
        with storage.open(path) as file:
            staticfiles_storage.save(name, file)
    list(staticfiles_storage.post_process(found))  # type: ignore[attr-defined]
    load_terms()
    call_command("load_demo", verbosity=0)
    create_demo_keepers()
    additions.add()
    rebuild(engines.engine(), source())
    # What is said to have closed perhaps is found by nobody before it was read once more.
    until_done(engines.engine(), source())
    return live_server


def _ours() -> Iterator[tuple[Any, str]]:
    for name, storage in FileSystemFinder().list([]):
        yield storage, name


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of the templates that pages were made with."""
    names: set[str] = set()

    def note(template: Template, **kwargs: Any) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


class Visitor:
    """A browser that takes static files from where they were collected, and counts."""

    def __init__(self, browser: Any, live_server: Any, static: Path, *, touch: bool) -> None:
        self.base, self.static = live_server.url, static
        self.asked: list[tuple[str, int]] = []
        self.context = browser.new_context(
            base_url=self.base,
            viewport={"width": 360, "height": 740},
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",
            locale="vi-VN",
            service_workers="block",  # what it copies when a page stands is no part of a first view
        )
        self.context.route("**/*", self.answer)
        self.tab = self.context.new_page()
        self.tab.set_default_timeout(20_000)
        self.devtools = self.context.new_cdp_session(self.tab)

    def answer(self, route: Any) -> None:
        """Give what is asked for, and note what a line would carry."""
        address = route.request.url
        path = address.removeprefix(f"{self.base}{settings.STATIC_URL}")
        if path != address:
            file = self.static / path
            packed = file.with_name(f"{file.name}.gz")
            self.asked.append((address, (packed if packed.is_file() else file).stat().st_size))
            route.fulfill(path=file)
        elif address.startswith(self.base):
            response = route.fetch()
            self.asked.append((address, len(gzip.compress(response.body()))))
            route.fulfill(response=response)
        else:
            self.asked.append((address, 0))
            route.abort()

    def fetch(self, address: str) -> str:
        """The HTML at an address."""
        return str(self.context.request.get(address).text())

    def open(self, address: str) -> list[str]:
        """Go there; what is wrong with what a first view costs."""
        self.tab.set_viewport_size({"width": 360, "height": 740})
        self.asked.clear()
        self.tab.goto(address)
        self.tab.evaluate("document.fonts.ready.then(() => null)")
        asked = list(self.asked)
        wrong = [f"asks {one}" for one, _ in asked if not one.startswith(self.base)]
        weight = sum(size for one, size in asked if not re.search(r"\.(svg|png|jpe?g|webp)$", one))
        if weight > HEAVIEST:
            wrong.append(f"weighs {weight} bytes")
        if len(asked) > MOST:
            wrong.append(f"asks {len(asked)} times")
        return wrong

    def at(self, width: int, script: str) -> list[str]:
        """What a script finds on the page that is open, on a screen of this width."""
        self.tab.set_viewport_size({"width": width, "height": 900})
        return [f"{width}: {one}" for one in self.tab.evaluate(script)]

    def faces(self) -> list[str]:
        """Khmer and Cham that is drawn with a face of the device, or as boxes."""
        self.tab.evaluate(BARE)
        self.devtools.send("DOM.enable")
        self.devtools.send("CSS.enable")
        root = self.devtools.send("DOM.getDocument", {"depth": -1})["root"]
        wrong = []
        for node, text in _written(root):
            fonts = self.devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            if any(not font["isCustomFont"] for font in fonts):
                wrong.append(f"drawn with {[font['familyName'] for font in fonts]}: {text}")
        return wrong


def _written(node: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Elements that hold nothing but one text in Khmer or Cham."""
    children = node.get("children", [])
    if len(children) == 1 and children[0]["nodeName"] == "#text":
        text = children[0]["nodeValue"].strip()
        if text and SCRIPTS.search(text) and node["nodeName"] not in ("TITLE", "SCRIPT", "OPTION"):
            yield node["nodeId"], text[:40]
    for child in children:
        yield from _written(child)


def test_every_page_is_whole_on_every_screen(browser, content, rendered, tmp_path):
    visitor = Visitor(browser, content, tmp_path, touch=True)
    member = Visitor(browser, content, tmp_path, touch=True)
    member.context.add_cookies([_signed_in(content)])
    wrong: list[str] = []

    def look(way: Way, who: Visitor, address: str) -> None:
        found = [*who.open(address), *who.at(360, LAYOUT), *who.at(360, TARGETS)]
        for width in SCREENS[1:]:
            found += who.at(width, LAYOUT)
        who.tab.evaluate("document.documentElement.dataset.size = 4")
        for width in SCREENS:
            found += [f"largest letters, {one}" for one in who.at(width, LAYOUT)]
        who.tab.evaluate("delete document.documentElement.dataset.size")
        found += who.faces()
        wrong.extend(f"{address} ({way.name}): {one}" for one in found)

    for way in WAYS:
        who = member if way.members else visitor
        address = way.follow(who.fetch)
        if not address:
            continue
        look(way, who, address)
        for language, ways in (("km", IN_KHMER), ("en", IN_ENGLISH)):
            if way.name in ways:
                look(way, who, in_language(who.fetch(address), language))
    with _out_of_reach():
        for address in ("/tim-kiem/?q=le", "/en/search/?q=festival", "/km/search/?q=kate"):
            look(Way("search-without-engine", address), visitor, address)
    for one in (visitor, member):
        one.context.close()
    assert wrong == []
    assert _templates() - rendered == UNSEEN


def _templates() -> set[str]:
    folder = Path(settings.BASE_DIR) / "templates" / "site"
    return {path.relative_to(folder.parent).as_posix() for path in folder.rglob("*.html")}


@contextmanager
def _out_of_reach() -> Iterator[None]:
    """Nobody listens where the engine is said to be: the port of discard."""
    cluster = settings.SEARCH_CLUSTER | {"addresses": ["http://127.0.0.1:9"]}
    with override_settings(SEARCH_CLUSTER=cluster):
        engines.close()
        yield
    engines.close()


def _signed_in(live_server: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(User.objects.get(username=MEMBER))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": live_server.url}
