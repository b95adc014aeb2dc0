"""What templates ask of the archive: addresses, languages, words for dates and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from heritage.calendars.edtf_display import display
from heritage.languages import names
from heritage.peoples.communities import concerned
from heritage.protocols import authority
from heritage.protocols.labels import called
from heritage.protocols.models import Label
from heritage.records.fields import split_list
from heritage.records.things import HeritageObject
from heritage.site import telling, wording
from heritage.site.addresses import absolute, permanent
from heritage.site.community import warnings
from heritage.site.details import detail
from heritage.site.details.base import Detail
from heritage.site.feeds import feed_address
from heritage.site.models import Institution, SectionPage, TextPage
from heritage.site.reader import PUBLIC_KINDS, Reader
from heritage.site.telling import Text
from heritage.site.weaves import weave

register = template.Library()


@dataclass(frozen=True)
class Tongue:
    """A language of the switch: where the same thing is, and whether it is told there."""

    code: str
    name: str
    url: str
    current: bool
    told: bool


def _reader(context: Context) -> Reader:
    request: HttpRequest = context["request"]
    return Reader.of(request)


@register.simple_tag(takes_context=True)
def address(context: Context, thing: HeritageObject) -> str:
    """The address of a thing in the reader's language."""
    return _reader(context).address(thing)


@register.simple_tag(takes_context=True)
def section_address(context: Context, kind: str) -> str:
    """The address of the list of a kind in the reader's language."""
    reader = _reader(context)
    return reader.addresses.of_section(kind, reader.language)


@register.simple_tag(takes_context=True)
def section_title(context: Context, kind: str) -> str:
    """The name of the section of a kind in the reader's language."""
    reader = _reader(context)
    section = reader.addresses.section(kind, reader.language)
    return section.title if section else ""


@register.simple_tag(takes_context=True)
def home_address(context: Context) -> str:
    """The address of the front page in the reader's language."""
    reader = _reader(context)
    return reader.addresses.of_home(reader.language)


@register.simple_tag(takes_context=True)
def sections(context: Context) -> list[dict[str, Any]]:
    """The sections of the reader's language with their addresses, in the order of the tree."""
    reader = _reader(context)
    here = _kind_here(context)
    return [
        {"title": page.title, "url": reader.addresses.of_page(page), "current": kind == here}
        for (language, kind), page in reader.addresses.sections.items()
        if language == reader.language
    ]


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
    found = _addresses_by_language(context, reader)
    return [
        Tongue(code, name, found[code][0], code == reader.language, found[code][1])
        for code, name in settings.LANGUAGES
    ]


def _addresses_by_language(context: Context, reader: Reader) -> dict[str, tuple[str, bool]]:
    addresses = reader.addresses
    thing, page = context.get("thing"), context.get("page")
    codes = [code for code, _ in settings.LANGUAGES]
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
        "listing": context.get("listing"),
    }


@register.simple_tag(takes_context=True)
def newest_feed(context: Context) -> str:
    """The address of the feed of everything in the reader's language."""
    return feed_address(_reader(context).language)


@register.simple_tag(takes_context=True)
def institution(context: Context) -> Institution:
    """Who runs the archive."""
    found: Institution = Institution.for_request(context["request"])
    return found


@register.simple_tag(takes_context=True)
def text_pages(context: Context) -> list[dict[str, str]]:
    """Pages of the institution in the reader's language; where one is not told, in Vietnamese."""
    reader = _reader(context)
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
        }
        for page in told.values()
    ]


@register.simple_tag(takes_context=True)
def details(context: Context) -> Detail[Any]:
    """What the page of `thing` shows beside it; made once for a page."""
    request: HttpRequest = context["request"]
    kept: Detail[Any] | None = getattr(request, "archive_detail", None)
    if kept is None or kept.thing is not context["thing"]:
        kept = detail(context["thing"], context["told"], _reader(context))
        request.archive_detail = kept  # type: ignore[attr-defined]
    return kept


@register.simple_tag(takes_context=True)
def lang_of(context: Context, thing: HeritageObject) -> str | SafeString:
    """` lang="vi"` on a listed thing that is not told in the reader's language."""
    fallback = _reader(context).language != "vi" and getattr(thing, "told", thing) is thing
    return format_html(' lang="{}"', "vi") if fallback else ""


@register.simple_tag(takes_context=True)
def told_language(context: Context) -> str:
    """The language of the text on a thing's page, where it is not the reader's."""
    code: str = context["told"].locale.language_code
    return "" if code == _reader(context).language else code


