"""What officers find a thing by: its title, for a people its other names, and its identifiers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from heritage.peoples.models import People, PeopleName
from heritage.records.models import Identifier
from search.analysis.folding import fold


def found_by(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those of `rows` that have the words in their title, with or without diacritics; that bear
    this permanent identifier or this id of a sheet; and peoples that have them in another name."""
    found = Q(folded__contains=fold(words))
    if " " not in (one := words.strip()):
        known = Identifier.objects.filter(Q(pk=one.lower()) | Q(sheet_id=one))
        found |= Q(identifier__in=known)
    if issubclass(rows.model, People):
        found |= Q(translation_key__in=_peoples_called(words))
    return rows.filter(found)


def _peoples_called(words: str) -> QuerySet[Any]:
    """Translation keys of the peoples; there are few enough names to fold them here."""
    names = PeopleName.objects.values_list("people", "name")
    called = {people for people, name in names if fold(words) in fold(name)}
    return People.objects.filter(pk__in=called).values("translation_key")
