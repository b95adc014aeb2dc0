"""Files on a phone and at a desk: looked at closely, heard, read along, all of it by keyboard."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from heritage.archive.models import Item
from heritage.media.models import MediaFile, Transcript
from tests import recorded
from tests.integration.media.conftest import hung
from tests.integration.media_pipeline.conftest import keep_on_disk

pytestmark = [
    pytest.mark.needs_browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

HERE = Path(__file__).parent
LAYOUT, TARGETS = ((HERE / name).read_text("utf-8") for name in ("layout.js", "targets.js"))
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}
SECONDS = 40
SAID = ("Chiêng mẹ gọi trước.", "Chiêng con theo sau.", "Ai nghe cũng về.", "Làng còn, chiêng còn.")
STYLES = "Applying inline style"


def words(file: MediaFile, language: str, seconds: int, texts: tuple[str, ...]) -> None:
    step = seconds // len(texts)
    cues = [
        f"00:{step * n:02}.000 --> 00:{step * (n + 1):02}.000\n{text}\n"
        for n, text in enumerate(texts)
    ]
    said = Transcript(file=file, language=language, text="WEBVTT\n\n" + "\n".join(cues))
    said.clean()
    said.save()


def until(tab: Any, condition: str) -> None:
    """Wait for it as our policy allows: Playwright's own way would need `unsafe-eval`."""
    end = time.monotonic() + 15
    while not tab.evaluate(f"() => Boolean({condition})"):
        assert time.monotonic() < end, condition
        tab.wait_for_timeout(50)


