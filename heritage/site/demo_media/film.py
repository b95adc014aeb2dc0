"""Frames from Pillow and a recording, made into a film by ffmpeg."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from heritage.site.demo_media.studio import Recording, ffmpeg, record
from media_pipeline.recipes import programs

FRAMES = 25
"""A second."""
WIDE, HIGH = 1280, 720


def write(frames: Iterable[Image.Image], heard: Recording, target: Path, aside: Path) -> None:
    """H.264 and AAC in MP4; one frame is held at a time. The same frames give the same bytes."""
    sound = aside / "sound.flac"
    record(heard, sound, aside)
    command = ffmpeg(
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDE}x{HIGH}", "-r", str(FRAMES)),
        *("-i", "pipe:0", "-i", f"file:{sound}"),
        *programs.writing(
            target,
            *("-map", "0:v", "-map", "1:a", "-vf", "scale=out_color_matrix=bt709:out_range=tv"),
            *("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"),
            *("-threads", "1", "-colorspace", "bt709", "-color_primaries", "bt709"),
            *("-color_trc", "bt709", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"),
        ),
    )
    command.remove("-nostdin")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        for frame in frames:
            process.stdin.write(frame.tobytes())
        process.stdin.close()
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise programs.refusal(process.returncode, said)
