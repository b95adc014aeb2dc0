"""What the page of one thing shows beside the thing itself, by kind.

Each class has lazy properties that a template asks for; none needs more queries when the archive
grows, for every list of links is cut off.
"""

from typing import Any

from heritage.records.things import HeritageObject
from heritage.site.details.base import Detail
from heritage.site.details.festival import FestivalDetail
from heritage.site.details.held import CustomDetail, ItemDetail, LibraryDetail, StoryDetail
from heritage.site.details.people import PeopleDetail
from heritage.site.details.place import PlaceDetail
from heritage.site.details.ware import ProducerDetail, ProductDetail
from heritage.site.details.word import WordDetail
from heritage.site.reader import Reader

DETAILS: dict[str, type[Detail[Any]]] = {
    "people": PeopleDetail,
    "festival": FestivalDetail,
    "custom": CustomDetail,
    "item": ItemDetail,
    "story": StoryDetail,
    "library": LibraryDetail,
    "word": WordDetail,
    "product": ProductDetail,
    "producer": ProducerDetail,
    "place": PlaceDetail,
}


def detail(thing: HeritageObject, told: HeritageObject, reader: Reader) -> Detail[Any]:
    """The detail of a thing of any kind."""
    return DETAILS.get(thing.kind, Detail)(thing, told, reader)
