"""The access decision: who may see what. Nothing else in the code base asks.

One rule, compiled three ways. `satisfied` and `admits` say it in Python, for a viewer and a day one
only imagines: the preview as a member, what will open next month. `open_protocols` and
`open_audiences` say it in SQL. `audiences_of` is their answer for a real viewer today: the set of
audience numbers he may see, found with one query once for each request; `may_see` and `visible_to`
are membership in that set.

Days are those of Vietnam: what closes on a day closes at its first moment there.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from heritage.protocols.models import AnnouncedSeason, Audience, Membership, Protocol

Who, Season = Protocol.Who, Protocol.Season


@dataclass(frozen=True)
class Persona:
    """What the rules ask about a viewer."""

    signed_in: bool = False
    member_of: frozenset[int] = frozenset()
    """Communities in which he has any place."""
    keeper_of: frozenset[int] = frozenset()
    """Communities of which he is a custodian, or for which one gave him a working right."""


STRANGER = Persona()


def today() -> datetime.date:
    """The day it is in the archive's time zone."""
    return timezone.localdate()


# The rule in Python


def in_season(protocol: Protocol, day: datetime.date) -> bool:
    """Whether the rule is open on `day`, to those to whom it opens."""
    if protocol.opens_on is not None and day < protocol.opens_on:
        return False
    if protocol.closes_on is not None and day >= protocol.closes_on:
        return False
    if protocol.season == Season.MONTHS:
        return bool(protocol.months & (1 << (day.month - 1)))
    if protocol.season == Season.ANNOUNCED:
        return any(season.holds(day) for season in protocol.seasons.all())
    return True


def satisfied(protocol: Protocol, persona: Persona, day: datetime.date) -> bool:
    """Whether one rule lets the persona see on `day`."""
    if protocol.community_id in persona.keeper_of:
        return True
    if not in_season(protocol, day):
        return False
    if protocol.who == Who.PUBLIC:
        return True
    if protocol.who == Who.SIGNED_IN:
        return persona.signed_in
    return protocol.who == Who.MEMBERS and protocol.community_id in persona.member_of


def admits(audience: Audience, persona: Persona, day: datetime.date) -> bool:
    """Whether a combination of rules lets the persona see on `day`."""
    if audience.pk == Audience.PUBLIC:
        return True
    answers = [satisfied(protocol, persona, day) for protocol in audience.protocols.all()]
    # A combination that lost its rules opens to nobody: it is not the public.
    return any(answers) and (audience.mode == Audience.Mode.ANY or all(answers))


def persona_of(user: Any) -> Persona:
    """What the rules ask about a real person."""
    if user is None or not user.is_authenticated:
        return STRANGER
    places = list(Membership.objects.filter(user=user).values_list("community_id", "role"))
    return Persona(
        signed_in=True,
        member_of=frozenset(community for community, _ in places),
        keeper_of=frozenset(place for place, role in places if role in Membership.KEEPERS),
    )


# The rule in SQL


def _season(day: datetime.date) -> Q:
    announced = AnnouncedSeason.objects.filter(
        protocol=OuterRef("pk"), first_day__lte=day, last_day__gte=day
    )
    return (
        (Q(opens_on=None) | Q(opens_on__lte=day))
        & (Q(closes_on=None) | Q(closes_on__gt=day))
        & (
            Q(season=Season.ALWAYS)
            | Q(season=Season.MONTHS, this_month__gt=0)
            | Q(Exists(announced), season=Season.ANNOUNCED)
        )
    )


def open_protocols(user: Any, day: datetime.date) -> QuerySet[Protocol]:
    """The rules that let `user` see on `day`."""
    known = user is not None and user.is_authenticated
    who = Q(who=Who.PUBLIC)
    kept = Q()
    if known:
        places = Membership.objects.filter(user=user)
        who |= Q(who=Who.SIGNED_IN)
        who |= Q(who=Who.MEMBERS, community__in=places.values("community"))
        kept = Q(community__in=places.filter(role__in=Membership.KEEPERS).values("community"))
    rows = Protocol.objects.annotate(this_month=F("months").bitand(1 << (day.month - 1)))
    opened = _season(day) & who
    return rows.filter(kept | opened if known else opened)


