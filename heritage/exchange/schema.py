"""A sheet as exchange sees it: the list of its cells, and which header belongs to which cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import NOT_PROVIDED, Field
from django.utils.translation import override
from wagtail.models import Page

from heritage.records.sheets import (
    LANGUAGES,
    Column,
    Fact,
    Family,
    Sheet,
    Tags,
    Terms,
    Told,
    all_sheets,
)
from search.analysis.folding import fold

ORIGINAL = LANGUAGES[0]
_LANGUAGE_NAMES = {"vi": "tiếng Việt", "en": "tiếng Anh", "km": "tiếng Khmer"}


@dataclass(frozen=True, kw_only=True)
class Bookkeeping(Column):
    """A column that every sheet of things has and no app declares."""


PAGE_COLUMNS = (
    Told(name="slug", field="slug", heading="Địa chỉ", makes=False),
    Told(name="seo_title", field="seo_title", heading="Tên cho máy tìm kiếm", makes=False),
    Told(
        name="search_description",
        field="search_description",
        heading="Mô tả cho máy tìm kiếm",
        makes=False,
    ),
)
STATE_COLUMNS = {
    "vi": Bookkeeping(
        name="state",
        heading="Tình trạng xuất bản",
        help="draft hoặc published.",
        aliases=("state_vi",),
    ),
    "en": Bookkeeping(name="state_en", heading="Tình trạng xuất bản (tiếng Anh)"),
    "km": Bookkeeping(name="state_km", heading="Tình trạng xuất bản (tiếng Khmer)"),
}
ID = Bookkeeping(
    name="id",
    heading="Mã",
    help="Mã riêng do bạn đặt, không đổi về sau: kc-fe-kate.",
)
PERMANENT_ID = Bookkeeping(
    name="permanent_id", heading="Mã vĩnh viễn", help="Máy tự cấp; để trống khi nhập mới."
)


@dataclass(frozen=True)
class Cell:
    """One column of the file: a fact, a family's column, or a told text in one language."""

    name: str
    heading: str
    help: str
    column: Column | Family
    language: str = ""
    required: bool = False
    aliases: tuple[str, ...] = ()
    sample: str = ""


