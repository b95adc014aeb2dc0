"""Told text between the two forms it has: Wagtail rich text in the archive, Markdown in a sheet.

What an officer can do in a told text (`TOLD_FEATURES`: headings, bold, italic, lists, links) is the
whole of what is read. All else in Markdown (quotes, code, pictures, raw HTML) stays the characters
it is. A text that came from `to_html` goes back to what it was; what Markdown can say in two ways
(`_so_`, `*so*`) comes back in one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdownify import MarkdownConverter

PageOf = Callable[[str], int | None]
"""The page with this permanent identifier, if it is a page of the archive."""
AddressOf = Callable[[int], str | None]
"""The address that stands in Markdown for the page with this number."""

ADDRESS = re.compile(r"/id/([0-9a-z]{7})/?")
"""A link to a thing of the archive, right after any renaming."""

_RULES = [
    "normalize", "block", "inline", "text_join",
    "paragraph", "heading", "list",
    "text", "newline", "escape", "emphasis", "link",
    "balance_pairs", "fragments_join",
]  # fmt: skip
_TAGS = {"strong": "b", "em": "i", **{f"h{level}": "h3" for level in range(1, 7)}}
_NUMBERED = re.compile(r"^(\s*[0-9]+)([.)])")
_ATTEMPTS = 8
_BREAK = "<br/>"
_PUNCTUATION = r"&\w+;|[^\w\s<>&;]|_"
_BLOCK_KEY = re.compile(r'\sdata-block-key="[^"]*"')
_SPECIAL = re.compile(r"([\\*_\[\]])")
_SPECIAL_AT_START = re.compile(
    r"^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|[0-9]+(?=[.)](?:\s|$)))", re.M
)


def to_html(markdown: str, page_of: PageOf | None = None) -> str:
    """Return the rich text that `markdown` means.

    With `page_of`, a link to `/id/<identifier>` of a page becomes Wagtail's own link to that page.
    """
    html = _to_html(markdown)
    return _link_pages(html, page_of) if page_of is not None and "/id/" in html else html


def to_markdown(html: str, address_of: AddressOf | None = None) -> str:
    """Return rich text as Markdown, with as few escapes as reading it back allows."""
    if "<" not in html:
        return html
    soup = BeautifulSoup(_BLOCK_KEY.sub("", html), "html.parser")
    for link in soup.find_all("a", linktype="page"):
        address = address_of(int(str(link["id"]))) if address_of and link.get("id") else None
        link.attrs = {"href": address or "#"}
    blocks = [_block(child) for child in soup.children]
    return "\n\n".join(block for block in blocks if block)


@lru_cache(maxsize=2048)
def canonical(markdown: str) -> str:
    """Return the one form in which this text leaves the archive, now and every time after."""
    for _attempt in range(_ATTEMPTS):
        again = to_markdown(to_html(markdown))
        if again == markdown:
            break
        markdown = again
    return markdown


@lru_cache(maxsize=2048)
def _to_html(markdown: str) -> str:
    parser = _parser()
    tokens = parser.parse(markdown)
    # A paragraph that begins with a number (`1975. Hòa bình …`) is no list: the editor would
    # number it anew from 1.
    while (start := _list_that_does_not_begin_with_one(tokens)) is not None:
        lines = markdown.split("\n")
        line = start.map[0] if start.map else 0
        escaped = _NUMBERED.sub(r"\1\\\2", lines[line], count=1)
        if escaped == lines[line]:
            break
        lines[line] = escaped
        markdown = "\n".join(lines)
        tokens = parser.parse(markdown)
    html: str = parser.renderer.render(_plain(tokens), parser.options, {})
    return _tidy_breaks(html.replace("\n", ""))


def _tidy_breaks(html: str) -> str:
    """One line end where there are several, and none at the edge of a paragraph: an empty line
    ends a paragraph in Markdown."""
    html = re.sub(r"[ \t]*(?:<br/>[ \t]*)+", _BREAK, html)
    html = re.sub(r"(<(?:p|li|h3)>(?:<[bi]>)*)<br/>", r"\1", html)
    return re.sub(r"<br/>((?:</[bi]>)*</?(?:p|li|h3|ul|ol)>)", r"\1", html)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False})
    parser.enable(_RULES)
    for name in ("softbreak", "hardbreak"):
        parser.add_render_rule(name, _line_end)
    return parser


def _line_end(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
    return _BREAK


def _list_that_does_not_begin_with_one(tokens: Sequence[Token]) -> Token | None:
    lists = (token for token in tokens if token.type == "ordered_list_open")
    return next((token for token in lists if token.attrGet("start") is not None), None)


def _plain(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with the tags that Wagtail writes, without paragraphs inside list items."""
    depth = 0
    plain: list[Token] = []
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        if token.type.startswith("paragraph_") and depth:
            token.hidden = True
            if token.type == "paragraph_open" and plain and plain[-1].type == "paragraph_close":
                plain.append(Token("html_block", "", 0, content=_BREAK))
        token.tag = _TAGS.get(token.tag, token.tag)
        token.children = _without_doubles(token.children) if token.children else token.children
        plain.append(token)
    return plain


