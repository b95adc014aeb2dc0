"""`holds.csv`: what is closed on request while the export is made. In the operator's export only.

The sheets say of a held thing whom it opens to afterwards; so a copy that came without its holds
would open it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from heritage.exchange.beside import Cells, Row, iso, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.protocols.models import Hold
from heritage.records.holds import place

HOLDS = "holds.csv"
COLUMNS = ("number", "thing", "requested_by", "way", "reason", "placed_at")


def hold_cells(look: Directory) -> Iterator[list[str]]:
    """The rows, in the order in which the requests came."""
    for one in Hold.objects.active().order_by("placed_at", "number"):
        yield [
            str(one.number),
            look.name_of_identifier(one.identifier),
            one.requested_by,
            one.way,
            one.reason,
            iso(one.placed_at),
        ]


@dataclass
class PlannedHold:
    """A request that a copy brings back."""

    hold: Hold

    def write(self) -> None:
        """Close the thing, and note it in the log of this archive; once, if the log came along."""
        if not Hold.objects.filter(pk=self.hold.pk).exists():
            place(self.hold)


def understand(rows: Iterable[Row], look: Directory, problems: list[Problem]) -> list[PlannedHold]:
    """What the rows mean; what is wrong with them is added to `problems`."""
    return read_all(rows, look, _hold, problems)


def _hold(cells: Cells) -> PlannedHold:
    hold = Hold(
        identifier=cells.thing("thing", ()) or "",
        requested_by=cells.text("requested_by", 160, required=True),
        way=cells.choice("way", Hold.Way.values),
        reason=cells.text("reason", 4000),
        placed_at=cells.moment("placed_at") or timezone.now(),
    )
    try:
        hold.number = uuid.UUID(cells.row.cells.get("number", ""))
    except ValueError:
        cells.wrong("number", "hold_number_malformed")
    return PlannedHold(hold)
