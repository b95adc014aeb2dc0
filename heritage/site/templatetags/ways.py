"""Ways through the archive in templates: addresses, sections, the same page in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from heritage.records.things import HeritageObject
from heritage.site.addresses import absolute, permanent
from heritage.site.atlas.addresses import map_address
from heritage.site.atlas.page import AtlasPage
from heritage.site.calendar.addresses import calendar_address, feed_of_everything, feed_of_thing
from heritage.site.calendar.page import CalendarPage, Feed
from heritage.site.community.languages import is_beside_the_tree, same_page
from heritage.site.feeds import feed_address
from heritage.site.held import held
from heritage.site.models import HomePage, Institution, SectionPage, TextPage
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.remembered import remembered
from heritage.site.search.page import SearchPage

register = template.Library()


@dataclass(frozen=True)
class Tongue:
    """A language of the switch: where the same thing is, and whether it is told there."""

    code: str
    name: str
    url: str
    current: bool
    told: bool


@register.simple_tag(takes_context=True)
def address(context: Context, thing: HeritageObject) -> str:
    """The address of a thing in the reader's language."""
    return Reader.of(context["request"]).address(thing)


@register.simple_tag(takes_context=True)
def section_address(context: Context, kind: str) -> str:
    """The address of the list of a kind in the reader's language."""
    reader = Reader.of(context["request"])
    return reader.addresses.of_section(kind, reader.language)


@register.simple_tag(takes_context=True)
def section_title(context: Context, kind: str) -> str:
    """The name of the section of a kind in the reader's language."""
    reader = Reader.of(context["request"])
    section = reader.addresses.section(kind, reader.language)
    return section.title if section else ""


@register.simple_tag(takes_context=True)
def kinds_held(context: Context) -> frozenset[str]:
    """The kinds of which there is something to be seen."""
    return held(context["request"])


@register.simple_tag(takes_context=True)
def home_address(context: Context) -> str:
    """The address of the front page in the reader's language."""
    reader = Reader.of(context["request"])
    return reader.addresses.of_home(reader.language)


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[dict[str, Any]]:
    """Sections that hold something, and the one that is open, in the order of the tree: with their
    addresses in the reader's language."""
    reader = Reader.of(context["request"])
    here = _kind_here(context)
    filled = held(context["request"]) | {here}
    found = []
    for (language, kind), page in reader.addresses.sections.items():
        if language != reader.language or kind not in filled:
            continue
        url = reader.addresses.of_page(page)
        found.append({"title": page.title, "url": url, "current": kind == here})
        if kind == "festival":
            found.append(
                {
                    "title": _("Lịch lễ hội"),
                    "url": calendar_address(language),
                    "current": _calendar_here(context) is not None,
                }
            )
        if kind == "place":
            found.append(
                {
                    "title": _("Bản đồ"),
                    "url": map_address(language),
                    "current": isinstance(context.get("atlas"), AtlasPage),
                }
            )
    return found


def _calendar_here(context: Context) -> CalendarPage | None:
    page = context.get("calendar")
    return page if isinstance(page, CalendarPage) else None


def _beside_the_tree(context: Context) -> CalendarPage | AtlasPage | SearchPage | None:
    """The page of the calendar, of the map or of the search that is shown."""
    shown = (context.get(name) for name in ("calendar", "atlas", "search"))
    return next((p for p in shown if isinstance(p, CalendarPage | AtlasPage | SearchPage)), None)


def _kind_here(context: Context) -> str:
    if (thing := context.get("thing")) is not None:
        return str(thing.kind)
    page = context.get("page")
    return page.section_kind if isinstance(page, SectionPage) else ""


