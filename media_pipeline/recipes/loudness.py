"""How loud a sound is (EBU R 128), and by how much it is turned up or down.

One gain for the whole recording, and no compressor or limiter anywhere: a gong is loud when it is
struck and dies away for half a minute, and both are what was recorded. That is what ffmpeg's
`loudnorm` calls linear. That filter itself is not used, because it goes over to its dynamic mode
without a word whenever its conditions for the linear one fail (peaks, a wide range, a short sound);
a gain worked out here does not. Where peaks would reach beyond the ceiling, the gain is lowered
until they do not, and the recording stays quieter than others: it is heritage, not a broadcast.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

TARGET = -18.0
"""LUFS. EBU R 128 s2 and AES TD1008 put what is streamed at -18 to -16; at -18 more recordings of
gongs and drums come there without their peaks in the way."""
CEILING = -1.5
"""dB true peak. Lossy codecs overshoot; EBU R 128 leaves 1 dB."""
MOST = 30.0
"""dB. A recording still further away is mostly the hiss of its device."""
FILTER = "ebur128=peak=true:framelog=verbose:dualmono=true"
"""One channel is played by two loudspeakers, and measured so."""
RATE = 48000
"""Samples a second of everything that is made: the one rate Opus works at."""

_NUMBER = r"\s*(-?(?:\d+(?:\.\d+)?|inf|nan))"


@dataclass(frozen=True)
class Loudness:
    """What was measured."""

    integrated: float | None
    """LUFS; None for silence and for less than 0.4 s, which R 128 has no number for."""
    range: float
    """LU."""
    peak: float | None
    """dB true peak; None where nothing ever moves."""
    samples: int
    """In each channel, at `RATE`."""
    complaints: str = ""
    """What the decoder said of an original that it read to its end all the same."""

    @property
    def gain(self) -> float:
        """dB that even it: to `TARGET`, but never above `CEILING`. 0 for silence."""
        if self.peak is None:
            return 0.0
        wanted = 0.0 if self.integrated is None else TARGET - self.integrated
        return round(min(wanted, CEILING - self.peak, MOST), 2)

    @property
    def seconds(self) -> float:
        """Its length."""
        return round(self.samples / RATE, 3)

    def learned(self) -> dict[str, float | str | None]:
        """For the row: what the original was like, and what was done."""
        return {
            "loudness": self.integrated,
            "range": self.range,
            "peak": self.peak,
            "gain": self.gain,
            "complaints": self.complaints,
        }


def measured(said: str, complaints: str = "") -> Loudness:
    """From the summaries of ffmpeg's `ebur128` and `astats`."""
    integrated = _found(rf"I:{_NUMBER} LUFS", said)
    peak = _found(rf"Peak:{_NUMBER} dBFS", said)
    samples = re.search(r"Number of samples: (\d+)", said)
    return Loudness(
        # -70 is where R 128's absolute gate is: nothing came through it.
        integrated=None if integrated is None or integrated <= -70 else integrated,
        range=_found(rf"LRA:{_NUMBER} LU\b", said) or 0.0,
        peak=peak,
        samples=int(samples[1]) if samples else 0,
        complaints=complaints,
    )


def _found(pattern: str, said: str) -> float | None:
    """The last such number; None for what is none and not finite."""
    numbers = [float(number) for number in re.findall(pattern, said)]
    return numbers[-1] if numbers and math.isfinite(numbers[-1]) else None
