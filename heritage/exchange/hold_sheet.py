"""`holds.csv`: what is closed on request. Without it a copy of an archive would open what is held,
wherever the log of holds was not brought along. In the operator's export only."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from heritage.exchange.beside import LONG, Cells, Owner, Row, iso, owner_cell, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.protocols.models import Hold
from heritage.records.holds import place

HOLDS = "holds.csv"
COLUMNS = ("number", "thing", "community", "requested_by", "way", "reason", "placed_at")


def hold_cells(look: Directory) -> Iterator[list[str]]:
    """The rows of what is held now, the oldest first. What was removed is held by its log."""
    for one in Hold.objects.active().select_related("community").order_by("placed_at", "pk"):
        if look.exists(one.identifier):
            yield [
                str(one.number),
                look.name_of_identifier(one.identifier),
                owner_cell(one.community, look) if one.community is not None else "",
                one.requested_by,
                one.way,
                one.reason,
                iso(one.placed_at),
            ]


Planned = tuple[Hold, Owner | None]
"""A hold, and the community that asked for it."""


def understand(rows: Iterable[Row], look: Directory, problems: list[Problem]) -> list[Planned]:
    """What the rows mean; what is wrong with them is added to `problems`."""
    return read_all(rows, look, _hold, problems)


def restore(holds: Iterable[Planned]) -> None:
    """Close again what they close. A hold that the log of holds has brought is there already."""
    for one, owner in holds:
        if not Hold.objects.filter(pk=one.pk).exists():
            one.community = owner.found() if owner is not None else None
            place(one)


def _hold(cells: Cells) -> Planned:
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
    owner = cells.community() if cells.row.cells.get("community") else None
    return hold, owner
