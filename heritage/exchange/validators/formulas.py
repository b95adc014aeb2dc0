"""Formula injection: a cell of an export must never run as a formula in a spreadsheet.

A text that begins with `=`, `+`, `-`, `@`, a tab or a line end is a formula to Excel, LibreOffice
and Google Sheets, in CSV even inside quotes (OWASP, "CSV Injection"). Such a text leaves the
archive with an apostrophe before it, and loses exactly that apostrophe when it comes back.

Left alone, because nothing can run and officers read them: plain numbers (`-5`, `+2,5`), telephone
numbers written with blanks or dots (`+84 912 345 678`), and a lone `-` for "none". A number with
hyphens or a slash (`+84-28-3822`) is escaped: a spreadsheet would compute it. So is Markdown's
`- item`, which Excel shows as an error.

A workbook needs the same care: openpyxl writes a string that begins with `=` as a formula.
"""

import re

# Full-width signs are formulas to Excel in Chinese, Japanese and Korean editions.
_FORMULA_SIGNS = frozenset("=+-@＝＋－＠\t\r\n")
_SKIPPED = " \u00a0\u200b\ufeff"
_HARMLESS = re.compile(r"[+-]?[0-9][0-9 .,]*|-")
_ESCAPE = "'"


def escape_formula(cell: str) -> str:
    """Return `cell` as it may stand in an exported file. `unescape_formula` undoes it exactly."""
    return _ESCAPE + cell if _is_risky(cell) else cell


def unescape_formula(cell: str) -> str:
    """Return the cell that `escape_formula` was given; any other text comes back unchanged.

    A typed apostrophe (`'bok`, `'=`) survives the round trip: an escaped text that already began
    with apostrophes got one more.
    """
    if cell.startswith(_ESCAPE) and _is_risky(cell[1:]):
        return cell[1:]
    return cell


def _is_risky(cell: str) -> bool:
    """Tell whether a spreadsheet may read `cell` as a formula, after blanks and apostrophes."""
    start = cell.lstrip(_SKIPPED + _ESCAPE)
    return start[:1] in _FORMULA_SIGNS and start != "" and not _HARMLESS.fullmatch(cell)
