"""Uploaded sheets between upload and load: private in the data folder, under names of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from heritage.exchange.models import Load
from heritage.exchange.reading import SourceFile


def folder_of(load: Load) -> Path:
    """Where the files of a load lie."""
    return Path(settings.DATA_DIR) / "loads" / str(int(load.number))


def keep(load: Load, uploads: Iterable[UploadedFile[Any]]) -> None:
    """Write the files down and note them on the load. The sent names never touch the disk."""
    folder = folder_of(load)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files: list[dict[str, Any]] = []
    for position, upload in enumerate(uploads):
        stored = f"{position}.sheet"
        with (folder / stored).open("wb") as target:
            for chunk in upload.chunks():
                target.write(chunk)
        files.append({"name": shown_name(upload.name), "size": upload.size, "stored": stored})
    load.files = files
    load.save(update_fields=["files"])


def shown_name(name: str | None) -> str:
    """The name of an upload as it is shown: without folders and control characters."""
    last = (name or "").replace("\\", "/").rpartition("/")[2]
    visible = "".join(character for character in last if character.isprintable())
    return visible[-120:] or "bang-tinh"


def files_of(load: Load) -> list[SourceFile]:
    """The files of a load, to be read."""
    folder = folder_of(load)
    return [
        SourceFile(one["name"], (folder / one["stored"]).read_bytes())
        for one in load.files
        if one.get("stored")
    ]


def drop(load: Load) -> None:
    """Remove the files; what they brought is in the journal."""
    shutil.rmtree(folder_of(load), ignore_errors=True)
    load.files = [
        {key: value for key, value in one.items() if key != "stored"} for one in load.files
    ]