@register.simple_tag(takes_context=True)
def tongues(context: Context) -> list[Tongue]:
    """The same thing in each language; where it is not told, its Vietnamese text stands in."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return []
    reader = Reader.of(request)
    # The head of a page and its switch both ask.
    kept: dict[str, list[Tongue]] = request.__dict__.setdefault("archive_tongues", {})
    if reader.language not in kept:
        found = _addresses_by_language(context, reader)
        kept[reader.language] = [
            Tongue(code, name, found[code][0], code == reader.language, found[code][1])
            for code, name in settings.LANGUAGES
        ]
    return kept[reader.language]


def _addresses_by_language(context: Context, reader: Reader) -> dict[str, tuple[str, bool]]:
    addresses = reader.addresses
    thing, page = context.get("thing"), context.get("page")
    codes = [code for code, _name in settings.LANGUAGES]
    request: HttpRequest = context["request"]
    if is_beside_the_tree(request.resolver_match):
        return {code: (same_page(request, code), True) for code in codes}
    if (beside := _beside_the_tree(context)) is not None:
        return {code: (beside.address_in(code), True) for code in codes}
    if thing is not None and thing.kind in PUBLIC_KINDS:
        rows = (
            type(thing)
            ._default_manager.filter(translation_key=thing.translation_key, live=True)
            .select_related("locale")
        )
        by_code = {row.locale.language_code: row for row in rows}
        return {
            code: (addresses.of_row(thing.kind, by_code.get(code, thing), code), code in by_code)
            for code in codes
        }
    if isinstance(page, SectionPage):
        listing = context.get("listing")
        tail = listing.own_query if listing else ""
        return {
            code: (
                addresses.of_section(page.section_kind, code) + tail,
                (code, page.section_kind) in addresses.sections,
            )
            for code in codes
        }
    if isinstance(page, TextPage):
        twins = page.get_translations(inclusive=True).live().select_related("locale")
        by_language = {twin.locale.language_code: twin for twin in twins}
        original = by_language.get(settings.LANGUAGE_CODE)
        return {
            c: (addresses.of_text_page(by_language.get(c, original), c), c in by_language)
            for c in codes
        }
    return {code: (addresses.of_home(code), code in addresses.homes) for code in codes}


@register.inclusion_tag("site/parts/head_links.html", takes_context=True)
def head_links(context: Context) -> dict[str, Any]:
    """Canonical address, languages and feeds, for the head of a page."""
    request: HttpRequest = context["request"]
    known = tongues(context)
    told = [tongue for tongue in known if tongue.told]
    here = next((tongue for tongue in told if tongue.current), None)
    canonical = here or next((tongue for tongue in told if tongue.code == "vi"), None)
    kind, language = _kind_here(context), Reader.of(request).language
    return {
        "canonical": absolute(request, canonical.url) if canonical else "",
        "alternates": [(tongue.code, absolute(request, tongue.url)) for tongue in told],
        "feeds": [feed_address(language, word) for word in dict.fromkeys(["", kind])],
        "calendars": calendar_feeds(context),
        "listing": context.get("listing"),
    }


@register.simple_tag(takes_context=True)
def calendar_feeds(context: Context) -> list[Feed]:
    """Calendars to subscribe to that go with a page; none with what is not for everybody."""
    language = Reader.of(context["request"]).language
    if (calendar := _calendar_here(context)) is not None:
        return calendar.feeds
    thing = context.get("thing")
    if thing is not None and thing.kind in ("festival", "people"):
        feed = Feed(feed_of_thing(language, thing.identifier_id), str(context["told"].title))
        return [feed] if thing.live and not thing.is_restricted else []
    page = context.get("page")
    if isinstance(page, HomePage) or (thing is None and _kind_here(context) == "festival"):
        return [Feed(feed_of_everything(language), _("Tất cả lễ hội"))]
    return []


@register.simple_tag(takes_context=True)
def link_of_calendar(context: Context) -> str:
    """The address of the calendar in the reader's language."""
    return calendar_address(Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def link_of_map(context: Context) -> str:
    """The address of the map in the reader's language."""
    return map_address(Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def full_address(context: Context, address: str) -> str:
    """An address of this site with its host, to be copied into another program."""
    return absolute(context["request"], address)


@register.simple_tag(takes_context=True)
def newest_feed(context: Context) -> str:
    """The address of the feed of everything in the reader's language."""
    return feed_address(Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def institution(context: Context) -> Institution:
    """Who runs the archive."""
    request = context["request"]
    return remembered(request, "institution", partial(Institution.for_request, request))


@register.simple_tag(takes_context=True)
def feedback_address(context: Context) -> str:
    """Where a visitor writes about the thing or the section of this page, or about the archive."""
    thing, page = context.get("thing"), context.get("page")
    identifier = getattr(thing, "identifier_id", None)
    if identifier and thing is not None and thing.kind in PUBLIC_KINDS:
        return reverse("feedback_thing", args=[identifier])
    if isinstance(page, SectionPage):
        return reverse("feedback_section", args=[page.section_kind])
    return reverse("feedback")


@register.simple_tag(takes_context=True)
def institution_page(context: Context, purpose: str) -> dict[str, str] | None:
    """The page of the institution that serves a purpose, if there is one."""
    return next((page for page in text_pages(context) if page["purpose"] == purpose), None)


@register.simple_tag(takes_context=True)
def text_pages(context: Context) -> list[dict[str, str]]:
    """Pages of the institution in the reader's language; where one is not told, in Vietnamese."""
    request = context["request"]
    reader = Reader.of(request)
    return remembered(request, ("text pages", reader.language), partial(_text_pages, reader))


def _text_pages(reader: Reader) -> list[dict[str, str]]:
    told: dict[Any, TextPage] = {}
    for page in TextPage.objects.live().select_related("locale").order_by("path"):
        language = page.locale.language_code
        if language == reader.language:
            told[page.translation_key] = page
        elif language == settings.LANGUAGE_CODE:
            told.setdefault(page.translation_key, page)
    return [
        {
            "title": page.title,
            "url": reader.addresses.of_text_page(page, reader.language),
            "lang": page.locale.language_code,
            "purpose": page.purpose,
        }
        for page in told.values()
    ]


@register.filter
def permanent_address(thing: HeritageObject) -> str:
    """The address that never changes."""
    return permanent(thing.identifier_id)


@register.simple_tag(takes_context=True)
def full_permanent_address(context: Context, thing: HeritageObject) -> str:
    """The same with its host, for quoting."""
    return absolute(context["request"], permanent(thing.identifier_id))
