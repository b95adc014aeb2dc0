"""From degrees to the sheet of the map: equirectangular, true along the parallel of 16° north.

One degree of latitude is 100 units, so a unit is about 1,100 metres. Over Viet Nam, 8° to 23°
north, shapes are drawn out by less than 5 %, and a place is found by one multiplication.
Source: Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395), page 90.
"""

from __future__ import annotations

from math import cos, radians

PARALLEL = 16.0
WEST, NORTH = 101.8, 23.8
EAST, SOUTH = 118.0, 6.4
DEGREE = 100.0
"""Units to a degree of latitude."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Units from the west and from the north edge of the sheet."""
    return (longitude - WEST) * cos(radians(PARALLEL)) * DEGREE, (NORTH - latitude) * DEGREE


WIDTH, HEIGHT = project(SOUTH, EAST)
"""The sheet: all of Viet Nam with its archipelagos."""
