"""The files of all things as a folder: originals, what is said in them, and a sheet that
`ingest --sheet` takes in again. Names on the disk are permanent identifiers: any system bears them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from botocore.exceptions import ClientError
from django.db import transaction

from heritage.exchange.exporting import csv_line, write_lines
from heritage.exchange.file_sheet import HEADINGS
from heritage.exchange.validators.formulas import escape_formula
from heritage.media.models import MediaFile
from heritage.peoples.models import Term
from heritage.records.access import take
from heritage.records.identifiers import is_valid
from media_pipeline.models import Original
from media_pipeline.storing import CHUNK, Pieces, originals

SHEET = "files.csv"
DAMAGED = "damaged.csv"
"""The words of files whose bytes are lost: all that remains of them."""
FILES = "files"


@dataclass
class Given:
    """What came of it."""

    copied: int = 0
    there: int = 0
    """Whole from an earlier run."""
    damaged: list[MediaFile] = field(default_factory=list)
    """Of which the archive itself no longer has what it took in, or cannot read it."""
    hung_nowhere: int = 0
    """Originals that no thing has, which are left out."""


def give_out(folder: Path) -> Given:
    """Write every original of a thing that is not there yet, then the sheet; what an earlier run
    left and no row names is removed.

    For the operator: what is closed is not left out. Words are those that visitors have where they
    have any; newer ones that wait stay here, as do drafts of machines. Raises OSError, or what the
    storage raises where it is out of reach; run it again.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / FILES).mkdir(exist_ok=True)
    of_things = MediaFile.objects.filter(belongs_to__withdrawn_at=None)
    files = of_things.order_by("belongs_to_id", "position", "pk")
    given = Given(hung_nowhere=Original.objects.filter(media_files=None).count())
    for file in files.select_related("original").iterator():
        target = folder / path_of(file)
        if _is_whole(target, file.original_id):
            given.there += 1
        elif _copied(file, target):
            given.copied += 1
        else:
            given.damaged.append(file)
    _write_sheets(folder, list(files.values_list("pk", "belongs_to")), given)
    return given


def path_of(file: MediaFile) -> str:
    """Its place in the folder: the identifier, with the ending it was sent with."""
    ending = PurePosixPath(file.name).suffix.lower()
    plain = ending[1:].isascii() and ending[1:].isalnum() and len(ending) < 8
    return f"{FILES}/{file.identifier_id}{ending if plain else ''}"


def _write_sheets(folder: Path, numbers: list[tuple[int, str]], given: Given) -> None:
    """Bytes take hours: words, and what is shown, are read when all of these are there."""
    lost = {file.pk for file in given.damaged}
    whole, damaged = [list(HEADINGS)], [list(HEADINGS)]
    named: set[str] = set()
    told = MediaFile.objects.select_related("rights", "standing__rights")
    for number, thing in numbers:
        with transaction.atomic():
            take(thing)  # whoever changes its words waits
            if (file := told.filter(pk=number).first()) is None:
                continue
            paths = list(_transcripts(file, folder))
        (damaged if number in lost else whole).append(_row(file, paths))
        named |= {path_of(file), *paths}
    write_lines(folder / SHEET, map(csv_line, whole))
    (folder / DAMAGED).unlink(missing_ok=True)
    if lost:
        write_lines(folder / DAMAGED, map(csv_line, damaged))
    for path in (folder / FILES).iterdir():
        if is_valid(path.name.split(".")[0]) and f"{FILES}/{path.name}" not in named:
            path.unlink()


def _row(file: MediaFile, transcripts: list[str]) -> list[str]:
    told = file.told
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
    """Copy it aside and put it in place whole; False where what is stored cannot be read, or is not
    what was taken in."""
    aside = target.with_name(f"{target.name}.part")
    sha256 = hashlib.sha256()
    with aside.open("wb", buffering=CHUNK) as copy:
        for piece in _pieces(file.original):
            sha256.update(piece)
            copy.write(piece)
    if sha256.hexdigest() != file.original_id:
        aside.unlink()
        return False
    aside.replace(target)
    return True


def _pieces(original: Original) -> Iterator[bytes]:
    """Its bytes as far as they can be read: one bad sector, or one object that is refused, must not
    keep all others here."""
    try:
        yield from Pieces(originals(), original.stored_name, 0, original.bytes)
    except (OSError, ClientError):
        return
