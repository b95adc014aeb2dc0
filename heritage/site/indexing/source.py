"""Where the index reads: all things of the archive, some hundreds at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects

from heritage.peoples.models import Term
from heritage.records.models import Identifier
from heritage.records.projections import Projection
from heritage.site.indexing.book import BOOK
from heritage.site.indexing.files import lengths_of_texts, shown_files
from heritage.site.indexing.links import people_names, place_names, speaking
from heritage.site.indexing.making import Known, document, people_keys, place_keys
from heritage.site.indexing.related import prefetches, related_names
from heritage.site.indexing.watched import bearing
from search.documents import Document


class Things:
    """`search.source.Source` of the archive."""

    def identifiers(self) -> Iterator[str]:
        """Everything published of the kinds that are found."""
        for projection in BOOK.values():
            every: Any = projection.model._base_manager
            rows = every.filter(live=True, locale__language_code=settings.LANGUAGE_CODE)
            yield from rows.values_list("identifier_id", flat=True).iterator()

    def bearing(self, identifiers: Collection[str]) -> set[str]:
        """What is found by the names of these things."""
        return bearing(identifiers)

    def lengths(self, identifiers: Collection[str]) -> dict[str, int]:
        """Of the words of documents by their pages."""
        return lengths_of_texts(identifiers)

    def documents(self, identifiers: Collection[str], version: int) -> dict[str, Document]:
        """Those of them that are published. About a dozen queries for each kind among them."""
        named = Identifier.objects.in_bulk(list(identifiers))
        by_kind: dict[str, list[str]] = defaultdict(list)
        for value, identifier in named.items():
            by_kind[identifier.kind].append(value)
        sheet_ids = {value: one.sheet_id or "" for value, one in named.items()}
        found: dict[str, Document] = {}
        for kind, values in by_kind.items():
            if kind in BOOK:
                found |= _of_kind(BOOK[kind], values, version, sheet_ids)
        return found


def _of_kind(
    projection: Projection, values: list[str], version: int, sheet_ids: dict[str, str]
) -> dict[str, Document]:
    told: dict[str, dict[str, Any]] = defaultdict(dict)
    every: Any = projection.model._base_manager
    rows = every.filter(identifier__in=values, live=True)
    for row in rows.select_related("locale").order_by("locale_id"):
        told[row.identifier_id][row.locale.language_code] = row
    shown = {key: some for key, some in told.items() if settings.LANGUAGE_CODE in some}
    things = [some[settings.LANGUAGE_CODE] for some in shown.values()]
    prefetch_related_objects(things, *_relations(projection))
    known = Known(
        peoples=people_names({key for thing in things for key in people_keys(thing)}),
        places=place_names({key for thing in things for key in place_keys(projection, thing)}),
        speaking=speaking(
            {getattr(thing, projection.language) for thing in things if projection.language}
        ),
        terms=Term.objects.in_bulk(),
        related=related_names(projection, things),
        files=shown_files(shown.keys()),
        sheet_ids=sheet_ids,
    )
    return {key: document(projection, some, known, version) for key, some in shown.items()}


def _relations(projection: Projection) -> list[str]:
    """What is read of all things at once."""
    model: Any = projection.model
    names = ["tags", *projection.child_names, *projection.child_texts, *prefetches(projection)]
    names += [name for name in ("people_links", "place_links") if hasattr(model, name)]
    return names
