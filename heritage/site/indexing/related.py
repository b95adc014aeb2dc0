"""What a thing is linked with besides peoples and places: its names find the thing, too.

As with those, what is linked counts where everybody may see it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.conf import settings
from django.db import models

from heritage.archive.models import CustomPlace, FestivalPlace
from heritage.languages.names import language_tag
from heritage.peoples.models import Place
from heritage.records.fields import split_list
from heritage.records.models import Identifier
from heritage.records.projections import Projection
from heritage.records.things import kinds
from heritage.site.indexing.book import BOOK
from heritage.site.reader import PUBLIC_KINDS
from search.documents import Passage


def linked_keys(projection: Projection, thing: Any) -> Iterator[Any]:
    """The rows that a thing names: originals, or identifiers."""
    for path in projection.linked:
        relation, _dot, field = path.partition(".")
        rows = getattr(thing, relation).all() if field else [thing]
        for row in rows:
            if (found := getattr(row, field or relation)) is not None:
                yield found


HELD_AT: Mapping[str, Any] = {"festival": FestivalPlace, "custom": CustomPlace}
"""What a place is found by the names of: what is held and kept there."""


def related_names(projection: Projection, things: Collection[Any]) -> dict[str, list[Passage]]:
    """The titles of what these things are linked with, in all languages, and its other names in
    its own row, by their identifiers."""
    named = {thing.identifier_id: _identifiers(projection, thing) for thing in things}
    if projection.model is Place:
        places = {thing.pk: thing.identifier_id for thing in things}
        for link in HELD_AT.values():
            rows = link.objects.filter(place__in=places)
            for place, identifier in rows.values_list("place", "owner__identifier"):
                named[places[place]].append(identifier)
    names = names_of({one for some in named.values() for one in some})
    return {
        identifier: [name for one in some for name in names.get(one, ())]
        for identifier, some in named.items()
    }


def _identifiers(projection: Projection, thing: Any) -> list[str]:
    found = linked_keys(projection, thing)
    return [row.pk if isinstance(row, Identifier) else row.identifier_id for row in found]


def names_of(identifiers: Iterable[str]) -> dict[str, list[Passage]]:
    """The names of those of these things that everybody may see. One query for each kind."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    named = Identifier.objects.filter(pk__in=list(identifiers)).values_list("pk", "kind")
    for identifier, kind in named:
        by_kind[kind].append(identifier)
    found: dict[str, list[Passage]] = defaultdict(list)
    # A person has no public page, and so no name here.
    for kind in by_kind.keys() & PUBLIC_KINDS:
        every: Any = kinds()[kind]._default_manager
        rows = every.for_everybody().filter(identifier__in=by_kind[kind])
        names = BOOK[kind].names
        for identifier, code, title, *others in rows.values_list(
            "identifier", "locale__language_code", "title", *names
        ):
            found[identifier].append(Passage(title, code))
            # Facts are those of the original.
            if code != settings.LANGUAGE_CODE:
                continue
            for name in chain.from_iterable(map(split_list, others)):
                found[identifier].append(Passage(name, language_tag(name, "") or "und"))
    return found


def prefetches(projection: Projection) -> list[str]:
    """What `linked_keys` asks of each thing."""
    return [path.replace(".", "__") for path in projection.linked]


def linking(projection: Projection, target: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    """The tables whose rows name a `target`: the table, its column with the key of the target, and
    the statement that gives the owner's identifier from such a row called `link`."""
    owner: Any = projection.model
    table, key = owner._meta.db_table, owner._meta.pk.column
    for path in projection.linked:
        relation, _dot, name = path.partition(".")
        if not name:
            field = owner._meta.get_field(relation)
            if field.related_model is target:
                yield table, field.column, "SELECT link.identifier_id"
            continue
        child = owner._meta.get_field(relation)
        field = child.related_model._meta.get_field(name)
        if field.related_model is target:
            mine = child.field.column
            yield (
                child.related_model._meta.db_table,
                field.column,
                f"SELECT (SELECT owner.identifier_id FROM {table} owner "  # noqa: S608
                f"WHERE owner.{key} = link.{mine})",
            )
