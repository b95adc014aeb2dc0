"""Captions: WebVTT (www.w3.org/TR/webvtt1) and SubRip.

A file with the signature and no cue is valid WebVTT, and taken: 0 pages. A faulty cue is left out
and the rest is read, as browsers do (section 6, "parsing"); how many were left out is kept.
"""

from __future__ import annotations

import re
from pathlib import Path

from media_pipeline.facts import Facts, Kind
from media_pipeline.opening.limits import Limits
from media_pipeline.opening.strips import demand
from media_pipeline.reasons import Reason, RefusedError

CLOCK = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)[.](\d{3})"
TIMING = re.compile(rf"\s*{CLOCK}\s*-->\s*{CLOCK}")
SUBRIP_CLOCK = r"(\d{1,2}):(\d\d):(\d\d)[,.](\d{1,3})"
SUBRIP_TIMING = re.compile(rf"\s*{SUBRIP_CLOCK} +--> +{SUBRIP_CLOCK}")
TIMINGS = {"text/vtt": TIMING, "application/x-subrip": SUBRIP_TIMING}
NEWLINE = re.compile(r"\r\n|\r|\n")


def look(path: Path, media_type: str, limits: Limits) -> Facts:
    """Cues, and the second the last of them ends. Raises RefusedError; DAMAGED if not UTF-8."""
    demand(path.stat().st_size, limits.text_bytes, Reason.TOO_BIG, "bytes")
    try:
        said = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(Reason.DAMAGED, f"not UTF-8: {error.reason} at {error.start}") from None
    timing = TIMINGS[media_type]
    cues = faulty = 0
    end = 0.0
    for line in NEWLINE.split(said):
        if "-->" not in line:
            continue
        found = timing.match(line)
        if not found:
            faulty += 1
            continue
        cues += 1
        end = max(end, _seconds(found.groups()[4:]))
    demand(cues, limits.pages, Reason.TOO_BIG, "cues")
    warnings = [f"{faulty} cues whose times cannot be read"] if faulty else []
    return Facts(
        media_type=media_type,
        kind=Kind.CAPTIONS,
        pages=cues,
        seconds=end,
        metadata={"warnings": warnings} if warnings else {},
    )


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = clock
    return (
        int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction}")
    )
