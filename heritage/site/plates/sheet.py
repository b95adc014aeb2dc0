"""A plate as data: which motifs stand where on the sheet, back to front.

Everything is laid out on 1200 x 900. The block is cut a little inside the sheet; what matters stays
between x 150-1050 and y 150-750, so that crops to 1:1, 3:2 and 16:9 keep it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WIDTH, HEIGHT, MARGIN = 1200, 900, 24


@dataclass(frozen=True, slots=True)
class Placed:
    """One motif on a plate: where its anchor goes, how large, in which inks."""

    motif: str
    x: float = 0
    y: float = 0
    scale: float = 1
    flip: bool = False
    rot: float = 0
    inks: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plate:
    """One sheet of the edition: its name, its palette, its scene.

    Its words are in captions.toml.
    """

    slug: str
    inks: str
    scene: tuple[Placed, ...]


def at(
    motif: str,
    x: float = 0,
    y: float = 0,
    scale: float = 1,
    *,
    flip: bool = False,
    rot: float = 0,
    inks: dict[str, str] | None = None,
    **options: Any,
) -> Placed:
    """A motif in its place; further keywords are the motif's own options."""
    return Placed(motif, x, y, scale, flip, rot, inks or {}, options)


def row(
    motif: str,
    count: int,
    x0: float,
    x1: float,
    y: float,
    scale: float = 1,
    *,
    dy: float = 0,
    **options: Any,
) -> tuple[Placed, ...]:
    """`count` of a motif from `x0` to `x1`, each from its own seed, every other `dy` lower."""
    return tuple(
        at(
            motif,
            x0 + (x1 - x0) * i / max(1, count - 1),
            y + (dy if i % 2 else 0),
            scale,
            seed=i * 7 + 3 + int(x0),
            **options,
        )
        for i in range(count)
    )
