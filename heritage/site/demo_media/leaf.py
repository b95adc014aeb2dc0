"""Two leaves of a palm, written on in Khmer: a rendered sample for the viewer that zooms.

The words are everyday ones of the demo's own word list (`demo/content/khmer-words.csv`), none of
them of religion. What leaves look like, five lines cut into each and blackened, two holes for the
cord, is taken from kc-cu-chu-la-buong and kc-it-0008 of the same content.
"""

from __future__ import annotations

import csv
import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pyvips
import typst
from PIL import Image, ImageDraw

from heritage.site.demo_media.palm import painted

HERE = Path(__file__).parent
FACES = HERE.parent / "share" / "fonts"
WORDS = HERE.parents[2] / "demo" / "content" / "khmer-words.csv"
EVERYDAY = ("greeting", "family", "food", "nature", "music", "craft", "time", "number", "body")
CLUSTER = re.compile(
    "(?:[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*|[\u17e0-\u17e9 ])"
    "[\u17d4-\u17da]*"
)
"""What is written as one: a consonant, those below it, its vowels and signs, the mark after it."""
LINES = 5


@dataclass(frozen=True)
class Size:
    """Pixels of the whole sheet. All else follows from its width, drawn for 14,000."""

    width: int = 14_000
    height: int = 4_300

    @property
    def unit(self) -> float:
        """Pixels of one of the 14,000 parts of the width."""
        return self.width / 14_000


def everyday() -> list[str]:
    """The clusters of what is written: sentences by subject, then words."""
    with WORDS.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    sacred = [row["headword"] for row in listed if row["domain"] == "religion"]
    rows = [row for row in listed if row["domain"] in EVERYDAY]
    rows.sort(key=lambda row: EVERYDAY.index(row["domain"]))
    sentences = (row["example_km"] for row in rows)
    plain = "".join(told for told in sentences if not any(word in told for word in sacred))
    told = plain + " ".join(row["headword"] for row in rows)
    return CLUSTER.findall(told)


def write(target: Path, size: Size = Size()) -> None:
    """The sheet as JPEG in sRGB. The same size gives the same bytes."""
    leaves = (Leaf(0), Leaf(1))
    sheet = painted(_shape(leaves, size), _letters(leaves, size), size.width, size.height)
    sheet.jpegsave(str(target), Q=82, keep="none")


class Leaf:
    """One leaf: where it lies, and how it was cut. In parts of which the sheet is 14,000 wide."""

    left, width, height = 400, 13_200, 1_640
    holes = (0.31, 0.69)
    hole, clear = 30, 335
    """Radius of a hole for the cord; of what the writer leaves free around it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.top = 330 + 2_000 * number

    def stretches(self) -> list[tuple[float, float, float]]:
        """Where the lines are: left end, height of the line, length."""
        margin, pitch = 330, self.height / (LINES + 0.55)
        begin, end = self.left + margin, self.left + self.width - margin
        found: list[tuple[float, float, float]] = []
        for line in range(LINES):
            y = self.top + pitch * (line + 1.02)
            off = abs(line - LINES // 2) * pitch
            free = math.sqrt(max(0.0, self.clear**2 - off**2))
            edges: list[float] = [begin]
            for hole in self.holes if free else ():
                middle = self.left + self.width * hole
                edges += [middle - free, middle + free]
            edges.append(end)
            found += [(a, y, b - a) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return found

    def outline(self) -> list[tuple[float, float]]:
        """Cut with a knife along a frame, then handled for a long time."""
        chance = Random(f"mép lá {self.number}")
        waves = [
            (chance.uniform(1, 7), chance.uniform(0, 6.3), chance.uniform(2, 9)) for _ in range(10)
        ]

        def away(along: float, side: int) -> float:
            sway = sum(
                depth / (1 + often / 3) * math.sin(often * along * 6.3 + phase + side)
                for often, phase, depth in waves
            )
            corner = 46 * (max(0.0, 1 - along * 260) ** 2 + max(0.0, 1 - (1 - along) * 260) ** 2)
            return sway - 26 * math.sin(math.pi * along) * (1 - 2 * side) * -0.4 + corner

        count = 1200
        sides = []
        for side in (0, 1):
            bites = [
                (chance.random(), chance.uniform(4, 22), chance.uniform(20, 90)) for _ in range(5)
            ]
            line = []
            for n in range(count + 1):
                along = n / count
                depth = away(along, side) + chance.uniform(-0.7, 0.7)
                depth += sum(
                    deep * max(0.0, 1 - abs(along - at) * self.width / wide)
                    for at, deep, wide in bites
                )
                x = self.left + along * self.width
                line.append((x, self.top + depth if side == 0 else self.top + self.height - depth))
            sides.append(line)
        ends = [
            [(x + chance.uniform(-7, 7), self.top + self.height * part) for part in
             (0.06, 0.2, 0.35, 0.5, 0.65, 0.8, 0.94)]
            for x in (self.left - 4, self.left + self.width + 4)
        ]  # fmt: skip
        return [*sides[0], *ends[1], *reversed(sides[1]), *reversed(ends[0])]


def _letters(leaves: tuple[Leaf, ...], size: Size) -> pyvips.Image:
    """The letters, white on black, at half the pixels: their edges are roughened anyway."""
    scale = size.unit / 2
    given = {
        "width": math.ceil(size.width / 2),
        "height": math.ceil(size.height / 2),
        "size": 166 * scale,
        "tracking": 1.03,
        "clusters": everyday(),
        "stretches": [
            [part * scale for part in stretch] for leaf in leaves for stretch in leaf.stretches()
        ],
    }
    drawn = typst.compile(
        (HERE / "leaf.typ").read_bytes(),
        format="png",
        ppi=72,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FACES]
        ),
        sys_inputs={"leaf": json.dumps(given)},
    )
    return pyvips.Image.new_from_buffer(drawn, "").extract_band(1).invert()


def _shape(leaves: tuple[Leaf, ...], size: Size) -> pyvips.Image:
    """The leaves, white on black, at half the pixels."""
    scale = size.unit / 2
    drawn = Image.new("L", (math.ceil(size.width / 2), math.ceil(size.height / 2)))
    pen = ImageDraw.Draw(drawn)
    for leaf in leaves:
        pen.polygon([(x * scale, y * scale) for x, y in leaf.outline()], fill=255)
        for hole in leaf.holes:
            x, y = (leaf.left + leaf.width * hole) * scale, (leaf.top + leaf.height / 2) * scale
            pen.circle((x, y), leaf.hole * scale, fill=0)
    return pyvips.Image.new_from_memory(drawn.tobytes(), *drawn.size, 1, "uchar")
