"""Who refers to whom: why some things cannot be removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from heritage.exchange.schema import BoundSheet, bound_sheets
from heritage.exchange.things import child_model, chunked
from heritage.records.sheets import Fact, Links


def referring(kind: str, numbers: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """Whatever refers to these originals of one kind (row number → identifier).

    Yields (identifier referred to, the token of the row that refers, the column). The token is the
    identifier of a thing; that of a child row, an edition, is `token_of_child`.
    """
    for sheet in bound_sheets().values():
        for column in sheet.columns:
            if isinstance(column, Links) and (not column.kinds or kind in column.kinds):
                yield from _through_links(sheet, column, numbers)
            elif isinstance(column, Fact) and column.links == kind:
                yield from _through_fact(sheet, column, numbers)


def _through_links(
    sheet: BoundSheet, column: Links, numbers: dict[int, str]
) -> Iterator[tuple[str, str, str]]:
    model, owner = child_model(sheet, column.relation)
    # A link to anything goes by the identifier, a link to one kind by the row number.
    targets: dict[Any, str] = (
        dict(numbers) if column.kinds else {value: value for value in numbers.values()}
    )
    for found, owner_identifier in _pairs(
        model, f"{column.field}_id", f"{owner}__identifier_id", targets
    ):
        yield targets[found], owner_identifier, column.columns[0].name


def _through_fact(
    sheet: BoundSheet, column: Fact, numbers: dict[int, str]
) -> Iterator[tuple[str, str, str]]:
    if sheet.is_child:
        if column.field == sheet.sheet.owner:
            return
        for found, pk in _pairs(sheet.model, f"{column.field}_id", "pk", numbers):
            yield numbers[found], token_of_child(sheet, pk), column.name
        return
    for found, identifier in _pairs(sheet.model, f"{column.field}_id", "identifier_id", numbers):
        yield numbers[found], identifier, column.name


def hanging(sheet: BoundSheet, identifiers: Collection[str]) -> Iterator[tuple[str, str]]:
    """(identifier of the owner, token) of all child rows that hang on these things."""
    owner = sheet.sheet.owner
    for chunk in chunked(identifiers):
        rows = sheet.model._base_manager.filter(**{f"{owner}__identifier__in": chunk})
        for pk, identifier in rows.values_list("pk", f"{owner}__identifier_id"):
            yield identifier, token_of_child(sheet, pk)


def token_of_child(sheet: BoundSheet, number: int) -> str:
    """What names a row that has no identifier of its own."""
    return f"{sheet.kind} {number}"


def _pairs(
    model: Any, attname: str, owner_path: str, targets: Collection[Any]
) -> Iterator[tuple[Any, Any]]:
    for chunk in chunked(targets):
        rows = model._base_manager.filter(**{f"{attname}__in": chunk})
        yield from rows.values_list(attname, owner_path).distinct()
