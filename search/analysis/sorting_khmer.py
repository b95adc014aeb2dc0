"""Khmer dictionary order, cluster by cluster.

The order is that of the dictionary of Chuon Nath as measured in the archive's language notes:
consonants (with the letters ឫ ឬ after រ and ឭ ឮ after ល), dependent vowels (…, ុំ ំ ាំ ះ as units
at their end), then subscripts. Independent vowels sort as អ with the vowel, robat as រ with a
subscript, and the other signs do not count.
"""

from search.analysis.khmer import COENG, JOINED_VOWELS, ROBAT

_CONSONANTS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរ\u17ab\u17acល\u17ad\u17aeវឝឞសហឡអ"

# Vowel signs are written as escapes: alone on a line they render on top of the quotation mark.
_VOWELS = (
    "\u17b6",  # aa
    "\u17b7",  # i
    "\u17b8",  # ii
    "\u17b9",  # y
    "\u17ba",  # yy
    "\u17bb",  # u
    "\u17bc",  # uu
    "\u17bd",  # ua
    "\u17be",  # oe
    "\u17bf",  # ya
    "\u17c0",  # ie
    "\u17c1",  # e
    "\u17c2",  # ae
    "\u17c3",  # ai
    "\u17c4",  # oo
    "\u17c5",  # au
    "\u17bb\u17c6",  # om
    "\u17c6",  # am
    "\u17b6\u17c6",  # aam
    "\u17c7",  # ah
    "\u17c8",  # short a (yuukaleapintu)
)

_INDEPENDENT = {
    "\u17a3": "អ",
    "\u17a4": "អ\u17b6",
    "\u17a5": "អ\u17b7",
    "\u17a6": "អ\u17b8",
    "\u17a7": "អ\u17bb",
    "\u17a8": "អ\u17bbក",
    "\u17a9": "អ\u17bc",
    "\u17aa": "អ\u17bcវ",
    "\u17af": "អ\u17c2",
    "\u17b0": "អ\u17c3",
    "\u17b1": "អ\u17c4",
    "\u17b2": "អ\u17c4",
    "\u17b3": "អ\u17c5",
}

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _rank(number: int) -> str:
    return _DIGITS[number // 36] + _DIGITS[number % 36]


_CONSONANT_RANK = {letter: _rank(number) for number, letter in enumerate(_CONSONANTS, 1)}
_VOWEL_RANK = {sign: _rank(50 + number) for number, sign in enumerate(_VOWELS)}
_SUBSCRIPT = _rank(100)
_OTHER = _rank(200)


def khmer_units(run: str) -> list[str]:
    """Return the sort units of a run of Khmer letters, two or more ASCII characters each.

    Consonants rank below vowels, vowels below subscripts. A vowel typed before a subscript (a
    frequent slip that looks the same) sorts as if it were typed after it.
    """
    for letter, spelled in _INDEPENDENT.items():
        run = run.replace(letter, spelled)
    for pair, vowel in JOINED_VOWELS.items():
        run = run.replace(pair, vowel)
    units: list[str] = []
    position = 0
    while position < len(run):
        position = _cluster(run, position, units)
    return units


def _cluster(run: str, position: int, units: list[str]) -> int:
    """Add the units of the cluster that starts at `position`; return where the next one starts."""
    base = run[position]
    subscripts: list[str] = []
    vowels = ""
    robat = False
    if base in _CONSONANT_RANK:
        position += 1
    while position < len(run) and run[position] not in _CONSONANT_RANK:
        sign = run[position]
        following = run[position + 1 : position + 2]
        if sign == COENG and following in _CONSONANT_RANK:
            subscripts.append(following)
            position += 1
        elif sign == ROBAT:
            robat = True
        elif sign in _VOWEL_RANK:
            vowels += sign
        position += 1
    if robat:
        units.append(_CONSONANT_RANK["រ"])
        subscripts.insert(0, base)
    elif base in _CONSONANT_RANK:
        units.append(_CONSONANT_RANK[base])
    for letter in subscripts:
        units.append(_SUBSCRIPT + _CONSONANT_RANK.get(letter, _OTHER))
    units.extend(_vowel_units(vowels))
    return position


def _vowel_units(vowels: str) -> list[str]:
    """Return the units of the vowels of one cluster, the longest known vowel first."""
    units: list[str] = []
    while vowels:
        size = 2 if vowels[:2] in _VOWEL_RANK else 1
        units.append(_VOWEL_RANK[vowels[:size]])
        vowels = vowels[size:]
    return units
