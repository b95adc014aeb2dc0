"""Rows that would publish what names a living person who has not consented to its being shown."""

from __future__ import annotations

from collections.abc import Iterator

from heritage.exchange.schema import ORIGINAL, STATE_COLUMNS, BoundSheet
from heritage.exchange.staged import Staged, Staging
from heritage.exchange.validators.problems import Problem
from heritage.peoples.models import Person
from heritage.protocols.audiences import today
from heritage.protocols.models import Consent
from heritage.records.sheets import Links, split

LIVING = "living"
"""The column of persons that says whether they live."""


def unconsented(staging: Staging) -> list[Problem]:
    """A problem for each such person of each row. Two queries, if any row names a person.

    A copy of an archive that is read into an empty one brings its consents along.
    """
    if staging.landing.restoring:
        return []
    named = [
        (staged, column, text, identifier)
        for staged in staging.rows
        if staged.changed and staged.cells.get(STATE_COLUMNS[ORIGINAL].name) == "published"
        for column, text in _persons(staged)
        if (identifier := staging.directory.identifier_of(text)) is not None
    ]
    if not named:
        return []
    dead = _dead(staging, {identifier for *_, identifier in named})
    given = Consent.objects.in_force(today()).filter(may_show=True)
    consenting = set(given.values_list("things", "person"))
    return [
        staged.row.problem(column, text, "consent_missing", {})
        for staged, column, text, identifier in named
        if identifier not in dead and (staged.identifier, identifier) not in consenting
    ]


def _columns(sheet: BoundSheet) -> list[str]:
    families = [one for one in sheet.columns if isinstance(one, Links)]
    return [one.columns[0].name for one in families if one.kinds == (Person.kind,)]


def _persons(staged: Staged) -> Iterator[tuple[str, str]]:
    for column in _columns(staged.row.sheet):
        for text in split(staged.cells[column]):
            yield column, text


def _dead(staging: Staging, persons: set[str]) -> set[str]:
    """Those of these persons who are dead, by this load, or else by the archive."""
    said = {
        staged.identifier: staged.cells[LIVING]
        for staged in staging.rows
        if staged.row.sheet.kind == Person.kind
    }
    known = Person.objects.originals().filter(identifier__in=persons)
    living = dict(known.values_list("identifier_id", "living")) | said
    return {one for one, word in living.items() if word == Person.Living.NO}
