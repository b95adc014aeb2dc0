"""What one cell means. Each parser takes the text of a cell and returns its value, None for an
empty cell, or a Fault that says what is wrong; whether a cell may be empty is asked separately.

    founded = parse_integer(cells["founded"], minimum=1000, maximum=2100)

Text must have gone through `search.analysis.text.tidy` (every Table has): a decomposed (NFD) cell
is silently composed there and is no problem to report.
"""

import re
import unicodedata
from decimal import Decimal

from heritage.exchange.validators.contacts import parse_email, parse_phone
from heritage.exchange.validators.coordinates import Coordinates, parse_coordinates
from heritage.exchange.validators.dates import parse_date, parse_edtf
from heritage.exchange.validators.double_encoding import find_double_encoding
from heritage.exchange.validators.inscriptions import Inscription, parse_inscription
from heritage.exchange.validators.language_tags import (
    parse_language,
    parse_language_tag,
    parse_languages,
)
from heritage.exchange.validators.legacy_text import find_legacy_text
from heritage.exchange.validators.problems import Fault, Params, Problem
from heritage.exchange.validators.table_model import Table
from search.analysis.folding import fold
from search.analysis.text import find_control_characters, tidy

__all__ = [
    "Coordinates",
    "Inscription",
    "find_text_faults",
    "parse_coordinates",
    "parse_date",
    "parse_decimal",
    "parse_edtf",
    "parse_email",
    "parse_inscription",
    "parse_integer",
    "parse_language",
    "parse_language_tag",
    "parse_languages",
    "parse_list",
    "parse_months",
    "parse_phone",
    "parse_text",
    "parse_yes_no",
    "required",
    "text_problems",
]

_YES = frozenset(("yes", "y", "co", "x", "true", "1", "dung", "✓", "✔", "☑"))
_NO = frozenset(("no", "n", "khong", "false", "0", "sai", "☐"))

_INTEGER = re.compile(r"[+-]?[0-9]+(?:[.,]0+)?")
# 250.000 and 250,000 and 250 000: three digits after every mark, the same mark throughout.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:(?P<mark>[., \u00a0])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_PLAIN_DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# 1.234,5 and 1,234.5 and 1.234.567
_GROUPED_DECIMAL = re.compile(
    r"(?P<whole>[+-]?[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<part>[0-9]+))?"
)
_MAX_DIGITS = 30
_MONTH_WORD = re.compile(r"(?:thang|thg|t)\s*")


def required(text: str) -> Fault | None:
    """Return the fault of an empty cell that must not be empty."""
    return None if text.strip() else Fault("cell_empty")


def find_text_faults(text: str) -> list[Fault]:
    """Return what must not be stored in any text: control characters, mangled encodings."""
    faults = []
    controls = find_control_characters(text)
    if controls:
        offset, character, name = controls[0]
        params: Params = {"position": offset + 1, "code": f"U+{ord(character):04X}", "name": name}
        faults.append(Fault("text_control_character", params))
    repaired = find_double_encoding(text)
    legacy = find_legacy_text(text)
    if repaired is not None:
        faults.append(Fault("encoding_double", {"meant": repaired[:80]}))
    elif legacy is not None:
        meaning = {"word": legacy.word, "meant": legacy.meant}
        faults.append(Fault(f"encoding_{legacy.kind}", meaning))
    return faults


def text_problems(table: Table) -> list[Problem]:
    """Return the text faults of all cells of a table, with their places."""
    return [
        fault.at(table.file, row.number, name, cell)
        for row in table.rows
        for name, cell in zip(table.header, row.cells, strict=True)
        for fault in find_text_faults(cell)
    ]


def parse_text(text: str, *, max_length: int) -> str | Fault | None:
    """Return the tidied text; a Fault if it is mangled or longer than `max_length` characters."""
    text = tidy(text)
    faults = find_text_faults(text)
    if faults:
        return faults[0]
    if len(text) > max_length:
        return Fault("text_too_long", {"length": len(text), "limit": max_length})
    return text or None


def parse_integer(
    text: str, *, minimum: int | None = None, maximum: int | None = None
) -> int | Fault | None:
    """Return a whole number. Thousands may be grouped (`250.000`, `250,000`, `250 000`): in a
    column of whole numbers a mark before three digits is never a decimal mark."""
    text = _ascii_digits(text.strip())
    if not text:
        return None
    if len(text) > _MAX_DIGITS:
        return Fault("integer_malformed")
    if _GROUPED.fullmatch(text):
        number = int(re.sub(r"[., \u00a0]", "", text))
    elif _INTEGER.fullmatch(text):
        number = int(re.split("[.,]", text)[0])
    else:
        return Fault("integer_malformed")
    return _out_of_range(number, minimum, maximum) or number


def parse_decimal(
    text: str, *, minimum: int | None = None, maximum: int | None = None
) -> Decimal | Fault | None:
    """Return a number with a point or a comma: `13.98`, `13,98`, `1.234,5`, `1,234.5`.

    A mark that stands alone is the decimal mark, whatever follows it. Where marks group thousands,
    the groups must be whole.
    """
    compact = re.sub(r"[ \u00a0]", "", _ascii_digits(text.strip()))
    if not compact:
        return None
    if len(compact) > _MAX_DIGITS:
        return Fault("decimal_malformed")
    if _PLAIN_DECIMAL.fullmatch(compact):
        number = Decimal(compact.replace(",", "."))
    elif match := _GROUPED_DECIMAL.fullmatch(compact):
        whole = re.sub("[.,]", "", match["whole"])
        number = Decimal(f"{whole}.{match['part']}" if match["part"] else whole)
    else:
        return Fault("decimal_malformed")
    return _out_of_range(number, minimum, maximum) or number


def parse_yes_no(text: str) -> bool | Fault | None:
    """Return yes (yes, có, x, true, 1, đúng, ✓) or no (no, không, false, 0, sai)."""
    folded = fold(text)
    if not folded:
        return None
    if folded in _YES:
        return True
    return False if folded in _NO else Fault("yes_no_malformed")


def parse_list(text: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, divided by `;`, empty ones left out."""
    return tuple(part for part in (tidy(part) for part in text.split(";")) if part)


def parse_months(text: str) -> tuple[int, ...] | Fault:
    """Return Gregorian month numbers in the order given: `11;12;1`, also `11, 12` and `tháng 4`.

    The order is that of the season, which may cross the new year. No month may come twice.
    """
    months: list[int] = []
    for part in re.split("[;,]", _ascii_digits(text)):
        word = _MONTH_WORD.sub("", fold(part), count=1)
        if not word:
            continue
        if not re.fullmatch("[0-9]{1,2}", word) or not 1 <= int(word) <= 12:
            return Fault("month_malformed", {"part": part.strip()[:20]})
        if int(word) in months:
            return Fault("month_repeated", {"month": int(word)})
        months.append(int(word))
    return tuple(months)


def _ascii_digits(text: str) -> str:
    """Return `text` with the digits of any script (Khmer ១២) as ASCII digits."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def _out_of_range(number: int | Decimal, minimum: int | None, maximum: int | None) -> Fault | None:
    if minimum is not None and number < minimum:
        return Fault("number_too_small", {"minimum": minimum})
    if maximum is not None and number > maximum:
        return Fault("number_too_large", {"maximum": maximum})
    return None
