"""Which pages stand for the templates, and where an archive has them.

Records have their identifier in their address, so a page is found as a visitor finds it: by a link
in a list. A page that an archive does not hold (a story, where none was written) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

Fetch = Callable[[str], str]
"""The HTML at an address of the archive; empty where it answers with an error."""


@dataclass(frozen=True)
class Way:
    """How a page is reached: its name, where one begins, and the links to follow from there."""

    name: str
    start: str
    links: tuple[str, ...] = ()
    members: bool = False
    """Whether one has to be signed in with a place in a community."""

    def follow(self, fetch: Fetch) -> str:
        """The address of the page; empty where this archive has none."""
        address, html = self.start, fetch(self.start)
        for link in self.links:
            found = re.search(f'href="({link})"', html)
            if found is None:
                return ""
            address = urljoin(address, found.group(1).replace("&amp;", "&"))
            html = fetch(address)
        return address if html else ""


SLUG, RECORD, CODE = "[a-z0-9-]+", "[a-z0-9-]+-[a-z0-9]{7}", "[a-z0-9]+"
COMMUNITY = r"/cong-dong/\d+/"
WAYS = (
    Way("home", "/"),
    Way("peoples", "/dan-toc/"),
    Way("people", "/dan-toc/cham/"),
    Way("people-khmer", "/dan-toc/khmer/"),
    Way("festivals", "/le-hoi/"),
    Way("festivals-chosen", "/le-hoi/", (r"\?dan-toc=[a-z-]+",)),
    Way("festivals-none", "/le-hoi/?dan-toc=cham&dan-toc=muong&thang=12"),
    Way("festival", "/le-hoi/le-hoi-kate/"),
    Way("festival-dated", "/lich/", (f"/le-hoi/{SLUG}/",)),
    Way("customs", "/phong-tuc/"),
    Way("custom", "/phong-tuc/", (f"/phong-tuc/{SLUG}/",)),
    Way("items", "/tu-lieu/"),
    # With a photograph; the first of the list is given files of every kind (`additions.py`).
    Way("item", "/tu-lieu/", (f"/tu-lieu/anh-den-{RECORD}/",)),
    Way("item-with-all", "/tu-lieu/", (f"/tu-lieu/{RECORD}/",)),
    Way("words", "/tu-dien/"),
    Way("word", "/tu-dien/?tieng=km", (f"/tu-dien/{RECORD}/",)),
    Way("word-cham", "/tu-dien/?tieng=cjm", (f"/tu-dien/akhar-{CODE}/",)),
    Way("products", "/san-vat/"),
    Way("product", "/san-vat/", (f"/san-vat/{SLUG}/",)),
    Way("product-kept", "/san-vat/", (f"/san-vat/{SLUG}-khong-ban/",)),
    Way("producers", "/nguoi-lam/"),
    Way("producer", "/nguoi-lam/", (f"/nguoi-lam/{SLUG}/",)),
    Way("stories", "/chuyen-ke/"),
    Way("story", "/chuyen-ke/", ("/chuyen-ke/de-tay-dem-soi/",)),
    Way("warning", "/chuyen-ke/", ("/chuyen-ke/loi-ke-cua-ba/",)),
    Way("places", "/dia-danh/"),
    Way("place", "/dia-danh/", (f"/dia-danh/{RECORD}/",)),
    Way("library", "/thu-vien/"),
    Way("document", "/thu-vien/", (f"/thu-vien/{RECORD}/",)),
    Way("notices", "/thong-bao/"),
    Way("notice", "/thong-bao/", (f"/thong-bao/{SLUG}/",)),
    Way("calendar", "/lich/"),
    Way("month", "/lich/", (r"/lich/\d+/\d+/",)),
    Way("year", "/lich/", (r"/lich/\d+/\d+/", r"/lich/\d+/")),
    Way("map", "/ban-do/"),
    Way("map-region", "/ban-do/", (f"/ban-do/{SLUG}/",)),
    Way("search", "/tim-kiem/"),
    Way("search-found", "/tim-kiem/?q=le+hoi&dan-toc=cham&dan-toc=khmer"),
    Way("search-pictures", "/tim-kiem/?q=chieng&xem=anh"),
    Way("search-partly", "/tim-kiem/?q=ghe+ngo+kate"),
    Way("search-meant", "/tim-kiem/?q=ginangg"),
    Way("search-nothing", "/tim-kiem/?q=g%E1%BB%91m&loai=festival&dan-toc=khmer"),
    Way("offline", "/ngoai-tuyen/"),
    Way("about", "/gioi-thieu/"),
    Way("accessibility", "/tro-nang/"),
    Way("personal-data", "/du-lieu-ca-nhan/"),
    Way("contact", "/lien-he/"),
    Way("remark", "/gop-y/"),
    Way("remark-answer", "/gop-y/tra-loi/"),
    Way("sign-in", "/dang-nhap/"),
    Way("code", "/dang-nhap/ma/"),
    Way("not-found", "/khong-co-trang-nay/"),
    Way("communities", "/cong-dong/", members=True),
    Way("community", "/cong-dong/", (COMMUNITY,), members=True),
    Way("label", "/cong-dong/", (COMMUNITY, rf"{COMMUNITY}nhan/[A-Z0-9]+/"), members=True),
    Way("label-new", "/cong-dong/", (COMMUNITY, f"{COMMUNITY}nhan/moi/"), members=True),
    Way("rule", "/cong-dong/", (COMMUNITY, f"{COMMUNITY}quy-tac/{CODE}/"), members=True),
    Way("who-sees", "/dan-toc/cham/", (f"/ai-xem/{CODE}/",), members=True),
    Way("consent", "/dan-toc/cham/", (f"/ai-xem/{CODE}/", f"/ai-xem/{CODE}/dong-y/"), members=True),
)


def found(fetch: Fetch, ways: tuple[Way, ...] = WAYS) -> Iterator[tuple[Way, str]]:
    """Each page this archive has, with its address."""
    for way in ways:
        if address := way.follow(fetch):
            yield way, address


def in_language(html: str, language: str) -> str:
    """The address of the same page in another language, as its masthead names it."""
    found = re.search(rf'<a href="([^"]+)" lang="{language}" hreflang="{language}"', html)
    return found.group(1) if found else ""
