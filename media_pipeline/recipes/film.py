"""A film as a phone plays it on a bad line, and on a better one; and a still of it.

`360.mp4` and `720.mp4` are H.264 (High, 4:2:0, 8 bit) with AAC, which every phone since about 2012
decodes without its processor. Sizes are those of a box of 640 x 360 or 1280 x 720, lying or
standing as the film does; nothing is enlarged, and where 360 holds it all there is no 720. The rate
is capped so that 360 fits into 500 kbit/s and 720 into 2 Mbit/s, sound included, and is less where
the pictures ask for less. Sound is evened as that of recordings is (`loudness.py`); a film without
sound, or whose sound never moves, has no track of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from media_pipeline.facts import Facts
from media_pipeline.reasons import Reason, RefusedError
from media_pipeline.recipes import poster
from media_pipeline.recipes.credit import Credit
from media_pipeline.recipes.loudness import RATE, Loudness
from media_pipeline.recipes.programs import FILMS, asking, reading, run, writing
from media_pipeline.recipes.recipe import DerivedFile, Made
from media_pipeline.recipes.sound import heard, measure
from media_pipeline.recipes.streams import Picture, Streams, streams


@dataclass(frozen=True)
class Size:
    """One of the films that are made."""

    name: str
    long: int
    """Pixels of the longer side of its box."""
    short: int
    effort: str
    """Preset of x264. Beyond these, more than twice the time bought less than 0.01 of SSIM."""
    quality: int
    """Constant rate factor of x264: less is better."""
    most: int
    """kbit/s of the pictures."""
    sound: int
    """kbit/s."""


SMALL = Size("360", 640, 360, "fast", 26, 400, 64)
LARGE = Size("720", 1280, 720, "veryfast", 24, 1800, 96)
FASTEST = 30.5
"""Pictures a second; 29.97 and 30 are the same to everybody but a clock."""
KEY = 4
"""Seconds between pictures that one can go to."""
HDR = {16: "smpte2084", 18: "arib-std-b67"}
"""Transfer characteristics of ITU-T H.273 of films for brighter screens, as zscale names them."""


def make(original: Path, facts: Facts, into: Path, options: Mapping[str, Any]) -> Made:
    """Make `360.mp4`, `720.mp4` where the film is larger, and `poster.jpg`.

    `options`: `title`, `credit`, `rights` (texts). Raises RefusedError with ffmpeg's words.
    """
    del facts
    found = streams(original, FILMS)
    if found.picture is None:
        raise RefusedError(Reason.NO_DECODER, "no stream of pictures that can be decoded")
    loudness = _loudness(original, found)
    credit = Credit.of(options)
    sizes = sizes_for(found.picture)
    outputs = [
        argument
        for size in sizes
        for argument in _output(size, found, loudness, credit, into / f"{size.name}.mp4")
    ]
    run(asking(*reading(original, FILMS), *outputs))
    films = [_made(into / f"{size.name}.mp4") for size in sizes]
    still = poster.make(into / films[-1].name, films[-1].seconds, into / "poster.jpg", credit)
    return Made(
        files=(*films, still),
        learned={
            "seconds": films[-1].seconds,
            "sound": loudness is not None,
            **(loudness.learned() if loudness else {}),
        },
    )


def sizes_for(picture: Picture) -> list[Size]:
    """What is made of a film: no second file where the first already shows all there is."""
    sides = sorted((picture.width, picture.height))
    return [SMALL] if sides[0] <= SMALL.short and sides[1] <= SMALL.long else [SMALL, LARGE]


def _loudness(original: Path, found: Streams) -> Loudness | None:
    if not found.channels:
        return None
    loudness = measure(original, FILMS, heard(found.channels))
    return loudness if loudness.samples and loudness.peak is not None else None


def _output(
    size: Size, found: Streams, loudness: Loudness | None, credit: Credit, target: Path
) -> list[str]:
    assert found.picture is not None
    sound = ["-an"] if loudness is None else ["-map", "0:a:0", *_sound(size, found, loudness)]
    rate = slower(found.picture.rate) or found.picture.rate or 25
    return [
        # V: the cover of a film is no film.
        *("-map", "0:V:0", "-vf", pictures(found.picture, size), "-fps_mode", "vfr"),
        # One thread for each size: with more, x264 keeps to a rate by what happened to be ready.
        *("-c:v", "libx264", "-preset", size.effort, "-profile:v", "high", "-threads", "1"),
        *("-crf", str(size.quality), "-maxrate", f"{size.most}k", "-bufsize", f"{size.most}k"),
        *("-g", str(math.ceil(KEY * rate)), "-a53cc", "0"),
        *sound,
        *credit.for_ffmpeg(),
        *writing(target, "-movflags", "+faststart", "-f", "mp4"),
    ]


def _sound(size: Size, found: Streams, loudness: Loudness) -> list[str]:
    channels = heard(found.channels)
    layout = {1: "mono", 2: "stereo"}[channels]
    filters = (
        # Sound that starts later than the pictures, or pauses, stays with them.
        f"aresample={RATE}:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts={layout}",
        f"volume={loudness.gain}dB:precision=float",
    )
    return ["-af", ",".join(filters), "-c:a", "aac", "-b:a", f"{size.sound * (channels + 1) // 3}k"]


def pictures(picture: Picture, size: Size) -> str:
    """The chain of filters for what is seen. Films are turned before, as they say they should."""
    part = f"min(1,min({size.long}/max(iw*sar,ih),{size.short}/min(iw*sar,ih)))"
    # What does not say how its colours are coded is taken as players take it: by its size.
    untold = "bt709" if min(picture.width, picture.height) >= 720 else "smpte170m"
    coded = untold if picture.matrix == 2 else "auto"
    chain = ["bwdif=mode=send_frame:deint=interlaced"]
    if rate := slower(picture.rate):
        chain.append(f"fps={rate:.5f}")
    chain.append(
        f"scale=w='max(2,2*trunc(iw*sar*{part}/2))':h='max(2,2*trunc(ih*{part}/2))'"
        ":flags=bicubic+accurate_rnd+full_chroma_int"
        + ("" if picture.transfer in HDR else f":in_color_matrix={coded}:out_color_matrix=bt709")
        + ":out_range=tv,setsar=1"
    )
    if picture.transfer in HDR:
        chain.append(to_sdr(HDR[picture.transfer]))
    chain += ["format=yuv420p", "sidedata=mode=delete"]
    return ",".join(chain)


def slower(rate: float) -> float | None:
    """Pictures a second where every second (third…) one is enough; None where all are kept."""
    return rate / math.ceil(rate / FASTEST) if rate > FASTEST else None


def to_sdr(transfer: str) -> str:
    """Filters from HDR to BT.709: a white wall at 203 cd/m² (ITU-R BT.2408) stays white."""
    return (
        f"zscale=tin={transfer}:pin=bt2020:min=bt2020nc:rin=tv:t=linear:npl=203,format=gbrpf32le,"
        "zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:p=bt709:r=tv"
    )


def _made(path: Path) -> DerivedFile:
    """What came out: read from our own file, because an original may have said otherwise."""
    with av.open(str(path)) as film:
        if not film.streams.video:
            raise RefusedError(Reason.DAMAGED, "no picture came out of the decoder")
        coded = film.streams.video[0].codec_context
        seconds = round((film.duration or 0) / av.time_base, 3)
        return DerivedFile(path.name, "video/mp4", coded.width, coded.height, seconds)
