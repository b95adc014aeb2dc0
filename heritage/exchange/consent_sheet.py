"""`consents.csv`: who agreed to what. Personal data: in the operator's export only, so that an
archive that moves house takes along on what its pages rest."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heritage.exchange.beside import Cells, Owner, Row, iso, owner_cell, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.protocols.models import Consent
from heritage.records.models import Identifier
from heritage.records.sheets import join, split

CONSENTS = "consents.csv"
COLUMNS = (
    *("code", "person", "community", "things", "uses", "way", "evidence", "given_on"),
    *("valid_until", "entered_at", "lapsed_at", "withdrawn_at", "withdrawn_by"),
    "withdrawal_reason",
)
USES = {use.value.removeprefix("may_"): use.value for use in Consent.Use}
"""The words of the file for what may be done, and the fields."""


def consent_cells(look: Directory) -> Iterator[list[str]]:
    """The rows, by their codes. Things that were removed are left out, and what a person who was
    removed consented to: a copy has no such identifiers."""
    consents = Consent.objects.select_related("community").prefetch_related("things")
    for one in consents.order_by("code"):
        if one.person_id and not look.exists(one.person_id):
            continue
        alive = [thing.pk for thing in one.things.all() if look.exists(thing.pk)]
        things = sorted(map(look.name_of_identifier, alive))
        yield [
            one.code,
            look.name_of_identifier(one.person_id) if one.person_id else "",
            owner_cell(one.community, look) if one.community else "",
            join(things),
            ";".join(word for word, name in USES.items() if getattr(one, name)),
            one.way,
            one.evidence,
            iso(one.given_on),
            iso(one.valid_until),
            iso(one.entered_at),
            iso(one.lapsed_at),
            iso(one.withdrawn_at),
            one.withdrawn_by,
            one.withdrawal_reason,
        ]


@dataclass
class PlannedConsent:
    """A consent that a copy brings back."""

    consent: Consent
    owner: Owner | None
    things: list[str]

    def write(self) -> None:
        """Write it, as it was."""
        if self.owner is not None:
            self.consent.community = self.owner.found()
        self.consent.save()
        self.consent.things.set(Identifier.objects.filter(pk__in=self.things))


def understand(
    rows: Iterable[Row], look: Directory, problems: list[Problem]
) -> list[PlannedConsent]:
    """What the rows mean; what is wrong with them is added to `problems`."""
    return read_all(rows, look, _consent, problems)


def _consent(cells: Cells) -> PlannedConsent:
    named = {name: bool(cells.row.cells.get(name)) for name in ("person", "community")}
    if sum(named.values()) != 1:
        cells.wrong("person", "giver_not_one")
    owner = cells.community() if named["community"] else None
    uses = split(cells.row.cells.get("uses", ""))
    if not uses or not set(uses) <= USES.keys():
        cells.wrong("uses", "choice_unknown", {"near": ", ".join(USES)})
    consent = Consent(
        code=cells.code(),
        person_id=cells.thing("person", ("person",)) if named["person"] else None,
        way=cells.choice("way", Consent.Way.values),
        evidence=cells.text("evidence", 255, required=True),
        # A row without it is wrong, and is never written.
        given_on=cells.day("given_on", required=True) or datetime.date.min,
        valid_until=cells.day("valid_until"),
        lapsed_at=cells.moment("lapsed_at"),
        withdrawn_at=cells.moment("withdrawn_at"),
        withdrawn_by=cells.text("withdrawn_by", 160),
        withdrawal_reason=cells.text("withdrawal_reason", 4000),
        **{name: word in uses for word, name in USES.items()},
    )
    if (entered := cells.moment("entered_at")) is not None:
        consent.entered_at = entered
    named_things = filter(None, split(cells.row.cells.get("things", "")))
    found = [cells.thing("things", (), text) for text in named_things]
    return PlannedConsent(consent, owner, [one for one in found if one is not None])
