"""All recipes, by name."""

from __future__ import annotations

from media_pipeline.apart import MB, Bounds
from media_pipeline.facts import Kind
from media_pipeline.recipes.recipe import Recipe

SAID = frozenset({"title", "credit", "rights"})
"""What every recipe that writes metadata is told (`credit.py`)."""

PICTURE = Recipe(
    "picture",
    1,
    frozenset({Kind.IMAGE}),
    "media_pipeline.recipes.pictures:make",
    Bounds(memory=512 * MB, seconds=600),
    SAID | {"rights_url", "focus"},
)
ZOOM = Recipe(
    "zoom",
    1,
    frozenset({Kind.IMAGE}),
    "media_pipeline.recipes.zoom:make",
    Bounds(memory=512 * MB, seconds=1800),
)
SOUND = Recipe(
    "sound",
    1,
    frozenset({Kind.AUDIO}),
    "media_pipeline.recipes.sound:make",
    Bounds(memory=512 * MB, seconds=3600),
    SAID,
)
FILM = Recipe(
    "film",
    1,
    frozenset({Kind.VIDEO}),
    "media_pipeline.recipes.film:make",
    Bounds(memory=1024 * MB, seconds=4 * 3600),
    SAID,
)
PAGES = Recipe(
    "pages",
    1,
    frozenset({Kind.DOCUMENT}),
    "media_pipeline.recipes.pages:make",
    # 300 scanned pages at 10 s each for Tesseract are an hour, and it may have half a processor.
    Bounds(memory=768 * MB, seconds=3 * 3600),
    SAID,
)
CAPTIONS = Recipe(
    "captions",
    1,
    frozenset({Kind.CAPTIONS}),
    "media_pipeline.recipes.captions:make",
    Bounds(memory=256 * MB, seconds=30),
)

RECIPES = {recipe.name: recipe for recipe in (PICTURE, ZOOM, SOUND, FILM, PAGES, CAPTIONS)}


def recipes_for(kind: Kind) -> list[Recipe]:
    """What is made of an original of this kind."""
    return [recipe for recipe in RECIPES.values() if kind in recipe.kinds]
