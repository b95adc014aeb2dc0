"""Films for the tests of their recipe, and what is seen of one."""

from pathlib import Path
from typing import Any

import av

from media_pipeline.recipes import film as recipe
from media_pipeline.recipes.recipe import Made
from tests.unit.media_pipeline import lavfi

TONE = ("-f", "lavfi", "-i", "sine=f=300:d=2,volume=-20dB")
QUICK = ("-c:v", "libx264", "-preset", "ultrafast")


def make(original: Path, into: Path, **options: str) -> Made:
    into.mkdir()
    return recipe.make(original, lavfi.FILM, into, options)


def film(target: Path, size: str, *arguments: str, rate: int = 25, seconds: float = 2) -> Path:
    source = f"testsrc2=s={size}:d={seconds}:r={rate}"
    return lavfi.generate(target, "-f", "lavfi", "-i", source, *arguments)


def seen(path: Path) -> Any:
    with av.open(str(path)) as opened:
        stream = opened.streams.video[0]
        frame = next(opened.decode(stream))
        coded = stream.codec_context
        return {
            "size": (frame.width, frame.height),
            "codec": coded.name,
            "profile": coded.profile,
            "pixels": coded.pix_fmt,
            "turned": frame.rotation,
            "rate": float(stream.average_rate or 0),
            "frames": stream.frames,
            "sound": [
                (one.codec_context.name, one.codec_context.channels) for one in opened.streams.audio
            ],
            "streams": len(opened.streams),
            "transfer": int(coded.color_trc),
        }


def sizes(made: Made) -> dict[str, tuple[int, int]]:
    return {file.name: (file.width, file.height) for file in made.files}
