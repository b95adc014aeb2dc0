"""Names of administrative units as people write them: with or without type and marks."""

import re
import unicodedata
from typing import NamedTuple

from search.analysis.folding import fold

TYPES = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "tp.": "thành phố",
    "thu do": "thành phố",
    "huyen": "huyện",
    "h.": "huyện",
    "quan": "quận",
    "q.": "quận",
    "thi xa": "thị xã",
    "tx": "thị xã",
    "tx.": "thị xã",
    "xa": "xã",
    "x.": "xã",
    "phuong": "phường",
    "p.": "phường",
    "thi tran": "thị trấn",
    "tt": "thị trấn",
    "tt.": "thị trấn",
    "dac khu": "đặc khu",
}
"""How the type before a name may be written, folded, and the type that is meant."""

OTHER_NAMES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "thua thien hue": "hue",
    "dac lac": "dak lak",
    "dac nong": "dak nong",
}
"""Names of provinces in older or shorter use, folded."""

# A word ends with a blank, an abbreviation with its full stop: `TP.HCM`, `P. Bến Nghé`.
_TYPE = re.compile(rf"({'|'.join(map(re.escape, TYPES))})(?:(?<=\.) ?| )(?=\S)")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


class Reading(NamedTuple):
    """One way to read what was written: a folded name, and the type if one was written."""

    folded: str
    type: str | None


def readings(written: str) -> list[Reading]:
    """The ways to read a name: whole (`Xa Dung` is a name), and without its type (`xã Dung`)."""
    whole = fold(written)
    found = [Reading(OTHER_NAMES.get(whole, whole), None)]
    if match := _TYPE.match(whole):
        rest = whole[match.end() :]
        found.append(Reading(OTHER_NAMES.get(rest, rest), TYPES[match[1]]))
    return found


def spelling(name: str) -> str:
    """A key that keeps every mark but not where a tone is put: Hoà and Hòa agree, Hoá does not."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    return " ".join(
        _TONES.sub("", syllable) + "".join(_TONES.findall(syllable))
        for syllable in re.split(r"[\s-]+", decomposed)
    )
