"""Every file of the archive as a folder: the originals, what is said in them, and a sheet that
`ingest --sheet` takes in again. Names on the disk are permanent identifiers: any system bears them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from heritage.exchange.exporting import csv_line, write_lines
from heritage.exchange.file_sheet import HEADINGS
from heritage.exchange.validators.formulas import escape_formula
from heritage.media.models import MediaFile
from heritage.media.models.words import Words
from heritage.peoples.models import Term
from media_pipeline.storing import CHUNK, Pieces, originals

SHEET = "files.csv"
FILES = "files"


@dataclass
class Given:
    """What came of it."""

    copied: int = 0
    there: int = 0
    """Whole from an earlier run."""
    damaged: list[MediaFile] = field(default_factory=list)
    """Of which the archive itself no longer has what it took in; the sheet leaves them out."""


def give_out(folder: Path) -> Given:
    """Write every original that is not there yet, then the sheet.

    For the operator: what is closed is not left out. Words are those that visitors have where they
    have any. Raises OSError, or what the storage raises where it is out of reach; run it again.
    """
    (folder / FILES).mkdir(parents=True, exist_ok=True)
    given, rows = Given(), []
    of_things = MediaFile.objects.filter(belongs_to__withdrawn_at=None)
    told = of_things.select_related("original", "rights", "standing__rights")
    ordered = told.order_by("belongs_to_id", "position", "pk").prefetch_related("transcripts")
    for file in ordered.iterator(chunk_size=200):
        target = folder / path_of(file)
        if _is_whole(target, file.original_id):
            given.there += 1
        elif _copied(file, target):
            given.copied += 1
        else:
            given.damaged.append(file)
            continue
        rows.append(_row(file, list(_transcripts(file, folder))))
    write_lines(folder / SHEET, map(csv_line, [list(HEADINGS), *rows]))
    return given


def path_of(file: MediaFile) -> str:
    """Its place in the folder: the identifier, with the ending it was sent with."""
    ending = PurePosixPath(file.name).suffix.lower()
    plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) < 8
    return f"{FILES}/{file.identifier_id}{ending if plain else ''}"


def _row(file: MediaFile, transcripts: list[str]) -> list[str]:
    told: Words = file.told
    rights: Term | None = told.rights
    cells = {name: getattr(told, name, "") for name in HEADINGS} | {
        "file": path_of(file),
        "belongs_to": file.belongs_to_id,
        "rights": rights.code if rights is not None else "",
        "transcripts": ";".join(transcripts),
        "identifier": file.identifier_id,
        "name": file.name,
        "focus_x": file.focus_x,
        "focus_y": file.focus_y,
        "shown": "yes" if file.shown else "no",
        "sha256": file.original_id,
    }
    return [escape_formula(_cell(cells[name])) for name in HEADINGS]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def _transcripts(file: MediaFile, folder: Path) -> Iterator[str]:
    for one in file.told_transcripts:
        ending = "vtt" if one.is_timed else "txt"
        path = f"{FILES}/{file.identifier_id}.{one.language}.{ending}"
        (folder / path).write_text(one.text, encoding="utf-8", newline="")
        yield path


def _is_whole(target: Path, sha256: str) -> bool:
    if not target.is_file():
        return False
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _copied(file: MediaFile, target: Path) -> bool:
    """Copy it aside and put it in place whole; False where what is stored is not what was taken."""
    aside = target.with_name(f"{target.name}.part")
    sha256 = hashlib.sha256()
    try:
        pieces = Pieces(originals(), file.original.stored_name, 0, file.original.bytes)
    except FileNotFoundError:
        return False
    with aside.open("wb", buffering=CHUNK) as copy:
        for piece in pieces:
            sha256.update(piece)
            copy.write(piece)
    if sha256.hexdigest() != file.original_id:
        aside.unlink()
        return False
    aside.replace(target)
    return True
