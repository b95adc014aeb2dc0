"""What a query asks of a document, in the few words that every engine can compile."""

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """A column of tokens (`search.documents.Analysed`): exact, folded, Khmer clusters."""

    TITLE_X = "tx"
    TITLE_F = "tf"
    TITLE_K = "tk"
    LEAD_X = "lx"
    LEAD_F = "lf"
    LEAD_K = "lk"
    X = "x"
    F = "f"
    K = "k"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The column holds the tokens side by side; with `prefix` the last one begins a token."""

    column: Column
    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class WholeTitle:
    """One of the titles has these exact tokens and no others."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value of the facet is `value`, or begins with it, when both are folded (`fold`)."""

    facet: str
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each condition holds; of none, everything."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One condition holds; of none, nothing."""

    conditions: tuple["Condition", ...]


Condition = Phrase | WholeTitle | Labelled | AllOf | AnyOf
