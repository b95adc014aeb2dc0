"""Which rows of which tables documents tell of: the triggers of `search.changes`.

It follows from the models: a new kind, or a new child relation of one, is watched by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.conf import settings
from django.db import connection, models
from modelcluster.models import get_all_child_relations
from taggit.models import Tag
from wagtail.models import Page

from catalogue.models import Producer, Product
from heritage.media.models import MediaFile, StandingWords, Transcript
from heritage.peoples.models import (
    AdministrativeUnit,
    People,
    PeopleLink,
    PeopleName,
    Place,
    PlaceLink,
    PlaceUnit,
    Term,
)
from heritage.records.models import Identifier
from heritage.records.projections import Projection
from heritage.site.indexing.book import BOOK
from heritage.site.indexing.related import HELD_AT, linking
from media_pipeline.models import Derivative, Job
from search.changes import Watch, unwatch, watch
from search.indexing import read_again

CLOSING: dict[type[models.Model], tuple[str, ...]] = {
    # A name that is never to be shown again.
    PeopleName: ("name", "use"),
    PlaceUnit: (),
}
"""Columns of child rows of which a change may be one to tell less."""

UNREAD_COLUMNS = frozenset(
    {
        *("latest_revision_id", "has_unpublished_changes", "owner_id", "needs_check"),
        *("locked", "locked_at", "locked_by_id"),
    }
)
"""What changes without anything that visitors see."""


def watches() -> list[Watch]:
    """Everything that is watched."""
    found = [_of_pages(), *_of_files(), _of_tags(), *_of_related(), *_of_lists(), _of_makers()]
    for projection in BOOK.values():
        model: Any = projection.model
        found.append(
            Watch(
                _table(model),
                ("SELECT {row}.identifier_id",),
                _read_columns(model),
                _closing(model),
            )
        )
        found += [
            _of_children(model, relation)
            for relation in get_all_child_relations(model)
            if relation.related_model._meta.app_label != "wagtailcore"
        ]
    # What is linked with a people or place bears its names, if everybody may know it.
    for linked, child, column in (
        (People, PeopleName, "people_id"),
        (Place, PlaceUnit, "place_id"),
    ):
        own = (
            f"SELECT {_key(linked)} FROM {_table(linked)} "  # noqa: S608
            "WHERE identifier_id = {row}.identifier_id"
        )
        columns = [name for name in ("title", "live", "audience_id") if _has(linked, name)]
        found.append(
            Watch(_table(linked), _linked_with(linked, own), tuple(columns), _closing(linked))
        )
        found.append(
            Watch(_table(child), _linked_with(linked, f"{{row}}.{column}"), closing=CLOSING[child])
        )
    found.append(Watch(_table(People), _spoken("{row}.languages"), ("languages",)))
    return found


def watch_all(plan: Any = None, **kwargs: Any) -> None:
    """Have the database watch. Called after each migration: what one did meanwhile nobody saw, so
    everything is read again after it."""
    watch(watches())
    if plan:
        read_again()


def unwatch_before(plan: Any, **kwargs: Any) -> None:
    """Let tables be made anew. Called before each migration."""
    if plan:
        unwatch()


def bearing(identifiers: Collection[str]) -> set[str]:
    """What bears the names of these things now, or is found where they are."""
    marks = ", ".join(["%s"] * len(identifiers))
    statements = list(_related(Identifier, marks))
    for projection in BOOK.values():
        model: Any = projection.model
        keys = f"SELECT {_key(model)} FROM {_table(model)} WHERE identifier_id IN ({marks})"  # noqa: S608
        statements += [*_related(model, keys), *_places_of(model, keys)]
        if model in (People, Place):
            statements += _linked_with(model, keys)
    found: set[str] = set()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, list(identifiers))
            found.update(identifier for (identifier,) in cursor.fetchall())
    return found


def _table(model: type[models.Model]) -> str:
    return str(model._meta.db_table)


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.column)


def _has(model: type[models.Model], name: str) -> bool:
    """Whether the column is in the model's own table."""
    return any(field.attname == name for field in model._meta.local_fields)


def _closing(model: type[models.Model]) -> tuple[str, ...]:
    """The columns by which fewer people may see a thing, as far as they are in this table."""
    return tuple(name for name in ("audience_id", "live") if _has(model, name))


