"""The shape of a sound, in the JSON that players draw (BBC audiowaveform, data format version 2).

https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md
"""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

from media_pipeline.recipes.loudness import RATE

A_SECOND = 10
MOST = 4000
"""Points, whatever the length: more than any screen is wide."""
SAID = "levels.txt"


def samples_per_pixel(samples: int) -> int:
    """How many samples a point stands for."""
    return max(RATE // A_SECOND, math.ceil(samples / MOST))


def filters(channels: int, per_pixel: int) -> str:
    """For ffmpeg: write the lowest and highest sample of each point to `SAID`, and keep nothing."""
    mixed = "anull" if channels == 1 else "pan=mono|c0=0.5*c0+0.5*c1"
    return (
        f"{mixed},asetnsamples=n={per_pixel}:p=0,"
        "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=Min_level+Max_level,"
        f"ametadata=mode=print:file={SAID}"
    )


def write(said: Path, per_pixel: int, target: Path) -> None:
    """Turn what the filters wrote into the file for the player."""
    text = said.read_text()
    lows, highs = (
        [float(number) for number in re.findall(rf"Overall\.{name}_level=(\S+)", text)]
        for name in ("Min", "Max")
    )
    points = [_byte(level) for pair in zip(lows, highs, strict=True) for level in pair]
    target.write_text(
        json.dumps(
            {
                "version": 2,
                "channels": 1,
                "sample_rate": RATE,
                "samples_per_pixel": per_pixel,
                "bits": 8,
                "length": len(points) // 2,
                "data": points,
            },
            separators=(",", ":"),
        )
    )


def _byte(level: float) -> int:
    """From -1…1 to what 8 bits with a sign hold."""
    return max(-128, min(127, math.floor(level * 128))) if math.isfinite(level) else 0
