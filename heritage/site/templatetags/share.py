"""The picture that goes with a page whose address is passed on."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context

from heritage.site.addresses import absolute
from heritage.site.atlas.page import AtlasPage
from heritage.site.calendar.page import CalendarPage
from heritage.site.models import HomePage, SectionPage, TextPage
from heritage.site.reader import Reader
from heritage.site.share.card import (
    CALENDAR,
    HEIGHT,
    HOME,
    MAP,
    WIDTH,
    Card,
    card_beside,
    card_of,
    card_of_section,
)
from heritage.site.templatetags.archive import LOCALES, details, must_warn

register = template.Library()


@register.inclusion_tag("site/parts/share.html", takes_context=True)
def share_picture(context: Context) -> dict[str, Any]:
    """What the page says to who passes its address on; nothing where it has no picture.

    A thing's own page says the rest in `for_machines`.
    """
    request: HttpRequest | None = context.get("request")
    card = _card(context, Reader.of(request)) if request is not None else None
    if request is None or card is None:
        return {}
    found: dict[str, Any] = {
        "card": card,
        "image": absolute(request, card.address),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if context.get("thing") is None:
        title, here = _page(context, Reader.of(request))
        found["title"] = title or card.title
        found |= {"url": absolute(request, here), "locale": LOCALES[card.language]}
    return found


def _page(context: Context, reader: Reader) -> tuple[str, str]:
    """The title of a page that is not about a thing, where its card bears another; its address."""
    page, addresses = context.get("page"), reader.addresses
    if isinstance(page, TextPage):
        return page.title, addresses.of_text_page(page, reader.language)
    if isinstance(page, SectionPage):
        return "", addresses.of_section(page.section_kind, reader.language)
    atlas, calendar = context.get("atlas"), context.get("calendar")
    if isinstance(atlas, AtlasPage):
        return atlas.title, atlas.bare_address_in(reader.language)
    if isinstance(calendar, CalendarPage):
        return "", calendar.bare_address_in(reader.language)
    return "", addresses.of_home(reader.language)


def _card(context: Context, reader: Reader) -> Card | None:
    if context.get("thing") is not None:
        # Pages that only speak of a thing, for its community, are nobody's to pass on.
        if context.get("told") is None or must_warn(context):
            return None
        return card_of(details(context))
    page = context.get("page")
    if isinstance(page, SectionPage):
        return card_of_section(page.section_kind, reader)
    if isinstance(page, HomePage | TextPage):
        return card_beside(HOME, reader)
    if isinstance(context.get("calendar"), CalendarPage):
        return card_beside(CALENDAR, reader)
    return card_beside(MAP, reader) if isinstance(context.get("atlas"), AtlasPage) else None
