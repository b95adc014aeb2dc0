"""The vocabulary in which each app declares its sheets, next to its models.

A sheet is a table of one kind: one row a thing, one column a fact, or a told text in one language.
What a column holds follows from the model's field; a column says only what the field cannot: its
name in the sheets, and what the name of the column has always been there. Child rows (peoples,
places, names, inscriptions) are told in a cell of several values divided by `;`.

Nothing here reads a file or the database: `heritage.exchange` carries the sheets.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.utils.module_loading import autodiscover_modules

LANGUAGES = ("vi", "en", "km")
"""Languages in which things are told; the first is the original."""

Cells = dict[str, str]


class CellError(Exception):
    """A cell that cannot be read; `code` and `params` name the message of `heritage.exchange`."""

    def __init__(self, column: str, value: str, code: str, /, **params: str | int) -> None:
        super().__init__(code)
        self.column, self.value, self.code, self.params = column, value, code, params


@dataclass(frozen=True)
class Reference:
    """A thing named in a cell. Its row may not be written yet; its identifier is known."""

    identifier: str
    kind: str


@dataclass(frozen=True)
class IdentifierReference:
    """A thing of any kind, by its permanent identifier."""

    identifier: str


class Lookups(Protocol):
    """What a column may ask about the rest of the archive and of the load."""

    def find(self, text: str, kinds: Sequence[str], column: str) -> Reference:
        """The thing that `text` (a sheet's id or a permanent identifier) names, or CellError."""

    def name_of(self, kind: str, pk: Any) -> str:
        """The sheet's id of an original, or its permanent identifier where it has none."""

    def name_of_identifier(self, identifier: str) -> str:
        """The same for a permanent identifier."""

    def unit(self, level: str, name: str, era: str, within: Sequence[Any], column: str) -> Any:
        """The administrative unit of that name, or None where the list has none."""

    def unit_by_code(self, level: str, code: str, column: str) -> Any:
        """The administrative unit with that code, or CellError."""

    def unit_code(self, pk: Any) -> str:
        """The code of an administrative unit."""

    def warn(self, column: str, value: str, code: str, **params: str | int) -> None:
        """Report something to look at that does not stop the load."""


def split(text: str) -> list[str]:
    r"""The values of a cell of several: `a;b` is two; `\;` is a semicolon inside a value."""
    parts, part, escaped = [], [], False
    for character in text:
        if escaped:
            part.append(character if character in ";\\" else "\\" + character)
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == ";":
            parts.append("".join(part).strip())
            part = []
        else:
            part.append(character)
    if escaped:
        part.append("\\")
    parts.append("".join(part).strip())
    return parts if text.strip() else []


def join(values: Iterable[str]) -> str:
    """The cell of several values: what `split` undoes. Values that are all empty give nothing."""
    escaped = [value.replace("\\", "\\\\").replace(";", "\\;") for value in values]
    return ";".join(escaped) if any(escaped) else ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its English name, the Vietnamese heading, help in a line, a sample cell."""

    name: str
    heading: str = ""
    help: str = ""
    aliases: tuple[str, ...] = ()
    sample: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact(Column):
    """A column of the model, the same for all languages. `reads` narrows a text: `edtf`, `months`,
    `language`, `languages`, `phone`."""

    field: str
    required: bool | None = None
    """None: as the model's field says."""
    reads: str = ""
    links: str = ""
    """The kind a foreign key leads to."""


@dataclass(frozen=True, kw_only=True)
class Told(Column):
    """A text in each language: `summary` gives `summary_vi`, `summary_en`, `summary_km`."""

    field: str
    required: bool = False
    markdown: bool = False
    makes: bool = True
    """Whether a text here means that the thing is told in this language."""
    named: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Names of columns that do not follow the rule, by language."""

    def name_in(self, language: str) -> str:
        """The column of one language."""
        return self.named.get(language, f"{self.name}_{language}")


@dataclass(frozen=True, kw_only=True)
class Tags(Column):
    """Free words, in the order they were given."""

    relation: str = "tagged_items"


@dataclass(frozen=True, kw_only=True)
class Terms(Column):
    """Several terms of a vocabulary, by their codes."""

    field: str


@dataclass(frozen=True, kw_only=True)
class Labels(Column):
    """The labels that communities have put on the thing, by their codes."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """Columns that together tell the child rows of one relation, or some of them (`where`)."""

    relation: str
    where: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    columns: tuple[Column, ...] = ()

    def read(self, children: Sequence[Any], look: Lookups) -> Cells:
        """The cells of these child rows."""
        raise NotImplementedError

    def build(self, cells: Cells, look: Lookups) -> list[dict[str, Any]]:
        """The child rows these cells mean, as values of their fields; CellError if they cannot."""
        raise NotImplementedError


def family(name: str, heading: str = "", hint: str = "", sample: str = "") -> Column:
    """A plain column of a family."""
    return Column(name=name, heading=heading, help=hint, sample=sample)


@dataclass(frozen=True, kw_only=True)
class Links(Family):
    """Child rows that name things: `people_ids` is `cham;cham-bani`. A second column may hold a
    text for each, in the same order: the name of the place as recorded."""

    field: str
    kinds: tuple[str, ...] = ()
    """Empty: a thing of any kind, by its identifier."""
    note: str = ""

    def read(self, children: Sequence[Any], look: Lookups) -> Cells:
        """Names of the things in their order."""
        name, *notes = (column.name for column in self.columns)
        attname = f"{self.field}_id"
        found = [
            look.name_of(self.kinds[0], getattr(child, attname))
            if self.kinds
            else look.name_of_identifier(getattr(child, attname))
            for child in children
        ]
        cells = {name: join(found)}
        for column in notes:
            cells[column] = join(getattr(child, self.note) for child in children)
        return cells

    def build(self, cells: Cells, look: Lookups) -> list[dict[str, Any]]:
        """One row for each name."""
        name, *notes = (column.name for column in self.columns)
        rows: list[dict[str, Any]] = []
        seen = set()
        for text in split(cells[name]):
            if not text:
                continue
            target = look.find(text, self.kinds, name)
            if target.identifier in seen:
                raise CellError(name, text, "reference_repeated")
            seen.add(target.identifier)
            rows.append(
                {
                    f"{self.field}_id": target
                    if self.kinds
                    else IdentifierReference(target.identifier)
                }
            )
        for column in notes:
            texts = split(cells[column])
            if len(texts) > len(rows):
                raise CellError(column, cells[column], "list_too_long", other=name, count=len(rows))
            for row, text in zip(rows, texts, strict=False):
                row[self.note] = text
        return rows


@dataclass(frozen=True, kw_only=True)
class Texts(Family):
    """Child rows that hold one text each: other names of a people."""

    field: str

    def read(self, children: Sequence[Any], look: Lookups) -> Cells:
        """The texts in their order."""
        return {self.columns[0].name: join(getattr(child, self.field) for child in children)}

    def build(self, cells: Cells, look: Lookups) -> list[dict[str, Any]]:
        """One row for each text."""
        return [{self.field: text} for text in split(cells[self.columns[0].name]) if text]


Reader = Callable[[Sequence[Any], Lookups], Cells]
Builder = Callable[[Cells, Lookups], list[dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Special(Family):
    """Child rows told in a way of their own, by two functions that undo each other."""

    reader: Reader
    builder: Builder

    def read(self, children: Sequence[Any], look: Lookups) -> Cells:
        """The cells of these child rows."""
        return self.reader(children, look)

    def build(self, cells: Cells, look: Lookups) -> list[dict[str, Any]]:
        """The child rows these cells mean."""
        return self.builder(cells, look)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A table of one kind. `key` names the columns that tell its rows apart where there is no id.

    A sheet with an `owner` holds child rows of another kind's things: the editions of festivals.
    `label` is the Vietnamese name of the sheet, `file` the name of its file in an export.
    """

    kind: str
    label: str
    file: str
    model: type[models.Model]
    columns: tuple[Column | Family, ...]
    key: tuple[str, ...] = ()
    owner: str = ""
    """The foreign key to the owner; its column is a Fact with `links`."""
    known_by: str = ""
    """The column, and the field, that tells a child row apart within its owner when its key has
    changed: an edition that is moved."""


_SHEETS: dict[str, Sheet] = {}


def register(*sheets: Sheet) -> None:
    """Declare sheets; called by the `sheets` module of each app."""
    for sheet in sheets:
        if sheet.kind in _SHEETS and _SHEETS[sheet.kind] is not sheet:
            raise ValueError(f"two sheets for the kind {sheet.kind}")
        _SHEETS[sheet.kind] = sheet


def all_sheets() -> dict[str, Sheet]:
    """Every sheet of the archive by its kind, in the order in which one refers to another."""
    autodiscover_modules("sheets")
    order = [kind for kind in ORDER if kind in _SHEETS]
    return {kind: _SHEETS[kind] for kind in [*order, *sorted(set(_SHEETS) - set(order))]}


ORDER = (
    "people",
    "place",
    "person",
    "festival",
    "festival_edition",
    "custom",
    "producer",
    "product",
    "item",
    "story",
    "library",
    "notice",
    "word",
)
"""Things that others refer to come first: so they are written, and so they are listed."""
