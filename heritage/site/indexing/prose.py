"""The words of a told text, paragraph by paragraph, without its marks."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import strip_tags

_END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|blockquote|ul|ol)>|<hr/?>")
_LINE_END = re.compile(r"<br\s*/?>")


def prose(html: str) -> str:
    """Rich text as plain text; an empty line ends a paragraph."""
    text = _END_OF_BLOCK.sub("\n\n", _LINE_END.sub("\n", html))
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(text))).strip()
