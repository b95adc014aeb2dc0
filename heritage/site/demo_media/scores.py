"""What is played: patterns of our own, no piece of any rite or village.

A pattern is a line of letters, one for each step: `X` loud, `x` less so, a dot for silence; in a
melody, digits and letters name the thing that is struck, from low to high.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from heritage.site.demo_media import modes
from heritage.site.demo_media.modes import Voice
from heritage.site.demo_media.studio import Player, Strike

HIGH = "0123456789abcdefgh"
"""Names of the things of a row, from low to high."""


class Hand:
    """Somebody who keeps time as people do: almost."""

    def __init__(self, seed: str, contact: float, loose: float = 0.007) -> None:
        self._chance = Random(seed)
        self._contact, self._loose = contact, loose

    def blow(self, at: float, force: float) -> Strike:
        """One blow at about `at` seconds."""
        chance = self._chance
        return Strike(
            max(0.02, at + chance.gauss(0, self._loose)),
            force * chance.uniform(0.86, 1.08),
            self._contact * chance.uniform(0.9, 1.15) / (0.6 + 0.4 * force),
        )

    def line(self, pattern: str, start: float, step: float, swell: float = 0.0) -> list[Strike]:
        """A pattern in steps of `step` seconds; `swell` is what the last step is louder by."""
        forces = {"X": 1.0, "x": 0.62, "-": 0.34}
        return [
            self.blow(start + n * step, forces[letter] * (1 + swell * n / len(pattern)))
            for n, letter in enumerate(pattern)
            if letter in forces
        ]


def row(
    voice: Callable[[float], Voice],
    pitches: Sequence[float],
    struck: Sequence[tuple[str, Strike]],
    *,
    width: float = 0.6,
    gain: float = 1.0,
    knock: float = 0.0,
) -> list[Player]:
    """One player at a row of things, low ones to the left; each rings on by itself."""
    middle = max(1, len(pitches) - 1) / 2
    return [
        Player(voice(pitch), strikes, (n / middle - 1) * width, gain, knock)
        for n, pitch in enumerate(pitches)
        if (strikes := [strike for name, strike in struck if name == HIGH[n]])
    ]


def melody(
    hand: Hand, line: str, start: float, step: float, force: float = 0.8
) -> list[tuple[str, Strike]]:
    """A melody, one thing at a step."""
    return [
        (name, hand.blow(start + n * step, force if n % 4 else force * 1.2))
        for n, name in enumerate(line)
        if name in HIGH
    ]


def rolled(
    hand: Hand, line: str, start: float, step: float, apart: int = 0
) -> list[tuple[str, Strike]]:
    """Each note of a melody held by two sticks in turn, the other one `apart` things lower."""
    return [
        (
            HIGH[HIGH.index(name) - (apart if beat % 2 and HIGH.index(name) >= apart else 0)],
            hand.blow(start + n * step + beat * step / 6, 0.5 + 0.35 * (beat == 0) + 0.04 * beat),
        )
        for n, name in enumerate(line)
        if name in HIGH
        for beat in range(6)
    ]


def steps(lowest: float, count: int, ratios: Sequence[float]) -> list[float]:
    """Pitches of a row: `ratios` within the octave, then again above it."""
    return [lowest * ratios[n % len(ratios)] * 2.0 ** (n // len(ratios)) for n in range(count)]


EVEN_SEVEN = tuple(2 ** (n / 7) for n in range(7))
"""Seven steps of nearly one size."""
FIVE = (1.0, 1.125, 1.265, 1.5, 1.69)
"""Five steps, not tempered."""


def ringing(pitch: float) -> Voice:
    """A flat gong that is left alone."""
    return modes.flat_gong(pitch)


def damped(pitch: float) -> Voice:
    """A flat gong with a palm behind it."""
    return modes.flat_gong(pitch, 0.2)


def bamboo(pitch: float) -> Voice:
    """A tube of bamboo, struck."""
    return (*modes.bar(pitch, 0.5, 0.2), modes.Mode(pitch * 1.013, 0.45, 0.3))


def wood(pitch: float) -> Voice:
    """A bar of hard wood over a trough."""
    return (*modes.bar(pitch, 0.62, 0.27), modes.Mode(pitch * 0.5, 0.1, 0.2))
