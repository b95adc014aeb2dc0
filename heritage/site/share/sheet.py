"""The map as the picture of a card: the sheet of `heritage.site.atlas`, coloured."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

VIEW = "-30 -185 1620 2110"
"""The sheet with so much sea around it that the window of a card holds all of it."""
ACROSS = 516 / 1620
"""Points of the window to a unit of the sheet; the window is 21 points lower than the drawing."""
LAND, KEY, SEA = "#e3c98f", "#191d33", "#ebe3d3"
SOLID = f'fill="{LAND}" stroke-width="5"'
LINES = {
    "tinh": 'fill="none" stroke-width="2.5" stroke-dasharray="8 8"',
    "bo-bien": 'fill="none" stroke-width="4"',
    "nui": 'fill="none" stroke-width="3" stroke-opacity=".6"',
    "song": 'fill="none" stroke-width="3" stroke-opacity=".5"',
}
"""How what is not land is drawn."""


def coloured(sheet: str) -> str:
    """A drawing that can stand alone, made of the shapes of `viet-nam.svg`."""
    shapes = re.findall(r'<path id="([^"]+)" d="([^"]+)"/>', sheet)
    water = next(d for name, d in shapes if name == "bo-bien")
    rings = "".join(
        f'<path fill="none" stroke="{ink}" stroke-width="{width}" d="{water}"/>'
        for ink, width in (("#8d93ab", 46), (SEA, 40), ("#8d93ab", 28), (SEA, 22))
    )
    land = "".join(f'<path {LINES.get(name, SOLID)} d="{d}"/>' for name, d in shapes)
    x, y, width, height = VIEW.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{VIEW}">'
        f'<path fill="{SEA}" d="M{x} {y}h{width}v{height}h-{width}z"/>{rings}'
        f'<g stroke="{KEY}" stroke-linejoin="round">{land}</g></svg>'
    )


def names() -> list[list[str | int]]:
    """What stands on it in the language spoken, and where: points of the window of a card.

    Set by the press, not in the drawing: there Khmer would be put together wrongly.
    """
    placed = ((_("Hoàng Sa"), 900, 560), (_("Trường Sa"), 1000, 1110))
    return [
        [name, round((x + 30) * ACROSS), round((y + 185) * ACROSS) - 21] for name, x, y in placed
    ]
