"""The sheet that comes with a folder of files: which belongs to what, and the words of each.

One row a file. Nothing of the folder is taken in while a row cannot be read.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError

from heritage.exchange.beside import Cells, Row, rows_of
from heritage.exchange.directory import Directory
from heritage.exchange.reading import SourceFile
from heritage.exchange.validators.cells import parse_list, parse_yes_no
from heritage.exchange.validators.problems import Fault, Problem
from heritage.exchange.validators.table import read_table
from heritage.media.models import MediaFile
from heritage.peoples.models.vocabulary import Scheme
from heritage.records.identifiers import normalise
from heritage.records.language_tags import TagError, language_tag
from heritage.records.sheets import CellError
from heritage.records.things import kinds
from media_pipeline.receiving import clean_name
from search.analysis.folding import fold

TEXTS = (
    *("title", "title_en", "title_km", "alt", "alt_en", "alt_km"),
    *("credit", "captured"),
)
YES_NO = ("decorative", "no_speech")
NUMBERS = ("focus_x", "focus_y")
HEADINGS = {
    "file": "tệp",
    "belongs_to": "thuộc về",
    "title": "tên gọi",
    "title_en": "tên gọi (tiếng Anh)",
    "title_km": "tên gọi (tiếng Khmer)",
    "alt": "mô tả ảnh",
    "alt_en": "mô tả ảnh (tiếng Anh)",
    "alt_km": "mô tả ảnh (tiếng Khmer)",
    "decorative": "chỉ để trang trí",
    "credit": "ghi công",
    "rights": "tuyên bố quyền",
    "captured": "chụp lúc",
    "no_speech": "không có lời",
    "transcripts": "bản chép lời",
    "focus_x": "điểm chính từ trái",
    "focus_y": "điểm chính từ trên",
    "identifier": "mã vĩnh viễn",
    "name": "tên lúc gửi",
    "shown": "hiện trên trang",
    "sha256": "sha-256",
}
"""Columns, and what they may be called in Vietnamese; only the first two are needed. The last four
are an export's (`giving_out.py`)."""


@dataclass
class PlannedFile:
    """What a row says of one file."""

    row: Row
    path: str
    belongs_to: str
    """A permanent identifier."""
    words: dict[str, Any] = field(default_factory=dict)
    """Values of fields of `MediaFile`; of an export's row all of them, the empty ones as well."""
    transcripts: list[tuple[str, str]] = field(default_factory=list)
    """Language and path of each."""
    identifier: str = ""
    """The one it had in the archive it comes from."""
    name: str = ""
    """With which it was sent there."""
    sha256: str = ""
    """What its bytes must be."""
    shown: bool = True
    """Whether a leader's word is meant for it."""


