"""A recording as a phone plays it: evened in loudness, in two formats, with the shape to be drawn.

`sound.webm` is Opus, 80 kbit/s in stereo and 48 with one channel, and `sound.m4a` AAC for what
does not play that. Opus goes into WebM rather than Ogg because Safari plays it there from iOS 15
on and in Ogg from 18.4 only, Android from 5.0 on, and because the length and an index of the whole
recording come first: on a slow line, going to a place in the middle costs one request, where Ogg
is searched by halves.

The original is decoded once to measure it and once to make everything, by an ffmpeg that does
nothing else: what reads strangers' bytes hands on bare samples, so that nothing embedded can get
further, and recordings that change their channels or rate on the way come out in one piece.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from media_pipeline.facts import Facts
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import loudness, waveform
from media_pipeline.recipes.credit import Credit
from media_pipeline.recipes.loudness import RATE, Loudness, measured
from media_pipeline.recipes.programs import SOUNDS, asking, reading, run, spoken, writing
from media_pipeline.recipes.recipe import DerivedFile, Made
from media_pipeline.recipes.streams import streams

OPUS = {1: 48, 2: 80}
AAC = {1: 64, 2: 96}
"""kbit/s by channels."""


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Make `sound.webm`, `sound.m4a` and `waveform.json`.

    `options`: `title`, `credit`, `rights` (texts). Raises RefusedError with ffmpeg's words.
    """
    del facts  # what it says of sound is found again here, at no cost
    channels = heard(streams(original, SOUNDS).channels)
    found = measure(original, SOUNDS, channels)
    if not found.samples:
        raise RefusedError(Reason.DAMAGED, found.complaints or "no sound came out of it")
    _write(original, channels, found, into, Credit.of(options))
    return Made(
        files=(
            DerivedFile("sound.webm", "audio/webm", seconds=found.seconds),
            DerivedFile("sound.m4a", "audio/mp4", seconds=found.seconds),
            DerivedFile("waveform.json", "application/json", seconds=found.seconds),
        ),
        learned={**found.learned(), "seconds": found.seconds, "channels": channels},
    )


def heard(channels: int) -> int:
    """Channels that are made of those of an original: 1 stays, all others become 2.

    Raises RefusedError where there is no sound.
    """
    if not channels:
        raise RefusedError(Reason.NO_DECODER, "no stream of sound that can be decoded")
    return min(channels, 2)


def measure(original: Path, demuxers: str, channels: int) -> Loudness:
    """Decode the first sound of a file to its end and measure it."""
    decoder, meter = run(
        decoding(original, demuxers, channels),
        asking(
            *samples(channels),
            *("-af", f"{loudness.FILTER},{_COUNT}", "-f", "null", "-"),
            level="info",
        ),
    )
    return measured(meter, spoken(decoder))


_COUNT = "astats=measure_perchannel=none:measure_overall=Number_of_samples"


def decoding(original: Path, demuxers: str, channels: int) -> list[str]:
    """The command that turns a stranger's file into samples on its standard output.

    More than two channels are mixed down as ITU-R BS.775 says, in floating point, where nothing is
    cut off that is louder than full scale: the gain comes later, and reckons with it.
    """
    layout = {1: "mono", 2: "stereo"}[channels]
    return asking(
        *reading(original, demuxers),
        *("-map", "0:a:0", "-vn", "-sn", "-dn"),
        *("-af", f"aresample={RATE},aformat=sample_fmts=flt:channel_layouts={layout}"),
        *("-f", "f32le", "pipe:1"),
    )


def samples(channels: int) -> list[str]:
    """Arguments that name such samples on the standard input as input."""
    return ["-f", "f32le", "-ar", str(RATE), "-ac", str(channels), "-i", "pipe:0"]


def _write(original: Path, channels: int, found: Loudness, into: Path, credit: Credit) -> None:
    per_pixel = waveform.samples_per_pixel(found.samples)
    graph = (
        f"[0:a]volume={found.gain}dB:precision=float,asplit=3[opus][aac][drawn];"
        f"[drawn]{waveform.filters(channels, per_pixel)}[nothing]"
    )
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        run(
            decoding(original, SOUNDS, channels),
            asking(
                *(*samples(channels), "-filter_complex", graph),
                *("-map", "[opus]", "-c:a", "libopus", "-b:a", f"{OPUS[channels]}k"),
                *("-vbr", "on", "-application", "audio", "-cues_to_front", "1"),
                *credit.for_ffmpeg(),
                *writing(into / "sound.webm", "-f", "webm"),
                *("-map", "[aac]", *aac(channels), *credit.for_ffmpeg()),
                *writing(into / "sound.m4a", "-movflags", "+faststart", "-f", "ipod"),
                *("-map", "[nothing]", "-f", "null", "-"),
            ),
            cwd=Path(folder),
        )
        waveform.write(Path(folder) / waveform.SAID, per_pixel, into / "waveform.json")


def aac(channels: int) -> list[str]:
    """Arguments for sound that everything plays."""
    return ["-c:a", "aac", "-b:a", f"{AAC[channels]}k", "-ar", str(RATE)]
