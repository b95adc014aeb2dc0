"""Sound and film of half a second, made on the spot."""

import array
import math
import random
from pathlib import Path
from typing import Any

import av


def sound(path: Path, codec: str, container: str, rate: int = 44100, **tags: str) -> bytes:
    """A tone of half a second; as bytes, and at `path`."""
    with av.open(str(path), "w", format=container) as out:
        out.metadata.update(tags)
        stream: Any = out.add_stream(codec, rate=rate)
        stream.layout, stream.bit_rate = "mono", 64_000
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate)
        fifo = av.AudioFifo()
        wave = array.array("h", (int(math.sin(n / 20) * 9000) for n in range(rate // 2)))
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(wave))
        frame.planes[0].update(wave.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = rate
        for ready in resampler.resample(frame):
            fifo.write(ready)
        while part := fifo.read(stream.frame_size or 1024, partial=True):
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path.read_bytes()


def film(path: Path, codec: str, container: str, frames: int = 12, **tags: str) -> bytes:
    """Noise of 64 × 48 at 24 frames a second; as bytes, and at `path`."""
    chance = random.Random(1)
    with av.open(str(path), "w", format=container) as out:
        out.metadata.update(tags)
        stream: Any = out.add_stream(codec, rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(frames):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(chance.randbytes(plane.buffer_size))
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path.read_bytes()


def turned(said: bytes) -> bytes:
    """An MP4 as a telephone held upright writes it: the matrix of its track (14496-12, 8.3.2)."""
    track = said.index(b"tkhd") + 4
    matrix = track + 4 + 20 + 16
    quarter = (0, 0x10000, 0, -0x10000 & 0xFFFFFFFF, 0, 0, 0, 0, 0x40000000)
    return said[:matrix] + b"".join(n.to_bytes(4, "big") for n in quarter) + said[matrix + 36 :]
