"""Things as they stand in the archive, read in bulk, and the cells of a sheet they give.

A thing is read whole: its row in each language, its child rows, tags and terms, with a handful of
queries for some hundreds of things and none for a single one.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from itertools import islice
from typing import Any

from wagtail.models import Locale

from heritage.exchange.directory import Directory
from heritage.exchange.scalars import say, say_told
from heritage.exchange.schema import ID, ORIGINAL, PERMANENT_ID, STATE_COLUMNS, BoundSheet
from heritage.peoples.models import People
from heritage.protocols.models import AudienceField
from heritage.records.sheets import LANGUAGES, Cells, Family, Labels, join

CHUNK = 500
"""Things read at a time: bounds the memory and the parameters of a query."""


@dataclass
class Thing:
    """One thing: its row in each language it is told in, and what hangs on the original."""

    rows: dict[str, Any]
    children: dict[str, list[Any]] = dataclass_field(default_factory=lambda: defaultdict(list))
    tags: dict[str, list[str]] = dataclass_field(default_factory=lambda: defaultdict(list))
    terms: dict[str, list[int]] = dataclass_field(default_factory=lambda: defaultdict(list))
    audience: str | None = None
    """For whom a new thing is, in the word of its sheet, until it is written."""
    labels: list[str] | None = None
    """Codes of the labels of a new thing, until they are put on it."""

    @property
    def original(self) -> Any:
        """The Vietnamese row, or the only row of an edition."""
        return self.rows[ORIGINAL]


def locales() -> dict[str, Locale]:
    """The archive's locales by language."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    return {language: found[language] for language in LANGUAGES if language in found}


def chunked(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Lists of at most `size` values."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def read_things(sheet: BoundSheet, numbers: Sequence[int]) -> Iterator[Thing]:
    """The things whose originals have these row numbers, in that order."""
    for chunk in chunked(numbers):
        yield from _read_chunk(sheet, chunk)


def _read_chunk(sheet: BoundSheet, numbers: list[int]) -> list[Thing]:
    manager = sheet.model._base_manager
    originals = manager.in_bulk(numbers)
    things = {
        number: Thing({ORIGINAL: originals[number]}) for number in numbers if number in originals
    }
    if sheet.is_child:
        return list(things.values())
    by_locale = {locale.pk: language for language, locale in locales().items()}
    by_key = {thing.original.translation_key: thing for thing in things.values()}
    for row in manager.filter(translation_key__in=list(by_key)):
        language = by_locale.get(row.locale_id)
        if language is not None and language != ORIGINAL:
            by_key[row.translation_key].rows[language] = row
    for relation in child_relations(sheet):
        model, owner = child_model(sheet, relation)
        for child in model._base_manager.filter(**{f"{owner}__in": numbers}).order_by(
            "sort_order", "pk"
        ):
            things[getattr(child, f"{owner}_id")].children[relation].append(child)
    for column in sheet.tags:
        model, owner = child_model(sheet, column.relation)
        named = model._base_manager.filter(**{f"{owner}__in": numbers}).order_by("pk")
        for number, name in named.values_list(f"{owner}_id", "tag__name"):
            things[number].tags[column.relation].append(name)
    for terms in sheet.terms:
        through, owner, target = through_of(sheet, terms.field)
        linked = through._base_manager.filter(**{f"{owner}__in": numbers}).order_by("pk")
        for number, term in linked.values_list(f"{owner}_id", f"{target}_id"):
            things[number].terms[terms.field].append(term)
    return list(things.values())


@lru_cache
def child_relations(sheet: BoundSheet) -> tuple[str, ...]:
    """Names of the relations that the sheet's families tell, each once."""
    return tuple(dict.fromkeys(family.relation for family in sheet.families))


@lru_cache
def child_model(sheet: BoundSheet, relation: str) -> tuple[Any, str]:
    """The model of a relation's child rows and the name of their key to the thing."""
    related = sheet.model._meta.get_field(relation)
    return related.related_model, related.field.name


@lru_cache
def through_of(sheet: BoundSheet, name: str) -> tuple[Any, str, str]:
    """The table between a thing and its terms, and the names of its two keys."""
    many: Any = sheet.model._meta.get_field(name)
    return many.remote_field.through, many.m2m_field_name(), many.m2m_reverse_field_name()


def belongs(child: Any, family: Family) -> bool:
    """Whether a child row is one of those a family tells."""
    return all(getattr(child, name) == value for name, value in family.where.items())


def cells_of(sheet: BoundSheet, thing: Thing, look: Directory) -> Cells:
    """All cells of a thing, as they are exported."""
    original = thing.original
    cells = dict.fromkeys(sheet.names, "")
    if not sheet.is_child:
        cells[ID.name] = look.sheet_ids.get(original.identifier_id, "")
        cells[PERMANENT_ID.name] = original.identifier_id
        for language, column in STATE_COLUMNS.items():
            if language in thing.rows:
                cells[column.name] = "published" if thing.rows[language].live else "draft"
    for fact in sheet.facts:
        if isinstance(field := sheet.field(fact.field), AudienceField):
            cells[fact.name] = _audience(original, thing, look)
        else:
            cells[fact.name] = say(fact, field, original, look)
    for labels in (one for one in sheet.columns if isinstance(one, Labels)):
        # Those of a thing that is being loaded stand in its sheet until they are put on it.
        given = thing.labels
        cells[labels.name] = join(
            look.labels.on(original.identifier_id) if given is None else given
        )
    for told in sheet.told:
        told_field = sheet.field(told.field)
        for language, row in thing.rows.items():
            cells[told.name_in(language)] = say_told(told, told_field, row, look)
    for family in sheet.families:
        children = [child for child in thing.children[family.relation] if belongs(child, family)]
        cells |= family.read(children, look)
    for tags in sheet.tags:
        cells[tags.name] = join(thing.tags[tags.relation])
    for terms in sheet.terms:
        scheme = str(sheet.field(terms.field).get_limit_choices_to()["scheme"])  # type: ignore[attr-defined]
        cells[terms.name] = join(look.term_code(pk, scheme) for pk in thing.terms[terms.field])
    return cells


def _audience(original: Any, thing: Thing, look: Directory) -> str:
    """The word for whom a thing is; of one that is being loaded, the word its sheet says."""
    if (word := thing.audience) is not None:
        return word
    if isinstance(original, People):
        peoples = [original.pk]
    else:
        peoples = [link.people_id for link in thing.children.get("people_links", ())]
    return look.audiences.say(original.identifier_id, original.audience_id, peoples)


def fingerprint(cells: Cells) -> str:
    """A short text that differs where any cell differs."""
    packed = json.dumps(cells, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()
