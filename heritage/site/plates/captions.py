"""The words that go with a plate: its title and its text alternative, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Caption:
    """What a plate is called and what is seen on it, by language code; Vietnamese always."""

    title: Mapping[str, str]
    alt: Mapping[str, str]


def _read() -> dict[str, Caption]:
    told = tomllib.loads((Path(__file__).parent / "captions.toml").read_text("utf-8"))
    return {slug: Caption(words["title"], words["alt"]) for slug, words in told.items()}


CAPTIONS: Mapping[str, Caption] = _read()
"""By the slug of the plate."""
