"""Which markup a text is: WHATWG MIME Sniffing, 7.1 and 4, and what stands first in XML."""

from __future__ import annotations

import re

HTML = re.compile(
    rb"[\t\n\x0c\r ]*<(?:!DOCTYPE HTML|HTML|HEAD|SCRIPT|IFRAME|H1|DIV|FONT|TABLE|A|STYLE|TITLE|B"
    rb"|BODY|BR|P|!--)[ >]",
    re.IGNORECASE,
)
"""The patterns of 7.1 ("identifying a resource with an unknown MIME type"): at the beginning, after
white space, ended by a space or `>`. What stands further in, no browser of today takes for HTML."""
BEFORE_THE_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Binary data bytes, 3 of the same standard: text has none of them."""


def is_html(head: bytes) -> bool:
    """Whether a browser that is told no type takes it for HTML. It looks at 512 bytes."""
    return HTML.match(head[:512]) is not None


def named(head: bytes) -> str | None:
    """`image/svg+xml`, HTML, other XML, or plain text; None for what is no text."""
    text = _decoded(head)
    if text is None:
        return None
    start = BEFORE_THE_ROOT.match(text)
    root = ROOT.match(text, start.end() if start else 0)
    name = root.group(1).lower() if root else ""
    if name == "svg":
        return "image/svg+xml"
    if name == "html" or is_html(head):
        return "text/html"
    if name or text.lstrip().startswith(("<?xml", "<!")):
        return "application/xml"
    if re.match(r"#define \w+_width \d", text):
        return "image/x-xbitmap"
    return "text/plain"


def _decoded(head: bytes) -> str | None:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    if BINARY.search(head) or not head:
        return None
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A letter cut in two at the end of what was read is no fault; nor are old encodings of
        # Vietnamese, as long as it is words.
        if error.start >= len(head) - 3:
            return head[: error.start].decode("utf-8-sig")
        return head.decode("latin-1") if _mostly_ascii(head) else None


def _mostly_ascii(head: bytes) -> bool:
    return sum(byte < 0x80 for byte in head) > 0.7 * len(head)
