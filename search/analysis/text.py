"""Unicode at the door: what is done to every text before it is stored, what may not be in it."""

import re
import unicodedata

# An NFD file from a Mac and an NFC file from Windows look alike and compare unequal; the archive
# stores one form, NFC (Unicode Standard Annex #15), which is also what W3C asks of the web.
_LINE_END = re.compile(r"\r+\n")
_BYTE_ORDER_MARK = "\ufeff"

# All C0 and C1 controls but tab and line feed, and the marks that turn the direction of the text
# after them ("Trojan Source", CVE-2021-42574). No script of the archive needs those in a title or a
# cell: Arabic and Jawi words show correctly without them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# U+200B ZERO WIDTH SPACE, U+200C and U+200D are deliberately NOT reported: Khmer is written
# without spaces and typists (and the Khmer keyboards of Windows, macOS and Keyman) put U+200B
# between words so that lines break; U+200C/U+200D choose the shape of a Khmer or Cham cluster.

_C0_NAMES = (
    "NULL",
    "START OF HEADING",
    "START OF TEXT",
    "END OF TEXT",
    "END OF TRANSMISSION",
    "ENQUIRY",
    "ACKNOWLEDGE",
    "BELL",
    "BACKSPACE",
    "CHARACTER TABULATION",
    "LINE FEED",
    "LINE TABULATION",
    "FORM FEED",
    "CARRIAGE RETURN",
    "SHIFT OUT",
    "SHIFT IN",
)


def nfc(text: str) -> str:
    """Return `text` in Unicode Normalization Form C."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return `text` as it is stored: NFC, no byte order mark, no outer blanks, LF line ends.

    Everything between the first and the last visible character is left as typed (double spaces,
    tabs, zero width spaces), because it may be meant. Tidying twice changes nothing.
    """
    text = _LINE_END.sub("\n", text)
    previous = None
    while previous != text:
        previous = text
        text = text.strip().strip(_BYTE_ORDER_MARK)
    return nfc(text)


def find_control_characters(text: str) -> list[tuple[int, str, str]]:
    """Return (offset, character, name) of each character that no stored text may hold.

    Reported: C0 and C1 controls except line feed and tab, DELETE, and the bidirectional controls.
    A lone carriage return is reported; `tidy` has already removed those before a line feed.
    Offsets count code points from 0.
    """
    return [(found.start(), found[0], _name(found[0])) for found in _FORBIDDEN.finditer(text)]


def without_control_characters(text: str) -> str:
    """Return `text` without what no stored text may hold.

    For people who cannot see it, and so could not take it out themselves.
    """
    return _FORBIDDEN.sub("", text)


def _name(character: str) -> str:
    """Name a character; Unicode itself names no control, so these follow its alias table."""
    code = ord(character)
    if code < len(_C0_NAMES):
        return _C0_NAMES[code]
    if code == 0x7F:
        return "DELETE"
    return unicodedata.name(character, f"CONTROL U+{code:04X}")
