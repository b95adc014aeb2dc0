"""Inscriptions of heritage: on the national list, on the lists of UNESCO."""

import re
from dataclasses import dataclass

from heritage.exchange.validators.problems import Fault

# The lists of the UNESCO Convention of 2003 (articles 16-18) and the national list.
KINDS = (
    "national",
    "unesco_representative",
    "unesco_urgent_safeguarding",
    "unesco_good_practice",
)
FIRST_YEAR, LAST_YEAR = 2003, 2100
"""The convention is of 2003 (earlier proclamations were taken into its list in 2008)."""

_ENTRY = re.compile(r"(?P<kind>[a-z_]+)\s*:\s*(?P<year>[0-9]{4})")


@dataclass(frozen=True)
class Inscription:
    """On which list (one of KINDS) and in which year."""

    kind: str
    year: int


def parse_inscription(text: str) -> tuple[Inscription, ...] | Fault:
    """Return the inscriptions of a cell such as `national:2014;unesco_representative:2022`."""
    found: list[Inscription] = []
    for part in text.split(";"):
        entry = part.strip().lower()
        if not entry:
            continue
        match = _ENTRY.fullmatch(entry)
        if match is None:
            return Fault("inscription_malformed", {"part": part.strip()[:40]})
        if match["kind"] not in KINDS:
            params = {"kind": match["kind"][:40], "kinds": ", ".join(KINDS)}
            return Fault("inscription_kind", params)
        inscription = Inscription(match["kind"], int(match["year"]))
        if not FIRST_YEAR <= inscription.year <= LAST_YEAR:
            return Fault("inscription_year", {"year": inscription.year, "first": FIRST_YEAR})
        if inscription in found:
            return Fault("inscription_repeated", {"part": entry})
        found.append(inscription)
    return tuple(found)