def _without_doubles(children: Sequence[Token]) -> list[Token]:
    """The parts of a line; what is italic inside italic is just italic, and a link that leads
    nowhere or has no words is none."""
    open_tags: dict[str, int] = {}
    parts = []
    for child in children:
        child.tag = _TAGS.get(child.tag, child.tag)
        child.attrs.pop("title", None)
        if child.tag in ("b", "i"):
            inside = open_tags.get(child.tag, 0) + child.nesting
            open_tags[child.tag] = inside
            if inside > (1 if child.nesting == 1 else 0):
                continue
        parts.append(child)
    return _without_idle_links(parts)


def _without_idle_links(parts: list[Token]) -> list[Token]:
    kept: list[Token] = []
    start = -1
    for part in parts:
        if part.type == "link_open":
            start = len(kept)
        elif part.type == "link_close":
            words = "".join(one.content for one in kept[start + 1 :]).strip()
            if not (words and kept[start].attrGet("href")):
                del kept[start]
                continue
        kept.append(part)
    return kept


def _link_pages(html: str, page_of: PageOf) -> str:
    def link(found: re.Match[str]) -> str:
        page = page_of(found[1])
        return found.group() if page is None else f'<a linktype="page" id="{page}">'

    return re.sub(rf'<a href="{ADDRESS.pattern}">', link, html)


class _Converter(MarkdownConverter):
    """markdownify, keeping blanks as typed and escaping only where it is told to."""

    def __init__(self, escaped: bool) -> None:
        super().__init__(heading_style="atx", bullets="-", autolinks=False, strip_document=None)
        self.escaped = escaped

    def process_text(self, el: NavigableString, parent_tags: Any = None) -> str:
        """The characters of a text."""
        text = str(el)
        if not self.escaped:
            return text
        return _SPECIAL.sub(r"\\\1", text)

    def convert_br(self, el: Tag, text: str, parent_tags: Any) -> str:
        """A line end inside a paragraph."""
        return "\n"


def _block(element: Any) -> str:
    """One paragraph, heading or list: without escapes if it reads back the same, else with.

    Markdown cannot end bold between a full stop and a letter (CommonMark 0.31, 6.2): there the
    full stop leaves the bold. The words stay as they are.
    """
    html = _normal(str(element))
    if not html.strip():
        return ""
    for spelled in (html, _at_word_edges(html)):
        for escaped in (False, True):
            text = _convert(spelled, escaped=escaped)
            if _to_html(text) == spelled:
                return text
    return _convert(_at_word_edges(html), escaped=True)


def _at_word_edges(html: str) -> str:
    """Bold and italic that begin and end with a letter, and none that touch."""
    previous = None
    while previous != html:
        previous = html
        html = re.sub(r"<(b|i)></\1>|</(b|i)><\2>", "", html)
        html = re.sub(r"<(b|i)>(\s+|<br/>)", r"\2<\1>", html)
        html = re.sub(r"(\s+|<br/>)</(b|i)>", r"</\2>\1", html)
        html = re.sub(rf"((?:{_PUNCTUATION})+)</(b|i)>(?=[^\W_])", r"</\2>\1", html)
        html = re.sub(rf"(?<=[^\W_])<(b|i)>((?:{_PUNCTUATION})+)", r"\2<\1>", html)
    return html


def _convert(html: str, *, escaped: bool) -> str:
    text: str = _Converter(escaped).convert(html)
    text = text.strip("\n")
    if escaped and not html.startswith(("<ul", "<ol", "<h")):
        text = _SPECIAL_AT_START.sub(_escape_start, text)
    return text


def _escape_start(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark[0].isdigit() else f"{found[1]}\\{mark}"


def _normal(html: str) -> str:
    """The spelling of HTML that `_to_html` has."""
    html = _tidy_breaks(re.sub(r"<br\s*/?>", _BREAK, html))
    html = re.sub(r">([^<]*)<", lambda found: ">" + found[1].replace('"', "&quot;") + "<", html)
    return re.sub(r"<(/?)strong>", r"<\1b>", re.sub(r"<(/?)em>", r"<\1i>", html))
