"""Labels of things in a sheet: by their codes, divided by `;`, in the order of the codes.

A sheet says so for new things only: afterwards the community decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from heritage.accounts.spoken_codes import typed
from heritage.peoples.communities import named_to
from heritage.protocols.models import Community, Label, PlacedLabel
from heritage.records.sheets import CellError, split


class LabelWords:
    """Labels of the archive and the things they are on, read once for a load or an export."""

    def __init__(self, reader: Any = None) -> None:
        """`reader`: to whom the labels are told; None: the operator, who knows them all."""
        self._reader = reader
        self.planned: set[str] = set()
        """Codes of the labels that this load brings back."""

    @cached_property
    def _in_use(self) -> set[str]:
        labels = Label.objects.in_use()
        if self._reader is not None:
            labels = labels.filter(community__in=named_to(self._reader, Community.objects.all()))
        return set(labels.values_list("code", flat=True))

    @cached_property
    def _laid_aside(self) -> set[str]:
        return set(Label.objects.values_list("code", flat=True)) - self._in_use

    @cached_property
    def _on(self) -> dict[str, list[str]]:
        on: dict[str, list[str]] = defaultdict(list)
        placed = PlacedLabel.objects.order_by("label__code")
        for identifier, code in placed.values_list("identifier_id", "label__code"):
            if code in self._in_use:
                on[identifier].append(code)
        return on

    def understand(self, column: str, text: str) -> list[str]:
        """The codes a cell names, in their order, or CellError.

        The code of a label that was laid aside is known, so that an older sheet can be read.
        """
        codes = sorted({typed(part) for part in split(text) if part})
        known = self._in_use | self._laid_aside | self.planned
        for code in codes:
            if code not in known:
                raise CellError(column, code, "label_unknown")
        return codes

    def on(self, identifier: str) -> list[str]:
        """Codes of the labels on a thing."""
        return self._on.get(identifier, [])

    def on_new(self, identifier: str, codes: Iterable[str]) -> list[str]:
        """Codes of the labels that a new thing will have: those of its sheet, and those that the
        community put on it before it was removed."""
        shown = self._in_use | self.planned
        return sorted({*self.on(identifier), *(code for code in codes if code in shown)})


def put_on_new(wanted: Mapping[str, list[str]], by: Any) -> None:
    """Put the labels that their sheet says on new things. `wanted`: codes for each identifier."""
    codes = {code for some in wanted.values() for code in some}
    numbers = dict(Label.objects.filter(code__in=codes).values_list("code", "pk"))
    PlacedLabel.objects.bulk_create(
        (
            PlacedLabel(label_id=numbers[code], identifier_id=identifier, placed_by=by)
            for identifier, some in wanted.items()
            for code in some
            if code in numbers
        ),
        ignore_conflicts=True,
        batch_size=200,
    )
