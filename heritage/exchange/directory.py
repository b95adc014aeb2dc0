"""What names what: identifiers, originals, terms and administrative units, read once for a load.

A few queries at the start, none for a row. What a load itself will create is entered as it is read,
so that references across files resolve in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser

from heritage.exchange.audiences import AudienceWords
from heritage.exchange.labels import LabelWords
from heritage.exchange.schema import bound_sheets
from heritage.exchange.units import UnitList
from heritage.peoples.models import Term
from heritage.protocols.audiences import closed_to
from heritage.protocols.models import Community
from heritage.records.identifiers import normalise
from heritage.records.models import Identifier
from heritage.records.sheets import CellError, Reference, join, split
from heritage.records.things import kinds
from search.analysis.folding import fold

NEAR = 3
NOTHING_NEAR = "—"

Warn = tuple[str, str, str, dict[str, str | int]]


class Directory:
    """The lookups of `heritage.records.sheets.Lookups`, with what is planned on top."""

    def __init__(self, sender: Any = None, *, reader: Any = None) -> None:
        """`sender`: whose sheets are read; `reader`: whose export it is. None: the operator."""
        self._sender, self._reader = sender, reader
        self.by_sheet_id: dict[str, str] = {}
        self.sheet_ids: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.alive: set[str] = set()
        self.planned: set[str] = set()
        self.warnings: list[Warn] = []
        self.audiences = AudienceWords()
        self.labels = LabelWords(reader)
        others = Community.objects.filter(people=None)
        self.communities = dict.fromkeys(others.values_list("code", flat=True), "")
        """Communities by their codes: the people whose it is, nothing where it is no people's."""
        self._numbers: dict[str, dict[str, int]] = {}
        self._identifiers: dict[str, dict[int, str]] = {}
        rows = Identifier.objects.values_list("value", "sheet_id", "kind", "title", "withdrawn_at")
        for value, sheet_id, kind, title, withdrawn_at in rows.iterator(chunk_size=5000):
            self.kinds[value] = kind
            self.titles[value] = title
            if withdrawn_at is None:
                self.alive.add(value)
            if sheet_id:
                self.by_sheet_id[sheet_id] = value
                self.sheet_ids[value] = sheet_id

    def plan(self, identifier: str, kind: str, sheet_id: str, title: str) -> None:
        """Enter what this load will create."""
        self.kinds[identifier] = kind
        self.titles[identifier] = title
        self.planned.add(identifier)
        if sheet_id:
            self.by_sheet_id[sheet_id] = identifier
            self.sheet_ids[identifier] = sheet_id

    def number(self, identifier: str, kind: str, number: int) -> None:
        """Say which row number the original of a planned thing will have."""
        self._load(kind)
        self._numbers[kind][identifier] = number
        self._identifiers[kind][number] = identifier

    def identifier_of(self, text: str) -> str | None:
        """The identifier that a sheet's id or a typed permanent identifier means."""
        if (found := self.by_sheet_id.get(text)) is not None:
            return found
        typed = normalise(text)
        return typed if typed is not None and typed in self.kinds else None

    def exists(self, identifier: str) -> bool:
        """Whether a thing bears it now or will after this load."""
        return identifier in self.alive or identifier in self.planned

    def find(self, text: str, kinds: Sequence[str], column: str) -> Reference:
        """The thing that `text` names."""
        identifier = self.identifier_of(text)
        if identifier is None or not self.exists(identifier):
            raise CellError(column, text, "reference_dangling", near=self.near(text, kinds))
        kind = self.kinds[identifier]
        if kinds and kind not in kinds:
            wanted = " / ".join(label_of(wanted) for wanted in kinds)
            raise CellError(
                column, text, "reference_of_another_kind", kind=label_of(kind), wanted=wanted
            )
        return Reference(identifier, kind)

    def near(self, text: str, kinds: Sequence[str]) -> str:
        """Ids of what is called `text`; else ids that look like it, to suggest."""

        def fits(identifier: str) -> bool:
            return (
                (not kinds or self.kinds[identifier] in kinds)
                and self.exists(identifier)
                and identifier not in self._closed
            )

        called = [one for one in self._by_title.get(fold(text), []) if fits(one)]
        if called:
            return ", ".join(
                f"{self.name_of_identifier(one)} ({self.titles[one]})" for one in called[:NEAR]
            )
        candidates = [code for code, one in self.by_sheet_id.items() if fits(one)]
        return ", ".join(get_close_matches(text, candidates, NEAR, 0.6)) or NOTHING_NEAR

    @cached_property
    def _closed(self) -> set[str]:
        """Identifiers of what is closed to the sender: never suggested."""
        return _closed_to(self._sender)

    @cached_property
    def _nameless(self) -> set[str]:
        """Identifiers of what is closed to the reader. An id of a sheet is often a name."""
        return _closed_to(self._reader)

    @cached_property
    def _restricted(self) -> set[str]:
        """Identifiers of what is not for everybody."""
        return _closed_to(AnonymousUser())

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        """Identifiers by what bears them, what this load brings included."""
        by_title: dict[str, list[str]] = {}
        for identifier, title in self.titles.items():
            by_title.setdefault(fold(title), []).append(identifier)
        return by_title

    def number_of(self, reference: Reference) -> int:
        """The row number of the original a reference means."""
        self._load(reference.kind)
        return self._numbers[reference.kind][reference.identifier]

    def number_if_any(self, identifier: str, kind: str) -> int | None:
        """The row number of the original that bears an identifier, if there is one already."""
        self._load(kind)
        return self._numbers[kind].get(identifier)

    def name_of(self, kind: str, pk: Any) -> str:
        """The sheet's id of an original, or its permanent identifier."""
        if pk is None:
            return ""
        self._load(kind)
        return self.name_of_identifier(self._identifiers[kind][pk])

    def name_of_identifier(self, identifier: str) -> str:
        """The sheet's id that belongs to a permanent identifier, or the identifier."""
        if identifier in self._nameless:
            return identifier
        return self.sheet_ids.get(identifier, identifier)

    def called(self, identifier: str) -> str:
        """What a thing is called; what is closed to the sender has only its identifier."""
        if identifier in self._closed:
            return identifier
        return self.titles.get(identifier) or self.name_of_identifier(identifier)

    def told(self, cell: str) -> str:
        """A cell as everybody may read it: what is not for all is named by its identifier."""
        named = [(part, self.by_sheet_id.get(part)) for part in split(cell)]
        if not any(one in self._restricted for _part, one in named):
            return cell
        return join(one if one and one in self._restricted else part for part, one in named)

    def address_of_page(self, pk: int) -> str | None:
        """The permanent address of a page in any language."""
        identifier = self._pages.get(pk)
        return f"/id/{identifier}" if identifier else None

    def page_of(self, identifier: str) -> int | None:
        """The page number of an original, None if the identifier is not a page's."""
        kind = self.kinds.get(identifier)
        sheet = bound_sheets().get(kind) if kind else None
        if kind is None or sheet is None or not sheet.is_page or not self.exists(identifier):
            return None
        self._load(kind)
        return self._numbers[kind].get(identifier)

    @cached_property
    def _pages(self) -> dict[int, str]:
        pages: dict[int, str] = {}
        for sheet in bound_sheets().values():
            if sheet.is_page:
                pages |= dict(sheet.model._base_manager.values_list("pk", "identifier_id"))
        return pages

    def _load(self, kind: str) -> None:
        if kind in self._numbers:
            return
        rows = kinds()[kind]._default_manager.originals().values_list("identifier_id", "pk")  # type: ignore[attr-defined]
        self._numbers[kind] = dict(rows)
        self._identifiers[kind] = {pk: value for value, pk in self._numbers[kind].items()}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], int]:
        return {(scheme, code): pk for pk, scheme, code in self._term_rows}

    @cached_property
    def _term_rows(self) -> list[tuple[int, str, str]]:
        return [(term.pk, term.scheme, term.code) for term in self._term_objects]

    @cached_property
    def _term_objects(self) -> list[Term]:
        return list(Term.objects.all())

    @cached_property
    def _term_names(self) -> dict[tuple[str, str], str]:
        names: dict[tuple[str, str], str] = {}
        for term in self._term_objects:
            for label in (term.label_km, term.label_en, term.label_vi, term.code):
                if label:
                    names[term.scheme, fold(label)] = term.code
        return names

    @cached_property
    def _term_codes(self) -> dict[int, tuple[str, str]]:
        return {pk: (scheme, code) for pk, scheme, code in self._term_rows}

    def find_term(self, scheme: str, text: str, column: str) -> tuple[int, str]:
        """The number and the code of the term that a code, a label or `scheme:code` means."""
        other, mark, code = text.partition(":")
        if mark and (pk := self._terms.get((other, code))) is not None:
            return pk, code if other == scheme else text
        found = (
            text if (scheme, text) in self._terms else self._term_names.get((scheme, fold(text)))
        )
        if found is None:
            raise CellError(column, text, "term_unknown", near=self._near_terms(scheme, text))
        return self._terms[scheme, found], found

    def _near_terms(self, scheme: str, text: str) -> str:
        """Labels, each with its code, of terms called nearly so; of all where there is none."""
        terms = {term.code: term for term in self._term_objects if term.scheme == scheme}
        names = {name: code for (known, name), code in self._term_names.items() if known == scheme}
        codes = [names[name] for name in get_close_matches(fold(text), names, NEAR, 0.6)]
        shown = [terms[code] for code in dict.fromkeys(codes or terms)]
        return "; ".join(f"{term.label_vi} ({term.code})" for term in shown) or NOTHING_NEAR

    def term_code(self, pk: int, scheme: str) -> str:
        """The code of a term, with its scheme where it is not the usual one of the column."""
        own, code = self._term_codes[pk]
        return code if own == scheme else f"{own}:{code}"

    @cached_property
    def _units(self) -> UnitList:
        return UnitList()

    def unit(
        self, level: str, name: str, era: str, within: Sequence[Any], column: str
    ) -> int | None:
        """The administrative unit of that name; a name the list lacks is kept, with a warning."""
        return self._units.find(level, name, era, within, column, self)

    def unit_by_code(self, level: str, code: str, column: str) -> int:
        """The administrative unit with that code."""
        return self._units.by_code(level, code, column)

    def unit_code(self, pk: int | None) -> str:
        """The code of an administrative unit."""
        return self._units.code_of(pk) if pk is not None else ""

    def warn(self, column: str, value: str, code: str, **params: str | int) -> None:
        """Keep a warning until the row that is being read takes it."""
        self.warnings.append((column, value, code, dict(params)))

    def take_warnings(self) -> list[Warn]:
        """The warnings since the last call."""
        taken, self.warnings = self.warnings, []
        return taken


def _closed_to(user: Any) -> set[str]:
    """Identifiers of what is closed to `user`; nothing is to the operator (None)."""
    if user is None:
        return set()
    hidden = closed_to(user)
    return {
        identifier
        for model in kinds().values()
        for identifier in model._base_manager.filter(hidden).values_list("identifier_id", flat=True)
    }


def label_of(kind: str) -> str:
    """The Vietnamese name of a kind, as its sheet is called."""
    sheet = bound_sheets().get(kind)
    return sheet.sheet.label.lower() if sheet else kind
