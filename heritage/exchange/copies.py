"""What a copy of an archive brings beside its things: rules, labels, consents, holds, synonyms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from heritage.exchange import (
    community_sheets,
    consent_sheet,
    hold_sheet,
    label_sheet,
    synonym_sheet,
)
from heritage.exchange.beside import Row
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.peoples.models import Synonym

COMMUNITIES, RULES = community_sheets.COMMUNITIES, community_sheets.RULES
LABELS, CONSENTS, HOLDS = label_sheet.FILE, consent_sheet.CONSENTS, hold_sheet.HOLDS
SYNONYMS = synonym_sheet.FILE
COLUMNS: Mapping[str, tuple[str, ...]] = {
    COMMUNITIES: community_sheets.COMMUNITY_COLUMNS,
    RULES: community_sheets.RULE_COLUMNS,
    LABELS: label_sheet.COLUMNS,
    CONSENTS: consent_sheet.COLUMNS,
    HOLDS: hold_sheet.COLUMNS,
    SYNONYMS: synonym_sheet.COLUMNS,
}
TELLING = {
    COMMUNITIES: {"code", "kind", "name"},
    RULES: {"code", "community", "who", "season"},
    LABELS: {"code", "community", "language", "text"},
    CONSENTS: {"code", "person", "uses", "evidence"},
    HOLDS: {"number", "thing", "requested_by", "reason"},
    SYNONYMS: {"names"},
}
"""Columns by which each file is known, whatever it is called."""


def file_of(header: Sequence[str]) -> str | None:
    """Which of these files has such columns; None: a sheet of things."""
    columns = set(header)
    return next((name for name in COLUMNS if TELLING[name] <= columns <= set(COLUMNS[name])), None)


def files(look: Directory, reader: Any = None) -> dict[str, Iterator[list[str]]]:
    """The files of an export with their rows. `reader`: whose export it is; None: the operator's,
    which has consents, too, which are personal data, and holds, of what nobody else may read."""
    found: dict[str, Callable[[], Iterator[list[str]]]] = {
        COMMUNITIES: partial(community_sheets.community_cells, look, reader),
        RULES: partial(community_sheets.rule_cells, look, reader),
        LABELS: partial(label_sheet.cells, look, reader),
        SYNONYMS: synonym_sheet.cells,
    }
    if reader is None:
        found[CONSENTS] = partial(consent_sheet.consent_cells, look)
        found[HOLDS] = partial(hold_sheet.hold_cells, look)
    return {name: rows() for name, rows in found.items()}


@dataclass
class Brought:
    """What is to be written beside the things of a load."""

    communities: community_sheets.Planned = field(default_factory=community_sheets.Planned)
    labels: list[label_sheet.PlannedLabel] = field(default_factory=list)
    consents: list[consent_sheet.PlannedConsent] = field(default_factory=list)
    holds: list[hold_sheet.Planned] = field(default_factory=list)
    synonyms: list[Synonym] = field(default_factory=list)

    def write_before(self, by: Any) -> None:
        """Write that on which the audiences and labels of the things rest. `by`: who loads."""
        self.communities.write()
        label_sheet.restore(self.labels, by)

    def write_after(self) -> None:
        """Write what speaks of the things."""
        for planned in self.consents:
            planned.write()
        hold_sheet.restore(self.holds)
        synonym_sheet.restore(self.synonyms)


def understand(
    rows: Mapping[str, list[Row]],
    look: Directory,
    *,
    restoring: bool,
    problems: list[Problem],
    warnings: list[Problem],
) -> Brought:
    """What the files mean. Only a copy (`restoring`) brings it back; else they are passed over, and
    labels compared with those there are. Asked once what the load will create is known."""
    brought = Brought()
    if restoring:
        brought.communities = community_sheets.understand(
            rows.get(COMMUNITIES, ()), rows.get(RULES, ()), look, problems
        )
        brought.consents = consent_sheet.understand(rows.get(CONSENTS, ()), look, problems)
        brought.holds = hold_sheet.understand(rows.get(HOLDS, ()), look, problems)
        brought.synonyms = synonym_sheet.understand(rows.get(SYNONYMS, ()), look, problems)
    else:
        unread = {
            one.file: one
            for name in (COMMUNITIES, RULES, CONSENTS, HOLDS, SYNONYMS)
            for one in rows.get(name, ())
        }
        warnings += [Problem(file, None, None, "", "only_in_a_copy") for file in unread]
    labels = label_sheet.understand(rows.get(LABELS, ()), look, restoring=restoring)
    problems += labels.problems
    warnings += labels.warnings
    brought.labels = list(labels.labels.values())
    return brought
