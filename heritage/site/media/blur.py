"""What stands in a picture's place until it comes: twelve colours, which the page itself brings.

Drawn as shapes and not as a picture in the page: our content security policy allows neither styles
nor pictures that a page brings along.
"""

from __future__ import annotations

import base64
from functools import lru_cache

import thumbhash as library

COLUMNS, ROWS = 4, 3


def _unsaid(*values: object) -> None:
    """What the library prints for each picture (0.1.2) would stand in a server's log."""


library.print = _unsaid


@lru_cache(maxsize=2000)
def colours(thumbhash: str) -> tuple[tuple[int, int, str], ...]:
    """Column, row and colour (`#c8b090`) of each field, from the hash that the recipe learned."""
    if not thumbhash:
        return ()
    width, height, pixels = library.thumb_hash_to_rgba(list(base64.b64decode(thumbhash)))
    found = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            x = (2 * column + 1) * width // (2 * COLUMNS)
            y = (2 * row + 1) * height // (2 * ROWS)
            red, green, blue = pixels[4 * (y * width + x) :][:3]
            found.append((column, row, f"#{red:02x}{green:02x}{blue:02x}"))
    return tuple(found)
