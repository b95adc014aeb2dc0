"""`labels.csv`: what the labels of communities say, one row for each language.

It goes with every export, so that the words go where the things go, and is read back into an empty
archive with them. Elsewhere the wording that the custodians have approved in the archive stays:
the sheet of a label changes nothing, and a label that is not there is written by its community.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from heritage.accounts.spoken_codes import typed
from heritage.exchange.beside import Cells, Owner, Row, owner_cell
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.peoples.communities import named_to
from heritage.protocols.labels import Said, Wording, add_version
from heritage.protocols.local_contexts import TK_LABELS
from heritage.protocols.models import Community, Label, LabelText, LabelVersion
from heritage.records.language_tags import TagError, language_tag

FILE = "labels.csv"
COLUMNS = (
    *("code", "community", "local_contexts", "local_contexts_uri"),
    *("language", "name", "text"),
)
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
        yield [
            label.code,
            owner_cell(label.community, look),
            answers_to.code if answers_to else "",
            answers_to.uri if answers_to else "",
            one.language,
            one.name,
            one.text,
        ]


# Back


@dataclass
class PlannedLabel:
    """A label that a copy of an archive brings back."""

    code: str
    owner: Owner
    local_contexts: str
    texts: list[Said] = field(default_factory=list)

    @property
    def wording(self) -> Wording:
        """What it says."""
        return Wording(tuple(self.texts), self.local_contexts)


@dataclass
class Understood:
    """What the files of labels mean, and what is wrong with them."""

    labels: dict[str, PlannedLabel] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def understand(rows: Iterable[Row], look: Directory, *, restoring: bool) -> Understood:
    """The labels of all rows.

    Only a copy that is read into an empty archive (`restoring`) brings labels back. Otherwise they
    are compared with those there are: another wording is a warning, an unknown label a problem.
    """
    found = Understood()
    first: dict[str, Row] = {}
    for row in rows:
        _understand_row(Cells(row, look), found)
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


def _understand_row(cells: Cells, found: Understood) -> None:
    code, owner = cells.code(), cells.community() or Owner()
    given = cells.row.cells.get
    known = TK_LABELS.get(given("local_contexts", ""))
    if given("local_contexts") and known is None:
        cells.wrong("local_contexts", "choice_unknown", {"near": ", ".join(TK_LABELS)})
    if given("local_contexts_uri") and given("local_contexts_uri") != (known.uri if known else ""):
        near = known.uri if known else "—"
        cells.wrong("local_contexts_uri", "choice_unknown", {"near": near})
    said = _said(cells)
    answers_to = known.code if known else ""
    planned = found.labels.get(code) or PlannedLabel(code, owner, answers_to)
    if (planned.owner, planned.local_contexts) != (owner, answers_to):
        cells.wrong("code", "label_differs")
    if said.language in {one.language for one in planned.texts}:
        cells.wrong("language", "language_repeated", {"part": said.language})
    found.problems += cells.problems
    if not cells.problems:
        planned.texts.append(said)
        found.labels[code] = planned


def _said(cells: Cells) -> Said:
    name = cells.text("name", NAME_LENGTH, required=True)
    text = cells.text("text", TEXT_LENGTH, required=True)
    language = cells.row.cells.get("language", "")
    try:
        language = language_tag(language)
    except TagError as error:
        code = error.code if language else "cell_empty"
        cells.wrong("language", code, error.params)
    return Said(language, name, text)


def restore(planned: Iterable[PlannedLabel], by: Any) -> None:
    """Write the labels that a copy brings back, approved as they were."""
    for one in planned:
        label = Label(code=one.code, community=one.owner.found())
        label.current = add_version(
            label,
            one.wording,
            proposed_by=by,
            state=LabelVersion.State.APPROVED,
            decided_at=timezone.now(),
        )
        label.save(update_fields=["current"])