def open_audiences(user: Any, day: datetime.date) -> QuerySet[Audience]:
    """The combinations of rules that let `user` see on `day`."""
    rules = Audience.protocols.through._default_manager.filter(audience=OuterRef("pk"))
    opened = open_protocols(user, day).values("pk")
    some = Exists(rules.filter(protocol__in=opened))
    none_shut = ~Exists(rules.exclude(protocol__in=opened))
    return Audience.objects.filter(
        Q(pk=Audience.PUBLIC) | Q(some) & (Q(mode=Audience.Mode.ANY) | Q(none_shut))
    )


class StandIn(AnonymousUser):
    """A viewer one only imagines: who may see these audiences."""

    def __init__(self, audiences: Collection[int]) -> None:
        super().__init__()
        self._audiences = frozenset(audiences)


def stand_in(persona: Persona, day: datetime.date, within: Collection[int]) -> StandIn:
    """A viewer of this sort, on that day; he sees nothing that is not of these audiences."""
    every = Audience.objects.filter(pk__in=within).prefetch_related("protocols__seasons")
    return StandIn([one.pk for one in every if admits(one, persona, day)])


# The answer for a viewer


def audiences_of(user: Any) -> frozenset[int]:
    """Numbers of the audiences `user` (a User, AnonymousUser or None) may see now.

    One query. The answer is kept with the user object, which lives as long as one request does.
    """
    kept: frozenset[int] | None = getattr(user, "_audiences", None)
    if kept is None:
        known = user is not None and user.is_authenticated
        with connection.cursor() as cursor:
            cursor.execute(*_question(user.pk if known else None, today()))
            kept = frozenset(number for (number,) in cursor.fetchall())
        if user is not None:
            user._audiences = kept
    return kept


@lru_cache(maxsize=1_000)
def _question(account: int | None, day: datetime.date) -> tuple[str, tuple[Any, ...]]:
    """What `open_audiences` asks the database for this account. Nothing stored is in it, and to
    compose it anew for each request would take many times as long as the answer does."""
    user = None if account is None else get_user_model()(pk=account)
    sql, given = open_audiences(user, day).values_list("pk").query.sql_with_params()
    return sql, tuple(given)


def searched_by(user: Any) -> frozenset[int]:
    """The same rule for a search engine: whose documents it may tell `user` anything of."""
    return audiences_of(user)


def may_see(user: Any, audience: int | None) -> bool:
    """Whether `user` may see something of the audience with this number."""
    return audience in audiences_of(user)


def visible_to(user: Any) -> Q:
    """The same rule as a condition on a model's `audience` field."""
    return Q(audience__in=audiences_of(user))


def closed_to(user: Any) -> Q:
    """Its opposite: what is closed to `user`. Few audiences and few rows, found by their index."""
    return Q(audience__in=Audience.objects.exclude(pk__in=audiences_of(user)))


@transaction.atomic
def canonical(protocols: Collection[Protocol], mode: str = Audience.Mode.ALL) -> Audience:
    """The audience of a combination of rules; made when it is first needed.

    One rule needs no mode, no rule at all is the public.
    """
    numbers = sorted({protocol.pk for protocol in protocols})
    if not numbers:
        return Audience.objects.get(pk=Audience.PUBLIC)
    mode = Audience.Mode.ALL if len(numbers) == 1 else mode
    key = f"{mode}:{','.join(map(str, numbers))}"
    audience, is_new = Audience.objects.get_or_create(key=key, defaults={"mode": mode})
    if is_new:
        audience.protocols.set(numbers)
    return audience
