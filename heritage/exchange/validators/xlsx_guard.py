"""What a workbook may be, checked before any spreadsheet library opens it.

A workbook is a zip archive of XML parts. A few kilobytes can claim to be gigabytes (a zip bomb) or
expand to them inside the XML parser (entities). Python's `zipfile` never yields more bytes of an
entry than its directory declares, so the declared sizes are what has to be bounded.
"""

import io
import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from heritage.exchange.validators.limits import (
    MAX_SHEET_COLUMNS,
    MAX_SHEET_ROWS,
    MAX_XML_DEPTH,
    MAX_XML_ELEMENTS,
    MAX_ZIP_BYTES,
    MAX_ZIP_ENTRIES,
    MAX_ZIP_RATIO,
    MIN_ZIP_RATIO_BYTES,
)
from heritage.exchange.validators.problems import Fault

_ARCHIVES = (".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".pptx", ".ods", ".odt", ".jar", ".7z")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 65_536
_REFERENCE = re.compile("(?P<column>[A-Z]{0,3})(?P<row>[0-9]{1,7})")


def check_workbook(data: bytes) -> Fault | None:
    """Return why `data` must not be opened as a workbook, or None if it may be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return Fault("xlsx_damaged")
    with archive:
        entries = archive.infolist()
        return _check_entries(entries) or _check_kind(archive) or _check_parts(archive, entries)


def _check_entries(entries: list[zipfile.ZipInfo]) -> Fault | None:
    if len(entries) > MAX_ZIP_ENTRIES:
        return Fault("xlsx_bomb")
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) != len(names):
        return Fault("xlsx_damaged")
    if sum(entry.file_size for entry in entries) > MAX_ZIP_BYTES:
        return Fault("xlsx_bomb")
    for entry in entries:
        if entry.flag_bits & 1:
            return Fault("xlsx_encrypted")
        if entry.compress_type not in _METHODS or _leaves_its_folder(entry.filename):
            return Fault("xlsx_damaged")
        if entry.filename.lower().endswith(_ARCHIVES):
            return Fault("xlsx_nested", {"entry": entry.filename[:80]})
        packed = max(entry.compress_size, 1)
        if entry.file_size > MIN_ZIP_RATIO_BYTES and entry.file_size / packed > MAX_ZIP_RATIO:
            return Fault("xlsx_bomb")
    return None


def _leaves_its_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _check_kind(archive: zipfile.ZipFile) -> Fault | None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return Fault("xlsx_binary_workbook")
    if "mimetype" in names and "content.xml" in names:
        return Fault("xlsx_is_ods")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        return Fault("xlsx_not_a_workbook")
    return None


def _check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Fault | None:
    """Read every XML part once: no document type (so no entities), nothing absurd in size."""
    elements = 0
    for entry in entries:
        if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        try:
            with archive.open(entry) as part:
                elements += _scan(part, MAX_XML_ELEMENTS - elements)
        except _ForbiddenXmlError as error:
            return Fault(error.code)
        except expat.ExpatError:
            # Drawings of old Office versions (.vml) are often not well-formed; nothing reads them.
            if not entry.filename.lower().endswith(".vml"):
                return Fault("xlsx_damaged")
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            return Fault("xlsx_damaged")
    return None


class _ForbiddenXmlError(Exception):
    """An XML part holds what Open Packaging Conventions forbid or nobody can have meant."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _scan(part: IO[bytes], elements_left: int) -> int:
    """Pass one part through expat, keeping nothing; return how many elements it has.

    Raises _ForbiddenXmlError for a document type declaration, which ECMA-376 part 2 (Open Packaging
    Conventions) forbids, for absurd nesting or numbers of elements, and for cells and rows outside
    Excel's grid, which a reader would otherwise fill up to with empty ones.
    """
    depth = count = 0

    def forbid(*_: object) -> None:
        raise _ForbiddenXmlError("xlsx_entities")

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > MAX_XML_DEPTH:
            raise _ForbiddenXmlError("xlsx_damaged")
        if count > elements_left:
            raise _ForbiddenXmlError("xlsx_bomb")
        kind = name.rpartition(":")[2]
        if kind in ("c", "row") and "r" in attributes and not _in_grid(attributes["r"]):
            raise _ForbiddenXmlError("xlsx_damaged")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = forbid
    parser.EntityDeclHandler = forbid
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return count


def _in_grid(reference: str) -> bool:
    """Tell whether `B12` (of a cell) or `12` (of a row) lies in the grid of a worksheet."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return False
    column = 0
    for letter in match["column"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column <= MAX_SHEET_COLUMNS and int(match["row"]) <= MAX_SHEET_ROWS
