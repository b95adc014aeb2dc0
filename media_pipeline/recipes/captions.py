"""Captions as every browser takes them, and the same for a transcript that follows the sound.

`captions.vtt` is written anew from what was understood, never copied: whatever else is in a file
that somebody sends (style sheets, comments, markup of other formats) is not in it. `cues.json` is
a list of `{start, end, text, voice, lang}`, in seconds and plain text, one for each voice of a cue.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import subrip, webvtt
from media_pipeline.recipes.cuetext import sayings
from media_pipeline.recipes.recipe import DerivedFile, Made
from media_pipeline.recipes.webvtt import Cue

MOST = 16 * 1024 * 1024
"""Bytes: a day of talk is two million."""


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Make `captions.vtt` and `cues.json` of WebVTT or SubRip.

    `options`: `language` (BCP 47) of what does not say its own. Raises RefusedError for what is not
    in Unicode, neither of the two formats, or without a cue that could be shown.
    """
    del facts
    if original.stat().st_size > MOST:
        raise RefusedError(Reason.TOO_BIG, f"captions of more than {MOST} bytes", limit=MOST)
    found = read(original.read_bytes())
    seconds = max(cue.end for cue in found) / 1000
    said = transcript(found, str(options.get("language") or ""))
    (into / "captions.vtt").write_text(webvtt.write(found), encoding="utf-8")
    (into / "cues.json").write_text(
        json.dumps(said, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    return Made(
        files=(
            DerivedFile("captions.vtt", "text/vtt", seconds=seconds),
            DerivedFile("cues.json", "application/json", seconds=seconds),
        ),
        learned={"cues": len(found), "seconds": seconds},
    )


def read(said: bytes) -> list[Cue]:
    """The cues of a file, in the order of what is heard. Raises RefusedError as `make` does."""
    text = _decoded(said).replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    if webvtt.is_webvtt(text):
        found = list(webvtt.cues(text))
    elif not (found := list(subrip.cues(text))):
        raise RefusedError(Reason.UNKNOWN, "neither the signature of WebVTT nor a cue of SubRip")
    if not found:
        raise RefusedError(Reason.DAMAGED, "no cue with valid times and text")
    return sorted(found, key=lambda cue: cue.start)


def _decoded(said: bytes) -> str:
    """WebVTT is UTF-8 by rule; old programs on Windows write SubRip in UTF-16 as well.

    Nothing is guessed: a wrong guess among the code pages of Vietnamese is not seen by anybody who
    does not read it.
    """
    marked = said.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return said.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(Reason.DAMAGED, str(error)) from None


def transcript(found: list[Cue], language: str) -> list[dict[str, Any]]:
    """What is said, by whom, and when (seconds)."""
    return [
        {
            "start": cue.start / 1000,
            "end": cue.end / 1000,
            "text": saying.text,
            "voice": saying.voice,
            "lang": saying.lang,
        }
        for cue in found
        for saying in sayings(cue.text, language)
    ]
