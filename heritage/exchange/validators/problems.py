"""How a validator says that something is wrong, and where."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from heritage.exchange.validators.messages import render

MessageLanguage = Literal["vi", "en"]
Params = Mapping[str, str | int]

SHOWN_LENGTH = 80
"""Characters of a wrong value that are kept: enough to find it again in the sheet."""


def shorten(value: str) -> str:
    """Return `value` on one line, at most 80 characters, safe to show.

    Control and bidirectional characters become visible (`<U+202E>`), so that a hostile cell cannot
    turn the sentence around it.
    """
    head = value[: SHOWN_LENGTH + 1]
    visible = "".join(_visible(character) for character in head)
    if len(visible) <= SHOWN_LENGTH:
        return visible
    return visible[: SHOWN_LENGTH - 1].rstrip() + "…"


def _visible(character: str) -> str:
    if character in "\n\r\t":
        return " "
    if unicodedata.category(character) in ("Cc", "Cs") or (
        unicodedata.bidirectional(character)
        in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        or character in "\u061c\u200e\u200f"
    ):
        return f"<U+{ord(character):04X}>"
    return character


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file, in a form that a screen, a log and a spreadsheet can show.

    `row` is the row as the spreadsheet numbers it (the header is row 1), None for the whole file;
    `column` the header of the column; `value` the wrong value, shortened to 80 characters; `code`
    a key of `messages.TEMPLATES` and `params` what its templates name.
    """

    file: str
    row: int | None
    column: str | None
    value: str
    code: str
    params: Params = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", shorten(self.value))

    def message(self, language: MessageLanguage) -> str:
        """Return what is wrong and what to do about it, in one or two sentences."""
        return render(self.code, language, self.params, value=self.value)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one value, before anybody says where it stood.

    Each cell parser returns its value, None for an empty cell, or a Fault:

        year = parse_integer(text, minimum=1800)
        if isinstance(year, Fault):
            problems.append(year.at(file, row, column, text))
    """

    code: str
    params: Params = field(default_factory=dict)

    def at(self, file: str, row: int | None, column: str | None, value: str) -> Problem:
        """Return the problem this fault is at that place."""
        return Problem(file, row, column, value, self.code, self.params)
