"""Where a page ended, as a word that an address can hold: the tier, and the key in its order.

The same for every engine: a page may be asked of one and the next of another.
"""

import base64
import binascii
import json
from typing import NamedTuple

MOST_WORTH = 64
"""Of one word, whoever writes cursors: one document of 2**64 would hold it."""
_HIGHEST = 0x10FFFF


class Key(NamedTuple):
    """What decides where a document stands: lower keys come first."""

    rank: int
    """0 number, 1 text, 2 nothing: what has no value comes last."""
    value: int | str
    id: str


class Cursor(NamedTuple):
    """The last hit of a page."""

    tier: int
    key: Key
    worths: tuple[int, ...] = ()
    """What the words of a partial hit are worth (`search.ranking.worth`), as of the first page with
    any: tiers stay the same while documents come and go."""


def key_of(value: int | str | None, id_: str, falling: bool) -> Key:
    """Return the key of a document in the order of a value, which may be the falling one."""
    if value is None:
        return Key(2, 0, id_)
    if isinstance(value, str):
        return Key(1, _turned(value) if falling else value, id_)
    return Key(0, -value if falling else value, id_)


def value_at(key: Key, falling: bool) -> int | str | None:
    """Return the value of which `key_of` made a key."""
    if key.rank == 2:
        return None
    if isinstance(key.value, str):
        return _turned(key.value).removesuffix("\0\U0010ffff") if falling else key.value
    return -key.value if falling else key.value


def written(cursor: Cursor) -> str:
    """Return a cursor in letters, digits, "-" and "_"."""
    said = json.dumps([cursor.tier, *cursor.key, *cursor.worths], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def is_one(text: str) -> bool:
    """Whether somebody was given this very text as a cursor, as far as it can be told."""
    cursor = read(text)
    return cursor is not None and written(cursor) == text


def read(text: str | None) -> Cursor | None:
    """Return the cursor that was written so; None for anything else, as strangers may send."""
    try:
        packed = (text or "").encode("ascii")
        said = json.loads(base64.urlsafe_b64decode(packed + b"=" * (-len(packed) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return None
    match said:
        # To Python true is a number.
        case [*parts] if any(isinstance(part, bool) for part in parts):
            return None
        case [int(tier), 0 as rank, int(value), str(id_), *worths]:
            return Cursor(tier, Key(rank, value, id_), _worths(worths))
        case [int(tier), 2 as rank, 0 as value, str(id_), *worths]:
            return Cursor(tier, Key(rank, value, id_), _worths(worths))
        case [int(tier), 1 as rank, str(value), str(id_), *worths]:
            return Cursor(tier, Key(rank, value, id_), _worths(worths))
        case _:
            return None


def worths(cursor: Cursor | None, count: int) -> tuple[int, ...]:
    """Return what so many words were worth on the page before; none if that is not told."""
    return cursor.worths if cursor is not None and len(cursor.worths) == count else ()


def _worths(said: list[object]) -> tuple[int, ...]:
    """Return them; none if one of them cannot be."""
    found = tuple(one for one in said if isinstance(one, int) and 0 <= one <= MOST_WORTH)
    return found if len(found) == len(said) else ()


def _turned(text: str) -> str:
    """Return a text that comes the earlier, the later `text` does."""
    return "".join(chr(_HIGHEST - ord(character)) for character in text) + chr(_HIGHEST)
