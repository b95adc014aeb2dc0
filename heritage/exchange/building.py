"""From staged rows to database rows: instances with their numbers, tree places and references."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Model
from taggit.models import Tag
from wagtail.fields import RichTextField
from wagtail.models import Page

from heritage.calendars.edtf_dates import parse as parse_edtf
from heritage.exchange.audiences import PUBLIC, open_new
from heritage.exchange.copies import Brought
from heritage.exchange.labels import put_on_new
from heritage.exchange.markdown import to_html
from heritage.exchange.models import Load
from heritage.exchange.naming import identifiers_of, number_tags
from heritage.exchange.owners import forget_revisions, published_anew
from heritage.exchange.schema import ORIGINAL, STATE_COLUMNS, BoundSheet
from heritage.exchange.sections import Section, read_section
from heritage.exchange.staged import Staged, Staging, told_languages
from heritage.exchange.things import Thing, cells_of, child_model, fingerprint, locales, through_of
from heritage.exchange.writing import Statements, reserve
from heritage.protocols.models import Audience
from heritage.records.access import share_audience
from heritage.records.belongings import follow
from heritage.records.holds import hold_again
from heritage.records.identifiers import mint
from heritage.records.models import Identifier
from heritage.records.sheets import Cells, Fact, IdentifierReference, Reference, split


@dataclass
class Built:
    """One written row of the load, with the cells it will have."""

    staged: Staged
    thing: Thing
    after: Cells


@dataclass
class Plan:
    """Everything a load will write."""

    statements: Statements = field(default_factory=Statements)
    built: list[Built] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    removed: list[Model] = field(default_factory=list)
    """Translations whose every text is gone."""
    audiences: dict[str, str] = field(default_factory=dict)
    """For whom new things are, in the word of their sheet, by identifier."""
    brought: Brought = field(default_factory=Brought)
    """What a copy of an archive brings along beside its things."""
    placed: dict[str, list[str]] = field(default_factory=dict)
    """Codes of the labels of new things, by identifier."""
    told_anew: dict[BoundSheet, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Things that may have got a row in another language, which shares their audience."""
    owners: dict[BoundSheet, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Row numbers of the things whose child rows are written through a sheet of their own."""
    left: Counter[str] = field(default_factory=Counter)
    """How many pages are taken away from below these tree paths."""

    def finish(self, by: Any = None) -> None:
        """What the statements leave to do inside the transaction. `by`: who loads."""
        self.brought.write_before(by)
        open_new(self.audiences)
        put_on_new(self.placed, by)
        self.brought.write_after()
        for sheet, identifiers in self.told_anew.items():
            share_audience(sheet.model, identifiers)
        hold_again(self.audiences)
        follow(self.audiences)
        for row in self.removed:
            row.delete()
        for section in self.sections:
            added = section.numchild - section.page.numchild
            if added:
                Page.objects.filter(pk=section.page.pk).update(numchild=F("numchild") + added)
        for path, count in self.left.items():
            Page.objects.filter(path=path).update(numchild=F("numchild") - count)
        for sheet, numbers in self.owners.items():
            forget_revisions(sheet, numbers)
            published_anew(sheet, numbers)


class Builder:
    """Builds the rows of a staged load."""

    def __init__(self, staging: Staging, load: Load, now: datetime) -> None:
        self._staging, self._look = staging, staging.directory
        self._load, self._now = load, now
        self._locales = locales()
        self._sections: dict[tuple[str, str], Section] = {}
        self._new: dict[type[Model], list[Model]] = defaultdict(list)
        self._changed: dict[type[Model], list[Model]] = defaultdict(list)
        self._cleared: dict[tuple[type[Model], str], list[int]] = defaultdict(list)
        self._numbers: dict[tuple[int, str], int] = {}
        self._tags: dict[str, int] = {}
        self.plan = Plan()

    def build(self) -> Plan:
        """Prepare the whole load."""
        rows = [staged for staged in self._staging.rows if staged.changed]
        self._take_numbers(rows)
        self._tags, new_tags = number_tags(rows)
        self._new[Tag] += new_tags
        minted, retitled = identifiers_of(rows, self._look, self._now)
        self._new[Identifier] += minted
        self._changed[Identifier] += retitled
        for staged in rows:
            thing = self._build_child(staged) if staged.row.sheet.is_child else self._build(staged)
            self.plan.built.append(
                Built(staged, thing, cells_of(staged.row.sheet, thing, self._look))
            )
        statements = self.plan.statements
        for (model, column), values in self._cleared.items():
            statements.delete(model, column, values)
        for instances in self._changed.values():
            statements.update(instances)
        for instances in self._new.values():
            statements.insert(instances)
        self.plan.sections = list(self._sections.values())
        return self.plan

    def fingerprints(self) -> Iterator[tuple[Staged, str]]:
        """Each written row with the fingerprint of its cells."""
        for built in self.plan.built:
            yield built.staged, fingerprint(built.after)

    def _take_numbers(self, rows: list[Staged]) -> None:
        """Row numbers for everything new that others may refer to."""
        wanted: dict[type[Model], list[tuple[Staged, str]]] = defaultdict(list)
        for staged in rows:
            sheet = staged.row.sheet
            if sheet.is_child:
                continue
            existing = staged.thing.rows if staged.thing else {}
            for language in told_languages(sheet, staged.cells):
                if language not in existing:
                    wanted[Page if sheet.is_page else sheet.model].append((staged, language))
        for model, new in wanted.items():
            for (staged, language), number in zip(new, reserve(model, len(new)), strict=True):
                self._numbers[id(staged), language] = number
                if language == ORIGINAL:
                    self._look.number(staged.identifier, staged.row.sheet.kind, number)

    def _build(self, staged: Staged) -> Thing:
        """The rows of a thing in all its languages, and what hangs on the original."""
        sheet, cells = staged.row.sheet, staged.cells
        old = staged.thing
        thing = Thing({})
        key = old.original.translation_key if old else uuid.uuid4()
        for language in told_languages(sheet, cells):
            instance = old.rows.get(language) if old else None
            is_new = instance is None
            if instance is None:
                instance = sheet.model(
                    locale=self._locales[language],
                    translation_key=key,
                    identifier_id=staged.identifier,
                )
                instance.pk = self._numbers[id(staged), language]
                instance.owner = self._load.loaded_by
                if sheet.is_page:
                    instance.id = instance.pk
            thing.rows[language] = instance
            if is_new:
                # Closed until the load is written and the audience of its sheet can be made.
                instance.audience_id = Audience.CLOSED
            self._tell(staged, instance, language, is_new, thing.rows[ORIGINAL])
            (self._new if is_new else self._changed)[sheet.model].append(instance)
        if old is None:
            thing.audience = self.plan.audiences[staged.identifier] = cells["audience"] or PUBLIC
            thing.labels = self._look.labels.on_new(staged.identifier, split(cells["labels"]))
            self.plan.placed[staged.identifier] = thing.labels
        else:
            self.plan.told_anew[sheet].append(staged.identifier)
            self.plan.removed += [
                row for language, row in old.rows.items() if language not in thing.rows
            ]
        self._hang(staged, thing)
        return thing

    def _tell(
        self, staged: Staged, instance: Any, language: str, is_new: bool, original: Any
    ) -> None:
        sheet, cells = staged.row.sheet, staged.cells
        self._set_facts(staged, instance, None if instance is original or not is_new else original)
        for told in sheet.told:
            name = told.name_in(language)
            if told.field != "slug" and (is_new or name in staged.changed):
                setattr(instance, told.field, self._text(sheet, told.field, cells[name], language))
        if instance.locale_id == self._locales[language].pk:
            instance.locale = self._locales[language]
        instance.set_title_keys()
        self._set_state(instance, cells[STATE_COLUMNS[language].name] == "published", is_new)
        if sheet.is_page:
            self._place(staged, instance, language, is_new)

    def _set_facts(self, staged: Staged, instance: Any, original: Any) -> None:
        """The changed facts; all of them from the original where a translation is new."""
        sheet = staged.row.sheet
        if original is not None:
            for one in sheet.model.fact_fields():
                setattr(instance, one.attname, getattr(original, one.attname))
        for fact in sheet.facts:
            if fact.name in staged.changed and fact.reads != "year_of" and fact.field != "audience":
                self._set_fact(sheet, fact, instance, staged.values[fact.name])
        if {"latitude", "longitude"} & staged.changed & set(sheet.names):
            text = staged.cells["latitude"]
            instance.coordinate_decimals = len(text.partition(".")[2]) if text else None

    def _set_fact(self, sheet: BoundSheet, fact: Fact, instance: Any, value: Any) -> None:
        model_field = sheet.field(fact.field)
        if isinstance(value, Reference):
            value = self._look.number_of(value)
        setattr(instance, model_field.attname, value)
        if model_field.attname != model_field.name:
            instance._state.fields_cache.pop(model_field.name, None)
        if fact.reads == "edtf":
            self._set_bounds(fact, instance, value)

    def _set_bounds(self, fact: Fact, instance: Any, value: str) -> None:
        """The days an archive date can mean, where the model keeps them for sorting."""
        if hasattr(instance, f"{fact.field}_earliest"):
            date = parse_edtf(value) if value else None
            setattr(instance, f"{fact.field}_earliest", date.earliest if date else None)
            setattr(instance, f"{fact.field}_latest", date.latest if date else None)

    def _text(self, sheet: BoundSheet, name: str, cell: str, language: str) -> str:
        if not isinstance(sheet.field(name), RichTextField):
            return cell
        return to_html(cell, self._look.page_of) if cell else ""

    def _set_state(self, instance: Any, published: bool, is_new: bool) -> None:
        was_live = instance.live and not is_new
        instance.live = published
        instance.has_unpublished_changes = not published
        if published:
            instance.first_published_at = instance.first_published_at or self._now
            instance.last_published_at = self._now
            instance.expired = False
        elif was_live:
            instance.go_live_at = None
        # The editor opens the row itself, and keeps a version of it before the first edit.
        instance.latest_revision_id = None
        instance.live_revision_id = None
        if isinstance(instance, Page):
            instance.latest_revision_created_at = None

    def _place(self, staged: Staged, page: Any, language: str, is_new: bool) -> None:
        """Where a page stands in the tree, and its address."""
        name = f"slug_{language}"
        page.draft_title = page.title
        if not is_new and name not in staged.changed:
            return
        section = self._section(staged.row.sheet.kind, language)
        page.slug = section.slug_for(staged.cells[name], page.title, page.translation_key)
        page.url_path = f"{section.page.url_path}{page.slug}/"
        if is_new:
            page.depth = section.page.depth + 1
            page.path = section.next_path()
            page.numchild = 0

    def _section(self, kind: str, language: str) -> Section:
        if (kind, language) not in self._sections:
            read = [one.slugs for (of, _), one in self._sections.items() if of == kind]
            self._sections[kind, language] = read_section(kind, language, *read[:1])
        return self._sections[kind, language]

    def _hang(self, staged: Staged, thing: Thing) -> None:
        """Child rows, tags and terms: kept where their cells are the same, else written anew."""
        sheet, old, owner = staged.row.sheet, staged.thing, thing.original
        rebuilt: dict[str, list[Any]] = {}
        for position, attributes in staged.children.items():
            family = sheet.columns[position]
            children = rebuilt.setdefault(family.relation, [])  # type: ignore[union-attr]
            model, key = child_model(sheet, family.relation)  # type: ignore[union-attr]
            for values in attributes:
                child = model(
                    **{f"{key}_id": owner.pk, "sort_order": len(children)},
                    **family.where,  # type: ignore[union-attr]
                    **{name: self._resolved(value) for name, value in values.items()},
                )
                children.append(child)
        for family in sheet.families:
            relation = family.relation
            if relation in thing.children:
                continue
            if relation in rebuilt:
                thing.children[relation] = rebuilt[relation]
                self._replace(*child_model(sheet, relation), old, rebuilt[relation])
            elif old is not None:
                thing.children[relation] = old.children[relation]
        for tags in sheet.tags:
            if tags.name not in staged.changed:
                thing.tags[tags.relation] = old.tags[tags.relation] if old else []
                continue
            names = list(dict.fromkeys(name for name in split(staged.cells[tags.name]) if name))
            thing.tags[tags.relation] = names
            model, key = child_model(sheet, tags.relation)
            rows = [model(**{f"{key}_id": owner.pk}, tag_id=self._tags[name]) for name in names]
            self._replace(model, key, old, rows)
        for terms in sheet.terms:
            if terms.name not in staged.changed:
                thing.terms[terms.field] = old.terms[terms.field] if old else []
                continue
            thing.terms[terms.field] = staged.values[terms.name]
            through, key, target = through_of(sheet, terms.field)
            rows = [
                through(**{f"{key}_id": owner.pk, f"{target}_id": pk})
                for pk in thing.terms[terms.field]
            ]
            self._replace(through, key, old, rows)

    def _replace(self, model: Any, key: str, old: Thing | None, rows: list[Any]) -> None:
        if old is not None:
            self._cleared[model, key].append(old.original.pk)
        self._new[model] += rows

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, Reference):
            return self._look.number_of(value)
        if isinstance(value, IdentifierReference):
            return value.identifier
        return value

    def _build_child(self, staged: Staged) -> Thing:
        """An edition."""
        sheet = staged.row.sheet
        is_new = staged.thing is None
        instance = sheet.model() if staged.thing is None else staged.thing.original
        for fact in sheet.facts:
            if fact.name in staged.changed and fact.reads != "year_of":
                self._set_fact(sheet, fact, instance, staged.values[fact.name])
        owner = getattr(instance, f"{sheet.sheet.owner}_id")
        self.plan.owners[sheet].add(owner)
        if is_new:
            instance.sort_order = self._next_order(sheet, owner)
            if not getattr(instance, sheet.sheet.known_by):
                setattr(instance, sheet.sheet.known_by, mint())
        (self._new if is_new else self._changed)[sheet.model].append(instance)
        return Thing({ORIGINAL: instance})

    def _next_order(self, sheet: BoundSheet, owner: int) -> int:
        if not hasattr(self, "_orders"):
            rows = sheet.model._base_manager.values_list(f"{sheet.sheet.owner}_id", "sort_order")
            self._orders: dict[int, int] = {}
            for number, order in rows:
                self._orders[number] = max(self._orders.get(number, -1), order or 0)
        self._orders[owner] = self._orders.get(owner, -1) + 1
        return self._orders[owner]
