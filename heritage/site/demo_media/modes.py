"""How things ring when they are struck: modes, each with a pitch, a strength and a length.

Ratios of bars, membranes and plates are those of theory, of gongs those that were measured:
N. H. Fletcher, T. D. Rossing, The Physics of Musical Instruments, 2nd ed. (1998): free bars 2.15,
membranes 3.3, free plates 3.6, bossed gongs 20.1. Lengths and strengths were set by ear.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

RATE = 32_000
"""Samples a second in the studio: nothing here rings above 13 kHz, and it is a third less work."""


@dataclass(frozen=True)
class Mode:
    """One partial of a voice."""

    hertz: float
    gain: float
    seconds: float
    """Until it is 60 dB down."""
    bloom: float = 0.0
    """Seconds in which it grows out of the others; 0 for a partial that is there at once."""


Voice = tuple[Mode, ...]


def _twins(modes: Iterable[Mode], beats: float, share: float = 0.6) -> Voice:
    """Each mode twice, `beats` a second apart: nothing made by hand is perfectly round."""
    return tuple(
        twin
        for number, mode in enumerate(modes)
        for twin in (
            mode,
            Mode(
                mode.hertz + beats * (1 + 0.7 * number),
                mode.gain * share,
                mode.seconds * 0.9,
                mode.bloom,
            ),
        )
    )


def _at(hertz: float, table: Iterable[tuple[float, ...]], length: float) -> Voice:
    return tuple(Mode(hertz * row[0], row[1], row[2] * length, *row[3:]) for row in table)


def bossed_gong(hertz: float, length: float = 1.0, beats: float = 0.8) -> Voice:
    """A gong with a boss: a deep tone, its octave, and a shimmer that comes after it."""
    table = (
        (1.0, 1.0, 8.0),
        (1.98, 0.52, 5.5),
        (2.44, 0.16, 3.2),
        (2.97, 0.24, 3.6, 0.03),
        (3.46, 0.15, 2.6, 0.05),
        (3.92, 0.12, 2.4, 0.08),
        (5.21, 0.16, 2.0, 0.12),
        (6.35, 0.12, 1.8, 0.14),
        (7.78, 0.10, 1.6, 0.12),
    )
    return (*_twins(_at(hertz, table, length), beats), *_shimmer(hertz * 9, 0.1, length))


def flat_gong(hertz: float, length: float = 1.0, beats: float = 1.6) -> Voice:
    """A gong without a boss: a plate, many partials close together, none alone."""
    table = (
        (1.0, 0.8, 4.6),
        (1.73, 0.62, 3.8),
        (2.33, 0.5, 3.2, 0.02),
        (3.91, 0.26, 2.6, 0.04),
        (4.11, 0.22, 2.4, 0.06),
        (5.1, 0.12, 2.0, 0.09),
        (6.3, 0.13, 1.7, 0.12),
        (6.71, 0.1, 1.6, 0.14),
        (8.62, 0.1, 1.4, 0.16),
    )
    return (*_twins(_at(hertz, table, length), beats, 0.7), *_shimmer(hertz * 9.7, 0.12, length))


def _shimmer(lowest: float, gain: float, length: float) -> Voice:
    """What is heard above: many modes too close to tell apart, later than the blow."""
    return tuple(
        Mode(lowest * 1.173**n, gain * 0.85**n, 1.6 * length * 0.9**n, 0.16 - 0.012 * n)
        for n in range(6)
    )


def cymbal(hertz: float, seconds: float) -> Voice:
    """A pair of small thick cymbals: long where they part at once, short where they stay."""
    ratios = (1.0, 1.37, 1.83, 2.46, 2.91, 3.55, 4.3)
    modes = (
        Mode(hertz * ratio, 1 / (1 + 0.4 * n), seconds / (1 + 0.3 * n))
        for n, ratio in enumerate(ratios)
    )
    return _twins(modes, 3.1, 0.5)


def small_gong(hertz: float) -> Voice:
    """A small bossed gong of a row, as measured on the pots of a gamelan."""
    table = (
        (1.0, 1.0, 2.6),
        (1.52, 0.28, 1.4),
        (3.46, 0.3, 1.0),
        (3.92, 0.2, 0.8),
        (6.1, 0.06, 0.4),
    )
    return _twins(_at(hertz, table, (500 / hertz) ** 0.5), 1.1, 0.35)


_BAR = (1.0, 2.756, 5.404, 8.933)
"""A straight bar, free at both ends."""


def bar(hertz: float, seconds: float, bright: float) -> Voice:
    """A bar of wood, bamboo, iron or stone; `bright`: each overtone as a share of the last."""
    return tuple(
        Mode(hertz * ratio, bright**number, seconds * (500 / hertz) ** 0.6 / (1 + 0.9 * number))
        for number, ratio in enumerate(_BAR)
    )


def stone(hertz: float) -> Voice:
    """A bar of ringing stone: long, bright, and never quite even."""
    modes = bar(hertz, 2.2, 0.5)
    return _twins((*modes, Mode(hertz * 1.94, 0.16, 0.9), Mode(hertz * 4.1, 0.1, 0.5)), 1.3, 0.3)


_MEMBRANE = (1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.5, 4.06)
"""An ideal circular membrane."""


def drum(hertz: float, seconds: float, edge: float) -> Voice:
    """A drum. `edge`: 0 struck in the middle, 1 at the rim, where the higher modes speak."""
    return tuple(
        Mode(
            hertz * ratio,
            (1 - 0.55 * edge if number == 0 else (0.25 + edge) / (1 + number)),
            seconds / (1 + 0.75 * number),
        )
        for number, ratio in enumerate(_MEMBRANE)
    )


def string(hertz: float, seconds: float, plucked: float = 0.17, stiff: float = 2e-4) -> Voice:
    """A plucked string; `plucked` says where, as a share of its length."""
    return tuple(
        Mode(
            hertz * n * math.sqrt(1 + stiff * n * n),
            math.sin(n * math.pi * plucked) / n,
            seconds / (1 + 0.22 * (n - 1)),
        )
        for n in range(1, 15)
        if hertz * n < 9000
    )
