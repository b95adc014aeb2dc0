"""Somebody searches: at a desk and on a phone, with scripts and without, by keyboard."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale

from heritage.archive.models import Custom, Item
from heritage.media.models import Transcript
from heritage.peoples.models import Term
from heritage.site.models import SectionPage
from search.engines import engine
from search.rebuilding import rebuild
from search.source import source
from tests import recorded
from tests.integration.media.conftest import hung
from tests.integration.media_pipeline.conftest import keep_on_disk

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

CUSTOMS, ITEMS = 24, 3
SAID = "WEBVTT\n\n" + "\n".join(
    f"00:{n * 2:02}.000 --> 00:{n * 2 + 2:02}.000\n{text}\n"
    for n, text in enumerate(["Chiêng mẹ gọi trước."] * 9 + ["Ai nghe cũng về làng."])
)
PLAYS = "(sound => !sound.paused && sound.currentTime >= 18)(document.querySelector('audio'))"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture
def archive(live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """Customs, recordings, and what is said in one of them."""
    settings.DATA_DIR = tmp_path
    keep_on_disk(settings, tmp_path)
    now = timezone.now()
    theme = Term.objects.create(scheme="custom-theme", code="nhac", label_vi="Âm nhạc")
    kind = Term.objects.create(scheme="ich-law-2024", code="le", label_vi="Lễ")
    section = SectionPage.objects.get(section_kind="custom", locale__language_code="vi")
    facts = {"theme": theme, "ich_type": kind, "sources": "Sổ của làng"}
    for number in range(CUSTOMS):
        custom = Custom(title=f"Lễ chiêng {number:02}", first_published_at=now, **facts)
        section.add_child(instance=custom)
    vietnamese = Locale.objects.get(language_code="vi")
    for number in range(ITEMS):
        Item(title=f"Đêm chiêng {number}", item_kind="audio", locale=vietnamese).save()
    item = Item.objects.get(title="Đêm chiêng 0")
    sound = hung(item, recorded.tone(24), "chieng.wav", title="Bài chiêng", alt="")
    said = Transcript(file=sound, language="vi", text=SAID)
    said.clean()
    said.save()
    rebuild(engine(), source())
    return live_server


@pytest.fixture
def visitor(browser: Any, archive: Any) -> Any:
    """`visitor(**options)`: a browser of its own; an error in a script fails the test."""
    opened, errors = [], []

    def open_browser(**options: Any) -> Any:
        context = browser.new_context(
            base_url=archive.url, locale="vi-VN", service_workers="block", **options
        )
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.set_default_timeout(15_000)
        return tab

    yield open_browser
    for context in opened:
        context.close()
    assert errors == []


def test_somebody_searches(visitor: Any) -> None:
    """One archive for all of it: making a recording takes longer than finding it."""
    by_keyboard_at_a_desk(visitor(**DESK))
    with_a_thumb(visitor(**PHONE))
    without_scripts(visitor(**DESK, java_script_enabled=False))
    titles_are_offered_while_one_types(visitor(**DESK))
    a_word_is_composed(visitor(**DESK))
    a_title_is_tapped(visitor(**PHONE))
    nothing_is_asked_for_where_data_is_dear(visitor(**DESK, extra_http_headers={"Save-Data": "on"}))
    is_heard_from_there(visitor(**DESK))
    is_read_there_without_scripts(visitor(**PHONE, java_script_enabled=False))


def by_keyboard_at_a_desk(tab: Any) -> None:
    tab.goto("/")
    field = tab.get_by_role("search").get_by_role("combobox", name="Tìm trong kho tư liệu")
    field.focus()
    tab.keyboard.type("chieng")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/tim-kiem/\?q=chieng$"))
    expect(tab.get_by_role("search")).to_have_count(1)
    expect(tab.get_by_role("combobox")).to_have_value("chieng")

    documents: list[str] = []

    def asked(request: Any) -> None:
        if request.is_navigation_request():
            documents.append(request.url)

    tab.on("request", asked)
    status = tab.get_by_role("status")
    expect(status).to_have_text(f"{CUSTOMS + ITEMS} kết quả")
    kind = tab.locator("#loc").get_by_role("link", name=re.compile("^Tư liệu"))
    kind.focus()
    tab.keyboard.press("Enter")
    expect(status).to_have_text(f"{ITEMS} kết quả")
    expect(kind).to_be_focused()
    expect(kind).to_have_attribute("aria-current", "true")
    expect(tab.locator(".chosen a")).to_have_text("Tư liệu")
    tab.locator("#loc").get_by_role("link", name=re.compile("^Phong tục")).click()
    expect(status).to_have_text(f"{CUSTOMS + ITEMS} kết quả")
    tab.get_by_role("link", name="Hình", exact=True).click()
    expect(tab.locator(".shots > li")).to_have_count(20)
    chosen = tab.url
    assert re.search(r"\?q=chieng&loai=custom&loai=item&xem=anh$", chosen)

    # The same address says the same, and the way back leads through all that was chosen.
    shown = tab.locator(".shots h3").all_inner_texts()
    tab.go_back()
    expect(tab.locator(".hits > li")).to_have_count(20)
    tab.go_back()
    expect(status).to_have_text(f"{ITEMS} kết quả")
    assert documents == []
    tab.goto(chosen)
    assert tab.locator(".shots h3").all_inner_texts() == shown


def with_a_thumb(tab: Any) -> None:
    tab.goto("/le-hoi/")
    tab.get_by_role("combobox").fill("chiêng")
    tab.get_by_role("button", name="Tìm", exact=True).tap()
    expect(tab).to_have_url(re.compile("/tim-kiem/"))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    facets = tab.locator("#loc")
    expect(facets).to_be_hidden()
    tab.get_by_role("button", name="Lọc").tap()
    facets.get_by_role("link", name=re.compile("^Tư liệu")).tap()
    expect(tab.get_by_role("status")).to_have_text(f"{ITEMS} kết quả")
    expect(facets).to_be_visible()
    tab.get_by_role("button", name="Xong").tap()
    tab.locator(".chosen").get_by_role("link", name="Tư liệu").tap()
    expect(tab.get_by_role("status")).to_have_text(f"{CUSTOMS + ITEMS} kết quả")

    tab.get_by_role("link", name="Xem tiếp").tap()
    expect(tab.locator(".hits > li")).to_have_count(CUSTOMS + ITEMS - 20)
    expect(tab.get_by_role("status")).to_be_in_viewport()
    expect(tab).to_have_url(re.compile("sau="))
    tab.get_by_role("link", name="Về đầu", exact=True).tap()
    expect(tab.locator(".hits > li")).to_have_count(20)


def without_scripts(tab: Any) -> None:
    tab.goto("/")
    tab.get_by_role("searchbox").fill("chieng")
    tab.get_by_role("button", name="Tìm", exact=True).click()
    tab.get_by_role("link", name=re.compile("^Tư liệu")).last.click()
    tab.goto("/tim-kiem/?q=chieng")
    tab.locator("#loc").get_by_role("link", name=re.compile("^Phong tục")).click()
    expect(tab.get_by_role("status")).to_have_text(f"{CUSTOMS} kết quả")
    tab.get_by_role("link", name="Tên", exact=True).click()
    expect(tab.locator(".hits h3").first).to_have_text("Lễ chiêng 00")
    tab.get_by_role("link", name="Xem tiếp").click()
    expect(tab.locator(".hits > li")).to_have_count(CUSTOMS - 20)
    tab.get_by_role("link", name="English").click()
    expect(tab).to_have_url(re.compile(r"/en/search/\?q=chieng&loai=custom&thu-tu=ten$"))


def asked_by(tab: Any) -> list[str]:
    """What a page has asked for, of scripts and suggestions."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    return asked


