"""The edition: every plate, people by people."""

from __future__ import annotations

from heritage.site.plates.scenes import bana, cham, highlands, khmer, north
from heritage.site.plates.sheet import Plate

PLATES: tuple[Plate, ...] = (
    *cham.PLATES,
    *khmer.PLATES,
    *bana.PLATES,
    *highlands.PLATES,
    *north.PLATES,
)
