"""What a page says to machines that read it: schema.org as JSON-LD, and the Open Graph protocol.

Sources: https://schema.org (Event, CreativeWork, Place, BreadcrumbList; version 29) and
https://ogp.me. It says what the page says, and no more: an Event is given only for a date that was
announced, and nothing at all of a thing before which a warning stands.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from heritage.archive.models import Edition
from heritage.calendars.edtf_dates import EdtfError
from heritage.calendars.edtf_dates import parse as parse_edtf
from heritage.site.addresses import absolute, permanent
from heritage.site.atlas.locator import coordinates_of
from heritage.site.details.base import Detail
from heritage.site.feeds import ABSTRACTS
from heritage.site.media.showing import ShownPicture
from heritage.site.pictures import may_be_pictured
from media_pipeline.facts import Kind

Node = dict[str, Any]

WORKS = frozenset({"custom", "item", "story", "library", "notice"})
"""Kinds that are works; the others are places, people and things."""
PICTURES = 6
"""How many photographs of a thing are named."""
IN_HTML = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""What must not stand in a script of a page (HTML, section 4.12.1.3), as JSON writes it."""


def abstract(detail: Detail[Any], length: int = 300) -> str:
    """The thing in brief, as its page tells it."""
    texts = (str(detail.say[name]) for name in ABSTRACTS if hasattr(type(detail.thing), name))
    return Truncator(" ".join(next(filter(None, texts), "").split())).chars(length)


def own_address(detail: Detail[Any]) -> str:
    """The address of the page itself, with the host."""
    reader, thing = detail.reader, detail.thing
    address = reader.addresses.of_row(thing.kind, detail.told, reader.language)
    return absolute(reader.request, address)


def graph(detail: Detail[Any]) -> list[Node]:
    """What the page of a thing says, as nodes of schema.org."""
    return [crumbs(detail), *_things(detail)]


def crumbs(detail: Detail[Any]) -> Node:
    """The way from the front page to the thing."""
    reader, thing = detail.reader, detail.thing
    request, language = reader.request, reader.language
    section = reader.addresses.section(thing.kind, language)
    named = [(gettext("Trang đầu"), absolute(request, reader.addresses.of_home(language)))]
    if section is not None:
        named.append((section.title, absolute(request, reader.addresses.of_page(section))))
    named.append((detail.told.title, own_address(detail)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": name,
                "item": address,
            }
            for number, (name, address) in enumerate(named, start=1)
        ],
    }


def _things(detail: Detail[Any]) -> list[Node]:
    kind = detail.thing.kind
    if kind == "festival":
        return [_event(detail, one) for one in detail.coming if _is_announced(one)]  # type: ignore[attr-defined]
    if kind == "place":
        return [_own(detail, "Place") | _where(detail.units)]  # type: ignore[attr-defined]
    if kind in WORKS:
        return [_work(detail)]
    return []


def _own(detail: Detail[Any], of_type: str) -> Node:
    """What every thing has: a name, an address, an identifier that never changes."""
    reader, thing = detail.reader, detail.thing
    node: Node = {
        "@type": of_type,
        "@id": absolute(reader.request, permanent(thing.identifier_id)),
        "name": detail.told.title,
        "url": own_address(detail),
        "identifier": thing.identifier_id,
    }
    if brief := abstract(detail):
        node["description"] = brief
    if shown := pictures(detail):
        node["image"] = shown
    return node


def pictures(detail: Detail[Any]) -> list[str]:
    """Where the JPEGs of its photographs are, the first first; of what is for everybody only."""
    if not may_be_pictured(detail.thing):
        return []
    found = detail.files.get(Kind.IMAGE.value, ())[:PICTURES]
    forms = [one.forms[-1] for one in found if isinstance(one, ShownPicture) and one.forms]
    return [absolute(detail.reader.request, form.address) for form in forms]


def _is_announced(edition: Edition) -> bool:
    return edition.status == Edition.Status.ANNOUNCED


def _event(detail: Detail[Any], edition: Edition) -> Node:
    node = _own(detail, "Event")
    # One festival has several; by its code each is the same wherever it moves.
    node["@id"] += f"#{edition.code}"
    node |= {
        "startDate": str(edition.start_date),
        "endDate": str(edition.end_date or edition.start_date),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }
    if (place := getattr(edition, "told_place", None)) is not None:
        node["location"] = _place(place)
    elif detail.places:
        node["location"] = _place(detail.places[0])
    return node


def _place(place: Any) -> Node:
    return {"@type": "Place", "name": place.told.title} | _where(place)


def _where(place: Any) -> Node:
    """The province a place lies in and its coordinates, as far as they are known."""
    node: Node = {}
    if place.today:
        node["address"] = {
            "@type": "PostalAddress",
            "addressCountry": "VN",
            "addressRegion": place.today[-1],
        }
    if (where := coordinates_of(place)) is not None:
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": where[0],
            "longitude": where[1],
        }
    return node


def _work(detail: Detail[Any]) -> Node:
    thing = detail.thing
    node = _own(detail, "CreativeWork") | {"inLanguage": detail.told.locale.language_code}
    rights = getattr(thing, "rights", None)
    if rights is not None and rights.uri:
        node["license"] = rights.uri
    if hasattr(type(thing), "credit") and (credit := str(detail.say["credit"])):
        node["creditText"] = credit
    if created := _iso(getattr(thing, "created", "")):
        node["dateCreated"] = created
    if detail.peoples:
        node["about"] = [{"@type": "Thing", "name": one.told.title} for one in detail.peoples]
    return node


def _iso(text: str) -> str:
    """A date that schema.org can say: a day, a month or a year that is certain; else nothing."""
    try:
        date = parse_edtf(text) if text else None
    except EdtfError:
        return ""
    plain = date is not None and set(text) <= set("0123456789-")
    return text if plain else ""


def in_page(nodes: list[Node]) -> SafeString:
    """The nodes as a script of a page. Browsers do not run it, so no policy stands against it."""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False)
    return mark_safe(  # noqa: S308  (escaped as HTML asks)
        f'<script type="application/ld+json">{text.translate(IN_HTML)}</script>'
    )
