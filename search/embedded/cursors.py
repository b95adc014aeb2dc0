"""Where a page ended, as a word that an address can hold: the tier, and the key in its order."""

import base64
import binascii
import json
from typing import NamedTuple

from search.embedded.orders import Key


class Cursor(NamedTuple):
    """The last hit of a page."""

    tier: int
    key: Key


def written(cursor: Cursor) -> str:
    """Return a cursor in letters, digits, "-" and "_"."""
    said = json.dumps([cursor.tier, *cursor.key], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(text: str | None) -> Cursor | None:
    """Return the cursor that was written so; None for anything else, as strangers may send."""
    try:
        packed = (text or "").encode("ascii")
        said = json.loads(base64.urlsafe_b64decode(packed + b"=" * (-len(packed) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    match said:
        case [int(tier), 0 | 2 as rank, int(value), str(id_)]:
            return Cursor(tier, Key(rank, value, id_))
        case [int(tier), 1 as rank, str(value), str(id_)]:
            return Cursor(tier, Key(rank, value, id_))
        case _:
            return None
