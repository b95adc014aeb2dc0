"""Files made up on the spot: a tone, a film, a large leaf, a document. Small, and soon read."""

from __future__ import annotations

import io
import math
import struct
import subprocess
import tempfile
import wave
from pathlib import Path

import pyvips
from PIL import Image

from media_pipeline.recipes.programs import ffmpeg


def tone(seconds: int) -> bytes:
    """A sound that swells and fades (WAV)."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        level = (math.sin(n / 6) * math.sin(n / 9000) * 20000 for n in range(8000 * seconds))
        sound.writeframes(b"".join(struct.pack("<h", int(one)) for one in level))
    return out.getvalue()


def film(seconds: int) -> bytes:
    """Moving bars (MP4)."""
    source = ["-f", "lavfi", "-i", f"testsrc=duration={seconds}:size=320x180:rate=12"]
    coded = ["-c:v", "libx264", "-pix_fmt", "yuv420p"]
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "film.mp4"
        subprocess.run([ffmpeg(), "-v", "error", *source, *coded, str(made)], check=True)
        return made.read_bytes()


def leaf(width: int = 2600, height: int = 1200) -> bytes:
    """A picture larger than any screen (JPEG)."""
    field = pyvips.Image.xyz(width, height)
    bands = [field[0] % 256, field[1] % 256, (field[0] + field[1]) % 256]
    data: bytes = pyvips.Image.bandjoin(bands[0], bands[1:]).cast("uchar").jpegsave_buffer(Q=70)
    return data


def pages(count: int) -> bytes:
    """Pages with nothing to read on them (PDF)."""
    out = io.BytesIO()
    first, *others = (Image.new("L", (400, 560), 255 - 6 * n) for n in range(count))
    first.save(out, "PDF", save_all=True, append_images=others)
    return out.getvalue()