@pytest.fixture
def archive(live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """One item with all there is."""
    settings.DATA_DIR = tmp_path
    keep_on_disk(settings, tmp_path)
    item = Item(title="Đêm chiêng", item_kind="manuscript", live=True)
    item.save()
    hung(item, recorded.leaf(), "la.jpg", title="Trang sách lá")
    sound = hung(item, recorded.tone(SECONDS), "chieng.wav", title="Bài chiêng", alt="")
    film = hung(item, recorded.film(4), "phim.mp4", title="Nước về", alt="")
    words(sound, "vi", SECONDS, SAID)
    words(sound, "en", SECONDS, ("The mother gong calls.", "The children follow."))
    words(film, "vi", 4, ("Nước từ nguồn.", "Nước về làng."))
    live_server.item = f"/tu-lieu/{item.slug_with_identifier}/"
    return live_server


@pytest.fixture
def visitor(browser: Any, archive: Any) -> Any:
    """`visitor(**options)`: a browser of its own; an error, or a style that the policy refuses,
    fails the test."""
    opened, errors = [], []

    def hear(message: Any) -> None:
        if message.type == "error" and ("Security" in message.text or STYLES in message.text):
            errors.append(message.text)

    def open_browser(**options: Any) -> Any:
        given = {"viewport": {"width": 1280, "height": 800}, "service_workers": "block"} | options
        context = browser.new_context(base_url=archive.url, locale="vi-VN", **given)
        opened.append(context)
        tab = context.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", hear)
        tab.set_default_timeout(15_000)
        return tab

    yield open_browser
    for context in opened:
        context.close()
    assert errors == []


def test_viewers_on_a_desk_and_on_a_phone(visitor: Any, archive: Any) -> None:
    """One archive for all of it: making films takes longer than looking at them."""
    tab = visitor()
    tab.goto(archive.item)
    zooms_by_keyboard_and_pointer(tab)
    plays_and_follows(tab)
    shows_captions(tab)
    fits_a_phone(visitor(**PHONE), archive.item)
    needs_no_script(visitor(java_script_enabled=False), archive.item)


def zooms_by_keyboard_and_pointer(tab: Any) -> None:
    tiles: list[str] = []

    def note(request: Any) -> None:
        if "/iiif/3/" in request.url:
            tiles.append(request.url)

    tab.on("requestfinished", note)
    assert not tab.evaluate("'OpenSeadragon' in window")
    link, dialog = tab.get_by_role("link", name="Tháp Po Klong Garai"), tab.get_by_role("dialog")
    link.focus()
    with tab.expect_response(re.compile("/iiif/3/.+/default.jpg")) as tile:
        tab.keyboard.press("Enter")
    assert tile.value.status == 200
    expect(dialog).to_be_visible()
    expect(dialog).to_have_attribute("data-shown", "")
    # Closer, where only tiles of the whole size will do; along, and back.
    with tab.expect_response(re.compile(r"/\d+,\d+,512,512/512,512/0/default.jpg")) as tile:
        for key in ("+", "+", "+", "ArrowRight", "ArrowDown", "-", "+"):
            tab.keyboard.press(key)
    assert tile.value.status == 200
    tab.keyboard.press("0")
    tab.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    assert len(tiles) > 3

    link.click()
    expect(dialog).to_have_attribute("data-shown", "")
    before = len(tiles)
    tab.mouse.move(600, 400)
    for _ in range(4):
        tab.mouse.wheel(0, -400)
    tab.get_by_role("button", name="Gần hơn").click()
    tab.get_by_role("button", name="Đóng").click()
    expect(dialog).to_be_hidden()
    expect(link).to_be_focused()
    assert len(tiles) >= before


def plays_and_follows(tab: Any) -> None:
    slider, status = tab.get_by_role("slider", name="Đang ở"), tab.locator("[data-playing]")
    play = tab.get_by_role("button", name="Nghe", exact=True)
    play.scroll_into_view_if_needed()
    # The shape of the sound: a thread for each of many points.
    until(tab, "document.querySelector('.wave path').getAttribute('d').length > 1000")
    play.focus()
    tab.keyboard.press("Enter")
    expect(status).to_have_text("Đang phát")
    current = tab.locator(".sound .transcript[open] .cues [aria-current=true]")
    expect(current).to_contain_text(SAID[0])
    slider.focus()
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    expect(current).to_contain_text(SAID[1])
    assert re.match(r"0:1\d / 0:40", slider.get_attribute("aria-valuetext"))
    # A line leads to its moment; arrows go from line to line.
    tab.get_by_role("button", name="Nghe từ 0:20").first.focus()
    tab.keyboard.press("ArrowDown")
    expect(tab.get_by_role("button", name="Nghe từ 0:30").first).to_be_focused()
    tab.keyboard.press("Enter")
    expect(current).to_contain_text(SAID[3])
    tab.get_by_label("Tốc độ").select_option("1.5")
    assert tab.evaluate("document.querySelector('audio').playbackRate") == 1.5
    # Another language follows as well, and takes the place of the first.
    tab.get_by_text("Lời tiếng Anh").click()
    expect(tab.locator(".sound .transcript[open]")).to_have_count(1)
    expect(current).to_contain_text("The children follow.")
    tab.get_by_role("button", name="Dừng").click()
    expect(status).to_have_text("Đã dừng")
    box = slider.bounding_box()
    slider.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    expect(slider).to_have_attribute("aria-valuenow", re.compile("^(19|20)$"))


def shows_captions(tab: Any) -> None:
    tab.evaluate(
        """async () => {
            const film = document.querySelector("video");
            film.muted = true;
            film.playbackRate = 2;
            await film.play();
        }"""
    )
    until(tab, "document.querySelector('video').textTracks[0].activeCues?.length")
    said = "document.querySelector('video').textTracks[0].activeCues[0].text"
    until(tab, f"({said} || '').includes('Nước về làng.')")
    expect(tab.locator(".film [aria-current=true]")).to_contain_text("Nước về làng.")
    assert tab.evaluate("document.querySelector('video').videoHeight") > 100


def fits_a_phone(tab: Any, address: str) -> None:
    tab.goto(address)
    expect(tab.get_by_role("slider", name="Đang ở")).to_be_visible()
    assert tab.evaluate(LAYOUT) == []
    assert tab.evaluate(TARGETS) == []
    tab.get_by_role("link", name="Tháp Po Klong Garai").tap()
    expect(tab.get_by_role("dialog")).to_have_attribute("data-shown", "")
    for name in ("Gần hơn", "Xa hơn", "Cả tấm", "Đóng"):
        box = tab.get_by_role("button", name=name).bounding_box()
        assert min(box["width"], box["height"]) >= 44
    tab.get_by_role("button", name="Đóng").tap()
    tab.get_by_role("button", name="Nghe", exact=True).tap()
    expect(tab.locator("[data-playing]")).to_have_text("Đang phát")


def needs_no_script(tab: Any, address: str) -> None:
    tab.goto(address)
    for player in ("audio", "video"):
        expect(tab.locator(f"{player}[controls]")).to_be_visible()
    expect(tab.locator(".console")).to_be_hidden()
    expect(tab.get_by_text(SAID[0])).to_be_visible()
    href = tab.get_by_role("link", name="Tháp Po Klong Garai").get_attribute("href")
    answer = tab.request.get(href)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
