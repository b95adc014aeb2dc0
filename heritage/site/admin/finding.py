"""What officers find a thing by: its title and its identifiers, for a people its other names, for a
place the units it lies in or once lay in."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from heritage.peoples.models import People, PeopleName, Place, PlaceUnit
from heritage.records.models import Identifier
from search.analysis.folding import fold


def found_by(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of `rows` that have the words in their title, with or without diacritics; that bear
    this permanent identifier or this id of a sheet; peoples that have them in another name, and
    places in a unit of today or of before the mergers that has them in its name."""
    found = Q(folded__contains=fold(words))
    if " " not in (one := words.strip()):
        known = Identifier.objects.filter(Q(pk=one.lower()) | Q(sheet_id=one))
        found |= Q(identifier__in=known)
    if issubclass(rows.model, People):
        found |= Q(translation_key__in=_peoples_called(words))
    elif issubclass(rows.model, Place):
        found |= Q(translation_key__in=_places_within(words))
    return rows.filter(found)


def _peoples_called(words: str) -> QuerySet[Any]:
    """Translation keys of the peoples; there are few enough names to fold them here."""
    names = PeopleName.objects.values_list("people", "name")
    called = {people for people, name in names if fold(words) in fold(name)}
    return People.objects.filter(pk__in=called).values("translation_key")


def _places_within(words: str) -> QuerySet[Any]:
    """Translation keys of the places in units called so; unknown units as they were written."""
    links = PlaceUnit.objects.filter(
        Q(unit__folded__contains=fold(words)) | Q(name_as_recorded__icontains=words.strip())
    )
    return Place.objects.filter(pk__in=links.values("place")).values("translation_key")
