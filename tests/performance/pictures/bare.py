"""What libvips can do: one long process, each file straight from the original."""

import resource
import sys
from pathlib import Path
from typing import Any

import pyvips

from media_pipeline.recipes.crops import CARD
from media_pipeline.recipes.pictures import WIDTHS, written_as


def main(out: str, *photographs: str) -> None:
    for photograph in photographs:
        into = Path(out) / Path(photograph).stem
        into.mkdir(parents=True)
        boxes: list[tuple[str, int, dict[str, Any]]]
        boxes = [(str(width), width, {"size": "down"}) for width in WIDTHS]
        boxes += [
            (f"card-{width}", width, {"height": width * 3 // 4, "crop": "centre"})
            for width in CARD.widths
        ]
        for name, width, how in boxes:
            for ending, _, written in written_as(width):
                image = pyvips.Image.thumbnail(photograph, width, output_profile="srgb", **how)
                image.write_to_file(str(into / f"{name}.{ending}"), keep="none", **written)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
