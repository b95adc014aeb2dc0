"""Every address of the archive, by the resolver, and on which list it stands.

An address that nobody has put on one of the lists fails a test; so does a name that nobody asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import translation

LANGUAGES = ("vi", "en", "km")
ALL_ROUNDS = 30
"""Of `make torture`: from there on every viewer asks for everything in every language."""

FILES = {
    "file", "file_words", "iiif2-base", "iiif2-info", "iiif2-image", "iiif3-base", "iiif3-info",
    "iiif3-image",
}  # fmt: skip
"""What is made of files: asked at every request who may see it."""
PUBLIC = FILES | {
    "permanent", "robots", "sitemap", "sitemap_sections", "sitemap_things", "feed", "wagtail_serve",
    "calendar", "calendar_year", "calendar_month", "calendar_feed", "calendar_feed_of_province",
    "calendar_feed_of_thing", "share_picture", "map", "map_region", "worker", "manifest", "offline",
    "search",
    "api_search", "api_suggest", "api_description", "search_export", "search_file",
    "search_file_download",
}  # fmt: skip
"""What everybody may ask for."""
RESTRICTED = {
    "community_sign_in", "community_code", "community_sign_out", "community_index", "community",
    "community_invite", "community_uninvite", "community_end", "community_rule", "who_sees",
    "seen_as", "warning_understood", "consent_new", "consent", "community_label_new",
    "community_label", "community_label_words", "feedback", "feedback_section", "feedback_thing",
    "feedback_answer",
}  # fmt: skip
"""What asks who it is."""
NOTHING_HELD = {
    "wagtaildocs_serve", "wagtaildocs_authenticate_with_password",
}  # fmt: skip
"""Addresses behind which there is no thing of the archive."""


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver."""

    name: str
    namespaces: tuple[str, ...]
    route: str
    in_languages: bool = False
    """Whether each language has an address of its own."""

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("admin/")

    @property
    def arguments(self) -> list[str]:
        return [a or b for a, b in re.findall(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>", self.route)]

    def filled(self, values: dict[str, Any]) -> str:
        path = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: str(values[m[1]]), self.route)
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values[m[1]]), path)
        return "/" + path.replace("^", "").replace("$", "").replace(r"\.\.\.", "...")


def walk(
    resolver: Any = None,
    route: str = "",
    namespaces: tuple[str, ...] = (),
    in_languages: bool = False,
) -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            own = in_languages or hasattr(pattern.pattern, "prefix_default_language")
            yield from walk(pattern, here, inner, own)
        elif isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", namespaces, here, in_languages)


def language_of(address: str) -> str:
    """The language of a page, by its address."""
    return translation.get_language_from_path(address) or settings.LANGUAGE_CODE


def name_of(address: str) -> str:
    """The name of the pattern that answers at an address."""
    path = urlsplit(address).path
    with translation.override(language_of(path)):
        return resolve(path).url_name or ""


def asked(addresses: Iterable[str]) -> set[tuple[str, str]]:
    """The names of addresses, each with the languages in which it was asked."""
    return {(name_of(one), language_of(one)) for one in addresses}


def in_every_language(names: set[str]) -> set[tuple[str, str]]:
    """These names, each with the languages in which they have an address."""
    return {
        (address.name, language)
        for address in walk()
        if address.name in names
        for language in (LANGUAGES if address.in_languages else LANGUAGES[:1])
    }