class Names:
    """The files of a folder or ZIP, as a sheet may call them: by their path, or by the last part of
    it where that is enough. Capitals and the form of Unicode make no difference."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._by_path: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for path in paths:
            self._by_path[_same(path)].append(path)
            self._by_name[_same(PurePosixPath(path).name)].append(path)

    def find(self, text: str, column: str) -> str:
        """The path that is meant. Raises CellError."""
        wanted = _same(text.replace("\\", "/"))
        found = self._by_path.get(wanted) or ([] if "/" in wanted else self._by_name.get(wanted))
        if not found:
            raise CellError(column, text, "file_not_there")
        if len(found) > 1:
            raise CellError(column, text, "file_not_one", near=sorted(found)[0])
        return found[0]


def _same(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold().removeprefix("./")


def read_sheet(
    sheet: SourceFile, paths: Iterable[str]
) -> tuple[dict[str, PlannedFile], list[Problem]]:
    """What the sheet says of each of these paths, and what is wrong in it."""
    answer = read_table(sheet.data, sheet.name)
    problems = list(answer.problems)
    if answer.table is None:
        return {}, problems
    known = {fold(name): name for name in HEADINGS}
    known |= {fold(heading): name for name, heading in HEADINGS.items()}
    columns = {header: known.get(fold(header), "") for header in answer.table.header}
    for header, name in columns.items():
        if not name:
            near = {"sheet": sheet.name, "near": ", ".join(HEADINGS)}
            problems.append(Problem(sheet.name, 1, header, header, "column_unknown", near))
    problems += [
        Problem(
            sheet.name, 1, name, "", "column_missing", {"name": name, "heading": HEADINGS[name]}
        )
        for name in ("file", "belongs_to")
        if name not in columns.values()
    ]
    if problems:
        return {}, problems
    look, names = Directory(), Names(paths)
    planned: dict[str, PlannedFile] = {}
    seen: set[tuple[str, Any]] = set()
    for row in rows_of(answer.table):
        ours = {columns[header]: text for header, text in row.cells.items()}
        cells = Cells(Row(row.file, row.number, ours), look, seen=seen)
        one = _planned(cells, names, look)
        problems += cells.problems
        if one is not None:
            planned[one.path] = one
    return planned, problems


def _planned(cells: Cells, names: Names, look: Directory) -> PlannedFile | None:
    path = _path(cells, "file", cells.row.cells.get("file", ""), names)
    thing = cells.thing("belongs_to", list(kinds()))
    if path is not None:
        cells.once("file", path)
    words: dict[str, Any] = {name: cells.row.cells.get(name, "").strip() for name in TEXTS}
    for name in YES_NO:
        answer = parse_yes_no(cells.row.cells.get(name, ""))
        if isinstance(answer, Fault):
            cells.wrong(name, answer.code, answer.params)
        else:
            words[name] = bool(answer)
    for name in NUMBERS:
        words[name] = _fraction(cells, name)
    if (words["focus_x"] is None) != (words["focus_y"] is None):
        cells.wrong(NUMBERS[0], "point_halved")
    words["rights_id"] = None
    if rights := cells.row.cells.get("rights", ""):
        try:
            words["rights_id"] = look.find_term(Scheme.RIGHTS.value, rights, "rights")[0]
        except CellError as error:
            cells.wrong("rights", error.code, error.params)
    _check(cells, words)
    transcripts = [
        said
        for text in parse_list(cells.row.cells.get("transcripts", ""))
        if (said := _transcript(cells, text, names)) is not None
    ]
    shown = parse_yes_no(cells.row.cells.get("shown", ""))
    if isinstance(shown, Fault):
        cells.wrong("shown", shown.code, shown.params)
    identifier = _identifier(cells, thing)
    if path is None or thing is None or cells.problems:
        return None
    sha256 = cells.row.cells.get("sha256", "").strip().lower()
    if not (identifier or sha256):
        # What an officer left empty comes from the thing, or from the file itself.
        words = {name: value for name, value in words.items() if value}
    return PlannedFile(
        cells.row,
        path,
        thing,
        words,
        transcripts,
        identifier,
        clean_name(cells.row.cells.get("name", "") or path),
        sha256,
        shown is not False,
    )


def _fraction(cells: Cells, name: str) -> float | None:
    text = cells.row.cells.get(name, "").strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        cells.wrong(name, "fraction_malformed")
        return None
    return number


def _identifier(cells: Cells, thing: str | None) -> str:
    """The identifier that the row claims: one that never named anything here, or this file."""
    text = cells.row.cells.get("identifier", "")
    if not text:
        return ""
    if (value := normalise(text)) is None:
        cells.wrong("identifier", "permanent_id_malformed")
        return ""
    cells.once("identifier", value)
    of_this = MediaFile.objects.filter(identifier=value, belongs_to=thing)
    if value in cells.look.kinds and not of_this.exists():
        owner = cells.look.called(value)
        cells.wrong("identifier", "permanent_id_clash", {"owner": owner})
    return value


def _path(cells: Cells, column: str, text: str, names: Names) -> str | None:
    if not text:
        cells.wrong(column, "cell_empty")
        return None
    try:
        return names.find(text, column)
    except CellError as error:
        cells.problems.append(
            Problem(cells.row.file, cells.row.number, column, text, error.code, error.params)
        )
        return None


def _transcript(cells: Cells, text: str, names: Names) -> tuple[str, str] | None:
    parts = PurePosixPath(text).name.rsplit(".", 2)
    try:
        language = language_tag(parts[1]) if len(parts) == 3 else ""
    except TagError:
        language = ""
    if not language:
        cells.wrong("transcripts", "transcript_unnamed")
        return None
    path = _path(cells, "transcripts", text, names)
    return (language, path) if path is not None else None


def _check(cells: Cells, words: Mapping[str, Any]) -> None:
    """What the model itself refuses, in its own words: too long, no date."""
    try:
        MediaFile(**words).clean_fields(
            exclude=["belongs_to", "identifier", "original", "audience"]
        )
    except ValidationError as error:
        for name, found in error.error_dict.items():
            why = " ".join(message for one in found for message in one.messages)
            cells.wrong(name, "words_refused", {"why": why})
