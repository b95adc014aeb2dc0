"""Whether a draft is whole: everything its form asks for before it is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations

from heritage.peoples.consents import consent_missing
from heritage.records.required import CHILD_ROWS, MISSING, REQUIRED
from heritage.records.things import HeritageObject


def shortcomings(draft: HeritageObject) -> list[str]:
    """Why the draft may not be published, in words; empty if nothing is amiss."""
    found = []
    for name in REQUIRED.get(draft.kind, ()) if draft.is_original else ():
        value: Any = getattr(draft, CHILD_ROWS.get(name, name))
        if not (value.exists() if name in CHILD_ROWS else value):
            found.append(str(MISSING[name]))
    if draft.is_original:
        found += consent_missing(draft)
    for part, owner_field in _parts(draft):
        try:
            part.full_clean(exclude=owner_field)
        except ValidationError as error:
            found += sentences(part, error)
    return list(dict.fromkeys(found))


def _parts(draft: Any) -> Iterator[tuple[Any, set[str]]]:
    """The draft and its child rows, each with the field that names its owner."""
    yield draft, set()
    names = draft.fact_relations() if draft.is_original else []
    for relation in get_all_child_relations(type(draft)):
        if relation.get_accessor_name() in names:
            for child in getattr(draft, relation.get_accessor_name()).all():
                yield child, {relation.field.name}


def sentences(part: Any, error: ValidationError) -> list[str]:
    """What is wrong with the part, each with the name of the field as its form has it."""
    found = []
    for name, messages in getattr(error, "error_dict", {NON_FIELD_ERRORS: error}).items():
        label = "" if name == NON_FIELD_ERRORS else part._meta.get_field(name).verbose_name
        lead = f"{capfirst(str(label))}: " if label else ""
        found += [f"{lead}{message}" for message in ValidationError(messages).messages]
    return found
