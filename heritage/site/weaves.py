"""Which woven band stands at the edge of a people's pages."""

from collections.abc import Sequence

from heritage.peoples.models import People, Place
from heritage.records.things import HeritageObject

WEAVES = {
    "02": "tay",
    "04": "muong",
    "05": "khmer",
    "08": "mong",
    "09": "dao",
    "10": "gia-rai",
    "11": "e-de",
    "12": "bana",
    "14": "cham",
    "15": "co-ho",
    "18": "hre",
    "19": "raglai",
}
"""Band by the statistical code of the people; groups of a people share its band.

Each has two tiles in static/site/weaves and one line in tokens.css.
"""


def weave(people: People | None) -> str:
    """The name of the band of a people; empty where none has been drawn yet."""
    return WEAVES.get(people.gso_code, "") if people is not None else ""


def people_of(thing: HeritageObject, peoples: Sequence[People]) -> People | None:
    """Whose a thing is: the first of its peoples, where all are of one; else nobody's. Nor is a
    province or a district anybody's: more peoples live there than are named."""
    if isinstance(thing, Place) and thing.place_kind in (Place.Kind.PROVINCE, Place.Kind.DISTRICT):
        return None
    codes = {people.gso_code or people.slug for people in peoples}
    return peoples[0] if len(codes) == 1 else None
