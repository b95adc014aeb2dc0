"""The rule said in Python, in SQL and as a set of numbers is one rule."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from heritage.accounts.models import User
from heritage.archive.models import Item
from heritage.protocols.audiences import (
    admits,
    audiences_of,
    canonical,
    may_see,
    open_audiences,
    persona_of,
    visible_to,
)
from heritage.protocols.models import AnnouncedSeason, Audience, Community, Membership, Protocol
from tests.communities import community, custodians, members, person

pytestmark = pytest.mark.django_db


def at(moment: str) -> time_machine.travel:
    """The clock stands at this moment of UTC."""
    return time_machine.travel(f"{moment}+00:00", tick=False)


def world(dice: random.Random) -> tuple[list[Audience], list[Any], list[datetime.date]]:
    """Some communities, rules of every sort, combinations of them, viewers, and days."""
    start = datetime.date(2026, 1, 1)

    def day() -> datetime.date:
        return start + datetime.timedelta(days=dice.randrange(800))

    communities = [Community.objects.create(name=f"c{n}") for n in range(3)]
    rules = []
    for number in range(6):
        rule = Protocol.objects.create(
            community=dice.choice(communities),
            name=f"r{number}",
            who=dice.choice(Protocol.Who.values),
            season=dice.choice(Protocol.Season.values),
            months=dice.randrange(1 << 12),
            opens_on=dice.choice([None, None, day()]),
            closes_on=dice.choice([None, None, day()]),
        )
        for _ in range(dice.randrange(3)):
            first = day()
            last = first + datetime.timedelta(days=dice.randrange(40))
            AnnouncedSeason.objects.create(
                protocol=rule, first_day=first, last_day=last, source="x"
            )
        rules.append(rule)
    audiences = [Audience.objects.get(pk=Audience.PUBLIC), Audience.objects.get(pk=Audience.CLOSED)]
    for _ in range(6):
        chosen = dice.sample(rules, dice.randint(1, 3))
        audiences.append(canonical(chosen, dice.choice(Audience.Mode.values)))
    viewers: list[Any] = [AnonymousUser(), None]
    for number in range(3):
        user = User.objects.create(username=f"u{number}", is_superuser=dice.random() < 0.3)
        for one in communities:
            if dice.random() < 0.5:
                role = dice.choice(Membership.Role.values)
                Membership.objects.create(community=one, user=user, role=role)
        viewers.append(user)
    return audiences, viewers, [day() for _ in range(3)]


def check_round(seed: int) -> int:
    """One world, every audience for every viewer on every day; how many answers were compared."""
    dice, compared = random.Random(seed), 0
    audiences, viewers, days = world(dice)
    items = {}
    for audience in audiences:
        items[audience.pk] = Item(title="x", item_kind="audio", audience=audience)
        items[audience.pk].save()
    read = {one.pk: one for one in Audience.objects.prefetch_related("protocols__seasons")}
    for viewer in viewers:
        persona = persona_of(viewer)
        for day in days:
            numbers = set(open_audiences(viewer, day).values_list("pk", flat=True))
            with at(datetime.datetime.combine(day, datetime.time(5)).isoformat(" ")):
                fresh = User.objects.get(pk=viewer.pk) if getattr(viewer, "pk", None) else None
                kept = audiences_of(fresh)
                rows = set(Item.objects.filter(visible_to(fresh)).values_list("pk", flat=True))
            for number, audience in read.items():
                expected = admits(audience, persona, day)
                said = (seed, str(viewer), day, audience.key)
                assert (number in numbers) is expected, said
                assert (number in kept) is expected, said
                assert (items[number].pk in rows) is expected, said
                compared += 1
    return compared


CASES = 350
"""Answers compared in one round."""


@pytest.mark.torture
def test_predicate_sql_and_set_agree(rounds: int) -> None:
    seed, compared = 0, 0
    while compared < rounds * CASES:
        with transaction.atomic():
            compared += check_round(seed)
            transaction.set_rollback(True)
        seed += 1


class TestDays:
    """What closes on a day closes at its first moment in Vietnam, on whichever side of UTC."""

    def see(self, audience: Audience, user: Any = None) -> bool:
        return may_see(user, audience.pk)

    def rule(self, **values: Any) -> Audience:
        given = {"who": "public", "name": "x", "community": community()} | values
        return canonical([Protocol.objects.create(**given)])

    def test_a_month_opens_and_closes_at_local_midnight(self) -> None:
        october = self.rule(season="months", months=1 << 9)
        for moment, open_ in [
            ("2026-09-30 16:59:59", False),
            ("2026-09-30 17:00:00", True),
            ("2026-10-31 16:59:59", True),
            ("2026-10-31 17:00:00", False),
        ]:
            with at(moment):
                assert self.see(october) is open_, moment

    def test_announced_days_are_those_of_their_year(self) -> None:
        kate = self.rule(season="announced")
        assert not self.see(kate)
        AnnouncedSeason.objects.create(
            protocol=kate.protocols.get(), first_day="2026-10-10", last_day="2026-10-12", source="x"
        )
        for moment, open_ in [
            ("2026-10-09 16:59:59", False),
            ("2026-10-09 17:00:00", True),
            ("2026-10-12 16:59:59", True),
            ("2026-10-12 17:00:00", False),
            ("2027-10-11 05:00:00", False),
        ]:
            with at(moment):
                assert self.see(kate) is open_, moment

    def test_an_embargo_ends_and_an_expiry_begins_with_its_day(self) -> None:
        window = self.rule(opens_on="2026-05-01", closes_on="2026-06-01")
        for moment, open_ in [
            ("2026-04-30 16:59:59", False),
            ("2026-04-30 17:00:00", True),
            ("2026-05-31 16:59:59", True),
            ("2026-05-31 17:00:00", False),
        ]:
            with at(moment):
                assert self.see(window) is open_, moment

    def test_custodians_are_never_shut_out_by_their_own_rule(self) -> None:
        window = self.rule(who="members", closes_on="2000-01-01")
        assert self.see(window, person("custodian"))
        assert not self.see(window, person("member"))


class TestPeople:
    def test_a_superuser_is_a_stranger_until_a_custodian_gives_him_a_right(self) -> None:
        superuser = person(username="goc")
        User.objects.filter(pk=superuser.pk).update(is_superuser=True, is_staff=True)
        assert not may_see(User.objects.get(pk=superuser.pk), members().pk)
        person("worker", username="goc")
        assert may_see(User.objects.get(pk=superuser.pk), custodians().pk)

    def test_strict_asks_for_every_community_open_for_one(self) -> None:
        rules = [*members().protocols.all(), *members("Làng Vân").protocols.all()]
        strict, loose = canonical(rules), canonical(rules, "any")
        one = person("member")
        assert (may_see(one, strict.pk), may_see(one, loose.pk)) == (False, True)
        Membership.objects.create(community=community("Làng Vân"), user=one, role="member")
        assert may_see(User.objects.get(pk=one.pk), strict.pk)

    def test_one_row_for_one_combination(self) -> None:
        one, other = members().protocols.get(), custodians().protocols.get()
        assert canonical([one, other]) == canonical([other, one, one])
        assert canonical([one], "any") == canonical([one])
        assert canonical([]).pk == Audience.PUBLIC

    def test_a_combination_that_lost_its_rules_is_not_the_public(self) -> None:
        audience = members()
        audience.protocols.clear()
        assert not may_see(None, audience.pk)
        assert not admits(audience, persona_of(None), datetime.date(2026, 1, 1))
