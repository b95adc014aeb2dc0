"""Making rules: one row for what says the same, and the words for it."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from heritage.protocols.communities import standard
from heritage.protocols.models import Audience, Community, Protocol


@dataclass(frozen=True)
class Wish:
    """What a custodian says: who, and when."""

    who: str
    season: str = Protocol.Season.ALWAYS
    months: int = 0
    opens_on: datetime.date | None = None
    closes_on: datetime.date | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it says nothing about when."""
        return self.season == Protocol.Season.ALWAYS and not self.opens_on and not self.closes_on


def rule_for(community: Community, wish: Wish) -> Protocol | None:
    """The community's rule that says this, made when first needed; None for “everybody, always”.

    A season of announced days is a rule of its own each time: its days are its own.
    """
    if wish.is_plain and wish.who == Protocol.Who.PUBLIC:
        return None
    if wish.is_plain and wish.who in (Protocol.Who.MEMBERS, Protocol.Who.CUSTODIANS):
        return standard(community, wish.who)
    values = {
        "who": wish.who,
        "season": wish.season,
        "months": wish.months if wish.season == Protocol.Season.MONTHS else 0,
        "opens_on": wish.opens_on,
        "closes_on": wish.closes_on,
    }
    if wish.season != Protocol.Season.ANNOUNCED:
        known = Protocol.objects.filter(community=community, standard=False, **values).first()
        if known is not None:
            return known
    rule = Protocol(community=community, **values)
    with override("vi"):
        rule.name = said(rule)[:120]
    rule.full_clean()
    rule.save()
    return rule


def when(rule: Protocol) -> str:
    """When a rule is open, in words; empty for “always”."""
    parts = []
    if rule.season == Protocol.Season.MONTHS:
        months = ", ".join(str(month) for month in rule.month_numbers)
        parts.append(_("chỉ trong tháng %(months)s") % {"months": months})
    elif rule.season == Protocol.Season.ANNOUNCED:
        parts.append(_("chỉ trong những ngày được báo"))
    if rule.opens_on is not None:
        parts.append(_("từ ngày %(day)s") % {"day": _day(rule.opens_on)})
    if rule.closes_on is not None:
        parts.append(_("đến trước ngày %(day)s") % {"day": _day(rule.closes_on)})
    return ", ".join(parts)


def said(rule: Protocol) -> str:
    """A rule in words: who, and when."""
    time = when(rule)
    return f"{rule.get_who_display()}, {time}" if time else str(rule.get_who_display())


def explained(rules: Iterable[Protocol], mode: str, named: Container[int]) -> str:
    """A combination of rules in words, with the communities' names.

    `named`: the communities (their numbers) whose names the reader may know.
    """

    def called(community: Community) -> str:
        return str(community) if community.pk in named else _("một cộng đồng khác")

    sentences = [f"{called(rule.community)}: {said(rule)}" for rule in rules]
    return (" + " if mode == Audience.Mode.ALL else _(" hoặc ")).join(sentences)


def described(audience: Audience, named: Container[int]) -> str:
    """An audience in words, for a reader who may know the names of the communities `named`."""
    if audience.pk in (Audience.PUBLIC, Audience.CLOSED):
        return str(audience)
    return explained(audience.protocols.all(), audience.mode, named)


def _day(day: datetime.date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
