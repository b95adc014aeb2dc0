"""A small studio: players strike voices, in a room, and ffmpeg writes the sound down.

Strikes are written as short pulses, one track for each player; every mode of his voice is a
resonator (a biquad) through which the track goes. So a gong that is struck while it still rings
goes on ringing, and all the arithmetic is done in C.
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import imageio_ffmpeg

from heritage.site.demo_media.modes import RATE, Mode, Voice
from media_pipeline.recipes import programs

PEAK = 0.63
"""Of full scale: -4 dB, as an engineer would leave it."""


@dataclass(frozen=True)
class Strike:
    """One blow."""

    at: float
    """Seconds."""
    force: float = 1.0
    contact: float = 0.002
    """Seconds for which mallet, hand or nail touches: the longer, the darker."""


@dataclass(frozen=True)
class Player:
    """Somebody at one thing that rings."""

    voice: Voice
    strikes: Sequence[Strike]
    place: float = 0.0
    """From -1, left, to 1, right."""
    gain: float = 1.0
    knock: float = 0.0
    """How much of the blow itself is heard, which is noise."""


@dataclass(frozen=True)
class Room:
    """What answers."""

    seconds: float
    """Until it is 60 dB down."""
    share: float
    """Of what is heard, beside the sound itself."""
    warmth: int = 5000
    """Hertz above which it answers no more."""


@dataclass(frozen=True)
class Recording:
    """All that is heard of one piece."""

    seconds: float
    players: Sequence[Player]
    room: Room


def ffmpeg(*arguments: str) -> list[str]:
    """A command for the ffmpeg of our own packages, not the system's: the same bytes everywhere."""
    return [str(imageio_ffmpeg.get_ffmpeg_exe()), *programs.asking(*arguments)[1:]]


def record(recording: Recording, target: Path, aside: Path) -> None:
    """Write it as FLAC, stereo, 48 kHz, 16 bit. What is needed in between is written to `aside`.

    The same recording gives the same bytes with the same ffmpeg.
    """
    inputs: list[str] = []
    for number, player in enumerate(recording.players):
        inputs += _raw(aside / f"{number}.f32", _track(player, recording.seconds, number), 1)
    inputs += _raw(aside / "room.f32", _echo(recording.room), 2)
    graph = ";".join(
        (
            *(_played(number, player) for number, player in enumerate(recording.players)),
            _mixed(recording),
        )
    )
    loud = aside / "loud.f32"
    programs.run(
        ffmpeg(
            *inputs, "-filter_complex", graph, "-map", "[out]",
            "-f", "f32le", f"file:{loud}",
        )
    )  # fmt: skip
    fade = min(2.0, recording.seconds / 4)
    levelled = (
        f"volume={PEAK / _peak(loud):.9f}:precision=double,"
        f"afade=out:st={recording.seconds - fade}:d={fade}:curve=qsin,"
        "aresample=48000:osf=s16:dither_method=triangular"
    )
    programs.run(
        ffmpeg(
            "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", f"file:{loud}", "-af", levelled,
            *programs.writing(target, "-c:a", "flac", "-compression_level", "5"),
        )
    )  # fmt: skip


def _track(player: Player, seconds: float, seed: int) -> array[float]:
    """The blows of a player: rounded pulses, with the noise that a blow is when it is heard.

    It begins with the first and ends when the last has died away: silence costs as much as sound.
    """
    rng = Random(seed)
    first = _first(player)
    rings = max(mode.seconds for mode in player.voice)
    ends = min(seconds, max(strike.at for strike in player.strikes) + rings + 0.1)
    track = array("f", bytes(4 * max(1, round(ends * RATE) - first)))
    for strike in player.strikes:
        start, length = round(strike.at * RATE) - first, strike.contact * RATE / 4
        for n in range(min(round(12 * length), len(track) - start)):
            pulse = n * math.exp(-n / length) / length**2
            grain = 1 + player.knock * rng.uniform(-1, 1) * 4
            track[start + n] += strike.force * pulse * grain
    return track


def _first(player: Player) -> int:
    return round(min(strike.at for strike in player.strikes) * RATE)