class BoundSheet:
    """A declared sheet with all its cells in the order of the file."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.kind = sheet.kind
        self.model: Any = sheet.model
        self.is_page = issubclass(sheet.model, Page)
        self.is_child = bool(sheet.owner)
        columns: list[Column | Family] = list(sheet.columns)
        if not self.is_child:
            columns = [ID, PERMANENT_ID, *columns]
            columns += PAGE_COLUMNS if self.is_page else ()
            columns += STATE_COLUMNS.values()
        self.columns = columns
        self.cells: list[Cell] = [cell for column in columns for cell in self._cells(column)]
        self.names = [cell.name for cell in self.cells]
        self.by_name = {cell.name: cell for cell in self.cells}
        self.headers = self._headers()

    def field(self, name: str) -> Field[Any, Any]:
        """A field of the model."""
        found: Field[Any, Any] = self.model._meta.get_field(name)
        return found

    def name_for(self, attribute: str) -> str:
        """The first cell that tells this field or relation of the model."""
        return next(
            cell.name
            for cell in self.cells
            if getattr(cell.column, "field", "") == attribute
            or getattr(cell.column, "relation", "") == attribute
        )

    @property
    def facts(self) -> list[Fact]:
        """Columns that are one for all languages."""
        return [column for column in self.columns if isinstance(column, Fact)]

    @property
    def told(self) -> list[Told]:
        """Texts, one for each language."""
        return [column for column in self.columns if isinstance(column, Told)]

    @property
    def families(self) -> list[Family]:
        """Child rows."""
        return [column for column in self.columns if isinstance(column, Family)]

    @property
    def tags(self) -> list[Tags]:
        """Free words."""
        return [column for column in self.columns if isinstance(column, Tags)]

    @property
    def terms(self) -> list[Terms]:
        """Several terms of a vocabulary."""
        return [column for column in self.columns if isinstance(column, Terms)]

    def name_of(self, header: str) -> str | None:
        """The cell a header means: its English name, an alias or the Vietnamese heading."""
        return self.headers.get(fold(header.replace("_", " ")))

    def _cells(self, column: Column | Family) -> list[Cell]:
        if isinstance(column, Family):
            return [self._plain(part, column) for part in column.columns]
        if isinstance(column, Told):
            return [self._told(column, language) for language in LANGUAGES]
        if isinstance(column, Fact):
            return [self._plain(column, column, self._is_required(column))]
        return [self._plain(column, column)]

    def _plain(self, part: Column, column: Column | Family, required: bool = False) -> Cell:
        heading, help_text = part.heading, part.help
        if isinstance(part, (Fact, Terms)):
            heading = heading or _verbose(self.field(part.field))
            help_text = help_text or _help(self.field(part.field))
        return Cell(
            name=part.name,
            heading=heading or part.name,
            help=help_text,
            column=column,
            required=required,
            aliases=part.aliases,
            sample=part.sample,
        )

    def _told(self, column: Told, language: str) -> Cell:
        field = self.field(column.field)
        heading = column.heading or _verbose(field)
        is_original = language == ORIGINAL
        said = "" if is_original else f" ({_LANGUAGE_NAMES[language]})"
        return Cell(
            name=column.name_in(language),
            heading=heading + said,
            help=column.help or _help(field),
            column=column,
            language=language,
            required=column.required and is_original,
            aliases=tuple(alias + said for alias in column.aliases),
            sample=column.sample if is_original else "",
        )

    def _is_required(self, column: Fact) -> bool:
        if column.required is not None:
            return column.required
        field = self.field(column.field)
        return not field.blank and field.default is NOT_PROVIDED

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        for cell in self.cells:
            headers[fold(cell.name.replace("_", " "))] = cell.name
        for cell in self.cells:
            texts = [*cell.aliases, cell.heading]
            if isinstance(cell.column, Told) and cell.language == ORIGINAL:
                texts.append(f"{cell.heading} ({_LANGUAGE_NAMES[ORIGINAL]})")
            for text in texts:
                headers.setdefault(fold(text.replace("_", " ")), cell.name)
        return headers


def _verbose(field: Field[Any, Any]) -> str:
    with override("vi"):
        name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _help(field: Field[Any, Any]) -> str:
    with override("vi"):
        return str(field.help_text)


@lru_cache(maxsize=1)
def bound_sheets() -> dict[str, BoundSheet]:
    """Every sheet by its kind, in the order in which one refers to another."""
    return {kind: BoundSheet(sheet) for kind, sheet in all_sheets().items()}


def recognise(header: list[str]) -> tuple[BoundSheet | None, list[BoundSheet]]:
    """The sheet whose columns these are, and the nearest candidates where it is not clear.

    The sheet that knows the most columns wins, less what it misses of its required ones. Columns
    that all belong to another sheet, too, tell nothing: a story is not made of a festival's sheet
    from which the calendar was left out.
    """
    known = {
        sheet: {name for text in header if (name := sheet.name_of(text))}
        for sheet in bound_sheets().values()
    }
    ranked = sorted(
        known, key=lambda sheet: len(known[sheet]) - _missing(sheet, known[sheet]), reverse=True
    )
    best = ranked[0]
    if len(known[best]) * 2 < len(header) or len(known[best]) < 2:
        return None, ranked[:3]
    rivals = [sheet for sheet in ranked[1:] if known[best] <= known[sheet]]
    return (None, [best, *rivals]) if rivals else (best, ranked[:3])


def _missing(sheet: BoundSheet, known: set[str]) -> int:
    return sum(1 for cell in sheet.cells if cell.required and cell.name not in known)
