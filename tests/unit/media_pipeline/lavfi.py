"""Sounds and films that ffmpeg makes up, and what it hears and reads in others."""

import subprocess
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg

from media_pipeline.facts import Facts, Kind
from media_pipeline.recipes.loudness import FILTER, Loudness, measured
from media_pipeline.recipes.programs import ffmpeg

SOUND = Facts("audio/x", Kind.AUDIO)
FILM = Facts("video/x", Kind.VIDEO)


def generate(target: Path, *arguments: str) -> Path:
    """Run ffmpeg with arguments that end before the name of what it writes.

    The one of our packages: a distribution's may write no AMR, or know no `-display_rotation`.
    """
    ours = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ours, "-v", "error", "-y", *arguments, str(target)], check=True)
    return target


def sound(target: Path, source: str, *arguments: str) -> Path:
    return generate(target, "-f", "lavfi", "-i", source, *arguments)


def heard(path: Path) -> Loudness:
    """What a listener hears of the first sound of a file."""
    counting = "astats=measure_perchannel=none:measure_overall=Number_of_samples"
    arguments = [
        "-nostats",
        "-i",
        str(path),
        "-map",
        "0:a:0",
        "-af",
        f"aresample=48000,{FILTER},{counting}",
    ]
    said = subprocess.run(
        [ffmpeg(), "-hide_banner", *arguments, "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return measured(said.stderr)


def tags(path: Path) -> dict[str, str]:
    """All that a file says of itself, of each stream as well."""
    found: dict[str, str] = {}
    with av.open(str(path)) as opened:
        found.update(opened.metadata)
        for stream in opened.streams:
            found.update({f"{stream.index}:{key}": value for key, value in stream.metadata.items()})
        assert not opened.chapters()
    return found


def boxes(path: Path) -> list[str]:
    """The boxes of an MP4 file in their order."""
    said, at, names = path.read_bytes(), 0, []
    while at < len(said):
        names.append(said[at + 4 : at + 8].decode("latin1"))
        at += int.from_bytes(said[at : at + 4], "big")
    return names


def seek(path: Path, second: float) -> float:
    """Where a player comes out that goes to a second of a file."""
    with av.open(str(path)) as opened:
        opened.seek(int(second * av.time_base))
        frame: Any = next(opened.decode(opened.streams[0]))
        return float(frame.time)
