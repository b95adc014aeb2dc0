"""Which woven band stands at the edge of a people's pages."""

from collections.abc import Iterable

from heritage.peoples.models import People

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


def weave_of_all(peoples: Iterable[People]) -> str:
    """The band that all of these have, as groups of one people do; empty where they share none."""
    bands = {weave(people) for people in peoples}
    return bands.pop() if len(bands) == 1 else ""