def titles_are_offered_while_one_types(tab: Any) -> None:
    asked = asked_by(tab)
    tab.goto("/")
    field, offered = tab.get_by_role("combobox"), tab.get_by_role("option")
    tab.wait_for_load_state("networkidle")
    assert not [one for one in asked if "typing" in one or "suggest" in one]
    field.focus()
    tab.keyboard.type("chieng 0", delay=20)
    expect(offered).to_have_count(8)
    # Once for all that was typed in one go, or for little more.
    assert 1 <= len([one for one in asked if "/suggest?" in one]) <= 3
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(offered.first).to_have_text("Lễ chiêng 00 Phong tục")
    expect(offered.first.locator("[lang=vi]")).to_have_text("Lễ chiêng 00")

    tab.keyboard.press("Escape")
    expect(tab.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("chieng 0")
    expect(field).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    # Whoever types on has not chosen: what he chose may be gone.
    tab.keyboard.press("Backspace")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    with tab.expect_response("**/suggest?*"):
        tab.keyboard.type("0")
    tab.wait_for_timeout(200)
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    second = offered.nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(second.get_attribute("id")))
    expect(field).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Lễ chiêng 01")

    # Back at the field, and whoever chooses nothing searches.
    tab.get_by_role("combobox").focus()
    tab.keyboard.type("chieng")
    expect(tab.get_by_role("option")).to_have_count(8)
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"/tim-kiem/\?q=chieng$"))
    # Errors say nothing.
    tab.route("**/suggest?*", lambda route: route.fulfill(status=500, body="broken"))
    with tab.expect_response("**/suggest?*"):
        tab.get_by_role("combobox").fill("le")
    tab.wait_for_timeout(200)
    expect(tab.get_by_role("listbox")).to_be_hidden()


