"""`holds.csv`: what is closed on request. Without it a copy of an archive would open what is held,
wherever the log of holds was not brought along. In the operator's export only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from heritage.exchange.beside import LONG, Cells, Row, iso, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.protocols.models import Hold
from heritage.records.holds import place

HOLDS = "holds.csv"
COLUMNS = ("number", "thing", "requested_by", "way", "reason", "placed_at")


def hold_cells(look: Directory) -> Iterator[list[str]]:
    """The rows of what is held now, the oldest first. What was removed is held by its log."""
    for one in Hold.objects.active().order_by("placed_at", "pk"):
        if look.exists(one.identifier):
            yield [
                str(one.number),
                look.name_of_identifier(one.identifier),
                one.requested_by,
                one.way,
                one.reason,
                iso(one.placed_at),
            ]


def understand(rows: Iterable[Row], look: Directory, problems: list[Problem]) -> list[Hold]:
    """What the rows mean; what is wrong with them is added to `problems`."""
    return read_all(rows, look, _hold, problems)


def restore(holds: Iterable[Hold]) -> None:
    """Close again what they close. A hold that the log of holds has brought is there already."""
    for one in holds:
        if not Hold.objects.filter(pk=one.pk).exists():
            place(one)


def _hold(cells: Cells) -> Hold:
    number = cells.row.cells.get("number", "")
    try:
        hold = Hold(number=uuid.UUID(number))
    except ValueError:
        cells.wrong("number", "number_malformed" if number else "cell_empty")
        hold = Hold()
    cells.once("number", hold.number)
    hold.identifier = cells.thing("thing", ()) or ""
    hold.requested_by = cells.text("requested_by", 160, required=True)
    hold.way = cells.choice("way", Hold.Way.values)
    hold.reason = cells.text("reason", LONG)
    hold.placed_at = cells.moment("placed_at") or hold.placed_at
    return hold
