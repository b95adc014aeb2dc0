"""What a way to narrow a list is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from heritage.site.reader import Reader

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Counted:
    """One option before it becomes a link: its value in addresses, its name, how many there are."""

    value: str
    label: str
    count: int
    lang: str = ""


class Facet(ABC):
    """One way to narrow a list."""

    def __init__(self, parameter: str, label: str | Promise) -> None:
        self.parameter = parameter
        self.label = label

    def applies(self, chosen: dict[str, str]) -> bool:
        """Whether it is offered, given what else is chosen."""
        return True

    @abstractmethod
    def narrow(self, rows: Rows, value: str, reader: Reader) -> Rows:
        """The rows that have this value; none for a value that does not exist."""

    @abstractmethod
    def counts(self, rows: Rows, reader: Reader) -> list[Counted]:
        """The values among these rows, in the order in which they are offered."""

    def named(self, value: str, rows: Rows, reader: Reader) -> Counted | None:
        """A value by its name, if there is one, even if none of `rows` should have it."""
        return next((one for one in self.counts(rows, reader) if one.value == value), None)
