"""`communities.csv` and `rules.csv`: whom things belong to, and who may see them when.

An export has them so that the rules go where the things go; a copy of an archive brings them back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from heritage.exchange.beside import LONG, Cells, Owner, Row, iso, owner_cell, people_cell, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.cells import parse_months
from heritage.exchange.validators.problems import Fault, Problem
from heritage.peoples.communities import named_to
from heritage.protocols.models import AnnouncedSeason, Community, Protocol
from heritage.protocols.models.communities import PLAINLY
from heritage.records.sheets import join, split

COMMUNITIES, RULES = "communities.csv", "rules.csv"
COMMUNITY_COLUMNS = ("code", "people", "kind", "name", "name_en", "name_km")
RULE_COLUMNS = (
    *("code", "community", "standard", "who", "season"),
    *("months", "opens_on", "closes_on", "announced_days", "name"),
)
DAYS = "/"
"""Between the first and the last announced day; a blank divides them from who announced them."""


def _known_to(reader: Any) -> Any:
    """The communities whose names `reader` may know; None: the operator, who knows all."""
    every = Community.objects.all()
    return every if reader is None else named_to(reader, every)


def community_cells(look: Directory, reader: Any = None) -> Iterator[list[str]]:
    """The rows of communities, by their codes."""
    for one in _known_to(reader).order_by("code"):
        yield [one.code, people_cell(one, look), one.kind, one.name, one.name_en, one.name_km]


def rule_cells(look: Directory, reader: Any = None) -> Iterator[list[str]]:
    """The rows of rules, by their codes."""
    rules = Protocol.objects.filter(community__in=_known_to(reader))
    for one in rules.select_related("community").prefetch_related("seasons").order_by("code"):
        days = [
            f"{season.first_day}{DAYS}{season.last_day} {season.source}"
            for season in one.seasons.all()
        ]
        yield [
            one.code,
            owner_cell(one.community, look),
            "yes" if one.standard else "no",
            one.who,
            one.season,
            ";".join(map(str, one.month_numbers)),
            iso(one.opens_on),
            iso(one.closes_on),
            join(days),
            one.name,
        ]


@dataclass
class PlannedRule:
    """A rule that a copy brings back."""

    rule: Protocol
    owner: Owner
    seasons: list[AnnouncedSeason]


@dataclass
class Planned:
    """Communities and rules that a copy brings back."""

    communities: list[Community] = field(default_factory=list)
    rules: list[PlannedRule] = field(default_factory=list)

    def write(self) -> None:
        """Write them. Each new community brings its two plain rules: they get their codes back."""
        for one in self.communities:
            one.save()
        for planned in self.rules:
            rule, community = planned.rule, planned.owner.found()
            if rule.standard:
                rule.pk = community.protocols.get(standard=True, who=rule.who).pk
            rule.community = community
            rule.save()
            for season in planned.seasons:
                season.protocol = rule
                season.save()


def understand(
    communities: Iterable[Row], rules: Iterable[Row], look: Directory, problems: list[Problem]
) -> Planned:
    """What the rows of both files mean; what is wrong with them is added to `problems`."""
    planned = Planned(read_all(communities, look, _community, problems))
    look.communities |= {one.code: one.people_id or "" for one in planned.communities}
    planned.rules = read_all(rules, look, _rule, problems)
    look.audiences.plan([one.rule for one in planned.rules])
    return planned


def _community(cells: Cells) -> Community:
    people = cells.thing("people", ("people",)) if cells.row.cells.get("people") else None
    if people:
        cells.once("people", people)
    return Community(
        code=cells.code(),
        people_id=people,
        kind=cells.choice("kind", Community.Kind.values),
        name=cells.text("name", 160, required=True),
        name_en=cells.text("name_en", 160),
        name_km=cells.text("name_km", 160),
    )


def _rule(cells: Cells) -> PlannedRule:
    months = parse_months(cells.row.cells.get("months", ""))
    if isinstance(months, Fault):
        cells.wrong("months", months.code, months.params)
        months = ()
    rule = Protocol(
        code=cells.code(),
        standard=cells.choice("standard", ("yes", "no")) == "yes",
        who=cells.choice("who", Protocol.Who.values),
        season=cells.choice("season", Protocol.Season.values),
        months=sum(1 << (month - 1) for month in set(months)),
        opens_on=cells.day("opens_on"),
        closes_on=cells.day("closes_on"),
        name=cells.text("name", 120),
    )
    if rule.season == Protocol.Season.MONTHS and not rule.months:
        cells.wrong("months", "cell_empty")
    if rule.opens_on and rule.closes_on and rule.closes_on <= rule.opens_on:
        cells.wrong("closes_on", "end_before_start", {"start": iso(rule.opens_on)})
    owner = cells.community() or Owner()
    if rule.standard:
        if (
            rule.who not in PLAINLY
            or rule.season != Protocol.Season.ALWAYS
            or rule.opens_on
            or rule.closes_on
        ):
            cells.wrong("standard", "rule_not_plain")
        cells.once("who", (owner, rule.who))
    return PlannedRule(rule, owner, list(_seasons(cells)))


def _seasons(cells: Cells) -> Iterator[AnnouncedSeason]:
    for part in split(cells.text("announced_days", LONG)):
        days, _blank, source = part.partition(" ")
        first, _slash, last = days.partition(DAYS)
        try:
            season = AnnouncedSeason(
                first_day=datetime.date.fromisoformat(first),
                last_day=datetime.date.fromisoformat(last),
                source=source[:255],
            )
        except ValueError:
            cells.wrong("announced_days", "days_malformed", {"part": part})
            continue
        if season.last_day < season.first_day:
            cells.wrong("announced_days", "end_before_start", {"start": first})
        else:
            yield season
