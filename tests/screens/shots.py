"""`make screens`: a picture of every template, into var/screens, with a sheet of all of them.

Every page at 360 and 1440 pixels in Vietnamese; six of them also in English and Khmer, dark, and as
printed. BASE_URL looks at an archive that is running (MEMBER_PASSWORD: also at what members see);
otherwise one with the demo content is started. ONLY=festival,word takes these pages alone.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import ViewportSize, sync_playwright

from tests.conftest import chromium
from tests.screens.archive import MEMBER, VAR, Archive, opened
from tests.screens.pages import WAYS, Way, found, in_language

FOLDER = VAR / "screens"
WIDTHS = (360, 1440)
PAPER = 794
"""The width of a sheet A4, in CSS pixels."""
SIX = ("home", "people", "festival", "item", "word", "products")


@dataclass(frozen=True)
class Look:
    """One way to look at a page."""

    language: str = "vi"
    width: int = 360
    dark: bool = False
    paper: bool = False

    @property
    def name(self) -> str:
        """In names of files: `vi.360`, `vi.1440.dark`, `vi.print`."""
        if self.paper:
            return f"{self.language}.print"
        return f"{self.language}.{self.width}{'.dark' if self.dark else ''}"

    @property
    def phone(self) -> bool:
        """Held in a hand, touched."""
        return self.width < 600

    @property
    def screen(self) -> ViewportSize:
        """What is seen of the page at once."""
        return {"width": self.width, "height": 740 if self.phone else 900}


def looks(way: Way) -> Iterator[Look]:
    """How one page is looked at."""
    for width in WIDTHS:
        yield Look(width=width)
    if way.name in SIX:
        for width in WIDTHS:
            yield Look("en", width)
            yield Look("km", width)
            yield Look(width=width, dark=True)
        yield Look(paper=True, width=PAPER)


def context(browser: Any, archive: Archive, look: Look) -> Any:
    """A browser of its own for a look: a phone is touched, a desk is not."""
    made = browser.new_context(
        base_url=archive.base,
        viewport=look.screen,
        has_touch=look.phone,
        is_mobile=look.phone,
        device_scale_factor=1,
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    tab = made.new_page()
    tab.set_default_timeout(30_000)
    if look.paper:
        tab.emulate_media(media="print")
    return tab


def sign_in(tab: Any, archive: Archive) -> None:
    """Come in by the door of the communities."""
    tab.goto("/dang-nhap/")
    tab.locator("[name=username]").fill(MEMBER)
    tab.locator("[name=password]").fill(archive.password)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_load_state()


def take(tab: Any, address: str, look: Look, name: str) -> None:
    """The whole page, once its faces and its pictures are there."""
    tab.goto(address)
    tab.evaluate(
        """async () => {
            for (const one of document.querySelectorAll('img[loading=lazy]')) one.loading = 'eager'
            // What waits until somebody comes near is drawn, too.
            const later = document.querySelectorAll('.later')
            for (const one of later) one.style.contentVisibility = 'visible'
            await Promise.all([...document.images].map(one => one.decode().catch(() => null)))
            await document.fonts.ready
        }"""
    )
    if look.phone:
        # For a picture of the full page Chromium forgets that the screen is touched.
        high = tab.evaluate("document.documentElement.scrollHeight")
        tab.set_viewport_size({"width": look.width, "height": high})
        tab.screenshot(path=FOLDER / f"{name}.png")
        tab.set_viewport_size(look.screen)
    else:
        tab.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def sheet(names: list[str]) -> None:
    """`index.html`: all pictures, those of a page side by side."""
    rows = []
    for page in dict.fromkeys(name.split(".")[0] for name in names):
        of_page = [name for name in names if name.split(".")[0] == page]
        figures = "".join(
            f'<a href="{name}.png"><img src="{name}.png" alt="" loading="lazy"><br>'
            f"{html.escape(name.removeprefix(page + '.'))}</a>"
            for name in of_page
        )
        rows.append(f"<h2>{html.escape(page)}</h2><div>{figures}</div>")
    style = (
        "body{font:14px system-ui;margin:2rem}"
        "div{display:flex;gap:1rem;overflow:auto;align-items:start}"
        "img{height:420px;object-fit:cover;object-position:top;border:1px solid #999}"
    )
    FOLDER.joinpath("index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Screens</title>'
        f"<style>{style}</style>{''.join(rows)}",
        "utf-8",
    )


def main() -> None:
    """Take all pictures and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    names: list[str] = []
    with opened() as archive, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        names += visit(browser, archive, members=False)
        if archive.password:
            names += visit(browser, archive, members=True)
        browser.close()
    sheet(names)
    print(f"{len(names)} pictures: {FOLDER / 'index.html'}")


def visit(browser: Any, archive: Archive, *, members: bool) -> Iterator[str]:
    """Take the pictures that visitors, or members, see; yields the name of each."""
    only = set(filter(None, os.environ.get("ONLY", "").split(",")))
    tabs: dict[Look, Any] = {}

    def tab_for(look: Look) -> Any:
        if look not in tabs:
            tabs[look] = context(browser, archive, look)
            if members:
                sign_in(tabs[look], archive)
        return tabs[look]

    def fetch(address: str) -> str:
        if not members:
            return archive.fetch(address)
        return str(tab_for(Look()).context.request.get(address).text())

    ways = tuple(way for way in WAYS if way.members is members and (not only or way.name in only))
    for way, address in found(fetch, ways):
        for look in looks(way):
            where = address
            if look.language != "vi":
                where = in_language(fetch(address), look.language)
            take(tab_for(look), where, look, f"{way.name}.{look.name}")
            yield f"{way.name}.{look.name}"
    for tab in tabs.values():
        tab.context.close()


if __name__ == "__main__":
    main()
