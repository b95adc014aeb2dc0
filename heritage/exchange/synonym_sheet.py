"""`synonyms.csv`: words that mean the same to whoever searches, one group a row, marks before names
as in their form (`peoples.models.synonym`).

Every export has it; a copy of an archive brings its groups in the place of those that an archive
has on its first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError

from heritage.exchange.beside import LONG, Cells, Row, read_all
from heritage.exchange.directory import Directory
from heritage.exchange.validators.problems import Problem
from heritage.peoples.models import Synonym
from heritage.records.sheets import join, split

FILE = "synonyms.csv"
COLUMNS = ("names", "note")
NOTE_LENGTH = 255


def cells() -> Iterator[list[str]]:
    """The rows, by their names."""
    for one in Synonym.objects.order_by("names", "pk"):
        yield [join(one.names.splitlines()), one.note]


def understand(rows: Iterable[Row], look: Directory, problems: list[Problem]) -> list[Synonym]:
    """What the rows mean; what is wrong with them is added to `problems`."""
    return read_all(rows, look, _group, problems)


def restore(groups: list[Synonym]) -> None:
    """Write them in the place of all there are; without any, those stay."""
    if groups:
        Synonym.objects.all().delete()
        Synonym.objects.bulk_create(groups)


def _group(cells: Cells) -> Synonym:
    names = cells.text("names", LONG, required=True)
    group = Synonym(names="\n".join(split(names)), note=cells.text("note", NOTE_LENGTH))
    try:
        group.clean()
    except ValidationError:
        if names:
            cells.wrong("names", "names_too_few")
    return group