@register.simple_tag
def word_sources(words: list[Any]) -> list[str]:
    """Where the listed words were taken from, each source once: their licences ask for it."""
    return list(dict.fromkeys(word.sources for word in words if word.sources))


@register.filter
def said(thing: Any, name: str) -> Text:
    """A told field of a listed thing, in Vietnamese where its translation lacks it."""
    language = get_language() or settings.LANGUAGE_CODE
    return telling.said(thing, getattr(thing, "told", thing), name, language)


@register.filter
def language_of(text: str, language: str = "") -> str:
    """The language tag of a piece of text."""
    return names.language_tag(text, language)


@register.filter
def language_name(code: str) -> str:
    """The name of a language."""
    return names.language_name(code)


@register.filter
def tag_name(tag: str) -> str:
    """The name of a language, with its script where its tag says one."""
    return names.tag_name(tag)


@register.simple_tag
def label_called(label: Label) -> str:
    """What a label is called, by its community and for the reader."""
    return called(label.current, get_language() or "") or label.code


@register.filter
def script_name(code: str) -> str:
    """The name of a script."""
    return names.script_name(code)


@register.filter
def parts(text: str) -> list[str]:
    """The values of a list written with semicolons."""
    return split_list(text)


@register.filter
def rules(text: str) -> list[str]:
    """The rules in a text: its sentences, and what semicolons divide."""
    return wording.rules(text)


@register.filter
def weave_of(thing: Any) -> str:
    """The band of a people."""
    return weave(thing)


@register.filter
def restricted(thing: HeritageObject) -> bool:
    """Whether a thing is not for everybody."""
    return thing.is_restricted


@register.simple_tag(takes_context=True)
def may_decide(context: Context, thing: HeritageObject) -> bool:
    """Whether the reader has a say in who sees the thing. No query for visitors."""
    user = _reader(context).user
    if user is None or not user.is_authenticated or context.get("seen_as"):
        return False
    if user.has_perm(authority.HOLD):
        return True
    kept = authority.communities_kept(user)
    return bool(kept) and any(one.pk in kept for one in concerned(thing))


@register.simple_tag(takes_context=True)
def must_warn(context: Context) -> bool:
    """Whether the reader is to be asked before he sees the thing of this page."""
    thing, told, request = context["thing"], context["told"], context["request"]
    if getattr(request, "is_preview", False) or not warnings.warns(thing, told):
        return False
    return thing.identifier_id not in warnings.accepted(request)


@register.filter
def sentence(text: Any) -> str:
    """With a capital at the start."""
    return wording.sentence(str(text))


@register.filter
def permanent_address(thing: HeritageObject) -> str:
    """The address that never changes."""
    return permanent(thing.identifier_id)


@register.simple_tag(takes_context=True)
def full_permanent_address(context: Context, thing: HeritageObject) -> str:
    """The same with its host, for quoting."""
    return absolute(context["request"], permanent(thing.identifier_id))


@register.simple_tag(takes_context=True)
def dated(context: Context, edition: Any) -> str:
    """The days of an edition."""
    return wording.days(edition.start_date, edition.end_date, _reader(context).language)


@register.simple_tag(takes_context=True)
def day(context: Context, value: Any) -> str:
    """One day, of a date or of a moment."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return wording.day(value, _reader(context).language)


@register.simple_tag(takes_context=True)
def edtf(context: Context, text: str) -> str:
    """An EDTF date in words."""
    return display(text, _reader(context).language)


@register.simple_tag(takes_context=True)
def months(context: Context, text: str, short: bool = False) -> str:
    """Months of a season in words."""
    return wording.months(text, _reader(context).language, short=short)


@register.simple_tag(takes_context=True)
def month_name(context: Context, value: int) -> str:
    """A month in short words, for the square of a date."""
    return wording.month(value, _reader(context).language, short=True)


@register.simple_tag(takes_context=True)
def number(context: Context, value: int) -> str:
    """A whole number with separators."""
    return wording.number(value, _reader(context).language)


@register.simple_tag(takes_context=True)
def price(context: Context, product: Any) -> str:
    """The price of something that is sold."""
    return wording.price(product, _reader(context).language)


@register.simple_tag(takes_context=True)
def availability(context: Context, product: Any) -> str:
    """Stock, season and time to make."""
    return wording.availability(product, _reader(context).language)


@register.filter
def duration(count: int) -> str:
    """How many days."""
    return wording.duration(count)
