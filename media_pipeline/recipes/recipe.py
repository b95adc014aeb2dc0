"""What a recipe is, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from media_pipeline.apart import Bounds
from media_pipeline.facts import Kind


@dataclass(frozen=True)
class DerivedFile:
    """One file that a recipe made."""

    name: str
    """Below the folder of its derivative: `640.avif`. ASCII letters, digits, `.` and `-` only."""
    media_type: str
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    page: int = 0
    """Of a document, from 1."""


@dataclass(frozen=True)
class Made:
    """What came of one run."""

    files: tuple[DerivedFile, ...]
    learned: Mapping[str, Any] = field(default_factory=dict)
    """What is worth a place in the row: a thumbhash, a loudness, the confidence of read text."""

    def as_json(self) -> dict[str, Any]:
        """For a row or another process."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """What `as_json` said."""
        return cls(tuple(DerivedFile(**one) for one in said["files"]), said["learned"])


@dataclass(frozen=True)
class Recipe:
    """A way to make derivatives. What it gives changes: its version does, too."""

    name: str
    version: int
    kinds: frozenset[Kind]
    """Of originals it is for."""
    function: str
    """Where it is, `module:name`, so that nobody loads a decoder who only looks at the list:
    `(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made`. It writes its
    files into `into`, which is empty and its own, and raises RefusedError."""
    bounds: Bounds
    options: frozenset[str] = frozenset()
    """Names of what it can be told about a file; all may be left out."""
