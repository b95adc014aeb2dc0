"""What is in a sound or a film, before anything is made of it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import av
import av.error
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from media_pipeline.recipes.programs import asking, reading, refusal, run


@dataclass(frozen=True)
class Picture:
    """Of a film."""

    width: int
    """Pixels as it is to be seen: turned, and each as wide as high."""
    height: int
    rate: float
    """Pictures a second on average; 0 where the file does not say."""
    transfer: int
    """ITU-T H.273 transfer characteristics: 16 is PQ, 18 HLG."""
    matrix: int
    """ITU-T H.273 matrix coefficients: 2 is not said."""


@dataclass(frozen=True)
class Streams:
    """The first of each kind; whatever else there is, is not made."""

    channels: int
    """Of the sound; 0 without one."""
    picture: Picture | None


def streams(original: Path, demuxers: str) -> Streams:
    """Look into a file. Raises RefusedError with the words of libavformat."""
    rules = {"protocol_whitelist": "file", "format_whitelist": demuxers}
    where = f"file:{original.absolute()}"
    try:
        with av.open(where, options=rules, metadata_errors="replace") as film:
            sounds = film.streams.audio
            pictures = [
                one for one in film.streams.video if not one.disposition & Disposition.attached_pic
            ]
            return Streams(
                channels=sounds[0].codec_context.channels if sounds else 0,
                picture=_picture(film, pictures[0]) if pictures else None,
            )
    except av.error.FFmpegError as error:
        # The program has more words for what is wrong than the library's number.
        run(asking(*reading(original, demuxers), "-t", "0", "-f", "null", "-"))
        raise refusal(1, str(error.strerror)) from None


def _picture(film: InputContainer, stream: VideoStream) -> Picture:
    width, height, turned = stream.codec_context.width, stream.codec_context.height, 0
    # One frame, because the container may say otherwise and most devices turn it there.
    with contextlib.suppress(av.error.FFmpegError):
        for frame in film.decode(stream):
            width, height, turned = frame.width, frame.height, frame.rotation
            break
    shape = stream.sample_aspect_ratio
    width = round(width * (shape or 1))
    if turned % 180:
        width, height = height, width
    rate = float(stream.average_rate or 0)
    coded = stream.codec_context
    return Picture(width, height, rate, int(coded.color_trc or 0), int(coded.colorspace))
