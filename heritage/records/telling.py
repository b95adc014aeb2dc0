"""Telling things in a reader's language, with a visible fallback to Vietnamese."""

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings

from heritage.records.things import HeritageObject

Thing = TypeVar("Thing", bound=HeritageObject)


def tell(originals: Iterable[Thing], language: str) -> list[Thing]:
    """The same objects in the same order, each with `told`: the row whose text a reader of
    `language` is shown. That is the published translation, or the original where there is none.

    One query for each kind among `originals`, however many they are.
    """
    things = list(originals)
    translations: dict[tuple[type[HeritageObject], object], HeritageObject] = {}
    if language != settings.LANGUAGE_CODE:
        for model in {type(thing) for thing in things}:
            keys = [thing.translation_key for thing in things if type(thing) is model]
            rows = model._default_manager.filter(
                translation_key__in=keys, locale__language_code=language, live=True
            )
            for row in rows.select_related("locale"):
                translations[(model, row.translation_key)] = row
    for thing in things:
        thing.told = translations.get((type(thing), thing.translation_key), thing)
    return things
