"""Festivals and their editions, customs, items, stories, the library and notices."""

from heritage.archive.models.custom import Custom, CustomPeople, CustomPlace
from heritage.archive.models.festival import (
    Edition,
    Festival,
    FestivalPeople,
    FestivalPlace,
    Inscription,
)
from heritage.archive.models.item import Item, ItemPeople, ItemPerson, ItemPlace, ItemRelation
from heritage.archive.models.library import LibraryCitation, LibraryDocument, LibraryPeople
from heritage.archive.models.notice import Notice, NoticePeople
from heritage.archive.models.story import Story, StoryPeople, StoryPlace, StoryRelation

__all__ = [
    "Custom",
    "CustomPeople",
    "CustomPlace",
    "Edition",
    "Festival",
    "FestivalPeople",
    "FestivalPlace",
    "Inscription",
    "Item",
    "ItemPeople",
    "ItemPerson",
    "ItemPlace",
    "ItemRelation",
    "LibraryCitation",
    "LibraryDocument",
    "LibraryPeople",
    "Notice",
    "NoticePeople",
    "Story",
    "StoryPeople",
    "StoryPlace",
    "StoryRelation",
]
