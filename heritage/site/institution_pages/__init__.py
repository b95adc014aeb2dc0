"""The institution's own pages as every archive starts with them; officers edit them afterwards.

What they say of the software has to be true of it: `tests/integration/site/test_institution.py`
compares what can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from heritage.exchange.markdown import to_html
from heritage.site.models import TextPage

FOLDER = Path(__file__).parent
Purpose = TextPage.Purpose

PAGES: list[tuple[str, dict[str, tuple[str, str]]]] = [
    (
        Purpose.ABOUT,
        {
            "vi": ("Giới thiệu", "gioi-thieu"),
            "en": ("About the archive", "about"),
            "km": ("អំពីបណ្ណសារ", "about"),
        },
    ),
    (
        Purpose.CONTACT,
        {
            "vi": ("Liên hệ", "lien-he"),
            "en": ("Contact", "contact"),
            "km": ("ទំនាក់ទំនង", "contact"),
        },
    ),
    (
        Purpose.PRIVACY,
        {
            "vi": ("Dữ liệu cá nhân", "du-lieu-ca-nhan"),
            "en": ("Personal data", "personal-data"),
            "km": ("ទិន្នន័យផ្ទាល់ខ្លួន", "personal-data"),
        },
    ),
    (
        Purpose.ACCESSIBILITY,
        {
            "vi": ("Trợ năng", "tro-nang"),
            "en": ("Accessibility", "accessibility"),
            "km": ("ភាពងាយស្រួលប្រើ", "accessibility"),
        },
    ),
]
"""Each page's title and slug, by language, in the order of the footer."""


@dataclass(frozen=True)
class Told:
    """One page in one language."""

    title: str
    slug: str
    body: str


@cache
def told(purpose: str, language: str) -> Told:
    """What a page says before anybody edits it."""
    title, slug = dict(PAGES)[purpose][language]
    markdown = (FOLDER / f"{purpose}.{language}.md").read_text("utf-8")
    return Told(title, slug, to_html(markdown))
