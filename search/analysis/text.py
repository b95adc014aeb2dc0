"""Unicode at the door: what is done to every text before it is stored, what may not be in it."""

import re
import unicodedata

# An NFD file from a Mac and an NFC file from Windows look alike and compare unequal; the archive
# stores one form, NFC (Unicode Standard Annex #15), which is also what W3C asks of the web.
_LINE_END = re.compile(r"\r+\n")
_BYTE_ORDER_MARK = "\ufeff"

_ALLOWED_CONTROLS = frozenset("\n\t")

# Marks that turn the direction of the text after them ("Trojan Source", CVE-2021-42574). No script
# of the archive is written right to left by keyboard habit so often that they would be needed in
# a title or a cell; Arabic and Jawi text shows correctly without them.
_BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

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
    return [
        (offset, character, _name(character))
        for offset, character in enumerate(text)
        if _is_forbidden(character)
    ]


def _is_forbidden(character: str) -> bool:
    if character in _BIDI_CONTROLS:
        return True
    return unicodedata.category(character) == "Cc" and character not in _ALLOWED_CONTROLS


def _name(character: str) -> str:
    """Name a character; Unicode itself names no control, so these follow its alias table."""
    code = ord(character)
    if code < len(_C0_NAMES):
        return _C0_NAMES[code]
    if code == 0x7F:
        return "DELETE"
    return unicodedata.name(character, f"CONTROL U+{code:04X}")
