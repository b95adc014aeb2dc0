"""On one's own device: without a network, with little of it, in large text, in long lists."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from heritage.archive.models import Festival, FestivalPeople, Item
from heritage.peoples.models import People, Term
from heritage.protocols.models import Hold
from heritage.records.holds import place
from heritage.site.models import SectionPage
from heritage.site.offline import marks
from tests.kept import forget

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

KEPT = """async () => {
  const found = [];
  for (const name of (await caches.keys()).filter((name) => name.endsWith("-pages"))) {
    for (const one of await (await caches.open(name)).keys()) {
      found.push(decodeURI(one.url.replace(location.origin, "")));
    }
  }
  return found;
}"""
AGE = """async ([path, days]) => {
  const [name] = (await caches.keys()).filter((name) => name.endsWith("-pages"));
  const pages = await caches.open(name);
  for (const request of await pages.keys()) {
    if (path && new URL(request.url).pathname !== path) continue;
    const kept = await pages.match(request), headers = new Headers(kept.headers);
    const moment = Number(headers.get("x-kept-answered")) - days * 24 * 3600 * 1000;
    headers.set("x-kept-answered", String(moment));
    await pages.put(request, new Response(await kept.text(), { headers }));
  }
}"""
CROWD = """async (count) => {
  const [name] = (await caches.keys()).filter((name) => name.endsWith("-pages"));
  const pages = await caches.open(name);
  for (let number = 0; number < count; number++) {
    const headers = new Headers({ "x-kept-answered": Date.now(), "x-kept-visited": number });
    await pages.put("/dan-toc/cu-" + number + "/", new Response("", { headers }));
  }
}"""


@pytest.fixture
def archive(live_server: Any, settings: Any, tmp_path: Any) -> Any:
    """Thirty festivals in one section, two of them of the Chăm, and a recording with a warning."""
    settings.HOLDS_LOG = tmp_path / "holds.jsonl"
    sections = {
        section.section_kind: section
        for section in SectionPage.objects.filter(locale__language_code="vi")
    }
    for title, slug in (("Chăm", "cham"), ("Raglai", "raglai")):
        sections["people"].add_child(instance=People(title=title, slug=slug))
    cham, raglai = People.objects.order_by("slug")
    kind = Term.objects.create(scheme="ich-law-2024", code="le_hoi", label_vi="Lễ hội")
    now = timezone.now()
    for number, title in enumerate(["Lễ hội Katê", "Lễ hội Ramưwan", *["Lễ cúng"] * 28]):
        told = {
            "calendar": "cham",
            "typical_months": "9" if number % 2 else "10",
            "sources": "x",
            "ich_type": kind,
        }
        festival = Festival(title=title, slug=f"le-{number:02}", first_published_at=now, **told)
        sections["festival"].add_child(instance=festival)
        people = cham if number < 2 else raglai
        FestivalPeople.objects.create(owner=festival, people=people)
    Item(title="Tiếng người đã khuất", item_kind="audio", warns_of_voice=True, live=True).save()
    return live_server


@pytest.fixture
def phone(browser: Any, archive: Any) -> Any:
    """`phone(**options)`: a browser of its own on a small screen; an error in a script fails."""
    opened, errors = [], []

    def open_phone(**options: Any) -> Any:
        given = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN"} | options
        context = browser.new_context(base_url=archive.url, **given)
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.set_default_timeout(15_000)
        return tab

    yield open_phone
    for context in opened:
        context.close()
    assert errors == []


def until(tab: Any, condition: str) -> None:
    """Wait until something holds of the list of what is kept."""
    script = f"async () => {{ const kept = await ({KEPT})(); return [kept, {condition}]; }}"
    kept, holds = tab.evaluate(script)
    end = time.monotonic() + 15
    while not holds and time.monotonic() < end:
        tab.wait_for_timeout(100)
        kept, holds = tab.evaluate(script)
    assert holds, (condition, kept)


NO_WORKER = "!(await navigator.serviceWorker.getRegistrations()).length"


def test_what_was_read_is_there_without_a_network_and_gone_when_it_is_closed(
    phone: Any, archive: Any, settings: Any
) -> None:
    tab = phone()
    network = tab.context
    kate, ramuwan = (Festival.objects.get(slug=slug) for slug in ("le-00", "le-01"))
    item = Item.objects.get()
    warned = f"/tu-lieu/{item.slug_with_identifier}/"

    # The first page is kept although the worker came after it; the calendar and a page to fall
    # back on are kept unread; a page before a warning is not, nor what the visitor then sees.
    tab.goto("/le-hoi/le-00/")
    until(tab, "kept.length === 3")
    assert set(tab.evaluate(KEPT)) == {"/le-hoi/le-00/", "/lich/", "/ngoai-tuyen/"}
    tab.goto("/le-hoi/le-01/?fbclid=xyz")
    until(tab, 'kept.includes("/le-hoi/le-01/")')
    tab.goto(warned)
    tab.get_by_role("button", name="Tôi hiểu, mở trang").click()
    expect(tab.get_by_role("button", name="Tôi hiểu, mở trang")).to_have_count(0)
    # Made for somebody with a choice: what a stranger is given is asked for, and kept.
    tab.goto("/en/")
    until(tab, 'kept.includes("/en/") && kept.includes("/en/offline/")')
    assert warned not in tab.evaluate(KEPT)

    # The number is bounded: what was read longest ago goes.
    tab.evaluate(CROWD, marks.PAGES + 20)
    tab.goto("/dan-toc/")
    until(tab, f'kept.includes("/dan-toc/") && kept.length <= {marks.PAGES} + 6')
    assert {"/le-hoi/le-00/", "/le-hoi/le-01/"} <= set(tab.evaluate(KEPT))
    assert "/dan-toc/cu-0/" not in tab.evaluate(KEPT)

    network.set_offline(True)
    tab.goto("/le-hoi/le-00/?utm_source=x")
    expect(tab.locator("h1")).to_have_text("Lễ hội Katê")
    expect(tab.locator(".copy-note")).to_contain_text("Không có mạng")
    expect(tab.locator(".copy-note [data-day]")).to_have_text(re.compile(r"^\d+/\d+/\d{4}$"))
    assert tab.locator(".menu-button").evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"
    tab.goto("/lich/")
    expect(tab.locator("h1")).to_have_text("Lịch lễ hội")
    tab.goto("/thu-vien/")
    expect(tab.locator("h1")).to_have_text("Đọc khi không có mạng")
    listed = tab.locator("[data-kept-days] .lines")
    expect(listed.get_by_role("link", name="Lễ hội Ramưwan")).to_be_visible()
    expect(listed).not_to_contain_text("khuất")
    listed.get_by_role("link", name="Lễ hội Katê").click()
    expect(tab.locator("h1")).to_have_text("Lễ hội Katê")

    # One is held, one is removed: any page that is opened with a network has them dropped.
    place(Hold(identifier=kate.identifier_id, requested_by="x", way="phone", reason="x"))
    ramuwan.delete()
    network.set_offline(False)
    tab.goto("/")
    until(tab, '!kept.some((path) => /le-0|cu-/.test(path)) && kept.includes("/")')
    network.set_offline(True)
    for path in ("/le-hoi/le-00/", "/le-hoi/le-01/"):
        tab.goto(path)
        expect(tab.locator("h1")).to_have_text("Đọc khi không có mạng")

    # Two weeks after it was last confirmed a page is shown no more, the page without a network
    # like all others.
    tab.evaluate(AGE, ["/", marks.KEPT_FOR.days - 0.1])
    tab.goto("/")
    expect(tab.locator(".copy-note")).to_be_visible()
    tab.evaluate(AGE, ["/", 0.2])
    tab.goto("/")
    expect(tab.locator("h1")).to_have_text("Đọc khi không có mạng")
    tab.evaluate(AGE, ["", marks.KEPT_FOR.days])
    tab.goto("/")
    expect(tab.locator("h1")).to_have_text("Không có mạng.")

    # Who signs in leaves nothing behind, and keeps nothing of his own.
    network.set_offline(False)
    tab.goto("/lich/")
    until(tab, 'kept.includes("/lich/")')
    network.add_cookies([_signed_in(archive.url)])
    for path in ("/", "/cong-dong/"):
        tab.goto(path)
        until(tab, "kept.length === 0")
    until(tab, NO_WORKER)
    network.clear_cookies()
    tab.goto("/")
    until(tab, "kept.length === 3")

    # An operator wants no copies: the worker takes itself away, before any page is opened.
    settings.OFFLINE_COPIES = False
    forget()
    tab.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    until(tab, "kept.length === 0")
    until(tab, NO_WORKER)


def _signed_in(url: str) -> Any:
    from heritage.accounts.models import User

    client = Client()
    client.force_login(User.objects.create_user("ba-sa", password="x"))
    name = configured.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def test_a_browser_finds_how_to_install_the_archive(phone: Any) -> None:
    tab = phone(service_workers="block")
    tab.goto("/en/festivals/", wait_until="load")
    found = tab.context.new_cdp_session(tab).send("Page.getAppManifest")
    assert found["url"].endswith("/en/manifest.webmanifest")
    assert found["errors"] == []
    assert '"start_url": "/en/"' in found["data"]


def test_who_saves_data_sees_a_picture_when_he_asks_and_not_before(phone: Any) -> None:
    tab = phone(extra_http_headers={"Save-Data": "on"}, java_script_enabled=False)
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/dan-toc/cham/", wait_until="networkidle")
    assert not [url for url in asked if "/plates/" in url or "piazzolla" in url]
    tab.get_by_role("link", name="Hiện ảnh").click()
    expect(tab.get_by_role("img", name=re.compile("^Tranh khắc"))).to_be_visible()
    assert [url for url in asked if "/plates/" in url]


def test_the_whole_row_of_a_festival_leads_to_it(phone: Any) -> None:
    tab = phone(java_script_enabled=False)
    tab.goto("/lich/")
    row = tab.locator(".year tbody tr").first
    row.scroll_into_view_if_needed()
    name = row.get_by_role("link").first.get_attribute("href")
    size = row.bounding_box()
    row.click(position={"x": size["width"] - 8, "y": size["height"] / 2})
    expect(tab).to_have_url(re.compile(rf"{name}$"))


def test_a_list_changes_in_its_place_in_any_size_of_text(phone: Any) -> None:
    tab = phone(service_workers="block")
    documents: list[str] = []

    def asked(request: Any) -> None:
        if request.is_navigation_request():
            documents.append(request.url)

    tab.on("request", asked)
    tab.goto("/le-hoi/")
    status = tab.locator("[data-live=so]")
    expect(status).to_have_text("30 lễ hội")
    tab.locator(".pages").get_by_role("link", name="Sau").click()
    expect(tab).to_have_url(re.compile(r"/le-hoi/\?trang=2$"))
    expect(tab.locator(".agenda > li")).to_have_count(6)
    expect(status).to_be_focused()
    expect(status).to_be_in_viewport()

    # The filters of a phone stay open, and the keyboard where it was.
    tab.locator(".filter-button").click()
    people = tab.locator("#loc").get_by_role("link", name=re.compile("^Chăm"))
    people.click()
    expect(status).to_have_text("2 lễ hội")
    expect(people).to_be_focused()
    expect(people).to_have_attribute("aria-current", "true")
    expect(tab).to_have_title(re.compile("^Lễ hội: Chăm"))
    assert tab.locator(".tongues a").nth(1).get_attribute("href").endswith("?dan-toc=cham")
    tab.get_by_role("button", name="Xong").click()

    tab.go_back()
    expect(status).to_have_text("30 lễ hội")
    expect(tab.locator(".pages [aria-current=page]")).to_have_text("2")
    tab.go_back()
    expect(tab.locator(".pages [aria-current=page]")).to_have_text("1")
    tab.go_forward()
    tab.go_forward()
    expect(status).to_have_text("2 lễ hội")
    assert len(documents) == 1
    # What has been shared is the same list, from the server.
    shared = tab.url
    tab.goto(shared)
    expect(status).to_have_text("2 lễ hội")
    # Whatever goes wrong, the link is followed.
    tab.route("**/*thu-tu*", lambda route: (
        route.continue_() if route.request.is_navigation_request() else route.abort()
    ))  # fmt: skip
    tab.get_by_role("link", name="Theo tên").click()
    tab.wait_for_url("**/*thu-tu=ten*")
    expect(tab.get_by_role("link", name="Theo tên")).to_have_attribute("aria-current", "true")
    assert len(documents) == 3

    # Four sizes, remembered; on the smallest screen nothing is pushed out of it.
    sizes = []
    for name in ("Chữ thường", "Chữ vừa", "Chữ lớn", "Chữ cho máy chiếu"):
        tab.get_by_role("button", name="Cỡ chữ").click()
        tab.get_by_role("button", name=name).click()
        sizes.append(
            tab.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
        tab.keyboard.press("Escape")
    assert sizes == sorted(set(sizes))
    for path in ("/", "/dan-toc/cham/", "/lich/", "/en/accessibility/", "/km/", "/gop-y/"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.dataset.size") == "4"
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, path
