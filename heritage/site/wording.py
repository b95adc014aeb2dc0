"""Dates, months, numbers and prices in the words of the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from babel.dates import get_day_names, get_month_names
from babel.numbers import format_decimal
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from heritage.calendars.edtf_display import display
from heritage.calendars.months import Month
from heritage.calendars.standing import Standing
from heritage.records.fields import split_list

if TYPE_CHECKING:
    from catalogue.models import Product

_BETWEEN_RULES = re.compile(r";|\n+|(?<=[.!?។])\s+")


def in_each_language(say: Callable[[], str]) -> dict[str, str]:
    """What `say` gives in each language of the archive, by its code."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = say()
    return said


@lru_cache(maxsize=4096)
def number(value: int, language: str) -> str:
    """`286910` as `286.910` or `286,910`."""
    return format_decimal(value, locale=language)


def month(value: int, language: str, *, short: bool = False) -> str:
    """The month alone: `tháng 9`, `September` or short `Sep`, `ខែកញ្ញា`."""
    width: Literal["abbreviated", "wide"] = "abbreviated" if short and language == "en" else "wide"
    name = get_month_names(width, context="stand-alone", locale=language)[value]
    if short and language == "km":
        return name
    return f"ខែ{name}" if language == "km" else name.lower() if language == "vi" else name


def months(text: str, language: str, *, short: bool = False) -> str:
    """Months of a season in its order, neighbours drawn together: `11;12;1` is 11–1."""
    values = [int(part) for part in split_list(text) if part.isdigit() and 1 <= int(part) <= 12]
    if len(values) == 12:
        return _("quanh năm")
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] % 12 + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(_run(run, language, short) for run in runs)


def _run(run: list[int], language: str, short: bool) -> str:
    if len(run) == 1:
        return month(run[0], language, short=short)
    if language == "vi":
        return f"tháng {run[0]}–{run[-1]}"
    return f"{month(run[0], language, short=short)}–{month(run[-1], language, short=short)}"


def month_of_year(value: Month, language: str) -> str:
    """`Tháng 2 năm 2027`, `February 2027`, at the head of a page."""
    return sentence(display(f"{value.year:04}-{value.number:02}", language))


def weekdays(language: str) -> list[tuple[str, str]]:
    """The days from Monday to Sunday, short and in full."""
    short: dict[int, str] = dict(get_day_names("abbreviated", "stand-alone", locale=language))
    full: dict[int, str] = dict(get_day_names("wide", "stand-alone", locale=language))
    return [(short[number], full[number]) for number in range(7)]


def told_standing(standing: Standing) -> str:
    """How sure a date is, in a sentence a visitor can act on."""
    return {
        Standing.ANNOUNCED: _("Đã công bố"),
        Standing.EXPECTED: _("Dự kiến, chưa có thông báo"),
        Standing.CANCELLED: _("Đã hủy"),
        Standing.HELD: _("Đã diễn ra"),
        Standing.WAS_ANNOUNCED: _("Đã công bố khi ấy, không rõ có diễn ra không"),
        Standing.WAS_EXPECTED: _("Dự kiến khi ấy, không rõ có diễn ra không"),
    }[standing]


def day(value: date, language: str) -> str:
    """One day: `9 tháng 2 năm 2027`, without the word for day where the language can do without."""
    return display(value.isoformat(), language).removeprefix("ngày ")


def days(start: date, end: date | None, language: str) -> str:
    """The days of an edition, what both ends share said once: `9–11 tháng 2 năm 2027`."""
    if end is None or end == start:
        return day(start, language)
    if (start.year, start.month) == (end.year, end.month):
        first, last = str(start.day), str(end.day)
        return day(end, language).replace(last, f"{first}–{last}", 1)
    return f"{day(start, language)} – {day(end, language)}"


def duration(count: int) -> str:
    """How many days."""
    return ngettext("%(count)s ngày", "%(count)s ngày", count) % {"count": count}


def price(product: Product, language: str) -> str:
    """The maker's price in dong, or that one asks. Never call it for what is not sold."""
    low, high = product.price_min_vnd, product.price_max_vnd
    if product.price_kind == product.PriceKind.ASK or low is None:
        return _("Giá: hỏi người làm")
    if product.price_kind == product.PriceKind.RANGE and high is not None and high > low:
        return f"{number(low, language)}–{number(high, language)}\N{NO-BREAK SPACE}₫"
    return f"{number(low, language)}\N{NO-BREAK SPACE}₫"


def availability(product: Product, language: str) -> str:
    """Whether there is any and how long it takes, in one line."""
    parts = [str(product.get_stock_display())]
    if product.stock == product.Stock.SEASONAL and product.season_months:
        parts.append(months(product.season_months, language))
    if product.made_to_order and product.stock != product.Stock.MADE_TO_ORDER:
        parts.append(_("nhận làm theo đặt"))
    if product.lead_time_days:
        parts.append(_("khoảng %(days)s") % {"days": duration(product.lead_time_days)})
    return sentence(", ".join(parts))


def sentence(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def rules(text: str) -> list[str]:
    """Each rule of a text by itself: sentences, lines, and what semicolons divide."""
    found = (part.strip() for part in _BETWEEN_RULES.split(text))
    return [
        sentence(part) if part[-1] in ".!?។" else f"{sentence(part)}." for part in found if part
    ]
