"""Identifiers and tags that a load brings."""

from __future__ import annotations

from datetime import datetime

from taggit.models import Tag

from heritage.exchange.directory import Directory
from heritage.exchange.schema import ORIGINAL, BoundSheet
from heritage.exchange.staged import Staged
from heritage.exchange.writing import reserve
from heritage.records.models import Identifier
from heritage.records.sheets import split
from search.analysis.slugs import slugify

MAX_TITLE = 255


def number_tags(rows: list[Staged]) -> tuple[dict[str, int], list[Tag]]:
    """Row numbers of the tags that are named, and the tags that are new.

    Tags are spelled as they are given: two that differ in capitals are two.
    """
    names = {
        name
        for staged in rows
        for column in staged.row.sheet.tags
        if column.name in staged.changed
        for name in split(staged.cells[column.name])
        if name
    }
    if not names:
        return {}, []
    known = {name: pk for pk, name in Tag.objects.values_list("pk", "name")}
    missing = sorted(names - set(known))
    slugs = set(Tag.objects.values_list("slug", flat=True)) if missing else set()
    new = []
    for name, number in zip(missing, reserve(Tag, len(missing)), strict=True):
        base, suffix = slugify(name, fallback="the"), 1
        slug = base
        while slug in slugs:
            suffix += 1
            slug = f"{base}-{suffix}"
        slugs.add(slug)
        known[name] = number
        new.append(Tag(pk=number, name=name, slug=slug))
    return known, new


def identifiers_of(
    rows: list[Staged], look: Directory, now: datetime
) -> tuple[list[Identifier], list[Identifier]]:
    """The identifiers that are minted, and those that get a title, or come back to life."""
    things = [staged for staged in rows if not staged.row.sheet.is_child]
    existing = Identifier.objects.in_bulk([staged.identifier for staged in things])
    minted, retitled = [], []
    for staged in things:
        title = staged.cells[title_column(staged.row.sheet)][:MAX_TITLE]
        sheet_id = look.sheet_ids.get(staged.identifier)
        identifier = existing.get(staged.identifier)
        if identifier is None:
            minted.append(
                Identifier(
                    value=staged.identifier,
                    kind=staged.row.sheet.kind,
                    sheet_id=sheet_id,
                    title=title,
                    minted_at=now,
                )
            )
        else:
            identifier.title, identifier.withdrawn_at = title, None
            identifier.was_public = False
            identifier.sheet_id = sheet_id
            retitled.append(identifier)
    return minted, retitled


def title_column(sheet: BoundSheet) -> str:
    """The column that holds what a thing of this kind is called."""
    told = next((told for told in sheet.told if told.field == "title"), None)
    if told is not None:
        return told.name_in(ORIGINAL)
    return next(fact.name for fact in sheet.facts if fact.field == "title")
