"""From the bytes of a text file to its characters: UTF-8, or a reason a person can act on.

Nothing is guessed into the archive. Another encoding is recognised and named, and the message says
how to save the file again; a wrong guess would store mangled names that nobody notices for years.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from heritage.exchange.validators.double_encoding import find_double_encoding
from heritage.exchange.validators.legacy_text import (
    LegacyText,
    decode_tcvn3,
    decode_vni,
    find_legacy_text,
)
from heritage.exchange.validators.problems import Problem
from heritage.exchange.validators.vietnamese_syllables import is_syllable

# The longer mark first: UTF-32-LE begins like UTF-16-LE.
_WIDE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_UTF8_MARK = b"\xef\xbb\xbf"

_SAMPLE_BYTES = 262_144
_SAMPLE_LINES = 5_000
_RAW_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_WORD = re.compile("[^\\W\\d_]+")
# Bytes that Windows-1258 and the fonts give no letter of Vietnamese text; in Chinese, Japanese or
# Thai encodings they are frequent. (Quotation marks and dashes, 0x91 to 0x97, are typed.)
_NEVER_TYPED = re.compile(rb"[\x81-\x84\x86-\x90\x98-\x9f]")

_FILE_SHARE = 0.3
"""Share of the lines with non-ASCII text that must look legacy before the whole file is refused;
below it the single cells are reported with their rows (`cells.find_text_faults`)."""
_BYTES_SHARE = 0.5
"""Share of all words that must become Vietnamese syllables to name the encoding."""


@dataclass(frozen=True)
class Decoded:
    """The characters of a file, without byte order mark. `encoding`: `utf-8` or `utf-8-sig`."""

    text: str
    encoding: str


def decode(data: bytes, file: str = "") -> Decoded | Problem:
    """Return the text in `data`, or what is wrong with its encoding.

    Accepted: UTF-8 with or without a byte order mark. Recognised and refused, each with its own
    code: an empty file, UTF-16 and UTF-32 with or without mark, binary data, Windows-1258, TCVN3
    and VNI (as bytes, or as the same letters already inside UTF-8), UTF-8 encoded twice, UTF-8
    with damaged places, anything else.
    """
    marked = data.startswith(_UTF8_MARK)
    body = data[len(_UTF8_MARK) :] if marked else data
    if not body.strip():
        return Problem(file, None, None, "", "file_empty")
    wide = _wide_encoding(data)
    if wide is not None:
        return Problem(file, None, None, "", "encoding_wide", {"encoding": wide})
    if b"\x00" in body:
        return Problem(file, None, None, "", "encoding_binary")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _explain_bytes(body, file, error.start)
    problem = _mangled(text, file)
    return problem or Decoded(text, "utf-8-sig" if marked else "utf-8")


def _wide_encoding(data: bytes) -> str | None:
    """Name UTF-16 or UTF-32 by its mark, or by the zero bytes of its commas and line ends."""
    for mark, name in _WIDE_MARKS:
        if data.startswith(mark):
            return name
    sample = data[: _SAMPLE_BYTES // 4 * 4]
    if b"\x00" not in sample:
        return None
    for codec, name in (
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ):
        try:
            text = sample.decode(codec, "strict" if len(sample) == len(data) else "ignore")
        except UnicodeDecodeError:
            continue
        if _is_readable(text):
            return name
    return None


def _is_readable(text: str) -> bool:
    """Tell text from bytes read the wrong way round: only letters and signs that are assigned."""
    strange = sum(
        unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") and character not in "\t\r\n"
        for character in text
    )
    return strange == 0 and any(
        character in "\n\r,;\t " or character.isascii() for character in text
    )


def _mangled(text: str, file: str) -> Problem | None:
    """Return the problem of a UTF-8 file whose letters were mangled before it was saved."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if not line.isascii()]
    if not lines:
        return None
    needed = max(1, _FILE_SHARE * len(lines))
    doubled = [line for line in lines if find_double_encoding(line) is not None]
    if len(doubled) >= needed:
        meant = find_double_encoding(doubled[0]) or ""
        return Problem(file, None, None, doubled[0], "encoding_double", {"meant": meant[:80]})
    legacy = [found for found in map(find_legacy_text, lines) if found is not None]
    if len(legacy) >= needed:
        return _legacy_problem(max(legacy, key=lambda found: found.score), file)
    return None


def _legacy_problem(found: LegacyText, file: str) -> Problem:
    params = {"word": found.word, "meant": found.meant}
    return Problem(file, None, None, found.word, f"encoding_{found.kind}", params)


def _explain_bytes(body: bytes, file: str, offset: int) -> Problem:
    """Return the problem of a file that is not UTF-8: which encoding it is, if that can be told."""
    damaged = body.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    whole = sum(character > "\x7f" for character in damaged) - broken
    if broken * 10 < whole:
        line = body.count(b"\n", 0, offset) + 1
        return Problem(file, None, None, "", "encoding_damaged", {"line": line})
    sample = body[:_SAMPLE_BYTES]
    western = sample.decode("latin-1")
    if _NEVER_TYPED.search(sample):
        return Problem(file, None, None, "", "encoding_unknown")
    shares = {
        "windows1258": _share(_WORD, _windows_1258(sample), str),
        "tcvn3": _share(_RAW_WORD, western, decode_tcvn3),
        "vni": _share(_RAW_WORD, western, decode_vni),
    }
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= _BYTES_SHARE:
        return Problem(file, None, None, "", f"encoding_{best}_bytes")
    # A language other than Vietnamese typed in a VNI font shows only in the pairs.
    legacy = [found for found in map(find_legacy_text, western.splitlines()) if found is not None]
    if len(legacy) >= max(
        1, _FILE_SHARE * sum(not line.isascii() for line in western.splitlines())
    ):
        return Problem(file, None, None, "", f"encoding_{legacy[0].kind}_bytes")
    return Problem(file, None, None, "", "encoding_unknown")


def _windows_1258(sample: bytes) -> str:
    """Decode Windows-1258, whose tone marks (0xCC 0xD2 0xDE 0xEC 0xF2) follow their vowel."""
    return unicodedata.normalize("NFC", sample.decode("cp1258", "replace"))


def _share(pattern: re.Pattern[str], text: str, meaning: Callable[[str], str | None]) -> float:
    """Return the share of the words of `text` whose meaning is a Vietnamese syllable.

    0 unless half of the non-ASCII words are, and some with a letter that Western European
    encodings lack: `thé` proves nothing.
    """
    words = set(pattern.findall(text))
    syllables = {
        word: found for word in words if (found := meaning(word)) is not None and is_syllable(found)
    }
    foreign = [word for word in words if not word.isascii()]
    proven = [word for word in foreign if word in syllables]
    if 2 * len(proven) < len(foreign) or not any(
        max(syllables[word]) > "\u00ff" for word in proven
    ):
        return 0.0
    return len(syllables) / len(words)
