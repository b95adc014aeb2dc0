"""How well a search answers judged queries: measures of rankings, and the files with judgements.

The files are those of TREC: UTF-8, a line each, fields between tabs, no header, no quoting.

    queries   id  language  kind  text
    qrels     id  0  record  grade

What is not judged counts as not relevant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2
from pathlib import Path
from typing import NamedTuple

HIGHEST_GRADE = 3
RELEVANT = 2
"""The lowest grade of what a search has to find. Below it a record only touches the matter."""

Grades = Mapping[str, int]
"""Of each judged record, by its identifier."""


class JudgedQuery(NamedTuple):
    """What somebody typed, and what answers it."""

    id: str
    language: str
    """BCP 47; `und` for codes."""
    kind: str
    text: str
    grades: Grades


class Scores(NamedTuple):
    """The measures of one ranking, or their means over several; each from 0 to 1."""

    ndcg: float
    recall: float
    reciprocal_rank: float


class JudgedFileError(Exception):
    """A file of judged queries cannot be read; the text names file and line and says why."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")


def ndcg(ranking: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first `depth` records.

    A grade gains 2**grade - 1, divided by log2(rank + 1), as with Burges et al. (2005), "Learning
    to rank using gradient descent". 1 is the best order there could be; 0 also where nothing is
    relevant. A ranking holds each record once.
    """
    best = _discounted(sorted(grades.values(), reverse=True)[:depth])
    return _discounted(grades.get(record, 0) for record in ranking[:depth]) / best if best else 0.0


def recall(ranking: Sequence[str], grades: Grades, depth: int = 50) -> float:
    """Return which part of the relevant records is among the first `depth`; 0 if there are none."""
    relevant = _relevant(grades)
    return len(relevant.intersection(ranking[:depth])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float:
    """Return 1 divided by the rank of the first relevant record; 0 if there is none."""
    relevant = _relevant(grades)
    return next((1 / rank for rank, record in enumerate(ranking, 1) if record in relevant), 0.0)


def scores(ranking: Sequence[str], grades: Grades) -> Scores:
    """Return all measures of a ranking, at their usual depths."""
    return Scores(ndcg(ranking, grades), recall(ranking, grades), reciprocal_rank(ranking, grades))


def mean(several: Iterable[Scores]) -> Scores:
    """Return the means, in which each query weighs the same; of nothing, zeros."""
    rows = list(several)
    return Scores(*(sum(column) / len(rows) for column in zip(*rows, strict=True)) if rows else _NO)


def means_by_kind(scored: Iterable[tuple[JudgedQuery, Scores]]) -> dict[str, Scores]:
    """Return the means of each kind of query, by its name."""
    kinds: dict[str, list[Scores]] = defaultdict(list)
    for query, score in scored:
        kinds[query.kind].append(score)
    return {kind: mean(kinds[kind]) for kind in sorted(kinds)}


def read_judged(queries: Path, qrels: Path) -> list[JudgedQuery]:
    """Return the queries of one file with the judgements of the other, in the order of the first.

    Queries without judgements are left out: nothing can be said of them. Raises JudgedFileError,
    and OSError as any reading does.
    """
    asked: dict[str, tuple[str, str, str]] = {}
    for line, fields in _lines(queries, ("id", "language", "kind", "text")):
        id_, language, kind, text = fields
        if id_ in asked:
            raise JudgedFileError(queries, line, f"the query {id_} is there already")
        asked[id_] = language, kind, text
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for line, fields in _lines(qrels, ("query", "0", "record", "grade")):
        id_, zero, record, grade = fields
        if id_ not in asked:
            raise JudgedFileError(qrels, line, f"there is no query {id_}")
        if zero != "0":
            raise JudgedFileError(qrels, line, f"the second field is 0 in every line, not {zero}")
        if grade not in _GRADES:
            raise JudgedFileError(qrels, line, f"a grade is 0 to {HIGHEST_GRADE}, not {grade}")
        if record in judged[id_]:
            raise JudgedFileError(qrels, line, f"{record} is judged for {id_} already")
        judged[id_][record] = int(grade)
    return [JudgedQuery(id_, *asked[id_], judged[id_]) for id_ in asked if id_ in judged]


_NO = (0.0, 0.0, 0.0)
_GRADES = frozenset(map(str, range(HIGHEST_GRADE + 1)))


def _discounted(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _relevant(grades: Grades) -> frozenset[str]:
    return frozenset(record for record, grade in grades.items() if grade >= RELEVANT)


def _lines(path: Path, names: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the fields of each line."""
    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise JudgedFileError(path, line, "this is not UTF-8") from error
    # Not splitlines: it divides at characters that may be typed, as U+2028.
    for line, row in enumerate(text.removesuffix("\n").split("\n"), 1):
        fields = row.removesuffix("\r").split("\t")
        if len(fields) != len(names):
            expected = f"{len(names)} fields between tabs ({', '.join(names)})"
            raise JudgedFileError(path, line, f"{expected} are expected, not {len(fields)}")
        for name, value in zip(names, fields, strict=True):
            if not value.strip():
                raise JudgedFileError(path, line, f"the field {name} is empty")
        yield line, fields
