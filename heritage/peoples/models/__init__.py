"""Peoples, places, administrative units, persons and vocabularies."""

from heritage.peoples.models.administrative import AdministrativeUnit
from heritage.peoples.models.links import PeopleLink, PlaceLink
from heritage.peoples.models.people import People, PeopleName, PopulationCount
from heritage.peoples.models.person import Person, PersonPeople
from heritage.peoples.models.place import Place, PlacePeople, PlaceUnit
from heritage.peoples.models.synonym import Synonym
from heritage.peoples.models.vocabulary import Term

__all__ = [
    "AdministrativeUnit",
    "People",
    "PeopleLink",
    "PeopleName",
    "Person",
    "PersonPeople",
    "Place",
    "PlaceLink",
    "PlacePeople",
    "PlaceUnit",
    "PopulationCount",
    "Synonym",
    "Term",
]
