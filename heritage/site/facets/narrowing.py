"""What a reader has chosen to narrow a list by, and what he may choose: links, no form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from heritage.site.facets.base import Counted, Facet, Rows
from heritage.site.reader import Reader


@dataclass(frozen=True)
class Option:
    """A link that narrows the list, or takes the narrowing back."""

    label: str
    lang: str
    count: int
    chosen: bool
    url: str
    crawl: bool


@dataclass(frozen=True)
class OfferedFacet:
    """A facet with its options."""

    facet: Facet
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """The option in effect."""
        return next((option for option in self.options if option.chosen), None)


def choices(facets: Iterable[OfferedFacet]) -> list[OfferedFacet]:
    """Those that leave a choice, or whose choice can be taken back."""
    return [facet for facet in facets if len(facet.options) > 1 or facet.chosen]


@dataclass(frozen=True)
class Narrowed:
    """Rows that have all that was chosen."""

    rows: Rows
    chosen: dict[str, str]
    facets: list[OfferedFacet]

    @property
    def chosen_options(self) -> list[Option]:
        """The filters in effect."""
        return [facet.chosen for facet in self.facets if facet.chosen]


def query(chosen: Mapping[str, str], **more: str) -> str:
    """The query of a list's address in a fixed order; `.` is the list itself."""
    pairs = [*sorted(chosen.items()), *more.items()]
    return f"?{urlencode(pairs)}" if pairs else "."


def narrow(
    everything: Rows,
    offered: Iterable[Facet],
    given: Mapping[str, str],
    reader: Reader,
    beside: Mapping[str, str] | None = None,
) -> Narrowed:
    """Rows among `everything` with the values `given`; `beside` stays in every address.

    What is no value of a facet is as if it had not been asked for. The number of queries depends
    on the facets, not on the rows.
    """
    chosen = dict(beside or {})
    facets: list[Facet] = []
    named: dict[str, Counted] = {}
    for facet in offered:
        if not facet.applies(chosen):
            continue
        facets.append(facet)
        value = given.get(facet.parameter)
        if value and (found := facet.named(value, everything, reader)) is not None:
            chosen[facet.parameter] = value
            named[facet.parameter] = found
    shown = [
        OfferedFacet(
            facet,
            _options(
                facet,
                _with_all(everything, facets, chosen, reader, facet),
                chosen,
                named.get(facet.parameter),
                reader,
            ),
        )
        for facet in facets
    ]
    return Narrowed(_with_all(everything, facets, chosen, reader), chosen, shown)


def _with_all(
    rows: Rows,
    facets: list[Facet],
    chosen: dict[str, str],
    reader: Reader,
    but: Facet | None = None,
) -> Rows:
    for facet in facets:
        if facet is not but and facet.parameter in chosen:
            rows = facet.narrow(rows, chosen[facet.parameter], reader)
    return rows


def _options(
    facet: Facet,
    rows: Rows,
    chosen: dict[str, str],
    named: Counted | None,
    reader: Reader,
) -> list[Option]:
    mine = chosen.get(facet.parameter)
    others = {name: value for name, value in chosen.items() if name != facet.parameter}
    if facet.parameter == "tieng":
        others.pop("chu", None)
    counted = facet.counts(rows, reader)
    if named is not None and all(option.value != mine for option in counted):
        counted.append(replace(named, count=0))
    return [
        Option(
            option.label,
            option.lang,
            option.count,
            option.value == mine,
            query(others if option.value == mine else others | {facet.parameter: option.value}),
            crawl=not others,
        )
        for option in counted
    ]
