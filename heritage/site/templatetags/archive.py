"""What templates ask of a thing: what its page shows, which text is told, who may see it."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from heritage.peoples.communities import concerned, known_to
from heritage.protocols import authority
from heritage.protocols.labels import called
from heritage.protocols.models import Label
from heritage.protocols.rules import explained
from heritage.records.things import HeritageObject
from heritage.site import structured_data, telling
from heritage.site.community import warnings
from heritage.site.details import detail
from heritage.site.details.base import Detail, Linked
from heritage.site.feeds import ABSTRACTS
from heritage.site.reader import Reader
from heritage.site.search.alike import similar
from heritage.site.telling import Text
from heritage.site.weaves import weave

register = template.Library()

BRIEFLY = (*ABSTRACTS, "narrative")
"""Fields that tell a thing in a list."""
LOCALES = {"vi": "vi_VN", "en": "en_US", "km": "km_KH"}
"""Languages as the Open Graph protocol names them."""


@register.simple_tag(takes_context=True)
def details(context: Context) -> Detail[Any]:
    """What the page of `thing` shows beside it; made once for a page."""
    request: HttpRequest = context["request"]
    kept: Detail[Any] | None = getattr(request, "archive_detail", None)
    if kept is None or kept.thing is not context["thing"]:
        kept = detail(context["thing"], context["told"], Reader.of(context["request"]))
        request.archive_detail = kept  # type: ignore[attr-defined]
    return kept


@register.simple_tag(takes_context=True)
def similar_things(context: Context) -> list[HeritageObject]:
    """Things like the one whose page it is; to be asked for below all that is linked with it, of
    which nothing is named again."""
    shown = details(context)
    linked = {
        one.identifier_id
        for value in vars(shown).values()
        if isinstance(value, Linked | list)
        for one in (value.things if isinstance(value, Linked) else value)
        if isinstance(one, HeritageObject)
    }
    return similar(shown.thing, shown.reader, without=linked)


@register.inclusion_tag("site/parts/for_machines.html", takes_context=True)
def for_machines(context: Context) -> dict[str, Any]:
    """What the page of a thing says to search engines, and to who passes its address on."""
    detail = details(context)
    reader, thing = detail.reader, detail.thing
    return {
        "type": "article" if thing.kind in structured_data.WORKS else "website",
        "title": detail.told.title,
        "description": structured_data.abstract(detail),
        "url": structured_data.own_address(detail),
        "locale": LOCALES[reader.language],
        "script": structured_data.in_page(structured_data.graph(detail)),
    }


@register.simple_tag(takes_context=True)
def lang_of(context: Context, thing: HeritageObject) -> str | SafeString:
    """` lang="vi"` on a listed thing that is not told in the reader's language."""
    fallback = (
        Reader.of(context["request"]).language != "vi" and getattr(thing, "told", thing) == thing
    )
    return format_html(' lang="{}"', "vi") if fallback else ""


@register.simple_tag(takes_context=True)
def told_language(context: Context) -> str:
    """The language of the text on a thing's page, where it is not the reader's."""
    code: str = context["told"].locale.language_code
    return "" if code == Reader.of(context["request"]).language else code


@register.simple_tag
def word_sources(words: list[Any]) -> list[str]:
    """Where the listed words were taken from, each source once: their licences ask for it."""
    return list(dict.fromkeys(word.sources for word in words if word.sources))


@register.filter
def said(thing: Any, name: str) -> Text:
    """A told field of a listed thing, in Vietnamese where its translation lacks it.

    Before a list nobody is asked: of what a warning stands before it tells nothing but the name.
    """
    told = getattr(thing, "told", thing)
    if name in BRIEFLY and warnings.warns(thing, told):
        return Text("")
    language = get_language() or settings.LANGUAGE_CODE
    return telling.said(thing, told, name, language)


@register.simple_tag
def label_called(label: Label) -> str:
    """What a label is called, by its community and for the reader."""
    return called(label.current, get_language() or "") or label.code


@register.simple_tag(takes_context=True)
def audience_of(context: Context, thing: HeritageObject) -> str:
    """Whom a restricted thing is for, as far as the reader may know the communities' names."""
    audience = thing.audience
    known = known_to(context["request"].user)
    return explained(audience.protocols.all(), audience.mode, known)


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
    user = Reader.of(context["request"]).user
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
