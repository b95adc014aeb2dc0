"""A folder that holds so many bytes and no more: what was wanted longest ago goes first."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def keep_within(folder: Path, bytes_at_most: int, left: float = 1.0) -> None:
    """Remove files from a folder that holds too many bytes, until it has `left` of them.

    By the time they were touched last. The newest stays, however large: it was wanted just now.
    """
    seen = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):  # another process tidies, too
            found = path.stat()
            seen.append((found.st_atime_ns, found.st_size, path))
    there = sum(size for _, size, _ in seen)
    if there <= bytes_at_most:
        return
    for _, size, path in sorted(seen)[:-1]:
        path.unlink(missing_ok=True)
        there -= size
        if there <= bytes_at_most * left:
            break
