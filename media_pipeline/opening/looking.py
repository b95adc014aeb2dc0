"""The task `look` of `media_pipeline.apart`: what one file is."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening import polyglots, sniffing, wholeness
from media_pipeline.opening.kinds import TAKEN
from media_pipeline.opening.limits import Limits
from media_pipeline.reasons import Reason, RefusedError

READERS = {
    Kind.IMAGE: "pictures",
    Kind.AUDIO: "sound_and_film",
    Kind.VIDEO: "sound_and_film",
    Kind.DOCUMENT: "documents",
    Kind.CAPTIONS: "captions",
}
"""Modules of this package, imported when they are needed: each brings its decoders along."""


def look(request: Mapping[str, Any]) -> dict[str, Any]:
    """`{"path", "name", "limits"}` → `Facts.as_json()`.

    `path` is read and nothing else; `name` decides nothing, and `limits` are those of `Limits` that
    shall be others. Raises RefusedError.
    """
    path = Path(request["path"])
    limits = Limits.from_json(request.get("limits") or {})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's, about files: they go nowhere from here
        try:
            return facts(path, limits).as_json()
        except RefusedError as refusal:
            # Decoders name the file by where it lies in this machine, which is nobody's business.
            detail = refusal.detail.replace(str(path), str(request.get("name") or path.name))
            raise RefusedError(refusal.reason, detail, **refusal.params) from refusal


def facts(path: Path, limits: Limits) -> Facts:
    """What the file at `path` is. Raises RefusedError, OSError where it cannot be read."""
    size = path.stat().st_size
    if size == 0:
        raise RefusedError(Reason.EMPTY, "0 bytes")
    if size > limits.bytes:
        raise RefusedError(Reason.TOO_BIG, f"{size} bytes", bytes=size, limit=limits.bytes)
    with path.open("rb") as file:
        found = sniffing.sniff(file)
        if found is None:
            file.seek(0)
            raise RefusedError(Reason.UNKNOWN, f"begins {file.read(16).hex(' ')}")
        if found not in TAKEN:
            raise RefusedError(Reason.UNWANTED, f"it is {found}", found=found)
        polyglots.demand_one(file, size, found)
        wholeness.demand(file, size)
    return _reader(found)(path, found, limits)


def _reader(found: str) -> Callable[[Path, str, Limits], Facts]:
    name = "drawings" if found == "image/svg+xml" else READERS[TAKEN[found].kind]
    reader: Callable[[Path, str, Limits], Facts] = importlib.import_module(
        f"media_pipeline.opening.{name}"
    ).look
    return reader
