"""The task that `apart` runs for each job: one recipe for one original."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts
from media_pipeline.recipes.book import RECIPES


def make(request: Mapping[str, Any]) -> dict[str, Any]:
    """Run `recipe` on `original` (a path), which is what `facts` say, into the folder `into`."""
    module, name = RECIPES[request["recipe"]].function.split(":")
    function = getattr(importlib.import_module(module), name)
    facts = Facts.from_json(request["facts"])
    made = function(Path(request["original"]), facts, Path(request["into"]), request["options"])
    said: dict[str, Any] = made.as_json()
    return said
