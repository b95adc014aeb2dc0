"""The motif library: what the edition can show, each drawn once, by hand, in code.

A motif is a function that takes a seed (and a few options) and returns an `Art` in local units,
about as large as it stands on a plate at scale 1. Its anchor (0, 0) is on the ground, in the middle
of the foot, unless the docstring says otherwise; landscapes, and cloth laid flat, are anchored at
the top left corner. Inks are roles (`key`, `second`, `third`, `paper`, `over`), so that one drawing
serves every people's palette.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import isfunction

from heritage.site.plates.art import Art
from heritage.site.plates.motifs import (
    boats,
    cane,
    clay,
    cloth,
    drums,
    feasts,
    fields,
    fire,
    food,
    going,
    houses,
    indoors,
    instruments,
    land,
    looms,
    people,
    plants,
    sanctuaries,
    silver,
    sky,
    stilt_houses,
    strings,
    wood_and_leaf,
)

Motif = Callable[..., Art]

MOTIFS: Mapping[str, Motif] = {
    name: function
    for module in (
        boats,
        cane,
        clay,
        cloth,
        drums,
        drums,
        feasts,
        fields,
        fire,
        food,
        going,
        houses,
        indoors,
        instruments,
        land,
        looms,
        people,
        plants,
        sanctuaries,
        silver,
        sky,
        stilt_houses,
        strings,
        wood_and_leaf,
    )
    for name, function in vars(module).items()
    if isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
}
"""Every public function of the library by its name."""
