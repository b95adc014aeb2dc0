"""The archive's own plates as masters: what a scanner would have made of the prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyvips
import typst

from heritage.site.plates.sheet import HEIGHT, WIDTH

PLATES = Path(__file__).parents[3] / "static" / "site" / "plates"
SHEET = """#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)"""


@dataclass(frozen=True)
class Print:
    """One plate, or a part of it."""

    plate: str
    part: tuple[float, float, float] = (0, 0, 1)
    """Left and upper edge and width of what is shown, as shares of the plate's."""
    width: int = 3_000
    """Pixels. A part is drawn smaller: typst holds the whole plate in its size."""


PRINTS: Mapping[str, Print] = {
    **{
        f"{plate}.jpg": Print(plate)
        for plate in (
            "nha-rong",
            "gui-vinh-son",
            "vai-hre-lang-teng",
            "ruong-bac-thang-hre",
            "dan-da-raglai",
            "dan-trung-gia-rai",
            "chua-khmer",
            "xam-pot-hol",
            "ca-rang-phnom-pi",
            "dua-ghe-ngo",
            "xa-rong-chau-phong",
            "binh-gom-bau-truc",
            "gom-bau-truc",
        )
    },
    "binh-gom-bau-truc-hoa-van.jpg": Print("binh-gom-bau-truc", (0.24, 0.2, 0.56), 2_400),
    "gom-bau-truc-tay-tho.jpg": Print("gom-bau-truc", (0.15, 0.34, 0.56), 2_400),
}
"""By the name of the file."""


def write(shown: Print, target: Path) -> None:
    """A JPEG. The same plate gives the same bytes."""
    left, top, share = shown.part
    whole = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    part = f'viewBox="{WIDTH * left} {HEIGHT * top} {WIDTH * share} {HEIGHT * share}"'
    drawn = typst.compile(
        SHEET.format(width=WIDTH, height=HEIGHT).encode(),
        format="png",
        ppi=72 * shown.width / WIDTH,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False),
        sys_inputs={
            "drawing": (PLATES / f"{shown.plate}.svg").read_text("utf-8").replace(whole, part, 1)
        },
    )
    picture = pyvips.Image.new_from_buffer(drawn, "", access="sequential")
    picture.flatten(background=255).jpegsave(str(target), Q=90, subsample_mode="off", keep="none")
