"""What a search engine is given of a page or record, and what it keeps of the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from search.analysis.columns import Columns, columns
from search.analysis.scan import BREAK


class Passage(NamedTuple):
    """A piece of text: a title, a paragraph, a line of a transcript, a page of a document."""

    text: str
    language: str = ""
    """BCP 47; empty if unknown."""
    place: str = ""
    """How to open it where it stands: "" (the thing itself), "t=12.5" (seconds), "page=3"."""


@dataclass(frozen=True, slots=True)
class Document:
    """One page or record in all its languages, as it is searched. Made anew for each change."""

    id: str
    """The permanent identifier."""
    version: int
    """Of the change that wrote it: what is older never overwrites what is newer."""
    audience: int
    """Who may find it (`Request.audiences`)."""
    kind: str
    titles: tuple[Passage, ...] = ()
    """Names and titles in all languages, the names it is found by included."""
    body: tuple[Passage, ...] = ()
    lead: int = 0
    """So many of the first of `body` say what it is about: the summary, or what stands for one, in
    each language. What is said there comes before what is said somewhere."""
    aside: tuple[Passage, ...] = ()
    """What finds it and is not said in it: names of what it is linked with. It is found folded
    only, so that what says a word itself comes before."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By any names. A place's ancestors are values, too: nothing is inherited here. `gia-lai/ba-to`
    is a part of the value `gia-lai` (`whole_of`)."""
    sorts: Mapping[str, int | str] = field(default_factory=dict)
    """By any names, one type for each name. What has no value comes last in both directions."""
    weight: int = 0
    """Decides between equally good hits: the higher one comes first. Less than 2**53."""
    stored: Mapping[str, object] = field(default_factory=dict)
    """Whatever is shown of a hit, as JSON holds it."""


class Analysed(NamedTuple):
    """The text of a document as tokens, the same for every engine.

    `text` holds the titles, too: whatever stands in a title stands in the text, so that words of
    both are found together, and a phrase of the text is one of the body once those in titles have
    been taken out. So does `lead`.
    """

    whole_titles: tuple[str, ...]
    """The exact tokens of each title, joined by blanks, and its folded ones: who types no marks
    has typed the whole title, too."""
    title: Columns
    lead: Columns
    text: Columns


def whole_of(value: str) -> str:
    """Return what a value of a facet is a part of: `gia-lai` of `gia-lai/ba-to`; or itself."""
    return value.partition("/")[0]


def is_part(value: str) -> bool:
    """Tell whether a value of a facet is a part of another."""
    return "/" in value


def analysed(document: Document) -> Analysed:
    """Return the tokens of a document."""
    each = [columns([passage.text]) for passage in document.titles]
    lead = columns(passage.text for passage in document.body[: document.lead])
    rest = columns(passage.text for passage in document.body[document.lead :])
    aside = columns(passage.text for passage in document.aside)._replace(x="")
    return Analysed(
        whole_titles=tuple(
            dict.fromkeys(whole for title in each for whole in (title.x, title.f) if whole)
        ),
        title=_joined(each),
        lead=_joined([*each, lead]),
        text=_joined([*each, lead, rest, aside]),
    )


def _joined(pieces: Iterable[Columns]) -> Columns:
    """Join columns as if their texts had been analysed together."""
    kept = [*pieces, Columns("", "", "")]
    return Columns(*(f" {BREAK} ".join(filter(None, column)) for column in zip(*kept, strict=True)))
