"""Words of the reader's language in templates: dates, numbers, prices, names of languages."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from heritage.calendars.edtf_display import display
from heritage.languages import names
from heritage.peoples.models import Term
from heritage.records.fields import split_list
from heritage.records.things import HeritageObject
from heritage.site import lettering, wording
from heritage.site.reader import Reader

register = template.Library()


@register.filter
def language_of(text: str, language: str = "") -> str:
    """The language tag of a piece of text."""
    return names.language_tag(text, language)


@register.filter
def name_of_language(code: str) -> str:
    """The name of a language."""
    return names.language_name(code)


@register.filter
def name_of_tag(tag: str) -> str:
    """The name of a language, with its script where its tag says one."""
    return names.tag_name(tag)


@register.filter
def name_of_script(code: str) -> str:
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
def ems(text: str) -> int:
    """How wide a word stands, where it is set as large as its column bears."""
    return lettering.ems(text)


@register.filter
def below_title(html: str) -> SafeString:
    """Told text right below the name of its page: its headings (h3) are of the second level."""
    return mark_safe(re.sub(r"<(/?)h3\b", r"<\1h2", html))  # noqa: S308 - cleaned when it was saved


@register.filter
def sentence(text: Any) -> str:
    """With a capital at the start."""
    return wording.sentence(str(text))


@register.filter
def kind_of(thing: HeritageObject) -> str:
    """What a thing is, in a word."""
    return wording.sentence(str(thing._meta.verbose_name))


@register.filter
def term(named: Term | None) -> str:
    """The name of a term with a capital, marked where it is not in the reader's language."""
    if named is None:
        return ""
    name = wording.sentence(named.label)
    return format_html('<span lang="vi">{}</span>', name) if named.stands_in else name


@register.filter
def lower_first(text: str) -> str:
    """With a small letter at the start, after a colon."""
    return text[:1].lower() + text[1:]


@register.simple_tag(takes_context=True)
def dated(context: Context, edition: Any) -> str:
    """The days of an edition."""
    return wording.days(
        edition.start_date, edition.end_date, Reader.of(context["request"]).language
    )


@register.inclusion_tag("site/parts/state.html")
def state(edition: Any) -> dict[str, Any]:
    """How sure the date of an edition is today, in words."""
    standing = edition.standing_on(timezone.localdate())
    return {"standing": standing, "words": wording.told_standing(standing)}


@register.filter
def standing(edition: Any) -> str:
    """The same in the one word that the drawing follows: a filled line, a dashed one."""
    found: str = edition.standing_on(timezone.localdate())
    return str(found)


@register.filter
def told_standing(edition: Any) -> str:
    """The same in words alone."""
    return wording.told_standing(edition.standing_on(timezone.localdate()))


@register.simple_tag(takes_context=True)
def day(context: Context, value: Any) -> str:
    """One day, of a date or of a moment."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return wording.day(value, Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def edtf(context: Context, text: str) -> str:
    """An EDTF date in words."""
    return display(text, Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def months(context: Context, text: str, short: bool = False) -> str:
    """Months of a season in words."""
    return wording.months(text, Reader.of(context["request"]).language, short=short)


@register.simple_tag(takes_context=True)
def month_name(context: Context, value: int) -> str:
    """A month in short words, for the square of a date."""
    return wording.month(value, Reader.of(context["request"]).language, short=True)


@register.simple_tag(takes_context=True)
def number(context: Context, value: int) -> str:
    """A whole number with separators."""
    return wording.number(value, Reader.of(context["request"]).language)


@register.simple_tag(takes_context=True)
def price(context: Context, product: Any) -> str:
    """The price of something that is sold."""
    return wording.price(product, Reader.of(context["request"]).language)


@register.filter
def answers(maker: Any) -> bool:
    """Whether a maker says how he can be asked."""
    return maker is not None and bool(maker.phone or maker.zalo or maker.email)


@register.simple_tag(takes_context=True)
def availability(context: Context, product: Any) -> str:
    """Stock, season and time to make."""
    return wording.availability(product, Reader.of(context["request"]).language)


@register.filter
def duration(count: int) -> str:
    """How many days."""
    return wording.duration(count)
