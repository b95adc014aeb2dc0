"""The recordings: who plays, for how long, in what room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from heritage.site.demo_media import modes
from heritage.site.demo_media.scores import (
    EVEN_SEVEN,
    FIVE,
    Hand,
    bamboo,
    damped,
    melody,
    ringing,
    rolled,
    row,
    steps,
    wood,
)
from heritage.site.demo_media.studio import Player, Recording, Room, Strike

YARD = Room(0.9, 0.16, 4200)
"""Houses around, earth underfoot."""
HALL = Room(1.7, 0.24, 4800)
"""A roof on pillars."""
ROOM = Room(0.5, 0.14, 6000)
"""A small wooden room."""


def bossed_gongs() -> Recording:
    """Three gongs with a boss, one after the other and together, left to ring."""
    hand = Hand("chieng-num", 0.0012, 0.004)
    told = ((0.4, 0), (6.6, 1), (12.2, 2), (17.6, 0), (17.63, 2), (20.9, 1))
    gongs = ((116.5, -0.35, 1.15), (155.0, 0.3, 1.0), (174.0, 0.0, 0.9))
    return Recording(
        29.0,
        [
            Player(
                modes.bossed_gong(pitch, 1.15, 0.55 + 0.2 * n),
                [hand.blow(at, 0.95 if at < 17 else 0.75) for at, who in told if who == n],
                place,
                gain,
                0.02,
            )
            for n, (pitch, place, gain) in enumerate(gongs)
        ],
        YARD,
    )


def gong_ensemble() -> Recording:
    """Seven gongs that enter one by one, turn in a ring of sixteen steps, and end together."""
    step, bar = 0.235, 16 * 0.235
    bossed, soft = Hand("bè trầm", 0.0013), Hand("bè giữa", 0.0008)
    last = 0.5 + 7 * bar
    low = bossed.line("X.......x......." * 7 + "X", 0.5, step)
    second = bossed.line("....x.......X..." * 6 + "X", 0.5 + bar, step)
    third = bossed.line("x.....x...x....." * 5 + "x", 0.5 + 2 * bar, step)
    lines = ("x..x....x..x....", "..x...x...x...x.", ".x...x.x.....x.x", "x...x..x..x.x...")
    flat = [
        (name, strike)
        for name, line in zip("0123", lines, strict=True)
        for strike in soft.line(line * 4 + "X", 0.5 + 3 * bar, step, 0.25)
    ]
    return Recording(
        last + 7,
        [
            Player(modes.bossed_gong(98.0, 1.2, 0.5), low, -0.1, 1.25, 0.02),
            Player(modes.bossed_gong(146.0, 0.9), second, -0.6, 0.75, 0.02),
            Player(modes.bossed_gong(164.5, 0.8), third, 0.55, 0.6, 0.02),
            *row(damped, [221.0, 247.0, 296.0, 331.0],
                 [(name, strike) for name, strike in flat if strike.at < last - 0.1],
                 width=0.85, gain=0.5, knock=0.03),
            *row(ringing, [221.0, 247.0, 296.0, 331.0],
                 [(name, strike) for name, strike in flat if strike.at >= last - 0.1],
                 width=0.85, gain=0.3),
        ],
        YARD,
    )  # fmt: skip


def tuning() -> Recording:
    """A gong tapped and tapped again while its two tones come together: the beating slows down."""
    taps, hammer = Hand("nghe", 0.0008, 0.02), Hand("búa", 0.0006, 0.02)
    players = []
    for n in range(6):
        at = 0.4 + 4.1 * n
        players.append(
            Player(
                modes.bossed_gong(207 + 0.8 * n, 0.62, 5.2 * 0.52**n),
                [taps.blow(at, 0.5 if n < 5 else 0.75)],
                -0.1,
                1.0,
                0.02,
            )
        )
        if n < 5:
            small = [hammer.blow(at + 2.75 + 0.23 * k, 0.2) for k in range(3 + n % 2)]
            players.append(Player(modes.bar(1350, 0.06, 0.7), small, 0.1, 0.5, 0.4))
    return Recording(29.0, players, ROOM)


def flat_gongs() -> Recording:
    """Flat gongs interlocking. The transcript beside it says when who enters."""
    step, bar = 0.17, 12 * 0.17
    hands = [Hand(f"chiêng bằng {n}", 0.0008) for n in range(6)]
    lines = (
        "X..x..X..x..",
        ".x..x..x..x.",
        "..x..x..x..x",
        "x.....x.x...",
        "...x.....x.x",
        "x.x...x...x.",
    )
    enters, pitches = (0, 3, 3, 6, 6, 6), (185.0, 208.0, 233.0, 277.0, 311.0, 349.0)
    last = 0.6 + 12 * bar
    struck = [
        (str(n), strike)
        for n, line in enumerate(lines)
        for strike in hands[n].line(line * (12 - enters[n]), 0.6 + enters[n] * bar, step, 0.2)
    ]
    return Recording(
        last + 6.5,
        [
            *row(damped, pitches, struck, width=0.8, gain=0.6, knock=0.03),
            Player(ringing(185.0), [hands[0].blow(last, 0.9)], -0.3, 0.8, 0.02),
        ],
        YARD,
    )


def stones() -> Recording:
    """Bars of stone, up, down, and answered by two hands."""
    hand = Hand("thanh đá", 0.0006, 0.01)
    pitches = steps(466.0, 9, FIVE)
    struck = [
        *melody(hand, "0.1.2.3.4.5.6.7.8...", 0.4, 0.33),
        *melody(hand, "8.7.6.5.4.3.2.1.0...", 7.4, 0.33),
        *melody(hand, "0.4.2.5.3.7.5.8.7.5.4.2.3.1.0...", 14.4, 0.29, 0.75),
        *melody(hand, "....0...1...2...3...2...1...0...", 14.4, 0.29, 0.55),
    ]
    return Recording(26.5, row(modes.stone, pitches, struck, width=0.7, gain=0.7, knock=0.12), YARD)


def bamboo_tubes() -> Recording:
    """Tubes of bamboo: a running pattern, its answer an octave below."""
    hand = Hand("ống tre", 0.0011)
    pitches = steps(262.0, 13, FIVE)
    run = "5678a98.7.5.6.5.789acb9.8.7.8.9.a98756534.3.5..."
    low = "0...2...3...2...1...3...4...2...0...3...2...0..."
    struck = [
        *melody(hand, run * 2 + "5...0...", 0.4, 0.19),
        *melody(hand, low * 2 + "0...", 0.4, 0.19, 0.6),
        *melody(hand, "5.7.8.a.c", 20.4, 0.16, 0.6),
    ]
    return Recording(24.0, row(bamboo, pitches, struck, width=0.6, knock=0.18), YARD)


def bamboo_strings() -> Recording:
    """Strings cut from the skin of a bamboo tube, plucked in turn."""
    nail = Hand("dây tre", 0.0007, 0.012)
    pitches = (147.0, 165.0, 196.0, 220.0)
    struck = [
        *melody(nail, "0...1...2...3...3...2...1...0...", 0.4, 0.17),
        *melody(nail, "0.2.1.3.0.2.3.2.0.1.3.2.1.2.0..." * 2, 6.4, 0.2, 0.7),
        *melody(nail, "0.1.2.3.........", 19.6, 0.26, 0.8),
    ]
    voice = partial(modes.string, seconds=1.3, plucked=0.23, stiff=1e-3)
    return Recording(24.5, row(voice, pitches, struck, width=0.3, knock=0.15), ROOM)


def wooden_bars() -> Recording:
    """A row of wooden bars: the row itself, then notes held by two sticks."""
    hand = Hand("thanh gỗ", 0.0008)
    pitches = steps(262.0, 15, EVEN_SEVEN)
    struck = [
        *melody(hand, "0123456789abcde", 0.4, 0.21),
        *melody(hand, "edcba9876543210", 4.1, 0.21),
        *rolled(hand, "79b.a97.5679.7..", 8.4, 0.52, 7),
        *melody(hand, "797b9b795757976579b9a97567974...", 17.0, 0.17),
    ]
    return Recording(24.0, row(wood, pitches, struck, width=0.7, knock=0.2), HALL)


def gong_circle() -> Recording:
    """Small gongs in a half ring around the player."""
    hand = Hand("cồng vòng", 0.0009)
    pitches = steps(311.0, 12, EVEN_SEVEN)
    struck = [
        *melody(hand, "0.1.2.3.4.5.6.7.8.9.a.b.", 0.4, 0.24),
        *melody(hand, "b.9.a.8.9.7.8.6.7.5.6.4.", 6.6, 0.24),
        *melody(hand, "4.6.7.6.4.2.4.6.7.9.7.6.4.2.1.0.", 12.8, 0.27, 0.75),
        *melody(hand, "0...0...2...2...0...2...1...0...", 12.8, 0.27, 0.6),
    ]
    return Recording(25.0, row(modes.small_gong, pitches, struck, width=0.9, gain=0.8), HALL)


def orchestra() -> Recording:
    """Drums, wooden bars, small gongs and hand cymbals. The transcript says what is when."""
    step, start = 0.2, 4.6
    sticks, mallets, palms, bronze = (Hand(name, contact) for name, contact in (
        ("gỗ", 0.0008), ("đồng", 0.0010), ("trống", 0.0022), ("chập chả", 0.0005)))  # fmt: skip
    lead = "7.9.b.9.7.5.7.9.b.d.b.9.a.9.7...7.7.9.7.5.4.5.7.9.7.5.4.2.4.0..."
    plain = "0...2...4...2...4...6...3...0...0...2...0...5...2...0...4...0..."
    four = len(lead) * step
    bars = steps(262.0, 15, EVEN_SEVEN)
    deep = modes.drum(62.0, 1.1, 0.15)
    gathering = (0.4, 1.3, 2.0, 2.55, 2.95, 3.25, 3.5, 3.7, 3.9)
    opening = [Strike(at, 0.68 + at / 13, 0.003) for at in gathering]
    parts = "X.......x...x..." * 8 + "X"
    return Recording(
        start + 2 * four + 4.5,
        [
            Player(deep, [*opening, *palms.line(parts, start, step)], -0.25, 1.5, 0.06),
            Player(modes.drum(148.0, 0.35, 0.6),
                   palms.line("..x.x.x...x.x.xx" * 8, start, step), 0.2, 0.4, 0.1),
            *row(wood, bars, rolled(sticks, lead[::2], start, 2 * step, 7),
                 width=0.4, gain=0.5, knock=0.15),
            *row(wood, bars, melody(sticks, lead + "7", start + four, step),
                 width=0.4, gain=0.8, knock=0.2),
            *row(modes.small_gong, steps(262.0, 8, EVEN_SEVEN),
                 melody(mallets, plain + "0", start + four, step, 0.7), width=0.8, gain=0.55),
            Player(modes.cymbal(2350, 1.5), bronze.line("X......." * 16, start, step), 0.45, 0.05),
            Player(modes.cymbal(2350, 0.12), bronze.line("....X..." * 16, start, step), 0.45, 0.06),
        ],
        HALL,
    )  # fmt: skip


def long_lute() -> Recording:
    """A long-necked lute: one string answers, the other stays."""
    nail = Hand("chà pây", 0.0006, 0.012)
    pitches = steps(196.0, 10, FIVE)
    struck = [
        *melody(nail, "3.3.4.5...4.3.2.3...0.......5.5.6.7...6.5.4.5...3.......", 0.5, 0.2),
        *melody(nail, "5.4.3.2.3.4.3.0.2.3.2.1.0.......3....", 12.2, 0.2, 0.75),
        *melody(nail, "5334533233422300", 19.6, 0.15, 0.6),
        *melody(nail, "0", 22.2, 0.2, 0.9),
    ]
    drone = [nail.blow(0.5 + 0.8 * n, 0.5) for n in range(27)]
    return Recording(
        26.0,
        [
            *row(partial(modes.string, seconds=1.9, plucked=0.12), pitches, struck,
                 width=0.15, knock=0.1),
            Player(modes.string(98.0, 2.4, 0.15), drone, -0.15, 0.7, 0.08),
        ],
        ROOM,
    )  # fmt: skip


def two_drums() -> Recording:
    """Two hand drums, left and right, in question and answer, then together."""
    step = 0.155
    talk = (
        ("X..x..X.x.x.X...", "..x.x......xx..."),
        ("X.x.X.x.X..xx.X.", "...x...x.x.....x"),
        ("X..X..X..X..X.X.", ".xx.xx.xx.xx.x.x"),
    )
    players: list[Player] = []
    for side, tuned in ((-0.65, 1.0), (0.65, 1.13)):
        palm, fingers = Hand(f"lòng tay {side}", 0.0021), Hand(f"ngón {side}", 0.0005)
        open_, slap = [], []
        for n in range(8):
            mine = (n % 2 == 0) == (side < 0)
            if mine or n > 5:
                middle, rim = talk[(n // 2) % 3]
                at = 0.4 + n * 17 * step
                open_ += palm.line(middle, at, step, 0.15)
                slap += fingers.line(rim, at, step)
        open_ += palm.line("X.x.X.x.X...X", 0.4 + 8 * 17 * step, step, 0.3)
        players += [
            Player(modes.drum(112.0 * tuned, 0.42, 0.1), open_, side, 1.0, 0.1),
            Player(modes.drum(236.0 * tuned, 0.16, 0.9), slap, side, 0.55, 0.35),
        ]
    return Recording(26.0, players, YARD)


RECORDINGS: Mapping[str, Callable[[], Recording]] = {
    "chieng-num.flac": bossed_gongs,
    "dan-chieng.flac": gong_ensemble,
    "chinh-chieng.flac": tuning,
    "chieng-bang.flac": flat_gongs,
    "thanh-da.flac": stones,
    "ong-tre.flac": bamboo_tubes,
    "day-tre.flac": bamboo_strings,
    "thanh-go.flac": wooden_bars,
    "cong-vong.flac": gong_circle,
    "ngu-am.flac": orchestra,
    "cha-pay.flac": long_lute,
    "trong-doi.flac": two_drums,
}
"""By the name of the file."""
