"""Captions in WebVTT: read as browsers read them, written strictly.

https://www.w3.org/TR/webvtt1/#parsing (6): blocks, timings and settings of cues. Style sheets,
regions, comments and identifiers are read past: the first two place things on the screen of one
player, and could fetch; comments are notes of whoever made the file, not for the public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from media_pipeline.recipes.cuetext import Span, parse
from media_pipeline.recipes.timestamps import PATTERN, milliseconds, written

SETTINGS = ("vertical", "line", "position", "size", "align")
"""In the order in which they are written. `region` is none: there are none."""
_TIMES = re.compile(rf"[\t\f ]*{PATTERN}[\t\f ]*-->[\t\f ]*{PATTERN}(?!\d)(.*)\Z", re.ASCII)
_PERCENTAGE = re.compile(r"(\d{1,3}(?:\.\d{1,20})?)%\Z", re.ASCII)
_LINE = re.compile(r"-?0*\d{1,3}\Z", re.ASCII)
_WORDS = {
    "vertical": frozenset({"rl", "lr"}),
    "align": frozenset({"start", "center", "end", "left", "right"}),
}
_ALIGNED = {
    "line": frozenset({"start", "center", "end"}),
    "position": frozenset({"line-left", "center", "line-right"}),
}


@dataclass(frozen=True)
class Cue:
    """One, as it is written again."""

    start: int
    """Milliseconds."""
    end: int
    settings: tuple[str, ...]
    text: Span

    def write(self) -> str:
        """The block of a cue, without the empty line that ends it."""
        times = f"{written(self.start)} --> {written(self.end)}"
        return "\n".join((" ".join((times, *self.settings)), payload(self.text)))


def is_webvtt(text: str) -> bool:
    """6.1, steps 1 to 8: the signature, and nothing stuck to it."""
    return re.match(r"WEBVTT(?:[ \t\n]|\Z)", text) is not None


def cues(text: str) -> Iterator[Cue]:
    """The cues of a file whose line ends are LF, with valid times and something to say."""
    for block in _blocks(text):
        match = _TIMES.match(block[0])
        if match is None:
            continue
        times = match.groups()
        found = cue(milliseconds(*times[0:4]), milliseconds(*times[4:8]), times[8], block[1:])
        if found:
            yield found


def cue(start: int, end: int, settings: str, lines: list[str]) -> Cue | None:
    """A cue, or None where it ends before it starts or says nothing."""
    if end <= start:
        return None
    text = parse("\n".join(lines), start, end)
    return Cue(start, end, valid(settings), text) if payload(text).strip() else None


def payload(text: Span) -> str:
    """The text of a cue; a line without letters would end it."""
    return "\n".join(line for line in text.write().split("\n") if line.strip())


def write(found: list[Cue]) -> str:
    """The file, in the order of what is heard."""
    in_order = sorted(found, key=lambda one: one.start)
    return "\n\n".join(("WEBVTT", *(one.write() for one in in_order))) + "\n"


def _blocks(text: str) -> Iterator[list[str]]:
    """Timings and the lines that follow (6.1, "collect a WebVTT block").

    A cue ends with an empty line, and where the next timings are if that line is missing.
    """
    block: list[str] = []
    header = True  # up to the first empty line: what stands there is for programs
    for line in text.split("\n"):
        if header:
            header = line != ""
        elif "-->" in line:
            if block:
                yield block
            block = [line]
        elif line == "":
            if block:
                yield block
            block = []
        elif block:
            block.append(line)
    if block:
        yield block


def valid(settings: str) -> tuple[str, ...]:
    """Settings of a cue that mean something (6.3), the last of each, in the order of `SETTINGS`."""
    found: dict[str, str] = {}
    for setting in settings.split():
        name, colon, value = setting.partition(":")
        if colon and (kept := _setting(name, value)):
            found[name] = f"{name}:{kept}"
    return tuple(found[name] for name in SETTINGS if name in found)


def _setting(name: str, value: str) -> str | None:
    if name in _WORDS:
        return value if value in _WORDS[name] else None
    if name == "size":
        return _percentage(value)
    if name not in _ALIGNED:
        return None
    value, comma, aligned = value.partition(",")
    if comma and aligned not in _ALIGNED[name]:
        return None
    place = _percentage(value)
    if place is None and name == "line" and _LINE.match(value):
        place = str(int(value))
    return None if place is None else place + comma + aligned


def _percentage(value: str) -> str | None:
    match = _PERCENTAGE.match(value)
    if match is None or float(match[1]) > 100:
        return None
    return f"{float(match[1]):.3f}".rstrip("0").rstrip(".") + "%"
