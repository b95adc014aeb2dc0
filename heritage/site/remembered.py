"""What every page asks for and none changes, read once for each generation of the archive.

Sections, peoples, pages of the institution: the same rows whoever asks, until something is
published. Each thread remembers its own, so that no two requests at once hold the same object.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.http import HttpRequest

from heritage.site import generations

Value = TypeVar("Value")

GENERATION = "heritage.generation"
"""Where a request's generation stands in its environment, once it was asked for."""


class _Memory(threading.local):
    def __init__(self) -> None:
        self.forget()

    def forget(self, generation: int | None = None) -> None:
        self.generation = generation
        self.values: dict[Hashable, Any] = {}


memory = _Memory()


def generation_of(request: HttpRequest) -> int:
    """The generation that was committed when this request first asked. One query for a request.

    What is read after it is of this generation or a newer one, never of an older one.
    """
    if GENERATION not in request.META:
        request.META[GENERATION] = generations.current()
    found: int = request.META[GENERATION]
    return found


def remembered(request: HttpRequest, name: Hashable, read: Callable[[], Value]) -> Value:
    """What `read` gives, read once for a generation. `name` says all on which it depends.

    A request that may change something reads for itself: what it sees is not committed yet.
    """
    if request.method not in ("GET", "HEAD"):
        return read()
    generation = generation_of(request)
    if memory.generation != generation:
        memory.forget(generation)
    if name not in memory.values:
        memory.values[name] = read()
    value: Value = memory.values[name]
    return value
