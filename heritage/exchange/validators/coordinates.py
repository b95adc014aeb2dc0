"""Where a place lies: decimal degrees (WGS 84) inside Viet Nam, its sea and its islands."""

import re
from dataclasses import dataclass

from heritage.exchange.validators.problems import Fault

# The mainland, Phú Quốc and Thổ Chu in the south-west, Hoàng Sa and Trường Sa in the east.
SOUTH, NORTH = 6.0, 24.0
WEST, EAST = 102.0, 118.0

_DECIMAL = re.compile(r"[+-]?[0-9]{1,10}(?:[.,][0-9]{1,15})?")
_DEGREES = re.compile("[°º′″'\"]|[0-9 ][NSEWBĐ]$", re.IGNORECASE)
_PAIR = re.compile(r"[0-9]+\.[0-9]+\s*[,;]\s*[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Coordinates:
    """Latitude and longitude in decimal degrees, north and east positive."""

    latitude: float
    longitude: float


def parse_coordinates(latitude: str, longitude: str) -> Coordinates | Fault | None:
    """Return the place two cells give; None if both are empty.

    Named mistakes: one of the two missing, latitude and longitude in each other's column, degrees
    with minutes, both numbers in one cell, a lost decimal point, a place outside the country.
    """
    latitude, longitude = latitude.strip(), longitude.strip()
    if not latitude and not longitude:
        return None
    for cell in (latitude, longitude):
        if _PAIR.fullmatch(cell):
            return Fault("coordinates_in_one_cell")
    if not latitude or not longitude:
        return Fault("coordinates_half")
    for cell in (latitude, longitude):
        if not _DECIMAL.fullmatch(cell):
            return Fault(
                "coordinates_in_degrees" if _DEGREES.search(cell) else "coordinates_malformed"
            )
    north, east = (float(cell.replace(",", ".")) for cell in (latitude, longitude))
    if _inside(north, east):
        return Coordinates(north, east)
    params = {"latitude": latitude, "longitude": longitude}
    if _inside(east, north):
        return Fault("coordinates_swapped", params)
    if abs(north) > 90 or abs(east) > 180:
        return Fault("coordinates_lost_point", params)
    return Fault("coordinates_outside", params)


def _inside(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
