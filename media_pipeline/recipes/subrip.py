"""Captions in SubRip (`.srt`), which has no specification: as its players agree."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from media_pipeline.recipes.timestamps import milliseconds
from media_pipeline.recipes.webvtt import Cue, cue

_MOMENT = r"(\d{1,4}):([0-5]?\d):([0-5]?\d)[,.](\d{1,3})"
_TIMES = re.compile(rf"\s*{_MOMENT}\s*-->\s*{_MOMENT}(?:\s.*)?\Z", re.ASCII)
_NUMBER = re.compile(r"\s*\d+\s*\Z", re.ASCII)
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
"""`{\\an8}` and the like, from another format."""
_TAG = re.compile(r"<(/?)(b|i|u)>", re.I)
_OTHER = re.compile(r"</?(?:font|s|span)\b[^>]*>", re.I)


def cues(text: str) -> Iterator[Cue]:
    """The cues of a file whose line ends are LF. An empty line within one does not end it."""
    lines = text.split("\n")
    at = [number for number, line in enumerate(lines) if _TIMES.match(line)]
    for number, following in zip(at, [*at, len(lines) + 1][1:], strict=True):
        said = lines[number + 1 : following]
        if following <= len(lines) and said and _NUMBER.match(said[-1]):
            said = said[:-1]  # of the next
        match = _TIMES.match(lines[number])
        assert match is not None
        times = match.groups()
        words = [_webvtt(line) for line in said if line.strip()]
        found = cue(milliseconds(*times[:4]), milliseconds(*times[4:]), "", words)
        if found:
            yield found


def _webvtt(line: str) -> str:
    """A line as WebVTT would have it: everything but three tags is text, `<3` as well."""
    line = html.escape(html.unescape(_OTHER.sub("", _OVERRIDE.sub("", line))), quote=False)
    return re.sub(
        r"&lt;(/?)(b|i|u)&gt;", lambda tag: f"<{tag[1]}{tag[2].lower()}>", line, flags=re.I
    )
