"""What a cue of captions says: read as browsers read WebVTT, written as authors should write it.

https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules (6.4) and #cue-text (4.2.2).
What is written reads as what was written: a second reading changes nothing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field

from media_pipeline.recipes.timestamps import timestamp, written

SPANS = frozenset({"b", "i", "u", "c", "v", "lang", "ruby", "rt"})
DEEPEST = 32
"""Spans within each other; what is deeper is text without them."""
_TOKEN = re.compile(r"<([^>]*)(?:>|\Z)|([^<]+)", re.S)
_TAG = re.compile(r"([^\t\n\f .]*)((?:\.[^\t\n\f .]*)*)(?:[\t\n\f ](.*))?\Z", re.S)
_CLASS = re.compile(r"[A-Za-z0-9_-]+\Z")
_LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")


@dataclass
class Span:
    """A tag and what is in it; the outermost has no name."""

    name: str = ""
    classes: tuple[str, ...] = ()
    said: str = ""
    """Who speaks (`v`), or the language (`lang`, BCP 47)."""
    parts: list[Span | str | int] = field(default_factory=list)
    """Spans, texts, and moments in milliseconds."""

    def write(self) -> str:
        """As cue text. A span without anything in it is left out."""
        inner = "".join(
            part.write()
            if isinstance(part, Span)
            else f"<{written(part)}>"
            if isinstance(part, int)
            else html.escape(part, quote=False)
            for part in self.parts
        )
        if not self.name or not inner:
            return inner
        said = f" {html.escape(self.said, quote=False)}" if self.said else ""
        return f"<{'.'.join((self.name, *self.classes))}{said}>{inner}</{self.name}>"


@dataclass(frozen=True)
class Saying:
    """What one voice says in a cue."""

    text: str
    voice: str
    lang: str


def parse(text: str, start: int = 0, end: int = 0) -> Span:
    """Read the text of a cue that is shown from `start` to `end` (milliseconds)."""
    root = Span()
    open_spans = [root]
    moment = start
    for token in _TOKEN.finditer(text):
        tag, words = token.groups()
        if words is not None:
            _add(open_spans[-1], html.unescape(words))
        elif tag.startswith("/"):
            _close(open_spans, tag[1:])
        elif tag[:1].isdigit():
            at = timestamp(tag)
            # 4.2.2: later than the moment before it, and within the cue.
            if at is not None and moment < at < end:
                open_spans[-1].parts.append(at)
                moment = at
        elif (span := _opened(tag, open_spans[-1])) and len(open_spans) <= DEEPEST:
            open_spans[-1].parts.append(span)
            open_spans.append(span)
    _unwrap(root)
    return root


def _add(span: Span, words: str) -> None:
    before = span.parts[-1] if span.parts else None
    if isinstance(before, str):
        span.parts[-1] = before + words
    else:
        span.parts.append(words)


def _opened(tag: str, within: Span) -> Span | None:
    match = _TAG.match(tag)
    assert match is not None
    name, classes, said = match.groups()
    if name not in SPANS or (name == "rt" and within.name != "ruby"):
        return None
    kept = tuple(one for one in classes.split(".") if _CLASS.match(one))
    annotation = " ".join(clean(html.unescape(said or "")).split())
    return Span(name, kept, annotation if name in ("v", "lang") else "")


def _close(open_spans: list[Span], name: str) -> None:
    """6.4: only what is open innermost; and `</ruby>` closes an open `<rt>` as well."""
    if name == "ruby" and open_spans[-1].name == "rt":
        open_spans.pop()
    if name and open_spans[-1].name == name:
        open_spans.pop()


def _unwrap(span: Span) -> None:
    """Take away spans that say nothing, and join texts that stood apart because of them."""
    parts, span.parts = span.parts, []
    for part in parts:
        if isinstance(part, Span):
            _unwrap(part)
            if _telling(part):
                span.parts.append(part)
                continue
        for one in part.parts if isinstance(part, Span) else [part]:
            if isinstance(one, str):
                _add(span, one)
            else:
                span.parts.append(one)
    span.parts = [clean(part) if isinstance(part, str) else part for part in span.parts]
    span.parts = [part for part in span.parts if part != ""]


def _telling(span: Span) -> bool:
    if not span.parts:
        return False
    if span.name == "lang":
        return _LANGUAGE.match(span.said) is not None
    return span.name != "v" or span.said != ""


def clean(text: str) -> str:
    """NFC, and no control characters; line breaks only where lines were."""
    text = text.replace("\r", " ").replace("\t", " ")
    # Not what is unassigned: scripts of Vietnam are younger than the tables of this Python.
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept))


def sayings(span: Span, lang: str = "") -> list[Saying]:
    """Who says what: one for each voice in turn, as plain text in one line."""
    runs: list[list[str]] = []
    _walk(span, "", lang, runs)
    found = [Saying(" ".join(text.split()), voice, tongue) for text, voice, tongue in runs]
    return [one for one in found if one.text]


def _walk(span: Span, voice: str, lang: str, runs: list[list[str]]) -> None:
    voice = span.said if span.name == "v" else voice
    lang = span.said if span.name == "lang" else lang
    for part in span.parts:
        if isinstance(part, Span) and part.name == "rt":
            # How something is read stands behind it where there is no room above.
            read = " ".join(one.text for one in sayings(part))
            _say(f" ({read})" if read else "", voice, lang, runs)
        elif isinstance(part, Span):
            _walk(part, voice, lang, runs)
        elif isinstance(part, str):
            _say(part, voice, lang, runs)


def _say(text: str, voice: str, lang: str, runs: list[list[str]]) -> None:
    if not runs or runs[-1][1] != voice:
        runs.append(["", voice, lang])
    if not runs[-1][0].strip():
        runs[-1][2] = lang  # that of the first letter
    runs[-1][0] += text
