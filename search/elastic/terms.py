"""How names and values are spelled in an index: any text goes in, and comes back as it was."""

import re
from collections.abc import Iterable
from hashlib import sha256

FACETS = ("facets", "parts")
"""Objects whose fields are facets."""

LONGEST = 5_000
"""Characters of a value of a facet, or of an order, that are kept. Lucene takes no term of more
than 32,766 bytes; values that agree so far are one."""

# Half a pair of UTF-16 is no text for Lucene. What stands for it keeps its place in the order.
_ESCAPE = 0xD7FF
_ODD = re.compile("[\ud7ff-\udfff]")
_ESCAPED = re.compile("\ud7ff(.)", re.DOTALL)
_OF_AN_EXPRESSION = re.compile(r"[^\w]")
_PLAIN = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MIDDLE = 1 << 63
_NUMBER, _TEXT = "0", "1"


def escaped(text: str) -> str:
    """Return a text as Lucene holds it: prefixes and the order of texts stay the same."""
    return _ODD.sub(lambda odd: chr(_ESCAPE) + chr(ord(odd[0]) - _ESCAPE), text[:LONGEST])


def unescaped(text: str) -> str:
    """Return the text that was escaped."""
    return _ESCAPED.sub(lambda odd: chr(_ESCAPE + ord(odd[1])), text)


def key(name: str) -> str:
    """Return what stands for the name of a facet or of an order, which may be any text.

    It has no ":" in it, and nothing that means something in the name of a field.
    """
    if len(name) <= 64 and _PLAIN.fullmatch(name):
        return name
    return "=" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def field(facet: str, *, parts: bool) -> str:
    """Return the name of the field with the parts among the values of a facet, or the others."""
    return f"{FACETS[parts]}.{key(facet)}"


def label(facet: str, folded: str) -> str:
    """Return the term of a folded value of a facet."""
    return f"{key(facet)}:{escaped(folded)}"


def parts_of(wholes: Iterable[str]) -> str:
    """Return the regular expression of Lucene for all parts of some values."""
    plain = (_OF_AN_EXPRESSION.sub(r"\\\g<0>", escaped(whole)) for whole in wholes)
    return "|".join(f"{one}/.*" for one in plain)


def ordered(value: int | str) -> str:
    """Return a text that stands among others as the value does, numbers before texts."""
    if isinstance(value, str):
        return _TEXT + escaped(value)
    return f"{_NUMBER}{min(max(value + _MIDDLE, 0), 2 * _MIDDLE - 1):020d}"


def value_of(order: str) -> int | str:
    """Return the value that was `ordered`."""
    if order.startswith(_NUMBER):
        return int(order[1:]) - _MIDDLE
    return unescaped(order[1:])
