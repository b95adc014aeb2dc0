"""Telling things in a reader's language, with a visible fallback to Vietnamese."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale

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


def by_name(originals: QuerySet[Any], language: str) -> QuerySet[Any]:
    """`originals` in the order of the titles that `tell` gives a reader of `language`.

    Alike in every page of a list: things of one name follow each other by their primary keys.
    """
    return originals.order_by(told_sort_key(originals.model, language), "pk")


def told_sort_key(model: type[HeritageObject], language: str) -> Coalesce | F:
    """The key by which originals of `model` stand among what a reader of `language` is shown."""
    # A title that is a fact, as a headword, is the same in all languages.
    if language == settings.LANGUAGE_CODE or any(f.name == "title" for f in model.fact_fields()):
        return F("sort_key")
    # The locale by itself, for the whole list once, instead of joined to each row of it.
    spoken = Locale.objects.filter(language_code=language).values("pk")
    rows: Any = model._default_manager
    translation = rows.filter(
        translation_key=OuterRef("translation_key"), locale=Subquery(spoken), live=True
    )
    return Coalesce(Subquery(translation.order_by().values("sort_key")), F("sort_key"))
