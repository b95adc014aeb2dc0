"""Inks of the edition: for each people a key, a second and a third ink on cotton.

The house inks are indigo, madder and turmeric. Every palette keeps one of them
in charge and bends the other two towards the people's land and cloth, so that
plates of different peoples differ at a glance and still hang on one wall.
"""

from __future__ import annotations

from dataclasses import dataclass

COTTON = "#f4ebd9"
"""The sheet: undyed cotton. Pages dim the whole print for readers who prefer dark."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Three inks as `#rrggbb`, darkest first."""

    key: str
    second: str
    third: str

    @property
    def over(self) -> str:
        """The colour where the second ink is printed over the third (multiply)."""
        a, b = _rgb(self.second), _rgb(self.third)
        return "#" + "".join(f"{round(x * y / 255):02x}" for x, y in zip(a, b, strict=True))


def _rgb(c: str) -> tuple[int, int, int]:
    return int(c[1:3], 16), int(c[3:5], 16), int(c[5:7], 16)


PALETTES: dict[str, Palette] = {
    "cham": Palette("#2a1e33", "#b5472c", "#e0a544"),  # brick and noon sand
    "cham-song": Palette("#1d2c44", "#3d7d80", "#e9b887"),  # the river of the An Giang Cham at dawn
    "khmer": Palette("#17304a", "#c8892a", "#8fb3a0"),  # gilding, flooded field
    "khmer-sen": Palette("#16383c", "#c75f2c", "#e4b49f"),  # the pond at noon, saffron, lotus
    "bana": Palette("#1d1a22", "#a5352a", "#d9b36a"),  # black cloth, red band, thatch
    "hre": Palette("#1c3633", "#7d9646", "#dfb155"),  # young rice, ripe rice
    "raglai": Palette("#1f2d3c", "#4f8087", "#d5b077"),  # stream and dry grass
    "ede": Palette("#2b1a17", "#b4552c", "#9fb5a2"),  # basalt earth, mist
    "gia-rai": Palette("#22202b", "#8c2f33", "#c6a778"),
    "co-ho": Palette("#25304a", "#6d87a6", "#dba94b"),
    "tay": Palette("#1b2c4e", "#4a7f78", "#e2b457"),
    "dao": Palette("#1a2040", "#b6323b", "#e5bf59"),
    "mong": Palette("#1f2052", "#bc3d5c", "#e4ae48"),  # indigo hemp, embroidery
    "muong": Palette("#2c2233", "#7a4a74", "#d8b451"),
}


def style(inks: str, scope: str) -> str:
    """CSS for one plate, scoped to `.scope` so that plates can share a page."""
    p = PALETTES[inks]
    colours = {"p": COTTON, "k": p.key, "s": p.second, "t": p.third, "o": p.over}
    return "".join(f".{scope} .{ink}{{fill:{colour}}}" for ink, colour in colours.items())