def _echo(room: Room) -> array[float]:
    """What a room answers to one click: noise that dies away, another for each ear."""
    rng = Random(room.seconds)
    length = round(room.seconds * RATE)
    echo = array("f", bytes(8 * length))
    for n in range(round(0.009 * RATE), length):
        level = 10 ** (-3 * n / length)
        echo[2 * n], echo[2 * n + 1] = level * (rng.random() - 0.5), level * (rng.random() - 0.5)
    energy = math.sqrt(sum(sample * sample for sample in echo) / 2)
    return array("f", (sample / energy for sample in echo))


def _raw(path: Path, samples: array[float], channels: int) -> list[str]:
    if sys.byteorder == "big":
        samples.byteswap()
    path.write_bytes(samples.tobytes())
    return ["-f", "f32le", "-ar", str(RATE), "-ac", str(channels), "-i", f"file:{path}"]


def _played(number: int, player: Player) -> str:
    """The part of the graph that one player is: his track through all his modes at once."""
    modes = [mode for mode in player.voice if mode.hertz < RATE * 0.42]
    names = [f"p{number}m{index}" for index in range(len(modes) + 1)]
    left = player.gain * math.cos((player.place + 1) * math.pi / 4)
    right = player.gain * math.sin((player.place + 1) * math.pi / 4)
    return ";".join(
        (
            f"[{number}:a]aformat=dblp,asplit={len(names)}{_pads(names)}",
            *(f"[{name}]{_resonator(mode)}[{name}r]"
              for name, mode in zip(names, modes, strict=False)),
            f"[{names[-1]}]highpass=f=300,volume={player.knock}[{names[-1]}r]",
            f"{_pads([name + 'r' for name in names])}amix={len(names)}:normalize=0,"
            f"pan=stereo|c0={left:.6f}*c0|c1={right:.6f}*c0,"
            f"adelay={_first(player)}S:all=1[p{number}]",
        )
    )  # fmt: skip


def _mixed(recording: Recording) -> str:
    """All players, over a silence that says how long it takes, and what the room answers."""
    room, count = recording.room, len(recording.players)
    return (
        f"anullsrc=cl=stereo:r={RATE}:d={recording.seconds}[silence];"
        f"[silence]{_pads([f'p{number}' for number in range(count)])}"
        f"amix={count + 1}:normalize=0:duration=first,"
        f"highpass=f=28,asplit[dry][sent];[{count}:a]lowpass=f={room.warmth},highpass=f=150[ir];"
        f"[sent][ir]afir=irnorm=-1:irlink=0:gtype=none,volume={room.share}[wet];"
        "[dry][wet]amix=2:normalize=0:duration=first,aformat=flt[out]"
    )


def _pads(names: Sequence[str]) -> str:
    return "".join(f"[{name}]" for name in names)


def _resonator(mode: Mode) -> str:
    """A mode as filters: `gain * r**n * sin(w*n)`; one that blooms is two of them in a row."""
    fall = 3 * math.log(10) / (mode.seconds * RATE)
    if not mode.bloom:
        return _biquad(mode.hertz, fall, mode.gain)
    rise = max(1 / (mode.bloom * RATE), 1.05 * fall)
    at = math.log(rise / fall) / (rise - fall)
    summit = (math.exp(-fall * at) - math.exp(-rise * at)) / (rise - fall) / 2
    return f"{_biquad(mode.hertz, fall, mode.gain)},{_biquad(mode.hertz, rise, 1 / summit)}"


def _biquad(hertz: float, fall: float, gain: float) -> str:
    w, r = 2 * math.pi * hertz / RATE, math.exp(-fall)
    return (
        f"biquad=b0=0:b1={gain * r * math.sin(w):.12g}:b2=0:"
        f"a0=1:a1={-2 * r * math.cos(w):.15g}:a2={r * r:.15g}:precision=f64"
    )


def _peak(path: Path) -> float:
    samples = array("f")
    with path.open("rb") as file:
        samples.fromfile(file, path.stat().st_size // 4)
    if sys.byteorder == "big":
        samples.byteswap()
    return max(max(samples), -min(samples), 1e-9)