def a_word_is_composed(tab: Any) -> None:
    """As keyboards for Vietnamese and Khmer do: their keys are theirs until the word is there."""
    asked = asked_by(tab)
    tab.goto("/tim-kiem/")
    tab.get_by_role("combobox").focus()
    expect(tab.get_by_role("combobox")).to_have_attribute("aria-controls", "goi-y")
    keyboard = tab.context.new_cdp_session(tab)
    for text in ("l", "lê", "lễ"):
        composed = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        keyboard.send("Input.imeSetComposition", composed)
        tab.wait_for_timeout(300)
    assert not [one for one in asked if "/suggest?" in one]
    keyboard.send("Input.insertText", {"text": "lễ"})
    expect(tab.get_by_role("option")).to_have_count(8)
    expect(tab.get_by_role("combobox")).to_have_value("lễ")


def a_title_is_tapped(tab: Any) -> None:
    tab.goto("/le-hoi/")
    tab.get_by_role("combobox").tap()
    # A phone composes each word until a blank follows.
    typed = {"text": "dem ch", "selectionStart": 6, "selectionEnd": 6}
    tab.context.new_cdp_session(tab).send("Input.imeSetComposition", typed)
    second = tab.get_by_role("option").nth(1)
    expect(second).to_have_text("Đêm chiêng 1 Tư liệu")
    box = second.bounding_box()
    assert box["height"] >= 44
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    second.tap()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Đêm chiêng 1")


def nothing_is_asked_for_where_data_is_dear(tab: Any) -> None:
    asked = asked_by(tab)
    tab.goto("/")
    tab.get_by_role("searchbox").focus()
    tab.keyboard.type("chieng")
    tab.wait_for_timeout(600)
    assert not [one for one in asked if "typing" in one or "suggest" in one]
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status")).to_have_text(f"{CUSTOMS + ITEMS} kết quả")


def is_heard_from_there(tab: Any) -> None:
    tab.goto("/tim-kiem/?q=nghe+cung+ve")
    tab.get_by_role("link", name="nghe từ 0:18").click()
    expect(tab.locator(".cues [aria-current]")).to_contain_text("Ai nghe cũng về làng.")
    end = time.monotonic() + 15
    while not tab.evaluate(
        "(a => !a.paused && a.currentTime >= 18)(document.querySelector('audio'))"
    ):
        assert time.monotonic() < end
        tab.wait_for_timeout(100)
    expect(tab.locator(".sound .play")).to_be_in_viewport()


def is_read_there_without_scripts(tab: Any) -> None:
    tab.goto("/tim-kiem/?q=nghe+cung+ve")
    tab.get_by_role("link", name="nghe từ 0:18").tap()
    expect(tab.get_by_text("Ai nghe cũng về làng.")).to_be_in_viewport()
