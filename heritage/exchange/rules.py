"""Rules between the cells of one row: a place lies where both numbers say, an end after a start."""

from __future__ import annotations

from collections.abc import Iterator

from heritage.exchange.validators.cells import parse_coordinates
from heritage.exchange.validators.problems import Fault
from heritage.records.sheets import CellError, Cells

MAX_DECIMALS = 6


def contradictions(kind: str, cells: Cells) -> Iterator[CellError]:
    """What the cells of a row, each right by itself, say against each other."""
    rule = _RULES.get(kind)
    if rule is not None:
        yield from rule(cells)


def _edition(cells: Cells) -> Iterator[CellError]:
    start, end, year = cells["start_date"], cells["end_date"], cells["year"]
    if year and start and year != start[:4]:
        yield CellError("year", year, "year_differs", start=start)
    if start and end and end < start:
        yield CellError("end_date", end, "end_before_start", start=start)


def _product(cells: Cells) -> Iterator[CellError]:
    low, high = cells["price_min_vnd"], cells["price_max_vnd"]
    if cells["price_kind"] in ("fixed", "range") and not low:
        yield CellError("price_min_vnd", low, "price_missing")
    if low and high and int(high) < int(low):
        yield CellError("price_max_vnd", high, "price_reversed", low=low)


def _place(cells: Cells) -> Iterator[CellError]:
    latitude, longitude = cells["latitude"], cells["longitude"]
    found = parse_coordinates(latitude, longitude)
    if isinstance(found, Fault):
        column = "longitude" if latitude and not longitude else "latitude"
        value = f"{latitude}; {longitude}" if latitude and longitude else latitude or longitude
        yield CellError(column, value, found.code, **found.params)


_RULES = {"festival_edition": _edition, "product": _product, "place": _place}


def same_decimals(cells: Cells) -> None:
    """Write latitude and longitude with as many decimals as the more exact of the two."""
    latitude, longitude = cells.get("latitude", ""), cells.get("longitude", "")
    if latitude and longitude:
        decimals = max(len(text.partition(".")[2]) for text in (latitude, longitude))
        for name in ("latitude", "longitude"):
            whole, _, part = cells[name].partition(".")
            cells[name] = f"{whole}.{part.ljust(decimals, '0')}" if decimals else whole
