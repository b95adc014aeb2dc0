"""Addresses of the calendar's pages in each language, and of the feeds that other programs read."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from heritage.calendars.months import Month


def calendar_address(language: str) -> str:
    """The year that lies ahead."""
    with translation.override(language):
        return reverse("calendar")


def year_address(language: str, year: int) -> str:
    """A year."""
    with translation.override(language):
        return reverse("calendar_year", args=[year])


def month_address(language: str, month: Month) -> str:
    """A month."""
    with translation.override(language):
        return reverse("calendar_month", args=[month.year, month.number])


def _feed(name: str, language: str, **where: str) -> str:
    # Vietnamese needs no prefix, as everywhere.
    own = {} if language == settings.LANGUAGE_CODE else {"language": language}
    return reverse(name, kwargs=own | where)


def feed_of_everything(language: str) -> str:
    """Every festival."""
    return _feed("calendar_feed", language)


def feed_of_province(language: str, province: str) -> str:
    """Festivals in a province of today, by its name in an address."""
    return _feed("calendar_feed_of_province", language, province=province)


def feed_of_thing(language: str, identifier: str) -> str:
    """One festival, or the festivals of a people: by what never changes, for people subscribe."""
    return _feed("calendar_feed_of_thing", language, identifier=identifier)
