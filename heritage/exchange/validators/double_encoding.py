"""UTF-8 that was once opened as Western European text and saved again: `Lá»… há»™i` for Lễ hội."""

import re
import unicodedata


def _western_characters() -> dict[str, int]:
    """Return the byte of each character that Windows-1252 or Latin-1 shows for 0x80 to 0xFF."""
    table = {chr(byte): byte for byte in range(0x80, 0x100)}
    for byte in range(0x80, 0xA0):
        try:
            table[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue  # five positions are undefined there; Latin-1 gives them as controls
    return table


_BYTE = _western_characters()
_RUN = re.compile("[" + "".join(re.escape(character) for character in _BYTE) + "]+")
_PUNCTUATION = frozenset("“”‘’‚„–—…«»‹›•·")


def find_double_encoding(text: str) -> str | None:
    """Return what `text` was before it was encoded twice, or None if it was not.

    Each run of Western characters must read as UTF-8 (three of four if there are many, since
    programs lose the five bytes Windows-1252 leaves undefined). A capital before a quotation mark,
    as in `XÃ”`, also reads as UTF-8; such a run proves nothing alone.
    """
    runs = _RUN.findall(text)
    if not runs:
        return None
    repaired = {run: _reread(run) for run in set(runs)}
    good = [run for run in runs if repaired[run] is not None]
    proof = [run for run in good if len(run) > 2 or run[1] not in _PUNCTUATION]
    if not proof or (len(good) < len(runs) and (len(good) < 3 or len(good) < 0.75 * len(runs))):
        return None
    return _RUN.sub(lambda match: repaired[match.group()] or match.group(), text)


def _reread(run: str) -> str | None:
    try:
        decoded = bytes(_BYTE[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return decoded if all(_is_plausible(character) for character in decoded) else None


def _is_plausible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMPNZ" or character == "₫"
