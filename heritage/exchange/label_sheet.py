"""`labels.csv`: what the labels of communities say, one row for each language.

It goes with every export, so that the words go where the things go, and is read back into an empty
archive with them. Elsewhere the wording that the custodians have approved in the archive stays:
the sheet of a label changes nothing, and a label that is not there is written by its community.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from heritage.accounts.spoken_codes import ALPHABET, typed
from heritage.exchange.directory import Directory
from heritage.exchange.validators.cells import parse_text
from heritage.exchange.validators.formulas import escape_formula, unescape_formula
from heritage.exchange.validators.problems import Fault, Params, Problem
from heritage.exchange.validators.table_model import Table
from heritage.peoples.communities import found_communities, named_to
from heritage.peoples.models import People
from heritage.protocols.labels import Said, Wording, add_version
from heritage.protocols.local_contexts import TK_LABELS
from heritage.protocols.models import Community, Label, LabelText, LabelVersion
from heritage.records.language_tags import TagError, language_tag
from heritage.records.sheets import CellError

FILE = "labels.csv"
COLUMNS = (
    *("code", "community", "local_contexts", "local_contexts_uri"),
    *("language", "name", "text"),
)
LENGTH = 7
NAME_LENGTH, TEXT_LENGTH = 120, 4000


# Out


def cells(look: Directory, reader: Any = None) -> Iterator[list[str]]:
    """The rows, by the codes of the labels; the community's own language of each comes first.

    `reader`: whose export it is; a label of a community whose name he may not know is left out.
    None: the operator.
    """
    communities: QuerySet[Community] = Community.objects.all()
    if reader is not None:
        communities = named_to(reader, communities)
    texts = LabelText.objects.filter(
        version__current_of__retired_at=None,
        version__current_of__isnull=False,
        version__label__community__in=communities,
    ).select_related("version__label__community")
    for one in texts.order_by("version__label__code", "sort_order"):
        label, answers_to = one.version.label, one.version.answers_to
        community = label.community
        known = look.name_of_identifier(community.people_id) if community.people_id else ""
        yield [
            escape_formula(cell)
            for cell in (
                label.code,
                known or community.code,
                answers_to.code if answers_to else "",
                answers_to.uri if answers_to else "",
                one.language,
                one.name,
                one.text,
            )
        ]


# Back


@dataclass(frozen=True)
class LabelRow:
    """One row of the file."""

    file: str
    number: int
    cells: dict[str, str]

    def problem(self, column: str, code: str, params: Params | None = None) -> Problem:
        """Something wrong in it."""
        value = self.cells.get(column, "")
        return Problem(self.file, self.number, column, value, code, params or {})


@dataclass
class PlannedLabel:
    """A label that a copy of an archive brings back; `people`: whose community it belongs to, or
    `community`, the code of another."""

    code: str
    people: str
    community: str
    local_contexts: str
    texts: list[Said] = field(default_factory=list)

    @property
    def wording(self) -> Wording:
        """What it says."""
        return Wording(tuple(self.texts), self.local_contexts)


def is_label_table(header: Sequence[str]) -> bool:
    """Whether a file with these columns is one of labels."""
    return {"code", "community", "language", "text"} <= set(header) <= set(COLUMNS)


def rows_of(table: Table) -> list[LabelRow]:
    """The rows of such a file."""
    return [
        LabelRow(table.file, number, {name: unescape_formula(text) for name, text in row.items()})
        for number, row in table.records()
    ]


@dataclass
class Understood:
    """What the files of labels mean, and what is wrong with them."""

    labels: dict[str, PlannedLabel] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def understand(rows: Iterable[LabelRow], look: Directory, *, restoring: bool) -> Understood:
    """The labels of all rows.

    Only a copy that is read into an empty archive (`restoring`) brings labels back. Otherwise they
    are compared with those there are: another wording is a warning, an unknown label a problem.
    """
    found = Understood()
    first: dict[str, LabelRow] = {}
    others = set(Community.objects.filter(people=None).values_list("code", flat=True))
    for row in rows:
        _understand_row(row, found, look, others)
        first.setdefault(typed(row.cells.get("code", "")), row)
    if restoring:
        look.labels.planned |= found.labels.keys()
        return found
    there = Label.objects.filter(code__in=list(found.labels)).prefetch_related("current__texts")
    wordings = {
        label.code: Wording.of(label.current) for label in there if label.current is not None
    }
    for code, planned in found.labels.items():
        if code not in wordings:
            found.problems.append(first[code].problem("code", "label_not_here"))
        elif wordings[code] != planned.wording:
            found.warnings.append(first[code].problem("code", "label_kept"))
    found.labels.clear()
    return found


def _understand_row(row: LabelRow, found: Understood, look: Directory, others: set[str]) -> None:
    wrong: list[Problem] = []
    get = row.cells.get
    code = typed(get("code", ""))
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        wrong.append(row.problem("code", "label_code_malformed" if code else "cell_empty"))
    people, community = "", ""
    if not get("community"):
        wrong.append(row.problem("community", "cell_empty"))
    else:
        people, community = _community(row, look, others, wrong)
    known = TK_LABELS.get(get("local_contexts", ""))
    if get("local_contexts") and known is None:
        near = ", ".join(TK_LABELS)
        wrong.append(row.problem("local_contexts", "choice_unknown", {"near": near}))
    if get("local_contexts_uri") and get("local_contexts_uri") != (known.uri if known else ""):
        near = known.uri if known else "—"
        wrong.append(row.problem("local_contexts_uri", "choice_unknown", {"near": near}))
    said = _said(row, wrong)
    planned = found.labels.get(code) or PlannedLabel(
        code, people, community, known.code if known else ""
    )
    if (planned.people, planned.community, planned.local_contexts) != (
        people,
        community,
        known.code if known else "",
    ):
        wrong.append(row.problem("code", "label_differs"))
    if said.language in {one.language for one in planned.texts}:
        wrong.append(row.problem("language", "language_repeated", {"part": said.language}))
    found.problems += wrong
    if not wrong:
        planned.texts.append(said)
        found.labels[code] = planned


def _community(
    row: LabelRow, look: Directory, others: set[str], wrong: list[Problem]
) -> tuple[str, str]:
    """The people whose community is meant, or the code of another community."""
    text = row.cells["community"]
    if typed(text) in others:
        return "", typed(text)
    try:
        return look.find(text, ("people",), "community").identifier, ""
    except CellError as error:
        wrong.append(row.problem("community", "community_unknown", error.params))
        return "", ""


def _said(row: LabelRow, wrong: list[Problem]) -> Said:
    texts = {}
    for column, limit in (("name", NAME_LENGTH), ("text", TEXT_LENGTH)):
        text = row.cells.get(column, "")
        answer = parse_text(text, max_length=limit)
        if isinstance(answer, Fault):
            wrong.append(row.problem(column, answer.code, answer.params))
        elif not answer:
            wrong.append(row.problem(column, "cell_empty"))
        texts[column] = text
    language = row.cells.get("language", "")
    try:
        language = language_tag(language)
    except TagError as error:
        code = error.code if language else "cell_empty"
        wrong.append(row.problem("language", code, error.params))
    return Said(language, texts["name"], texts["text"])


def restore(planned: Iterable[PlannedLabel], by: Any) -> None:
    """Write the labels that a copy brings back, approved as they were."""
    wanted = list(planned)
    if not wanted:
        return
    peoples = People.objects.originals().filter(identifier__in=[one.people for one in wanted])
    found_communities(peoples)
    by_people = {one.people_id: one for one in Community.objects.exclude(people=None)}
    by_code = {one.code: one for one in Community.objects.all()}
    for one in wanted:
        community = by_people[one.people] if one.people else by_code[one.community]
        label = Label(code=one.code, community=community)
        label.current = add_version(
            label,
            one.wording,
            proposed_by=by,
            state=LabelVersion.State.APPROVED,
            decided_at=timezone.now(),
        )
        label.save(update_fields=["current"])