def _read_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that a draft, a lock or a workflow does not touch."""
    fields = model._meta.local_concrete_fields
    return tuple(str(field.column) for field in fields if field.attname not in UNREAD_COLUMNS)


# Names in these statements are of our own tables and columns.


def _of_pages() -> Watch:
    """The part of pages that stands in Wagtail's own table."""
    kinds = [one.model for one in BOOK.values() if issubclass(one.model, Page)]
    own = tuple(
        f"SELECT identifier_id FROM {_table(model)} WHERE {_key(model)} = {{row}}.id"  # noqa: S608
        for model in kinds
    )
    people, key = _table(People), _key(People)
    same = (
        f"SELECT same.{key} FROM {people} same "  # noqa: S608
        f"JOIN {people} this ON this.identifier_id = same.identifier_id "
        f"WHERE this.{key} = {{row}}.id"
    )
    return Watch(
        _table(Page),
        own + _linked_with(People, same),
        columns=("title", "live", "first_published_at"),
        closing=("live",),
    )


def _of_children(model: type[models.Model], relation: Any) -> Watch:
    column = relation.field.column
    child = relation.related_model
    return Watch(
        _table(child),
        (
            f"SELECT identifier_id FROM {_table(model)} "  # noqa: S608
            f"WHERE {_key(model)} = {{row}}.{column}",
        ),
        closing=CLOSING.get(child, ()),
    )


def _linked_with(model: type[models.Model], keys: str) -> tuple[str, ...]:
    """Statements that give what is linked with a people or place of these primary keys."""
    link: Any = PeopleLink if model is People else PlaceLink
    column = "people_id" if model is People else "place_id"
    found = []
    for projection in BOOK.values():
        owner: Any = projection.model
        for relation in get_all_child_relations(owner):
            if issubclass(relation.related_model, link):
                found.append(
                    f"SELECT owner.identifier_id FROM {_table(relation.related_model)} link "  # noqa: S608
                    f"JOIN {_table(owner)} owner ON owner.{_key(owner)} = link.owner_id "
                    f"WHERE link.{column} IN ({keys})"
                )
        if projection.place and model is Place:
            found.append(_at_place(projection, keys))
    if model is People:
        people = f"FROM {_table(People)} people WHERE people.{_key(People)} IN ({keys})"
        found += _spoken("people.languages", people)
    return tuple(found)


def _spoken(languages: str, peoples: str = "") -> tuple[str, ...]:
    """Statements that give what is said in one of the `languages` of a row, or of `peoples`."""
    among = f"';' || {languages} || ';'"
    found = []
    for projection in BOOK.values():
        if projection.language:
            owner: Any = projection.model
            own = f"owner.{owner._meta.get_field(projection.language).column}"
            said = f"REPLACE({among}, ';' || {own} || ';', '') <> {among}"
            if peoples:
                said = f"EXISTS (SELECT 1 {peoples} AND {said})"
            found.append(f"SELECT owner.identifier_id FROM {_table(owner)} owner WHERE {said}")  # noqa: S608
    return tuple(found)


def _at_place(projection: Projection, keys: str) -> str:
    """The statement for what has one place, its own or its maker's."""
    owner: Any = projection.model
    *through, name = projection.place.split(".")
    if not through:
        return f"SELECT identifier_id FROM {_table(owner)} WHERE {name}_id IN ({keys})"  # noqa: S608
    (field,) = (owner._meta.get_field(one) for one in through)
    maker: Any = field.related_model
    return (
        f"SELECT owner.identifier_id FROM {_table(owner)} owner "  # noqa: S608
        f"JOIN {_table(maker)} maker ON maker.{_key(maker)} = owner.{field.column} "
        f"WHERE maker.{name}_id IN ({keys})"
    )


def _related(target: type[models.Model], keys: str) -> tuple[str, ...]:
    """Statements that give what bears the names of things of these keys."""
    return tuple(
        f"{select} AS identifier_id FROM {table} link WHERE link.{column} IN ({keys})"
        for projection in BOOK.values()
        for table, column, select in linking(projection, target)
    )


def _places_of(model: type[models.Model], keys: str) -> tuple[str, ...]:
    """The statement that gives the places that bear the names of what is held there."""
    link = HELD_AT.get(getattr(model, "kind", ""))
    if link is None:
        return ()
    return (
        f"SELECT place.identifier_id FROM {_table(link)} link "  # noqa: S608
        f"JOIN {_table(Place)} place ON place.{_key(Place)} = link.place_id "
        f"WHERE link.owner_id IN ({keys})",
    )


