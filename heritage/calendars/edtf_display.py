"""Dates of archive items in words, in the three languages of the public site.

The Khmer wording follows the usual forms (month names as in CLDR 44 `km`, Khmer digits); a native
reader has not checked it yet.
"""

from collections.abc import Callable
from dataclasses import dataclass

from heritage.calendars.edtf_grammar import EdtfError, EdtfPoint, OpenEnd, split

_EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_KM_MONTHS = (
    "មករា",
    "កុម្ភៈ",
    "មីនា",
    "មេសា",
    "ឧសភា",
    "មិថុនា",
    "កក្កដា",
    "សីហា",
    "កញ្ញា",
    "តុលា",
    "វិច្ឆិកា",
    "ធ្នូ",
)
_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(frozen=True)
class _Words:
    """How one language says the parts of a date. Templates hold {} where the part goes."""

    year: Callable[[str], str]
    decade: Callable[[str], str]
    century: Callable[[int], str]
    month: Callable[[int, str], str]
    day: Callable[[int, int, str], str]
    seasons: tuple[str, str, str, str]
    about: str
    uncertain: str
    since: str
    until: str


def _roman(number: int) -> str:
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}" + {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_WORDS = {
    "vi": _Words(
        year=str,
        decade=lambda year: f"thập niên {year}",
        century=lambda number: f"thế kỷ {_roman(number)}",
        month=lambda month, year: f"tháng {month} năm {year}",
        day=lambda day, month, year: f"ngày {day} tháng {month} năm {year}",
        seasons=("mùa xuân {}", "mùa hè {}", "mùa thu {}", "mùa đông {}"),
        about="khoảng {}",
        uncertain="{} (chưa chắc chắn)",
        since="từ {}",
        until="đến {}",
    ),
    "en": _Words(
        year=str,
        decade=lambda year: f"{year}s",
        century=lambda number: f"{_ordinal(number)} century",
        month=lambda month, year: f"{_EN_MONTHS[month - 1]} {year}",
        day=lambda day, month, year: f"{day} {_EN_MONTHS[month - 1]} {year}",
        seasons=("spring {}", "summer {}", "autumn {}", "winter {}"),
        about="about {}",
        uncertain="{} (uncertain)",
        since="from {}",
        until="until {}",
    ),
    # In the digits of prices, counts and telephone numbers, which are those of CLDR for Khmer, too.
    "km": _Words(
        year=lambda year: f"ឆ្នាំ{year}",
        decade=lambda year: f"ទសវត្សរ៍ឆ្នាំ{year}",
        century=lambda number: f"សតវត្សរ៍ទី{number}",
        month=lambda month, year: f"ខែ{_KM_MONTHS[month - 1]} ឆ្នាំ{year}",
        day=lambda day, month, year: f"ថ្ងៃទី{day} ខែ{_KM_MONTHS[month - 1]} ឆ្នាំ{year}",
        seasons=(
            "និទាឃរដូវ ឆ្នាំ{}",
            "គិម្ហរដូវ ឆ្នាំ{}",
            "សរទរដូវ ឆ្នាំ{}",
            "សិសិររដូវ ឆ្នាំ{}",
        ),
        about="ប្រហែល{}",
        uncertain="{} (មិនប្រាកដ)",
        since="ចាប់ពី{}",
        until="រហូតដល់{}",
    ),
}


def display(text: str, language: str) -> str:
    """Return the date `text` (EDTF) in words: `khoảng 1955`, `thập niên 1970`, `1909–1918`.

    `language` is a BCP 47 tag; languages other than vi, en and km read Vietnamese, the language of
    the archive. A text that is no EDTF date (old data) is returned as it stands: a page must show
    what the record says rather than fail.
    """
    words = _WORDS.get(language.split("-")[0].lower(), _WORDS["vi"])
    try:
        ends = split(text)
    except EdtfError:
        return text
    if len(ends) == 1:
        return _end(ends[0], words)
    first, last = ends
    if isinstance(last, OpenEnd) and last.known_open:
        return words.since.format(_end(first, words))
    if isinstance(first, OpenEnd) and first.known_open:
        return words.until.format(_end(last, words))
    parts = [_end(first, words), _end(last, words)]
    dash = " – " if any(" " in part for part in parts) else "–"
    return dash.join(parts)


def _end(end: EdtfPoint | OpenEnd, words: _Words) -> str:
    if isinstance(end, OpenEnd):
        return "?"
    shown = _exact(end, words)
    if end.approximate:
        shown = words.about.format(shown)
    if end.uncertain:
        shown = words.uncertain.format(shown)
    return shown


def _exact(point: EdtfPoint, words: _Words) -> str:
    if point.year.endswith("XX"):
        return words.century(int(point.year[:2]) + 1)
    if point.year.endswith("X"):
        return words.decade(point.year[:3].lstrip("0") + "0")
    year = point.year.lstrip("0")
    if point.month is None:
        return words.year(year)
    if point.month > 12:
        return words.seasons[point.month - 21].format(year)
    if point.day is None:
        return words.month(point.month, year)
    return words.day(point.day, point.month, year)