def _of_related() -> list[Watch]:
    """Things whose names others bear, of any kind: by their identifier, or as a foreign key."""
    found = []
    for projection in BOOK.values():
        model: Any = projection.model
        own = (
            f"SELECT {_key(model)} FROM {_table(model)} "  # noqa: S608
            "WHERE identifier_id = {row}.identifier_id"
        )
        selects = _related(Identifier, "{row}.identifier_id") + _related(model, own)
        selects += _places_of(model, own)
        named = ("title", *projection.names, "live", "audience_id")
        columns = [name for name in named if _has(model, name)]
        found.append(Watch(_table(model), selects, tuple(columns), _closing(model)))
        if issubclass(model, Page):
            # Its title stands in Wagtail's own table.
            this = (
                f"(SELECT identifier_id FROM {_table(model)} "  # noqa: S608
                f"WHERE {_key(model)} = {{row}}.id)"
            )
            same = f"SELECT {_key(model)} FROM {_table(model)} WHERE identifier_id = {this}"  # noqa: S608
            selects = _related(Identifier, this) + _related(model, same) + _places_of(model, same)
            found.append(Watch(_table(Page), selects, ("title", "live"), ("live",)))
    found += [
        Watch(
            _table(link),
            (f"SELECT identifier_id FROM {_table(Place)} WHERE {_key(Place)} = {{row}}.place_id",),  # noqa: S608
        )
        for link in HELD_AT.values()
    ]
    return [one for one in found if one.documents]


def _of_files() -> list[Watch]:
    """Files, what is said in them, and what was made of them."""
    file, job = _table(MediaFile), _table(Job)
    of_file = f"SELECT belongs_to_id FROM {file} WHERE id = {{row}}.file_id"  # noqa: S608
    of_derivative = (
        f"SELECT file.belongs_to_id FROM {file} file "  # noqa: S608
        f"JOIN {job} job ON job.original_id = file.original_id WHERE job.id = {{row}}.job_id"
    )
    return [
        Watch(file, ("SELECT {row}.belongs_to_id",), closing=("shown",)),
        Watch(_table(Transcript), (of_file,), closing=("text", "is_machine")),
        Watch(_table(StandingWords), (of_file,)),
        Watch(_table(Derivative), (of_derivative,)),
    ]


def _of_makers() -> Watch:
    """Where a maker works, its products are found."""
    select = (
        f"SELECT identifier_id FROM {_table(Product)} "  # noqa: S608
        f"WHERE maker_id = {{row}}.{_key(Producer)}"
    )
    columns = ("place_id", "audience_id")
    return Watch(_table(Producer), (select,), columns, columns)


def _of_lists() -> Iterator[Watch]:
    """What things are told by that stands in lists of its own: units, terms, ids of sheets."""
    yield Watch(_table(Identifier), ("SELECT {row}.value",), ("sheet_id",))
    in_unit = f"SELECT place_id FROM {_table(PlaceUnit)} WHERE unit_id = {{row}}.id"  # noqa: S608
    places = f"SELECT identifier_id FROM {_table(Place)} WHERE {_key(Place)} IN ({in_unit})"  # noqa: S608
    yield Watch(_table(AdministrativeUnit), (places, *_linked_with(Place, in_unit)))
    selects = []
    for projection in BOOK.values():
        for name in (*projection.topics, projection.rights):
            if name:
                column = projection.model._meta.get_field(name).column  # type: ignore[union-attr]
                selects.append(
                    f"SELECT identifier_id FROM {_table(projection.model)} "  # noqa: S608
                    f"WHERE {column} = {{row}}.id"
                )
    labels = (f"label_{code}" for code, _name in settings.LANGUAGES)
    yield Watch(_table(Term), tuple(selects), ("scheme", "code", *labels))


def _of_tags() -> Watch:
    """A tag that is renamed."""
    selects = []
    for projection in BOOK.values():
        model: Any = projection.model
        through = model.tags.through
        selects.append(
            f"SELECT owner.identifier_id FROM {_table(through)} link "  # noqa: S608
            f"JOIN {_table(model)} owner ON owner.{_key(model)} = link.content_object_id "
            "WHERE link.tag_id = {row}.id"
        )
    return Watch(_table(Tag), tuple(selects), columns=("name",))
